# SPDX-License-Identifier: Apache-2.0
# Barnard's and Boschloo's tests here and in SciPy, in the same run: python3 exact.py PATH/TO/exact-benchmark
#
# Processor time of one thread, the best of seven rounds on both sides; SciPy with its defaults (n = 32 points of its optimizer).
# Where the p-values differ SciPy's is too small: it has stopped at a local maximum.
import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
import subprocess
import sys
import time

import scipy
from scipy.stats import barnard_exact, boschloo_exact


def best(run, rounds=7):
    p = run()  # the first call imports and fills caches
    times = []
    for _ in range(rounds):
        start, repeats = time.process_time(), 0
        while time.process_time() - start < 0.005:
            run()
            repeats += 1
        times.append((time.process_time() - start) / repeats)
    return float(p), min(times)


print(f"SciPy {scipy.__version__}")
print(f"{'table':20}{'test':10}{'side':12}{'p here':>16}{'p SciPy':>16}{'ms here':>10}{'ms SciPy':>10}{'ratio':>8}")
lines = subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout.splitlines()
for line in lines:
    table, test, side, p, seconds = line.split(",")
    if side == "by probability":  # SciPy has no such test
        print(f"{table:20}{test:10}{side:12}{float(p):16.12f}{'':16}{1000 * float(seconds):10.3f}")
        continue
    (x1, n1), (x2, n2) = ((int(v) for v in arm.split("/")) for arm in table.split(" v "))
    cells = [[x1, x2], [n1 - x1, n2 - x2]]
    function = barnard_exact if test == "barnard" else boschloo_exact
    other, spent = best(lambda: function(cells, alternative=side).pvalue)
    mark = " < sup" if other < float(p) * (1 - 1e-6) else ""
    print(f"{table:20}{test:10}{side:12}{float(p):16.12f}{other:16.12f}{1000 * float(seconds):10.3f}{1000 * spent:10.2f}{spent / float(seconds):8.0f}{mark}", flush=True)
