#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the labelled paragraphs of the paper audit: python3 Scripts/check-corpus.py [FILE.md ...]

Every snippet, and every other place a reason names, must stand in its paragraph; every label must be well formed; and
every computation in a reason, such as `16/30 = 53.33` or `pearson(16,30,8,25) = 0.112`, must come out when done again
with SciPy: a consistent label's snippet prints the result, an inconsistent one's does not. With --eval EXPRESSION ...
it only computes. Needs SciPy. Exit 0: clean; 1: problems, one a line; 2: usage.
"""
import datetime
import math
import pathlib
import re
import sys
import unicodedata
from collections import Counter

from scipy import stats

KINDS = """proportion percentage total part pValue estimateInterval mean median range rate date sampleSize
testStatistic allocation design language""".split()
VERDICTS = "consistent inconsistent undetermined warning".split()
FOLDER = pathlib.Path(__file__).parents[1] / "Core/Tests/PaperAuditTests/Corpus"
Z = stats.norm.ppf(0.975)


# Two groups, a of n and b of m: p-values, two-sided.

def table(a, n, b, m):
    return [[a, n - a], [b, m - b]]


def contingency(rows, **options):
    return stats.chi2_contingency(rows, **{"correction": False, **options})[1]


def pearson(a, n, b, m):
    return contingency(table(a, n, b, m))


def yates(a, n, b, m):
    return contingency(table(a, n, b, m), correction=True)


def nminus1(a, n, b, m):
    total = n + m
    return stats.chi2.sf(stats.chi2.isf(pearson(a, n, b, m), 1) * (total - 1) / total, 1)


def lr(a, n, b, m):
    return contingency(table(a, n, b, m), lambda_="log-likelihood")


def fisher(a, n, b, m):
    return stats.fisher_exact(table(a, n, b, m))[1]


def tails(a, n, b, m):
    law = stats.hypergeom(n + m, a + b, n)
    return law.cdf(a), law.sf(a - 1), law.pmf(a)


def fisher2(a, n, b, m):
    return min(1, 2 * min(tails(a, n, b, m)[:2]))


def fisher1(a, n, b, m):
    return min(tails(a, n, b, m)[:2])


def midp(a, n, b, m):
    lower, upper, point = tails(a, n, b, m)
    return 2 * (min(lower, upper) - point / 2)


def unpooled(a, n, b, m):
    error = math.sqrt(a * (n - a) / n**3 + b * (m - b) / m**3)
    return 2 * stats.norm.sf(abs(a / n - b / m) / error) if error else 0


def barnard(a, n, b, m):
    return stats.barnard_exact([[a, b], [n - a, m - b]]).pvalue


def boschloo(a, n, b, m):
    return stats.boschloo_exact([[a, b], [n - a, m - b]]).pvalue


def woolf_p(a, n, b, m):
    if 0 in (a, b, n - a, m - b):
        return math.nan
    return ratio_p(*woolf(a, n, b, m))


def conventional(a, n, b, m):
    """Every p-value that somebody could have printed for these counts: two-sided ones, then one-sided ones."""
    tests = [pearson, yates, nminus1, lr, fisher, fisher2, midp, unpooled, woolf_p]
    if n + m <= 120:
        tests += [barnard, boschloo]
    two = [p for p in (test(a, n, b, m) for test in tests) if not math.isnan(p)]
    return two, [fisher1(a, n, b, m)] + [p / 2 for p in two]


def tests(a, n, b, m):
    two, _ = conventional(a, n, b, m)
    return [min(two), max(two)]


# Tables and statistics.

def rows(*cells):
    """Pearson's test of a table of two rows: first row, then second row."""
    half = len(cells) // 2
    return contingency([cells[:half], cells[half:]])


