#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Predictive probabilities of success by the whole double sum over future events: writes predictive.json.

    python3 Oracles/gen_predictive.py [OUTFILE]

mpmath, numpy, scipy. Weights are ratios of beta functions with 40 digits; whether a final table is a success is decided for
every table, with no use of monotony, by Gauss-Legendre quadrature with 600 nodes in arcsin sqrt p, by SciPy's hypergeometric
tail or by the z statistic. A decision closer to its threshold than 1e-6 stops the script.
"""
import json
import platform
import sys

import mpmath as mp
import numpy as np
import scipy
from scipy import special, stats

mp.mp.dps = 40
nodes, weights = np.polynomial.legendre.leggauss(600)


def future(n, a, b):
    """Beta-binomial probabilities of 0 ... n events."""
    return [mp.binomial(n, y) * mp.beta(a + y, b + n - y) / mp.beta(a, b) for y in range(n + 1)]


def superiority(a1, b1, a2, b2, margin):
    """P(p1 > p2 + margin) for two beta distributions."""
    low, high = np.arcsin(np.sqrt(max(0, margin))), np.arcsin(np.sqrt(min(1, 1 + margin)))
    t = low + (nodes + 1) / 2 * (high - low)
    p = np.sin(t) ** 2
    log_density = (2 * a1 - 1) * np.log(np.sin(t)) + (2 * b1 - 1) * np.log(np.cos(t)) + np.log(2) - special.betaln(a1, b1)
    inner = np.sum(weights * np.exp(log_density) * special.betainc(a2, b2, np.clip(p - margin, 0, 1))) * (high - low) / 2
    return inner + special.betaincc(a1, b1, min(1, 1 + margin))


def decided(distance):
    if abs(distance) < 1e-6:
        raise SystemExit(f"a decision is too close: {distance}")
    return distance > 0


def is_success(rule, x1, n1, x2, n2):
    kind = rule["kind"]
    if kind == "posterior":
        (a1, b1), (a2, b2) = rule["priors"]
        return decided(superiority(a1 + x1, b1 + n1 - x1, a2 + x2, b2 + n2 - x2, rule["margin"]) - rule["threshold"])
    if kind == "fisher":
        return decided(rule["alpha"] - stats.hypergeom.sf(x1 - 1, n1 + n2, x1 + x2, n1))
    m, n = x1 + x2, n1 + n2
    if m in (0, n):
        return False
    z = (x1 / n1 - x2 / n2) / np.sqrt(m / n * (1 - m / n) * (1 / n1 + 1 / n2))
    return decided(z - stats.norm.isf(rule["alpha"]))


def two_arms(x1, n1, x2, n2, f1, f2, priors, rule):
    (a1, b1), (a2, b2) = priors
    w1 = future(f1 - n1, a1 + x1, b1 + n1 - x1)
    w2 = future(f2 - n2, a2 + x2, b2 + n2 - x2)
    return mp.fsum(u * v for y1, u in enumerate(w1) for y2, v in enumerate(w2) if is_success(rule, x1 + y1, f1, x2 + y2, f2))


def one_arm(x, n, final, prior, rule):
    a, b = prior
    total = mp.mpf(0)
    for y, w in enumerate(future(final - n, a + x, b + n - x)):
        if rule["kind"] == "posterior":
            a0, b0 = rule["prior"]
            met = decided(special.betaincc(a0 + x + y, b0 + final - x - y, rule["rate"]) - rule["threshold"])
        else:
            met = decided(rule["alpha"] - stats.binom.sf(x + y - 1, final, rule["rate"]))
        total += w if met else 0
    return total


cases = []


def add(name, method, source, given, value, note=None):
    case = {"id": name, "method": method, "call": source, "input": given, "expect": {"predictive_probability": float(value)}}
    if note:
        case["note"] = note
    cases.append(case)


uniform, jeffreys, history = [1, 1], [0.5, 0.5], [4, 9.5]
tables = [(16, 30, 8, 25, 50, 43), (10, 15, 8, 25, 35, 43), (0, 10, 0, 10, 30, 28), (5, 5, 0, 5, 25, 23), (0, 0, 0, 0, 20, 20),
          (30, 60, 22, 58, 60, 60), (12, 20, 12, 20, 20, 40), (22, 60, 15, 61, 100, 100)]
for t in tables:
    for k, (priors, rule) in enumerate([
        ([uniform, uniform], dict(kind="posterior", priors=[uniform, uniform], margin=0, threshold=0.9754)),
        ([jeffreys, jeffreys], dict(kind="posterior", priors=[uniform, uniform], margin=0.07, threshold=0.9)),
        ([uniform, history], dict(kind="posterior", priors=[jeffreys, history], margin=-0.1, threshold=0.95)),
        ([uniform, uniform], dict(kind="pooled_z", alpha=0.025)),
        ([jeffreys, history], dict(kind="fisher", alpha=0.025)),
    ]):
        x1, n1, x2, n2, f1, f2 = t
        name = f"pp-{x1}_{n1}-{x2}_{n2}-{f1}_{f2}-{rule['kind']}-{k}"
        given = dict(x1=x1, n1=n1, x2=x2, n2=n2, final=[f1, f2], priors=priors, success=rule)
        add(name, "two_arms", "mpmath, whole double sum", given, two_arms(*t, priors, rule))
for x, n, final in [(16, 23, 40), (0, 10, 30), (10, 10, 30), (0, 0, 25), (9, 25, 25), (60, 200, 500)]:
    for rule in [dict(kind="posterior", prior=[0.6, 0.4], rate=0.6, threshold=0.9),
                 dict(kind="posterior", prior=uniform, rate=0.25, threshold=0.95),
                 dict(kind="binomial", rate=0.25, alpha=0.05)]:
        prior = [0.6, 0.4] if rule["rate"] == 0.6 else uniform
        given = dict(x=x, n=n, final=final, prior=prior, success=rule)
        note = "Lee & Liu (2008), Clinical Trials 5:93-106, print 0.5656" if (x, n, rule["rate"]) == (16, 23, 0.6) else None
        add(f"pp-{x}_{n}-{final}-{rule['kind']}-{rule['rate']}", "one_arm", "mpmath, whole sum", given, one_arm(x, n, final, prior, rule), note)

out = sys.argv[1] if len(sys.argv) > 1 else "Oracles/predictive.json"
made = {"python": platform.python_version(), "mpmath": mp.__version__, "numpy": np.__version__, "scipy": scipy.__version__}
with open(out, "w") as file:
    head = {"family": "predictive", "schema": 1, "set": "A", "generated_with": made}
    file.write(json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "\n]}\n")
print(len(cases), "cases")
