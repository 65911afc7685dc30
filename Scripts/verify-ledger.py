#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies a ledger file without Equipoise: python3 Scripts/verify-ledger.py ledger.sqlite [ANCHOR]

Written from Documentation/Ledger.md alone; nothing but Python's standard library. ANCHOR is the line that
"equipoise anchor" prints, in quotation marks. Exit 0: whole; 3: not whole, or not the ledger of the anchor; 2: usage.
"""
import hashlib
import pathlib
import re
import sqlite3
import struct
import sys


def integer(number):
    return struct.pack(">Q", number)


def entry_hash(index, previous, claims, payload):
    content = b"equipoise.ledger.entry/1" + integer(index) + previous + integer(len(claims))
    for claim in claims:
        content += integer(len(claim)) + claim
    return hashlib.sha256(content + integer(len(payload)) + payload).digest()


def crc16(text):
    remainder = 0xFFFF
    for byte in text.encode():
        remainder ^= byte << 8
        for _ in range(8):
            remainder = (remainder << 1 ^ (0x1021 if remainder & 0x8000 else 0)) & 0xFFFF
    return remainder


def parse_anchor(text):
    parts = re.split(r"[\s>-]+", text.strip().lower())
    digits = "".join(parts[2:])
    if parts[0] != "anchor/1" or not re.fullmatch("[0-9a-f]{68}", digits) or not parts[1].isdigit():
        usage("this is not an anchor: copy the whole line")
    count, digest, check = int(parts[1]), digits[:64], digits[64:]
    if crc16(f"{count} {digest}") != int(check, 16):
        usage("the anchor's check digits do not fit: there is a slip in the line")
    return count, bytes.fromhex(digest)


def usage(message):
    print(message, file=sys.stderr)
    sys.exit(2)


def broken(index, what):
    print(f"entry {index}: {what}")
    sys.exit(3)


def main():
    if len(sys.argv) not in (2, 3):
        usage(__doc__)
    anchor = parse_anchor(sys.argv[2]) if len(sys.argv) == 3 else None
    path = pathlib.Path(sys.argv[1])
    if not path.is_file():
        usage(f"{path}: there is no such file")
    ledger = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    ledger.text_factory = bytes
    count, last, held = 0, bytes(32), {}
    try:
        for number, previous, claims, payload, digest in ledger.execute(
            "SELECT number, previous, claims, payload, hash FROM entries ORDER BY number"
        ):
            if number != count + 1:
                broken(min(number, count + 1), "missing, or there twice")
            if previous != last:
                broken(number, "its link does not lead to the entry before it")
            names = claims.split(b"\n") if claims else []
            if entry_hash(number, previous, names, payload) != digest:
                broken(number, "its content is not what its hash was taken over")
            for name in names:
                if name in held:
                    broken(number, f"{name.decode()!r} was taken before, by entry {held[name]}")
                held[name] = number
            count, last = number, digest
            if anchor and anchor[0] == count and anchor[1] != digest:
                broken(number, "its hash is not that of the anchor: this is another history")
        table = ledger.execute("SELECT name, entry FROM claims").fetchall()
    except sqlite3.DatabaseError as error:
        broken(count + 1, f"cannot be read: {error}")
    if sorted(table) != sorted(held.items()):
        index = min(entry for _, entry in set(table) ^ set(held.items()))
        broken(index, "the table of claims is at odds with the entries")
    if anchor and anchor[0] > count:
        broken(count, f"the ledger ends here, but the anchor has seen entry {anchor[0]}")
    print(f"{count} entries, {last.hex()}")
    print(f"proven through entry {anchor[0]} by the anchor" if anchor else "the end is unproven without an anchor")


main()