def trend(*cells):
    half = len(cells) // 2
    first, second = cells[:half], cells[half:]
    size = [a + b for a, b in zip(first, second)]
    total, share = sum(size), sum(first) / sum(size)
    score = sum(i * (a - s * share) for i, (a, s) in enumerate(zip(first, size)))
    mean = sum(i * s for i, s in enumerate(size)) / total
    spread = share * (1 - share) * sum(s * (i - mean) ** 2 for i, s in enumerate(size))
    return 2 * stats.norm.sf(abs(score) / math.sqrt(spread))


def chi2(a, n, b, m):
    return stats.chi2.isf(pearson(a, n, b, m), 1)


def chi2p(x, df):
    return stats.chi2.sf(x, df)


def tp(t, df):
    return 2 * stats.t.sf(abs(t), df)


def fp(f, df1, df2):
    return stats.f.sf(f, df1, df2)


def zp(z):
    return 2 * stats.norm.sf(abs(z))


def student(mean1, sd1, n1, mean2, sd2, n2):
    return [abs(x) for x in stats.ttest_ind_from_stats(mean1, sd1, n1, mean2, sd2, n2)]


def welch(mean1, sd1, n1, mean2, sd2, n2):
    return [abs(x) for x in stats.ttest_ind_from_stats(mean1, sd1, n1, mean2, sd2, n2, equal_var=False)]


# Intervals: estimate, lower, upper (95 %).

def woolf(a, n, b, m):
    log, error = math.log(a * (m - b) / (b * (n - a))), math.sqrt(1 / a + 1 / (n - a) + 1 / b + 1 / (m - b))
    return [math.exp(log + k * Z * error) for k in (0, -1, 1)]


def katz(a, n, b, m):
    log, error = math.log(a * m / (b * n)), math.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
    return [math.exp(log + k * Z * error) for k in (0, -1, 1)]


def difference(a, n, b, m):
    """Wald's interval, in percentage points."""
    d, error = a / n - b / m, math.sqrt(a * (n - a) / n**3 + b * (m - b) / m**3)
    return [100 * (d + k * Z * error) for k in (0, -1, 1)]


def newcombe(a, n, b, m):
    p, q, (_, l1, u1), (_, l2, u2) = a / n, b / m, wilson(a, n), wilson(b, m)
    l1, u1, l2, u2 = (x / 100 for x in (l1, u1, l2, u2))
    below, above = math.hypot(p - l1, u2 - q), math.hypot(u1 - p, q - l2)
    return [100 * (p - q), 100 * (p - q - below), 100 * (p - q + above)]


def cp(a, n):
    lower = stats.beta.ppf(0.025, a, n - a + 1) if a else 0
    upper = stats.beta.ppf(0.975, a + 1, n - a) if a < n else 1
    return [100 * a / n, 100 * lower, 100 * upper]


def wilson(a, n):
    p, k = a / n, Z * Z / n
    half = Z * math.sqrt(p * (1 - p) / n + k / 4 / n)
    return [100 * p, 100 * (p + k / 2 - half) / (1 + k), 100 * (p + k / 2 + half) / (1 + k)]


def wald(a, n):
    p = a / n
    half = Z * math.sqrt(p * (1 - p) / n)
    return [100 * p, 100 * (p - half), 100 * (p + half)]


def ratio_p(estimate, lower, upper):
    return zp(math.log(estimate) / (math.log(upper / lower) / 2 / Z))


def difference_p(estimate, lower, upper):
    return zp(estimate / ((upper - lower) / 2 / Z))


def gmean(lower, upper):
    return math.sqrt(lower * upper)


def middle(lower, upper):
    return (lower + upper) / 2


