#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws every allocation of a trial once more from its revealed seed, and tells which ones differ.

    python3 Scripts/rederive-allocations.py RECORD.json [--derive] [--quiet]

A second implementation, written from Documentation/Randomization.md and sharing nothing with the Swift one: it needs
Python's standard library only. RECORD.json is described there. Prints one line for each difference and a summary.
With --derive the arms of drawn allocations are not read but derived, and printed one a line as "arm share block".

Exit status: 0 all confirmed, 1 differences, 2 the record cannot be read.
"""
import json
import math
import struct
import sys
from fractions import Fraction

MASK = 0xFFFFFFFF
PURPOSE = b"EQAL"


def chacha20_block(key, counter, nonce):
    """The 64 key stream bytes of one block (RFC 8439, section 2.3)."""
    initial = list(struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key) + (counter,) + struct.unpack("<3I", nonce))
    x = initial[:]

    def quarter(a, b, c, d):
        x[a] = (x[a] + x[b]) & MASK
        x[d] ^= x[a]
        x[d] = (x[d] << 16 | x[d] >> 16) & MASK
        x[c] = (x[c] + x[d]) & MASK
        x[b] ^= x[c]
        x[b] = (x[b] << 12 | x[b] >> 20) & MASK
        x[a] = (x[a] + x[b]) & MASK
        x[d] ^= x[a]
        x[d] = (x[d] << 8 | x[d] >> 24) & MASK
        x[c] = (x[c] + x[d]) & MASK
        x[b] ^= x[c]
        x[b] = (x[b] << 7 | x[b] >> 25) & MASK

    for _ in range(10):
        quarter(0, 4, 8, 12)
        quarter(1, 5, 9, 13)
        quarter(2, 6, 10, 14)
        quarter(3, 7, 11, 15)
        quarter(0, 5, 10, 15)
        quarter(1, 6, 11, 12)
        quarter(2, 7, 8, 13)
        quarter(3, 4, 9, 14)
    return struct.pack("<16I", *((a + b) & MASK for a, b in zip(x, initial)))


class Stream:
    """The random numbers of one allocation."""

    def __init__(self, seed, number):
        self.seed, self.nonce = seed, PURPOSE + struct.pack("<Q", number)
        self.block, self.words = 0, []

    def next(self):
        if not self.words:
            self.words = list(struct.unpack("<8Q", chacha20_block(self.seed, self.block, self.nonce)))
            self.block += 1
        return self.words.pop(0)

    def below(self, count):
        """An integer in 0 ..< count: high half of a product, biased words drawn again (Lemire 2019)."""
        reject = (1 << 64) % count
        while True:
            product = self.next() * count
            if product & ((1 << 64) - 1) >= reject:
                return product >> 64


class Version:
    """The rules from one subject on, and what they remember."""

    def __init__(self, rules):
        self.rules = rules
        self.start = rules["from"]
        self.continues = rules["continues"]
        self.method = rules["method"]
        self.arms = sorted(rules["arms"], key=lambda arm: arm.encode())
        ratio = [rules["arms"][arm] for arm in self.arms]
        divisor = math.gcd(*ratio)
        self.ratio = [part // divisor for part in ratio]
        self.factors = rules["factors"]
        equal = len({part for part in self.ratio if part}) == 1
        self.unequal = "shares" if equal else rules.get("unequal", "shares")
        by_share = self.method == "biased-coin" or (self.method == "minimization" and self.unequal == "shares")
        # A candidate is an arm or one part of an arm.
        self.candidates = [(arm, share) for arm, parts in zip(self.arms, self.ratio)
                           for share in range(parts if by_share else min(parts, 1))]
        self.parts = [1 if by_share else self.ratio[self.arms.index(arm)] for arm, _ in self.candidates]
        self.by_share = len(self.candidates) > sum(1 for part in self.ratio if part)
        self.forget()

    def forget(self):
        self.subjects = {}  # stratum -> list of (levels, candidate)
        self.block = {}  # stratum -> places left by candidate

    def stratum(self, levels):
        return tuple(levels[f["id"]] for f in self.factors if self.method != "minimization" or f["separate"])

    def counts(self, levels, factor=None):
        """Subjects of each candidate in the stratum, at the level of one factor where one is given."""
        count = [0] * len(self.candidates)
        for past, candidate in self.subjects.get(self.stratum(levels), []):
            if factor is None or past[factor] == levels[factor]:
                count[candidate] += 1
        return count

    def shared_out(self, chances, total):
        """Whole-number weights with the sum that the document gives."""
        weights = [chance * total for chance in chances]
        assert sum(weights) == total and all(weight.denominator == 1 for weight in weights), "weights that are not whole"
        return [int(weight) for weight in weights]

    def preference(self, tied):
        """Weights by candidate; `tied` says which ones are preferred."""
        p, size, ties = Fraction(self.rules["probability"]), len(tied), sum(tied)
        if ties == size:
            return list(self.parts)
        if self.rules.get("ties", "shared") == "shared":
            chances = [p / ties if t else (1 - p) / (size - ties) for t in tied]
            return self.shared_out(chances, p.denominator * ties * (size - ties))
        q = (1 - p) / (size - 1)
        chances = [(p + (ties - 1) * q) / ties if t else q for t in tied]
        return self.shared_out(chances, p.denominator * ties * (size - 1))

    def weights(self, levels, opened):
        """Weights by candidate; `opened` is the size of a block that begins."""
        parts, method, rules = self.parts, self.method, self.rules
        if method == "simple":
            return list(parts)
        if method == "permuted-blocks":
            return self.places(opened) if opened is not None else self.block[self.stratum(levels)]
        if method == "minimization":
            return self.minimized(levels)
        count = self.counts(levels)
        if method == "urn":
            alpha, beta, n = rules["urn"]["alpha"], rules["urn"]["beta"], sum(count)
            # One kind of ball for each part: alpha at the start, beta for each draw of another kind.
            balls = [part * alpha + beta * (part * n - own) for part, own in zip(parts, count)]
            return balls if sum(balls) else list(parts)
        limit = rules.get("imbalance-limit")
        if limit is not None and abs(count[0] - count[1]) >= limit:
            return [0, 1] if count[0] > count[1] else [1, 0]
        if method == "big-stick":
            return [1, 1]
        return self.preference([own == min(count) for own in count])

    def minimized(self, levels):
        multiple = math.lcm(*self.parts)
        weights = [Fraction(f.get("weight", "1")) for f in self.factors]
        whole = math.lcm(*(w.denominator for f, w in zip(self.factors, weights) if not f["separate"]))
        scores = []
        for candidate in range(len(self.candidates)):
            score = 0.0
            for factor, weight in zip(self.factors, weights):
                if factor["separate"]:
                    continue
                count = self.counts(levels, factor["id"])
                count[candidate] += 1
                scaled = [c * (multiple // part) for c, part in zip(count, self.parts)]
                spread = len(scaled) * sum(c * c for c in scaled) - sum(scaled) ** 2
                if self.rules["imbalance"] == "range":
                    value = float(max(scaled) - min(scaled))
                else:
                    value = float(spread) if self.rules["imbalance"] == "variance" else math.sqrt(float(spread))
                score += float(int(weight * whole)) * value
            scores.append(score)
        best = min(scores)
        bound = best + 1e-9 * best if self.rules["imbalance"] == "standard-deviation" else best
        tied = [score <= bound for score in scores]
        if self.unequal != "probabilities":
            return self.preference(tied)
        p, total, smallest = Fraction(self.rules["probability"]), sum(self.parts), min(self.parts)
        c = (1 - p) / (total - smallest)
        preferred = sum(part for part, t in zip(self.parts, tied) if t)
        chances = [c * part + (Fraction(part, preferred) * (1 - c * total) if t else 0)
                   for part, t in zip(self.parts, tied)]
        return self.shared_out(chances, p.denominator * (total - smallest) * preferred)

    def places(self, size):
        return [size // sum(self.ratio) * part for part in self.parts]

    def draw(self, levels, stream):
        """The candidate, and the size of a block that begins."""
        opened = None
        if self.method == "permuted-blocks" and not any(self.block.get(self.stratum(levels), [])):
            sizes = self.rules["block-sizes"]
            opened = sizes[stream.below(len(sizes))] if len(sizes) > 1 else sizes[0]
        weights = self.weights(levels, opened)
        number = stream.below(sum(weights))
        for candidate, weight in enumerate(weights):
            number -= weight
            if number < 0:
                return candidate, opened
        raise AssertionError("a number above the sum of the weights")

    def record(self, levels, arm, share, opened, drawn):
        """Counts one allocation."""
        own = [i for i, (name, _) in enumerate(self.candidates) if name == arm]
        if not own:
            return  # an arm that these rules have closed
        if not self.by_share:
            candidate = own[0]
        elif share is not None:
            candidate = own[share]
        else:
            count = self.counts(levels)
            candidate = min(own, key=lambda i: (count[i], i))
        self.subjects.setdefault(self.stratum(levels), []).append((levels, candidate))
        if drawn and self.method == "permuted-blocks":
            if opened is not None:
                self.block[self.stratum(levels)] = self.places(opened)
            self.block[self.stratum(levels)][candidate] -= 1


def rederive(record, derive=False):
    """Yields (number, fact, derived) for every drawn allocation; derived is (arm, share, block)."""
    seed = bytes.fromhex(record["seed"])
    if len(seed) != 32:
        raise ValueError("the seed is not 32 bytes")
    versions = [Version(rules) for rules in record["versions"]]
    current, log = 0, []
    for number, fact in enumerate(record["allocations"]):
        while current + 1 < len(versions) and versions[current + 1].start <= number + 1:
            before, after = versions[current], versions[current + 1]
            current += 1
            if not after.continues:
                log = []
            same = before.candidates == after.candidates
            for levels, arm, share in log:
                after.record(levels, arm, share if same else None, None, False)
        rules, levels = versions[current], fact["levels"]
        arm, share, opened = fact.get("arm"), fact.get("share"), fact.get("block")
        drawn = fact.get("origin", "drawn") == "drawn"
        if drawn:
            candidate, size = rules.draw(levels, Stream(seed, number))
            name, part = rules.candidates[candidate]
            derived = (name, part if rules.by_share else None, size)
            yield number, fact, derived
            if derive:
                arm, share, opened = derived
        rules.record(levels, arm, share, opened, drawn)
        log.append((levels, arm, share))


def main(arguments):
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1 or "--help" in arguments:
        print(__doc__.strip())
        return 0 if "--help" in arguments else 2
    try:
        with open(paths[0], encoding="utf-8") as file:
            record = json.load(file)
        derive, differences, confirmed = "--derive" in arguments, 0, 0
        for number, fact, derived in rederive(record, derive):
            if derive:
                print(*("-" if part is None else part for part in derived))
            elif derived == (fact["arm"], fact.get("share"), fact.get("block")):
                confirmed += 1
            else:
                differences += 1
                print(f"allocation {number + 1}: recorded {fact['arm']}, share {fact.get('share')}, block "
                      f"{fact.get('block')}; the seed gives {derived[0]}, share {derived[1]}, block {derived[2]}")
    except (OSError, ValueError, KeyError, TypeError, IndexError) as problem:
        print(f"{paths[0]}: {type(problem).__name__}: {problem}\n  The form of the file is described in "
              "Documentation/Randomization.md, \"The record\".", file=sys.stderr)
        return 2
    if not derive and "--quiet" not in arguments:
        print(f"{confirmed} allocations confirmed, {differences} not")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
