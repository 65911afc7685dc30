// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import RealModule
import Testing

@Suite struct IntervalTests {
  private func check(_ e: String, _ l: String, _ u: String, _ scale: IntervalCheck.Scale = .ratio)
    -> IntervalCheck
  {
    IntervalCheck(estimate: number(e), lower: number(l), upper: number(u), scale: scale)
  }

  /// By hand: √(0.56 · 1.00) = 0.748; √(0.5 · 0.9) = 0.671.
  @Test("judges symmetry on the right scale")
  func symmetry() {
    #expect(check("0.75", "0.56", "1.00").finding == .symmetric(.nearest))
    #expect(check("0.80", "0.50", "0.90").finding == .asymmetric)
    #expect(check("0.80", "0.50", "0.90").consistency == .undetermined(.otherMethod))
    #expect(check("1.2", "0.5", "0.9").finding == .estimateOutside)
    #expect(check("0.7", "0.9", "0.5").finding == .limitsExchanged)
    #expect(check("-0.7", "0.5", "0.9").finding == .negativeRatio)
    #expect(check("3.0", "1.0", "5.0", .difference).finding == .symmetric(.nearest))
    #expect(check("3.0", "1.0", "7.0", .difference).finding == .asymmetric)
    #expect(check("0.75", "0.56", "0.98").excludesNull == true)
    #expect(check("0.75", "0.56", "1.00").excludesNull == nil)
    #expect(check("0.75", "0.56", "1.05").excludesNull == false)
    #expect(check("0.00", "0.00", "0.00").impliedP == nil)
  }

  /// By hand: z = log 0.5 · 2 · 1.96 / log(0.8 / 0.31) = −2.87, p = 0.004.
  @Test("holds an interval against its p-value")
  func againstP() {
    func finding(_ interval: IntervalCheck, _ text: String) -> IntervalAgainstP.Finding {
      IntervalAgainstP(interval, p(text)).finding
    }
    let half = check("0.50", "0.31", "0.80")
    #expect(finding(half, "= 0.004") == .agrees(.nearest))
    #expect(finding(check("0.500", "0.312", "0.801"), "= 0.002") == .agreesOneSided)
    #expect(finding(half, "= 0.008") == .withinMethods)
    #expect(finding(check("0.50", "0.40", "0.62"), "= 0.01") == .differs)
    #expect(finding(half, "= 0.21") == .contradicts)
    #expect(finding(half, "= 0.0004") == .withinMethods)
    #expect(finding(half, "= 1.7") == .impossibleP)
    #expect(finding(check("0.75", "0.50", "1.12"), "= 0.001") == .contradicts)
    #expect(finding(check("0.750", "0.556", "1.011"), "= 0.049") == .withinMethods)
    #expect(finding(check("0.00", "0.00", "0.80"), "= 0.049") == .undefined)
  }

  /// 67.1 % at a year with 25 at risk and no censoring, log-log: 45 to 82 %.
  @Test("finds the scale of a survival interval, and intervals that are too narrow")
  func survival() {
    func interval(_ e: String, _ l: String, _ u: String) -> SurvivalInterval {
      SurvivalInterval(estimate: number(e), lower: number(l), upper: number(u))
    }
    if case .symmetric(let scales) = interval("67.1", "45.4", "81.7").finding {
      #expect(scales.contains(.logLog) && !scales.contains(.plain) && !scales.contains(.log))
    } else {
      Issue.record("log-log interval not recognized")
    }
    #expect(interval("67.1", "45.4", "81.7").isTooNarrow(for: 25) == false)
    #expect(interval("67.1", "60.0", "74.2").isTooNarrow(for: 25))
    #expect(interval("67.1", "30.0", "60.0").finding == .estimateOutside)
    #expect(interval("107.1", "30.0", "160.0").finding == .beyondRange)
    #expect(interval("67.1", "66.0", "99.0").finding == .asymmetric)
  }

  /// The exact interval 0.71 to 8.56 around 2.39 (R, fisher.test) is nearly symmetric; a limit of 2.4 is not.
  @Test("measures how far an estimate lies off the middle")
  func offset() {
    #expect((check("2.39", "0.71", "8.56").offset ?? 1) < 0.05)
    #expect((check("2.39", "0.71", "2.41").offset ?? 0) > 0.9)
    #expect((check("9.93", "1.20", "468.03").offset ?? 1) < 0.34)
    #expect(check("0.00", "0.00", "2.41").offset == nil)
  }

