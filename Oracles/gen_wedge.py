#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two-sided designs with an inner wedge of futility, and binding futility beside boundaries of one constant: writes gsd_wedge.json.

    python3 Oracles/gen_wedge.py [OUTFILE]

numpy and scipy; Rscript with rpact for the cases "rpact". The recursion is written here once more: the density of the score
process under each drift on its own (no tilting), Gauss-Legendre with 200 nodes in each piece of the continuation region, and Brent's
method for every boundary, constant and drift. Probabilities hold about 1e-13 absolutely.

Definitions. Continuation at an interim look: l < |Z| < u two-sided, l < Z < u one-sided. Critical values keep alpha per side
without drift, counting (binding) or not (non-binding) that futility stops. Beta spending: at each interim look P(stopped by futility)
under a drift is the increment, the last look's that of rejecting in neither direction. Null spending: the same without drift and for
1 - alpha. "drift" gives the power 1 - beta in the direction of the effect; for beta spending two-sided it is, as in rpact, found after
the boundaries.
"""
import json
import platform
import subprocess
import sys

import numpy as np
import scipy
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

NODES, WEIGHTS = np.polynomial.legendre.leggauss(200)
REACH = 9.5


class Paths:
    """Those still going on: mass at points of B(t) under one drift."""

    def __init__(self, drift):
        self.t, self.x, self.m, self.drift = 0.0, np.array([0.0]), np.array([1.0]), drift

    def tail(self, t, z):
        """P(going on, Z(t) >= z)."""
        d = t - self.t
        return float(np.sum(self.m * ndtr((self.x + self.drift * d - z * np.sqrt(t)) / np.sqrt(d))))

    def low(self, t, z):
        d = t - self.t
        return float(np.sum(self.m * ndtr((z * np.sqrt(t) - self.x - self.drift * d) / np.sqrt(d))))

    def inside(self, t, w):
        if w <= 0:
            return 0.0
        d = t - self.t
        a, b = (w * np.sqrt(t) - self.x - self.drift * d) / np.sqrt(d), (-w * np.sqrt(t) - self.x - self.drift * d) / np.sqrt(d)
        # From the nearer tail.
        p = np.where(b > 0, ndtr(-b) - ndtr(-a), ndtr(a) - ndtr(b))
        return float(np.sum(self.m * p))

    def after(self, t, pieces):
        new = Paths(self.drift)
        new.t, d = t, t - self.t
        centre, spread = self.drift * t, REACH * np.sqrt(t)
        xs, ms = [], []
        for a, b in pieces:
            a, b = max(a * np.sqrt(t), centre - spread), min(b * np.sqrt(t), centre + spread)
            if a >= b:
                continue
            y = a + (NODES + 1) / 2 * (b - a)
            f = np.exp(-((y[:, None] - self.x[None, :] - self.drift * d) ** 2) / (2 * d)) / np.sqrt(2 * np.pi * d) @ self.m
            xs.append(y)
            ms.append(f * WEIGHTS * (b - a) / 2)
        new.x, new.m = (np.concatenate(xs), np.concatenate(ms)) if xs else (np.array([0.0]), np.array([0.0]))
        return new


def spent(kind, total, t):
    name, parameter = kind
    t = np.asarray(t)
    if name == "shares":
        return total * np.array(parameter)
    return {
        "OF": lambda: 2 * ndtr(ndtri(total / 2) / np.sqrt(t)),
        "P": lambda: total * np.log1p((np.e - 1) * t),
        "KD": lambda: total * t ** parameter,
        "HSD": lambda: total * np.expm1(-parameter * t) / np.expm1(-parameter),
    }[name]()


def pieces(sides, low, up):
    if sides == 1:
        return [(-np.inf if low is None else low, up)]
    return [(-up, -low), (low, up)] if low is not None and low > 0 else [(-up, up)]


def shape(rule, t):
    name, parameter = rule
    return {"P": t ** 0.0, "OF": t ** -0.5, "WT": t ** ((parameter or 0) - 0.5)}.get(name)


def futility_bound(paths, t, p, sides):
    """Beyond all critical values where fewer are left than should stop."""
    if np.sum(paths.m) <= p:
        return np.inf
    if p == 0:
        return -np.inf if sides == 1 else 0.0
    if sides == 1:
        return brentq(lambda z: paths.low(t, z) - p, -30, 30, xtol=1e-15, rtol=1e-15)
    return brentq(lambda w: paths.inside(t, w) - p, 0, 30, xtol=1e-15, rtol=1e-15)


def sweep(c, upper_rule, drift, futility):
    """One pass; upper_rule is a list, ("spend", increments) or ("rest", z). Returns upper, bounds, error, rest or None if crossed."""
    t, sides, per = c["t"], c["sides"], c["alpha"] / c["sides"]
    null, alt = Paths(0.0), Paths(drift)
    upper, bounds, error = [], [], 0.0
    for k, tk in enumerate(t):
        last = k == len(t) - 1
        if isinstance(upper_rule, list):
            u = upper_rule[k]
        else:
            p = upper_rule[1][k] if upper_rule[0] == "spend" else per - error if last else None
            if p is not None and null.tail(tk, -5) < p:
                return upper, bounds, error, None  # fewer are left than should reject
            u = upper_rule[1] if p is None else brentq(lambda z: null.tail(tk, z) - p, -5, 12, xtol=1e-15, rtol=1e-15)
        upper.append(u)
        error += null.tail(tk, u)
        if last:
            failing = alt.inside(tk, u) if sides == 2 else alt.low(tk, u)
            return upper, bounds, error, failing - futility[k]
        low = futility_bound(alt, tk, futility[k], sides)
        if low >= u:
            return upper, bounds, error, None
        bounds.append(low)
        region = pieces(sides, low, u)
        null = null.after(tk, region if c["binding"] or isinstance(upper_rule, list) else pieces(sides, None, u))
        alt = alt.after(tk, region)


def critical(c, bounds=None):
    """Critical values by themselves, or beside fixed bounds that bind."""
    t, sides, per = c["t"], c["sides"], c["alpha"] / c["sides"]

    def walk(choose):
        null, upper, error = Paths(0.0), [], 0.0
        for k, tk in enumerate(t):
            upper.append(choose(k, tk, null, error))
            error += null.tail(tk, upper[-1])
            null = null.after(tk, pieces(sides, bounds[k] if bounds and k < len(bounds) else None, upper[-1]))
        return upper, error

    s = shape(c["efficacy"], t)
    if s is not None:
        constant = brentq(lambda q: walk(lambda k, *_: q * s[k])[1] - per, 0.5, 8, xtol=1e-15, rtol=1e-14)
        return [float(constant * v) for v in s]
    name, parameter = c["efficacy"]
    if name == "HP":
        solve = lambda k, tk, null, error: parameter if k < len(t) - 1 else brentq(lambda z: null.tail(tk, z) - (per - error), -5, 12, xtol=1e-15)
    else:
        inc = np.diff(np.concatenate([[0], spent((name[2:], parameter), per, t)]))
        solve = lambda k, tk, null, error: brentq(lambda z: null.tail(tk, z) - inc[k], -5, 12, xtol=1e-15, rtol=1e-15)
    return walk(solve)[0]


def both(c, drift, futility):
    """Upper and lower boundaries at one drift."""
    per = c["alpha"] / c["sides"]
    if not c["binding"]:
        return sweep(c, c["critical"], drift, futility)
    s = shape(c["efficacy"], c["t"])
    if s is not None:
        constant = brentq(lambda q: sweep(c, [float(q * v) for v in s], drift, futility)[2] - per, 0.5, 8, xtol=1e-15, rtol=1e-14)
        return sweep(c, [float(constant * v) for v in s], drift, futility)
    name, parameter = c["efficacy"]
    if name == "HP":
        return sweep(c, ("rest", parameter), drift, futility)
    return sweep(c, ("spend", np.diff(np.concatenate([[0], spent((name[2:], parameter), per, c["t"])]))), drift, futility)


def chances(c, upper, bounds, drift):
    paths, out = Paths(drift), {"reject": [], "wrong": [], "futility": []}
    for k, tk in enumerate(c["t"]):
        low = bounds[k] if k < len(bounds) else None
        out["reject"].append(paths.tail(tk, upper[k]))
        out["wrong"].append(paths.low(tk, -upper[k]) if c["sides"] == 2 else 0.0)
        if low is not None:
            out["futility"].append(paths.inside(tk, low) if c["sides"] == 2 else paths.low(tk, low))
        paths = paths.after(tk, pieces(c["sides"], low, upper[k]))
    return out


def drift_for_power(c, upper, bounds):
    return brentq(lambda q: sum(chances(c, upper, bounds, q)["reject"]) - (1 - c["beta"]), 0.1, 12, xtol=1e-15, rtol=1e-14)


def solve(c):
    t = c["t"]
    kind, detail = c["futility"]
    if kind == "fixed":
        upper, bounds = critical(c, detail if c["binding"] else None), detail
        drift = drift_for_power(c, upper, bounds)
    elif kind == "meeting":
        (d1, d0) = detail

        def trial(c1, c2, open_=False):
            upper = [float(c1 * v ** (d1 - 0.5)) for v in t]
            low = [float(min((c1 + c2) * v ** 0.5 - c2 * v ** (d0 - 0.5), u)) for v, u in zip(t[:-1], upper)]
            return upper, [] if open_ else low

        first = lambda c2: brentq(lambda c1: sum(chances(c, *trial(c1, c2, not c["binding"]), 0.0)["reject"]) - c["alpha"] / c["sides"], 1, 6, xtol=1e-15, rtol=1e-14)
        gap = lambda c2: sum(chances(c, *trial(first(c2), c2), first(c2) + c2)["reject"]) - (1 - c["beta"])
        c2 = brentq(gap, 0.1, 4, xtol=1e-14, rtol=1e-14)
        upper, bounds = trial(first(c2), c2)
        drift = first(c2) + c2
    else:
        if not c["binding"]:
            c["critical"] = critical(c)
        if kind == "beta":
            inc = np.diff(np.concatenate([[0], spent(detail, c["beta"], t)]))

            def rest(q):
                r = both(c, q, inc)[3]
                return -c["beta"] if r is None else r

            drift = brentq(rest, 1.5, 8, xtol=1e-14, rtol=1e-14)
            upper, bounds, _, left = both(c, drift, inc)
            assert abs(left) < 1e-10, left
            if c["sides"] == 2:
                drift = drift_for_power(c, upper, bounds)
        else:
            certain = 1 - c["alpha"]
            total = certain
            share = lambda q: np.diff(np.concatenate([[0], spent(detail, q, t)]))
            if not c["binding"]:
                total = brentq(lambda q: (lambda r: -1 if r is None else r)(both(c, 0.0, share(q))[3]), certain, 1 - 1e-12, xtol=1e-16, rtol=1e-15)
            upper, bounds, _, _ = both(c, 0.0, share(total))
            drift = drift_for_power(c, upper, bounds)
    fixed = ndtri(1 - c["alpha"] / c["sides"]) + ndtri(1 - c["beta"])
    e = {"critical_values": upper, "futility_bounds": bounds, "drift": drift, "inflation_factor": (drift / fixed) ** 2}
    for name, q in [("h0", 0.0), ("half", drift / 2), ("h1", drift)]:
        p = chances(c, upper, bounds, q)
        e[name] = p
        stop = [a + b for a, b in zip(p["reject"], p["wrong"])]
        stop = [s + f for s, f in zip(stop, p["futility"])]
        e[name]["expected_information"] = float(sum(s * v for s, v in zip(stop, t)) + (1 - sum(stop)) * t[-1])
    return e


cases = []


def add(name, t, sides, alpha, beta, efficacy, futility, binding):
    c = dict(t=np.array(t, dtype=float), sides=sides, alpha=alpha, beta=beta, efficacy=efficacy, futility=futility, binding=binding)
    e = solve(c)
    plain = lambda v: [plain(x) for x in v] if isinstance(v, (list, tuple)) else v
    given = dict(fractions=list(map(float, t)), sides=sides, alpha=alpha, beta=beta, efficacy=plain(efficacy), futility=plain(futility), binding=binding)
    cases.append({"id": f"wedge-{name}", "method": "exact", "call": "Gauss-Legendre recursion under each drift, Brent's method", "input": given, "expect": e})
    print(name, np.round(e["critical_values"], 4), np.round(e["futility_bounds"], 4), round(e["drift"], 5), flush=True)


# rpact derives the bound of each direction alone and leaves the wedge out where it is negative; the share of beta is then
# spread over the other looks. With these shares the same design comes out here.
early, middle = spent(("OF", None), 0.1, [0.4, 0.7])
rpact_shares = [0.0, float((middle - early) / (0.1 - early)), 1.0]
thirds, uneven, five = [1 / 3, 2 / 3, 1], [0.4, 0.7, 1], [0.2, 0.4, 0.6, 0.8, 1]
for binding in (True, False):
    b = "binding" if binding else "free"
    add(f"2-asOF-bsOF-{b}", uneven, 2, 0.05, 0.1, ("asOF", None), ("beta", ("OF", None)), binding)
    add(f"2-asP-bsP-{b}", thirds, 2, 0.05, 0.2, ("asP", None), ("beta", ("P", None)), binding)
    add(f"2-asHSD-bsKD-{b}", five, 2, 0.1, 0.1, ("asHSD", -4.0), ("beta", ("KD", 3.0)), binding)
    add(f"2-one-interim-{b}", [0.6, 1], 2, 0.05, 0.1, ("asOF", None), ("beta", ("HSD", -2.0)), binding)
    add(f"2-OF-bsOF-{b}", thirds, 2, 0.05, 0.1, ("OF", None), ("beta", ("OF", None)), binding)
    add(f"2-P-bsKD-{b}", uneven, 2, 0.05, 0.2, ("P", None), ("beta", ("KD", 2.0)), binding)
    add(f"2-HP-bsHSD-{b}", thirds, 2, 0.05, 0.1, ("HP", 3.0), ("beta", ("HSD", -4.0)), binding)
    add(f"2-asOF-fixed-{b}", uneven, 2, 0.05, 0.1, ("asOF", None), ("fixed", [0.2, 0.9]), binding)
    add(f"2-WT-fixed-{b}", thirds, 2, 0.05, 0.2, ("WT", 0.25), ("fixed", [-0.5, 0.6]), binding)
    add(f"2-asOF-nullHSD-{b}", thirds, 2, 0.05, 0.1, ("asOF", None), ("null", ("HSD", -3.0)), binding)
    add(f"2-meeting-0-0-{b}", thirds, 2, 0.05, 0.1, ("meeting", None), ("meeting", (0.0, 0.0)), binding)
    add(f"2-meeting-0-0.5-{b}", thirds, 2, 0.05, 0.1, ("meeting", None), ("meeting", (0.0, 0.5)), binding)
    add(f"2-meeting-0.2-0.1-{b}", uneven, 2, 0.1, 0.2, ("meeting", None), ("meeting", (0.2, 0.1)), binding)
add("2-asOF-shares-binding", uneven, 2, 0.05, 0.1, ("asOF", None), ("beta", ("shares", rpact_shares)), True)
add("2-asOF-shares-free", uneven, 2, 0.05, 0.1, ("asOF", None), ("beta", ("shares", rpact_shares)), False)
add("1-OF-bsOF-binding", thirds, 1, 0.025, 0.1, ("OF", None), ("beta", ("OF", None)), True)
add("1-P-bsP-binding", five, 1, 0.05, 0.2, ("P", None), ("beta", ("P", None)), True)
add("1-WT-bsHSD-binding", uneven, 1, 0.025, 0.2, ("WT", 0.25), ("beta", ("HSD", -2.0)), True)
add("1-HP-bsKD-binding", thirds, 1, 0.025, 0.1, ("HP", 3.0), ("beta", ("KD", 2.0)), True)
add("1-OF-nullHSD-binding", thirds, 1, 0.025, 0.1, ("OF", None), ("null", ("HSD", -3.0)), True)
add("1-P-nullKD-binding", uneven, 1, 0.025, 0.1, ("P", None), ("null", ("KD", 2.0)), True)

R = r"""
suppressMessages(library(rpact)); n <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.12g", x)), collapse = ","), "]")
out <- c(); say <- function(id, call, d) { ch <- getDesignCharacteristics(d)
  out <<- c(out, sprintf('{"id":"%s","call":"%s","critical_values":%s,"futility_bounds":%s,"drift":%.12g}', id, call, n(d$criticalValues), n(d$futilityBounds), sqrt(ch$shift))) }
