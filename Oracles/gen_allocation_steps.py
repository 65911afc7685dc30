#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exact properties of allocation by enumeration over all histories, in fractions: writes allocation_steps.json.

    python3 Oracles/gen_allocation_steps.py [OUTFILE]

Standard library only. The rules are written here once more, as formulas of probability over whole histories of
(level, share or arm); nothing is shared with the Swift program nor with Scripts/rederive-allocations.py.
"""
import json
import platform
import sys
from fractions import Fraction as F


def minimization_chances(history, subject, ratio, p, unequal, measure="range", ties="ordered"):
    """Probability of each candidate; history is a list of (levels, candidate)."""
    parts = [1] * sum(ratio) if unequal == "shares" else list(ratio)
    scores = []
    for k in range(len(parts)):
        score = F(0)
        for f, level in enumerate(subject):
            x = [F(sum(1 for levels, c in history if levels[f] == level and c == j) + (j == k), parts[j]) for j in range(len(parts))]
            mean = sum(x) / len(x)
            score += max(x) - min(x) if measure == "range" else sum((v - mean) ** 2 for v in x)
        scores.append(score)
    best = [s == min(scores) for s in scores]
    t, size, total = sum(best), len(parts), sum(parts)
    if unequal == "probabilities":
        c = (1 - p) / (total - min(parts))
        tied = sum(r for r, b in zip(parts, best) if b)
        return [c * r + (F(r, tied) * (1 - c * total) if b else 0) for r, b in zip(parts, best)]
    if t == size:
        return [F(r, total) for r in parts]
    q = (1 - p) / (size - 1)
    # Each of the t! orders of the tied is as likely: the first gets p, all others q.
    return [(p + (t - 1) * q) / t if b else q for b in best]


def urn_chances(history, subject, ratio, alpha, beta):
    """Balls of R kinds, drawn one by one: alpha of each at first, and beta of every other kind after each draw."""
    kinds = [(arm, part) for arm, r in enumerate(ratio) for part in range(r)]
    balls = [F(alpha)] * len(kinds)
    for _, drawn in history:
        balls = [b + (0 if i == drawn else beta) for i, b in enumerate(balls)]
    return [b / sum(balls) for b in balls] if sum(balls) else [F(1, len(kinds))] * len(kinds)


def coin_chances(history, subject, ratio, p):
    size = sum(ratio)
    count = [sum(1 for _, c in history if c == k) for k in range(size)]
    best = [n == min(count) for n in count]
    t = sum(best)
    if t == size:
        return [F(1, size)] * size
    q = (1 - p) / (size - 1)
    return [(p + (t - 1) * q) / t if b else q for b in best]


def steps(accrual, ratio, chances, by_share):
    """Unconditional probability of each arm for each subject, and the law of the imbalance at each level at the end."""
    owner = [a for a, r in enumerate(ratio) for _ in range(r if by_share else 1)]
    layer = {(): F(1)}
    result = []
    for subject in accrual:
        arm = [F(0)] * len(ratio)
        following = {}
        for history, weight in layer.items():
            for candidate, chance in enumerate(chances(list(history), subject)):
                if chance:
                    arm[owner[candidate]] += weight * chance
                    after = history + ((subject, candidate),)
                    following[after] = following.get(after, F(0)) + weight * chance
        result.append(arm)
        layer = following
    margins = []
    for f in range(len(accrual[0]) if accrual[0] else 0):
        for level in sorted({s[f] for s in accrual}):
            mean = F(0)
            for history, weight in layer.items():
                count = [sum(1 for s, c in history if s[f] == level and owner[c] == a) for a in range(len(ratio))]
                per = [F(n, r) for n, r in zip(count, ratio)]
                mean += weight * (max(per) - min(per))
            margins.append({"factor": f, "level": level, "mean_imbalance": float(mean)})
    return result, margins


def main():
    cases = []

    def case(name, method, parameters, accrual, ratio, chances, by_share=True):
        arms, margins = steps(accrual, ratio, chances, by_share)
        cases.append({
            "id": name, "method": method, "call": "enumeration of all histories in fractions",
            "input": {**parameters, "ratio": ratio, "accrual": [list(s) for s in accrual]},
            "expect": {"arm_probability": [[float(x) for x in a] for a in arms], "margins": margins}})

    one = [()] * 7
    two = [(0, 0), (1, 0), (0, 1), (0, 0), (1, 1), (0, 0), (1, 0), (0, 1)]
    p = F(4, 5)
    for ratio in ([2, 1], [1, 1], [1, 1, 1], [2, 1, 1]):
        length = 8 if sum(ratio) <= 2 else 7 if sum(ratio) == 3 else 6
        for measure in ("range", "variance"):
            for unequal in ("shares",) if len(set(ratio)) == 1 else ("shares", "probabilities", "counts"):
                name = f"minimization-{':'.join(map(str, ratio))}-{unequal}-{measure}"
                case(name, "minimization", {"probability": "4/5", "unequal": unequal, "imbalance": measure, "ties": "ordered-at-random"},
                     two[:length], ratio,
                     lambda h, s, r=ratio, u=unequal, m=measure: minimization_chances(h, s, r, p, u, m), unequal == "shares")
        if sum(ratio) <= 3:
            case(f"coin-{':'.join(map(str, ratio))}", "biased-coin", {"probability": "4/5", "ties": "ordered-at-random"},
                 one, ratio, lambda h, s, r=ratio: coin_chances(h, s, r, p))
            for alpha, beta in ((0, 1), (1, 1), (2, 3)):
                case(f"urn-{alpha}-{beta}-{':'.join(map(str, ratio))}", "urn", {"alpha": alpha, "beta": beta},
                     one, ratio, lambda h, s, r=ratio, a=alpha, b=beta: urn_chances(h, s, r, a, b))
    out = {"family": "allocation_steps", "schema": 1, "set": "A",
           "generated_with": {"python": platform.python_version(), "script": "gen_allocation_steps.py"}, "cases": cases}
    with open(sys.argv[1] if len(sys.argv) > 1 else "Oracles/allocation_steps.json", "w", encoding="utf-8") as file:
        json.dump(out, file, indent=1)
        file.write("\n")


main()
