# SPDX-License-Identifier: Apache-2.0
"""Validates protocol files against the JSON Schema that `equipoise schema` prints.

Usage: validate-protocol.py SCHEMA.json PROTOCOL.yaml ...
Exit code 0: all are valid; 1: at least one is not.
"""
import json
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Dates stay text and only true and false are truth values, as in YAML 1.2."""


Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp" and (tag != "tag:yaml.org,2002:bool" or first in "tTfF")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = False
    for path in paths:
        with open(path, encoding="utf-8") as file:
            document = yaml.load(file, Loader)
        for error in validator.iter_errors(document):
            failed = True
            best = jsonschema.exceptions.best_match([error])
            print(f"{path}: {list(best.absolute_path)}: {best.message[:200]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