  @Test("accuses no interval on its own scale, however it was rounded")
  func property() {
    var stream = RandomStream(seed: 66, position: 1)
    var accused = [String: Int]()
    for _ in 0..<100_000 {
      let level = stream.pick([0.9, 0.95, 0.99])
      let critical = StandardNormal.quantile(upperTail: (1 - level) / 2)
      let (theta, error) = (stream.normal() * 0.7, 0.02 + stream.uniform())
      let scale = stream.pick(IntervalCheck.Scale.allCases)
      func shown(_ x: Double) -> Double { scale == .ratio ? Double.exp(x) : x }
      let decimals = stream.integer(in: 1...3)
      func print(_ x: Double) -> PrintedNumber { stream.printed(shown(x), decimals: decimals...decimals) }
      let interval = IntervalCheck(
        estimate: print(theta),
        lower: print(theta - critical * error),
        upper: print(theta + critical * error),
        level: level,
        scale: scale
      )
      if interval.consistency != .consistent { accused["symmetry", default: 0] += 1 }
      let exact = StandardNormal.twoSided(theta / error)
      let printed = PrintedP(.equal, stream.printed(exact, decimals: 1...4))
      let finding = IntervalAgainstP(interval, printed).finding
      switch finding {
      case .agrees, .undefined: break
      default: accused["p", default: 0] += 1
      }
    }
    #expect(accused.isEmpty)
  }

  @Test("accuses no mixture of methods: Woolf's interval with any test of the table")
  func mixture() {
    var stream = RandomStream(seed: 67, position: 1)
    var accused = [SignificanceTest: Int]()
    for _ in 0..<100_000 {
      let (n1, n2) = (stream.integer(in: 20...300), stream.integer(in: 20...300))
      let (k1, k2) = (stream.integer(in: 5...n1 - 5), stream.integer(in: 5...n2 - 5))
      let table = TwoProportions(Proportion(events: k1, of: n1), versus: Proportion(events: k2, of: n2))
      let interval = table.oddsRatioWoolf(level: 0.95)
      let check = IntervalCheck(
        estimate: stream.printed(table.oddsRatio, decimals: 2...2),
        lower: stream.printed(interval.lower, decimals: 2...2),
        upper: stream.printed(interval.upper, decimals: 2...2),
        scale: .ratio
      )
      let value = stream.pick(
        TwoArmTests(k1, of: n1, versus: k2, of: n2).values.filter { $0.test.usage == .conventional }
      )
      let digits = stream.printed(value.p.lowerBound, decimals: 3...3)
      let printed = digits.value < 0.001 ? p("< 0.001") : PrintedP(.equal, digits)
      if IntervalAgainstP(check, printed).consistency == .inconsistent {
        accused[value.test, default: 0] += 1
      }
    }
    #expect(accused.isEmpty)
  }

  @Test("accuses no survival interval of any scale, with any censoring")
  func survivalProperty() {
    var stream = RandomStream(seed: 69, position: 1)
    var accused = [String: Int]()
    for _ in 0..<100_000 {
      let n = stream.integer(in: 5...400)
      let s = 0.03 + 0.94 * stream.uniform()
      // Censoring widens by a factor.
      let error = (s * (1 - s) / Double(n)).squareRoot() * (1 + stream.uniform())
      let z = 1.959963984540054
      let (lower, upper): (Double, Double) =
        switch stream.integer(below: 3) {
        case 0: (max(0, s - z * error), min(1, s + z * error))
        case 1: (s * .exp(-z * error / s), min(1, s * .exp(z * error / s)))
        default:
          (.pow(s, .exp(-z * error / (s * .log(s)))), .pow(s, .exp(z * error / (s * .log(s)))))
        }
      let decimals = stream.integer(in: 0...2)
      func print(_ x: Double) -> PrintedNumber { stream.printed(100 * x, decimals: decimals...decimals) }
      let interval = SurvivalInterval(estimate: print(s), lower: print(lower), upper: print(upper))
      if interval.consistency != .consistent { accused["\(interval.finding)", default: 0] += 1 }
      if interval.isTooNarrow(for: n) { accused["narrow", default: 0] += 1 }
    }
    #expect(accused.isEmpty)
  }

  @Test("notices p-values that contradict their interval, and estimates outside it")
  func power() {
    var stream = RandomStream(seed: 78, position: 1)
    var (noticed, all) = (0, 0)
    for _ in 0..<10_000 {
      let error = 0.1 + 0.2 * stream.uniform()
      let theta = error * stream.pick([-1, 1]) * (2.6 + 2 * stream.uniform())
      func print(_ x: Double) -> PrintedNumber { Printing.halfUp.print(Double.exp(x), decimals: 2) }
      let interval = IntervalCheck(
        estimate: print(theta),
        lower: print(theta - 1.96 * error),
        upper: print(theta + 1.96 * error),
        scale: .ratio
      )
      let wrong = PrintedP(.equal, Printing.halfUp.print(0.1 + 0.8 * stream.uniform(), decimals: 2))
      all += 2
      if IntervalAgainstP(interval, wrong).finding == .contradicts { noticed += 1 }
      let outside = IntervalCheck(
        estimate: print(theta + 2.6 * error),
        lower: interval.lower,
        upper: interval.upper,
        scale: .ratio
      )
      if outside.consistency == .inconsistent { noticed += 1 }
    }
    #expect(Double(noticed) / Double(all) > 0.95)
  }
}