cases <- list(
  list("2-meeting-0-0-binding", quote(getDesignGroupSequential(kMax=3, alpha=0.05, beta=0.1, sided=2, typeOfDesign="PT", deltaPT1=0, deltaPT0=0, bindingFutility=TRUE))),
  list("2-meeting-0-0-free", quote(getDesignGroupSequential(kMax=3, alpha=0.05, beta=0.1, sided=2, typeOfDesign="PT", deltaPT1=0, deltaPT0=0, bindingFutility=FALSE))),
  list("2-meeting-0-0.5-binding", quote(getDesignGroupSequential(kMax=3, alpha=0.05, beta=0.1, sided=2, typeOfDesign="PT", deltaPT1=0, deltaPT0=0.5, bindingFutility=TRUE))),
  list("2-meeting-0.2-0.1-binding", quote(getDesignGroupSequential(informationRates=c(0.4,0.7,1), alpha=0.1, beta=0.2, sided=2, typeOfDesign="PT", deltaPT1=0.2, deltaPT0=0.1, bindingFutility=TRUE))),
  list("2-asP-bsP-binding", quote(getDesignGroupSequential(kMax=3, alpha=0.05, beta=0.2, sided=2, typeOfDesign="asP", typeBetaSpending="bsP", bindingFutility=TRUE))),
  list("2-asP-bsP-free", quote(getDesignGroupSequential(kMax=3, alpha=0.05, beta=0.2, sided=2, typeOfDesign="asP", typeBetaSpending="bsP", bindingFutility=FALSE))),
  list("2-one-interim-binding", quote(getDesignGroupSequential(informationRates=c(0.6,1), alpha=0.05, beta=0.1, sided=2, typeOfDesign="asOF", typeBetaSpending="bsHSD", gammaB=-2, bindingFutility=TRUE))),
  list("2-asOF-shares-binding", quote(getDesignGroupSequential(informationRates=c(0.4,0.7,1), alpha=0.05, beta=0.1, sided=2, typeOfDesign="asOF", typeBetaSpending="bsOF", bindingFutility=TRUE))),
  list("2-asOF-shares-free", quote(getDesignGroupSequential(informationRates=c(0.4,0.7,1), alpha=0.05, beta=0.1, sided=2, typeOfDesign="asOF", typeBetaSpending="bsOF", bindingFutility=FALSE))))
for (c in cases) say(c[[1]], gsub('"', "'", paste(deparse(c[[2]], width.cutoff = 500), collapse = "")), suppressWarnings(eval(c[[2]])))
cat("[", paste(out, collapse = ",\n"), "]")
cat("\n", as.character(packageVersion("rpact")), "\n", sep = "")
"""
answer = subprocess.run(["Rscript", "-e", R], capture_output=True, text=True, check=True).stdout.strip().rsplit("\n", 1)
exact = {c["id"]: c for c in cases}
for r in json.loads(answer[0]):
    own = exact[f"wedge-{r['id']}"]
    cases.append({"id": f"wedge-rpact-{r['id']}", "method": "rpact", "call": r["call"], "input": own["input"],
                  "expect": {k: r[k] for k in ("critical_values", "futility_bounds", "drift")}})

out = sys.argv[1] if len(sys.argv) > 1 else "Oracles/gsd_wedge.json"
made = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "rpact": answer[1].strip()}
with open(out, "w") as file:
    head = {"family": "gsd_wedge", "schema": 1, "set": "A", "generated_with": made}
    file.write(json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "\n]}\n")
print(len(cases), "cases")
