#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Ends a server while 32 clients write: what was acknowledged is in the ledger, and the ledger holds.

Usage: Scripts/api-ends.py PROGRAM   (an equipoise that was built with --traits Web)
"""
import http.client
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

program = os.path.abspath(sys.argv[1])
fixture = pathlib.Path(__file__).parent.parent / "Tests/EquipoiseWebTests/Fixtures/api-trial.yaml"
acknowledged, others = [], []


def client(number, port, token):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    count = 0
    try:
        while True:
            count += 1
            subject = f"C-{number}-{count}"
            body = json.dumps({"subject": subject, "site": "S1", "on": "2025-03-10"})
            connection.request("POST", "/api/v1/subjects", body, headers)
            answer = connection.getresponse()
            answer.read()
            (acknowledged if answer.status == 201 else others).append(subject)
    except (OSError, http.client.HTTPException):
        return


with tempfile.TemporaryDirectory() as work:
    environment = dict(os.environ, EQUIPOISE_KEYS=work + "/keys")
    trial = work + "/trial"
    os.mkdir(trial)
    shutil.copy(fixture, trial + "/protocol.yaml")

    def run(*words):
        return subprocess.run([program, *words], env=environment, check=True, capture_output=True, text=True).stdout

    run("init", trial, "--as", "chief")
    run("user", trial, "grant", "chief", "--gives", "investigator", "--site", "S1", "--as", "chief")
    token = run("token", trial, "create", "--as", "chief", "--scope", "all").strip()
    server = subprocess.Popen(
        [program, "serve", trial, "--api-only", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    port = int(server.stdout.readline().strip().split(":")[2].split("/")[0])
    threads = [threading.Thread(target=client, args=(number, port, token)) for number in range(32)]
    for thread in threads:
        thread.start()
    time.sleep(2)
    server.send_signal(signal.SIGTERM)
    code = server.wait(60)
    for thread in threads:
        thread.join()
    log = run("log", trial, "--as", "chief", "--json")
    lost = [subject for subject in acknowledged if f'"{subject}"' not in log]
    run("verify", trial)
    print(f"Ended with code {code}; {len(acknowledged)} acts were acknowledged, {len(lost)} of them lost.")
    if code != 0 or lost or others or not acknowledged:
        sys.exit(f"The server did not end in order: {len(others)} requests were refused, lost: {lost[:5]}")
