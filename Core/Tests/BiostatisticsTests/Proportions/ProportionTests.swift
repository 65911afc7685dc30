// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct OneProportion {
  /// Closed forms and beta quantiles in R, about 1e-14 relative.
  static let relative = 1e-12

  @Test("intervals and binomial tests agree with R", arguments: try Oracle("proportion_one").cases)
  func agreesWithR(_ c: Oracle.Case) throws {
    let proportion = Proportion(events: try c.input["x"].int, of: try c.input["n"].int)
    let level = try c.input["conf_level"].required
    expectClose(proportion.estimate, c.expect["estimate"], relative: 1e-15, "estimate")
    let intervals: [(String, Interval)] = [
      ("clopper_pearson", proportion.clopperPearson(level: level)),
      ("wilson", proportion.wilson(level: level)),
      ("wilson_cc", proportion.wilsonContinuityCorrected(level: level)),
      ("agresti_coull", proportion.agrestiCoull(level: level)),
      ("jeffreys", proportion.jeffreys(level: level)),
      ("wald", proportion.wald(level: level)),
    ]
    for (name, interval) in intervals {
      // Limits near zero are differences of numbers near one half in the reference.
      expectClose(interval.lower, c.expect[name][0], relative: Self.relative, absolute: 1e-15, name)
      expectClose(interval.upper, c.expect[name][1], relative: Self.relative, absolute: 1e-15, name)
    }
    for key in c.expect.keys where key.hasPrefix("binom_test") {
      let parts = key.split(separator: "_")
      let p0 = try #require(parts.last.flatMap { Double($0) })
      let alternative: Alternative =
        parts[2] == "two" ? .twoSided : parts[2] == "greater" ? .greater : .less
      let p = proportion.binomialTest(against: p0, alternative).p
      // Near 1e-320 the reference adds up subnormal numbers, which have no digits left.
      expectClose(p, c.expect[key], relative: Self.relative, absolute: .leastNormalMagnitude / 1e12, key)
    }
  }

  @Test("counting non-events mirrors every interval", arguments: [(0, 7), (3, 7), (16, 30), (25, 25)])
  func mirror(_ events: Int, _ n: Int) {
    let proportion = Proportion(events: events, of: n)
    let intervals: [(Proportion) -> Interval] = [
      { $0.clopperPearson(level: 0.9) }, { $0.wilson(level: 0.9) }, { $0.agrestiCoull(level: 0.9) },
      { $0.wilsonContinuityCorrected(level: 0.9) }, { $0.jeffreys(level: 0.9) }, { $0.wald(level: 0.9) },
    ]
    for interval in intervals {
      let (one, other) = (interval(proportion), interval(proportion.complement))
      expectClose(one.lower, 1 - other.upper, relative: 0, absolute: 1e-14)
      expectClose(one.upper, 1 - other.lower, relative: 0, absolute: 1e-14)
    }
  }

  @Test("no subjects leave everything open")
  func empty() {
    let none = Proportion(events: 0, of: 0)
    #expect(none.estimate.isNaN)
    #expect(none.clopperPearson(level: 0.95) == Interval(0, 1))
    #expect(none.wilson(level: 0.95) == Interval(0, 1))
    #expect(none.jeffreys(level: 0.95) == Interval(0, 1))
    #expect(none.wald(level: 0.95) == Interval(0, 1))
  }
}