def meandiff(mean1, sd1, n1, mean2, sd2, n2):
    pooled = math.sqrt(((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / (n1 + n2 - 2))
    half = stats.t.ppf(0.975, n1 + n2 - 2) * pooled * math.sqrt(1 / n1 + 1 / n2)
    return [mean1 - mean2, mean1 - mean2 - half, mean1 - mean2 + half]


# Whole-number data. Arguments keep their printed decimals (see `Printed`).

class Printed(float):
    """A number and how many decimals it was printed with."""

    def __new__(cls, text):
        number = super().__new__(cls, text)
        number.text = text
        number.decimals = len(text.partition(".")[2])
        return number


def fitting_sums(mean, n):
    near = round(mean * n)
    return [s for s in range(near - n, near + n + 1) if fits_printed(s / n, mean.text)]


def grim(mean, n, items=1):
    return "possible" if fitting_sums(mean, int(n * items)) else "impossible"


def grimmer(mean, sd, n):
    """Exact for n below a few hundred: a sum of squares of the right parity must give the SD."""
    n, slack = int(n), 10.0**-sd.decimals
    for total in fitting_sums(mean, n):
        low, high = ((n - 1) * max(0, s) ** 2 + total**2 / n for s in (sd - slack, sd + slack))
        for squares in range(math.ceil(low), math.floor(high) + 1):
            variance = (squares - total**2 / n) / (n - 1)
            if squares % 2 == total % 2 and variance >= 0 and fits_printed(math.sqrt(variance), sd.text):
                return "possible"
    return "impossible"


def debit(mean, sd, n):
    sds = (math.sqrt(s / n * (1 - s / n) * n / (n - 1)) for s in fitting_sums(mean, int(n)))
    return "possible" if any(fits_printed(x, sd.text) for x in sds) else "impossible"


def maxsd(mean, low, high, n):
    return math.sqrt((mean - low) * (high - mean) * n / (n - 1))


def minsd(low, high, n):
    return (high - low) / math.sqrt(2 * (n - 1))


def fits(percent, n):
    """The counts out of n that one would print as this percentage."""
    found = [k for k in range(int(n) + 1) if fits_printed(100 * k / n, percent.text)]
    return " ".join(map(str, found)) or "none"


# Time, size, chance.

def months(first, last):
    a, b = (datetime.date.fromisoformat(x) for x in (first, last))
    return (b - a).days / 30.4375


def days(first, last):
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def exponential(median, time):
    """Survival in percent at a time, under a constant hazard."""
    return 100 * 0.5 ** (time / median)


def size_proportions(p1, p2, power, alpha=0.05):
    """Smallest and largest n per arm among the usual formulas (unpooled, pooled, arcsine, with continuity correction)."""
    p1, p2, d, mean = p1 / 100, p2 / 100, abs(p1 - p2) / 100, (p1 + p2) / 200
    za, zb, spread = stats.norm.isf(alpha / 2), stats.norm.ppf(power / 100), p1 * (1 - p1) + p2 * (1 - p2)
    pooled = (za * math.sqrt(2 * mean * (1 - mean)) + zb * math.sqrt(spread)) ** 2 / d**2
    arcsine = (za + zb) ** 2 / 2 / (math.asin(math.sqrt(p1)) - math.asin(math.sqrt(p2))) ** 2
    corrected = pooled / 4 * (1 + math.sqrt(1 + 4 / (pooled * d))) ** 2
    every = [(za + zb) ** 2 * spread / d**2, pooled, arcsine, corrected]
    return [math.ceil(min(every)), math.ceil(max(every))]


def size_means(delta, sd, power, alpha=0.05):
    """n per arm: normal approximation, then with the t distribution."""
    normal = math.ceil(2 * ((stats.norm.isf(alpha / 2) + stats.norm.ppf(power / 100)) * sd / delta) ** 2)
    n = max(2, normal - 2)
    while True:
        edge = stats.t.isf(alpha / 2, 2 * n - 2)
        if stats.nct.sf(edge, 2 * n - 2, delta / sd * math.sqrt(n / 2)) >= power / 100:
            return [normal, n]
        n += 1


def size_events(hazard_ratio, power, alpha=0.05):
    """Events in all, allocation 1:1: Schoenfeld, then Freedman."""
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power / 100)
    schoenfeld, freedman = 2 * z / math.log(hazard_ratio), z * (1 + hazard_ratio) / (1 - hazard_ratio)
    return sorted(math.ceil(root**2) for root in (schoenfeld, freedman))


# Reading labels.

CHECK = re.compile(r"([a-z_0-9]+\([^()]*\)|\d+/\d+) = (-?\d[-\d., ]*\d|\d|possible|impossible|none)")
LABEL = re.compile(r"- `([^`]+)`(?: @(\d+))? \| (\w+) \| (\w+) \| (\S.*)$")
# Their values bound or hint; nobody prints them.
LIMITS = set("""grim grimmer debit maxsd minsd fits months days tests exponential gmean middle ratio_p difference_p
size_proportions size_means size_events""".split())


def evaluate(expression):
    """The values of one expression."""
    if "(" not in expression:
        a, b = map(int, expression.split("/"))
        return [100 * a / b]
    name, arguments = expression[:-1].split("(")
    parts = [x.strip() for x in arguments.split(",")]
    if name not in ("months", "days"):
        printed = name in ("fits", "grim", "grimmer", "debit")
        parts = [Printed(x) if printed or "." in x else int(x) for x in parts]
    result = sum(parts) if name == "sum" else globals()[name](*parts)
    return result if isinstance(result, list) else [result]


def fits_printed(value, text):
    """Whether somebody may print `value` as `text`: rounded, ties either way, or cut."""
    unit = 10.0 ** -len(text.partition(".")[2])
    cut = math.trunc(value / unit + math.copysign(1e-9, value))
    return abs(value - float(text)) <= unit / 2 + 1e-9 or cut == round(float(text) / unit)


def plain(text):
    text = unicodedata.normalize("NFKC", text).replace("−", "-")
    text = re.sub(r"(?<=\d)·(?=\d)", ".", text)
    return re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", text)


def numbers(text):
    """Printed numbers of a text with the sign <, > or nothing before them; signs of minus are dropped."""
    return re.findall(r"([<>]?)\s*(\d*\.\d+|\d+)", plain(text))


def prints(text, value):
    """Whether `value` is among the numbers of a text."""
    return any(
        value < float(number) if sign == "<" else value > float(number) if sign == ">" else fits_printed(abs(value), number)
        for sign, number in numbers(text)
    )


def judged(snippet):
    """What a snippet claims: its percentages, p-value or only bracket where there is one, else all of it."""
    text = plain(snippet)
    claims = re.findall(r"\d*\.?\d+ ?(?:%|per cent)|(?i:\bp) ?(?:值|value)? ?[=<>] ?\d*\.\d+", text)
    return " ".join(claims or re.findall(r"\(\d[\d.]*\)", text)) or text


def agrees(value, text):
    """Whether a reason states `value`, rounded to the decimals it shows."""
    if isinstance(value, str):
        return value == text
    return abs(value - float(text)) <= 0.5 * 10.0 ** -len(text.partition(".")[2]) + 1e-9


def check_label(line, text):
    """Problems of one label, and its verdict."""
    match = LABEL.match(line)
    if not match:
        return ["not a label"], None
    snippet, occurrence, kind, verdict, reason = match.groups()
    problems = []
    if kind not in KINDS:
        problems.append(f"no kind is called {kind}")
    if verdict not in VERDICTS:
        problems.append(f"no verdict is called {verdict}")
    found = text.count(snippet)
    if found < int(occurrence or 1):
        problems.append(f"the snippet stands {found} times in the text")
    if found > 1 and not occurrence:
        problems.append(f"the snippet stands {found} times: say which, such as @1")
    places = re.findall(r"`([^`]*)`", reason)
    problems += [f"the other place {place} is not in the text" for place in places if place not in text]
    fractions = re.findall(r"(\d+)/(\d+) =", reason)
    if kind == "proportion" and fractions:
        # What is divided must be what stands there; numbers in words are left to the eye.
        whole = re.findall(r"(?<![\d.])\d+(?![\d.]|,\d{3}| ?%| per cent)", plain(snippet))
        strange = set(whole) - {number for fraction in fractions for number in fraction}
        if strange or any(size not in plain(text) for _, size in fractions):
            problems.append(f"the fractions are not those of the text {' '.join(strange)}")
    for expression, expected in CHECK.findall(reason):
        values = evaluate(expression)
        wanted = re.split(r", ", expected.strip())
        got = ", ".join(x if isinstance(x, str) else f"{x:.6g}" for x in values)
        if len(wanted) != len(values) or not all(map(agrees, values, wanted)):
            problems.append(f"{expression} is {got}, not {expected}")
        name = expression.split("(")[0]
        if name == "tests" and verdict == "inconsistent":
            arguments = [int(x) for x in re.findall(r"\d+", expression)[-4:]]
            two, one = conventional(*arguments)
            if any(prints(judged(snippet), p) for p in two + one):
                problems.append(f"a test gives what is printed: {expression}")
        if name in LIMITS or not re.search(r"\d", plain(snippet)):
            continue
        stands = text if kind in ("total", "part") or name == "sum" else judged(snippet) if kind == "proportion" else snippet
        if verdict == "consistent" and not all(prints(stands, v) for v in values):
            problems.append(f"consistent, but the snippet does not print {got}")
        if verdict == "inconsistent" and all(prints(judged(snippet), v) for v in values):
            problems.append(f"inconsistent, but the snippet prints {got}")
    return problems, (kind, verdict)


def check_file(path, tally):
    problems = []
    for number, section in enumerate(re.split(r"(?m)^## ", path.read_text())[1:]):
        head, fence, rest = section.partition("\n~~~text\n")
        text, closing, labels = rest.partition("\n~~~\n")
        title = head.splitlines()[0]
        place = f"{path.name}: {title}"
        if not fence or not closing or not re.search(r"(?m)^Habit: .+\. Language: (en|zh)\.( All sound: yes\.)?$", head):
            problems.append(f"{place}: the head or the fences are not as they should be")
            continue
        seen = set()
        for line in filter(str.strip, labels.splitlines()):
            found, label = check_label(line, text)
            problems += [f"{place}: {line}\n    {problem}" for problem in found]
            key = tuple(line.split(" | ")[:2])
            if key in seen:
                problems.append(f"{place}: {line}\n    is there twice")
            seen.add(key)
            if label:
                tally[label] += 1
                if "All sound" in head and label[1] == "inconsistent":
                    problems.append(f"{place}: {line}\n    is an error in a paragraph said to be sound")
        tally["paragraphs"] += 1
        tally["sound paragraphs"] += "All sound" in head
    return problems


def main():
    if sys.argv[1:2] == ["--eval"]:
        for expression in sys.argv[2:]:
            print(expression, "=", ", ".join(x if isinstance(x, str) else f"{x:.6g}" for x in evaluate(expression)))
        return 0
    if any(x.startswith("-") for x in sys.argv[1:]):
        print(__doc__, file=sys.stderr)
        return 2
    paths = [pathlib.Path(x) for x in sys.argv[1:]] or sorted(FOLDER.glob("*.md"))
    tally, problems = Counter(), []
    for path in paths:
        if path.name != "README.md":
            problems += check_file(path, tally)
    print(*problems, sep="\n")
    print(f"{tally.pop('paragraphs', 0)} paragraphs, of them {tally.pop('sound paragraphs', 0)} wholly sound")
    for verdict in VERDICTS:
        kinds = {k: n for (k, v), n in sorted(tally.items()) if v == verdict}
        print(f"{verdict}: {sum(kinds.values())} ({', '.join(f'{k} {n}' for k, n in kinds.items())})")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
