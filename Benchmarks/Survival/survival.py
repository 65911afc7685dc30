# The same statistics in lifelines, on cohorts of the same kind: python3 survival.py [SUBJECTS ...]
# Lines: work, subjects, processor seconds of the quickest run, peer.
import sys
import time
import warnings

import numpy
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test

warnings.simplefilter("ignore")


def best(work, subjects, repeats, run):
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        seconds.append(time.process_time() - start)
    print(f"{work}\t{subjects}\t{min(seconds):.6f}\tlifelines", flush=True)


def curves(times, events, arms):
    for arm in (0, 1):
        KaplanMeierFitter().fit(times[arms == arm], events[arms == arm])


for n in [int(float(size)) for size in sys.argv[1:]] or [1_000_000]:
    for kind in ("fractional times", "whole days"):
        random = numpy.random.default_rng(1)
        arms = random.integers(0, 2, n)
        event = random.exponential(700 / numpy.where(arms == 1, 0.74, 1))
        censoring = random.uniform(0, 2000, n)
        times = numpy.minimum(event, censoring)
        times = numpy.floor(times) if kind == "whole days" else times
        events = event <= censoring
        repeats = 1 if n > 2_000_000 else 3
        best(f"Kaplan-Meier by arm, {kind}", n, repeats, lambda: curves(times, events, arms))
        first = arms == 0
        best(f"log-rank, {kind}", n, repeats,
             lambda: logrank_test(times[first], times[~first], events[first], events[~first]))
