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

  /// The 95 % intervals of R and SAS, and 19/55 by binom.test and prop.test.
  @Test("names the method of a proportion's interval")
  func proportion() {
    func methods(_ k: Int, _ n: Int, _ l: String, _ u: String) -> [IntervalMethod] {
      proportionInterval(lower: number(l), upper: number(u), count: k, of: n).matches.map(\.method)
    }
    #expect(methods(19, 55, "22.24", "48.58") == [.clopperPearson])
    #expect(methods(19, 55, "23.36", "47.75") == [.wilson])
    #expect(methods(19, 55, "22.59", "48.66") == [.wilsonCorrected])
    #expect(methods(16, 30, "34.33", "71.66") == [.clopperPearson])
    let far = proportionInterval(lower: number("30"), upper: number("90"), count: 19, of: 55)
    #expect(far.consistency == .inconsistent)
    let near = proportionInterval(lower: number("21.5"), upper: number("49.4"), count: 19, of: 55)
    #expect(near.consistency == .undetermined(.otherMethod))
    #expect(
      proportionInterval(lower: number("1"), upper: number("2"), count: 3, of: 2).consistency
        == .undetermined(.undefined)
    )
  }

  /// 16/30 against 8/25: R 4.2, SAS conventions cross-checked.
  @Test("names the method of an effect's interval")
  func effects() {
    func methods(_ measure: EffectFromCounts.Measure, _ e: String, _ l: String, _ u: String)
      -> [IntervalMethod]
    {
      let effect = EffectFromCounts(measure, number(e), 16, of: 30, versus: 8, of: 25)
      #expect(effect.consistency == .consistent)
      return effect.interval(lower: number(l), upper: number(u)).matches.map(\.method)
    }
    #expect(methods(.oddsRatio, "2.43", "0.80", "7.33") == [.woolf])
    #expect(methods(.oddsRatio, "2.39", "0.71", "8.56") == [.conditionalExact])
    #expect(methods(.riskRatio, "1.67", "0.86", "3.23") == [.katz])
    #expect(methods(.riskRatio, "1.67", "0.888", "3.338") == [.scoreRatio])
    #expect(methods(.riskDifference, "0.213", "-0.052", "0.448") == [.miettinenNurminen])
    #expect(methods(.riskDifference, "0.213", "-0.050", "0.447") == [.mee])
    #expect(methods(.riskDifference, "0.213", "-0.047", "0.434") == [.newcombe])
    #expect(methods(.riskDifference, "0.213", "-0.042", "0.469") == [.waldDifference])
    // Two rounded percentages, 66.7 − 33.3, make 33.4.
    #expect(
      EffectFromCounts(.riskDifference, number("33.4"), 2, of: 3, versus: 1, of: 3, whole: 100).consistency
        == .consistent
    )
    // The other arm as reference.
    let inverse = EffectFromCounts(.oddsRatio, number("0.41"), 16, of: 30, versus: 8, of: 25)
    #expect(inverse.matches.map(\.reading) == [.armsExchanged, .armsExchanged])
    #expect(
      EffectFromCounts(.oddsRatio, number("3.1"), 16, of: 30, versus: 8, of: 25).consistency == .inconsistent
    )
    let none = EffectFromCounts(.riskDifference, number("0.0"), 0, of: 30, versus: 0, of: 25)
    #expect(none.consistency == .consistent)
    #expect(
      EffectFromCounts(.riskRatio, number("1.0"), 0, of: 30, versus: 0, of: 25).consistency
        == .undetermined(.undefined)
    )
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

  /// R 4.2: poisson.test(24, 480) and (0, 100); 24 / 4.8 · exp(± 1.96 / √24).
  @Test("names the method of a rate's interval")
  func rates() {
    func methods(_ l: String, _ u: String, _ events: Int, _ time: String) -> [IntervalMethod] {
      rateInterval(lower: number(l), upper: number(u), events: events, personTime: number(time), per: 100)
        .matches
        .map(\.method)
    }
    #expect(methods("3.204", "7.440", 24, "480.000") == Array(repeating: .poissonExact, count: 3))
    #expect(methods("3.351", "7.460", 24, "480.000").first == .poissonLog)
    #expect(methods("0.0", "3.69", 0, "100").contains(.poissonExact))
    let far = rateInterval(
      lower: number("1"),
      upper: number("20"),
      events: 24,
      personTime: number("480"),
      per: 100
    )
    #expect(far.consistency == .inconsistent)
  }

  /// By hand: 1 / (16/30 − 8/25) = 4.6875; RR 0.62 is a reduction by 38 %.
  @Test("reads numbers needed and relative reductions")
  func needed() {
    func consistency(_ text: String) -> Consistency {
      numberNeeded(number(text), 16, of: 30, versus: 8, of: 25).consistency
    }
    #expect(consistency("4.7") == .consistent)
    #expect(consistency("5") == .consistent)
    #expect(consistency("4") == .consistent)
    #expect(consistency("6") == .inconsistent)
    #expect(numberNeeded(number("5"), 8, of: 25, versus: 16, of: 50).consistency == .undetermined(.undefined))
    #expect(numberNeeded(number("5"), 8, of: 5, versus: 16, of: 50).consistency == .inconsistent)
    #expect(relativeReduction(number("38"), ratio: number("0.62")) == .consistent)
    #expect(relativeReduction(number("62"), ratio: number("0.62")) == .inconsistent)
    #expect(relativeReduction(number("-20"), ratio: number("1.2")) == .consistent)
  }

  /// The exact interval 0.71 to 8.56 around 2.39 (R, fisher.test) is nearly symmetric; a limit of 2.4 is not.
  @Test("measures how far an estimate lies off the middle")
  func offset() {
    #expect((check("2.39", "0.71", "8.56").offset ?? 1) < 0.05)
    #expect((check("2.39", "0.71", "2.41").offset ?? 0) > 0.9)
    #expect((check("9.93", "1.20", "468.03").offset ?? 1) < 0.34)
    #expect(check("0.00", "0.00", "2.41").offset == nil)
  }

  /// R for Peto's odds ratio: 16 observed, 24 · 30 / 55 expected, V = 30 · 25 · 24 · 31 / (55² · 54).
  ///
  /// With halves: (0.5 / 11) / (3.5 / 13) = 0.169.
  @Test("knows Peto's odds ratio, and risk ratios with an empty cell")
  func rareEvents() {
    let peto = EffectFromCounts(.oddsRatio, number("2.3434"), 16, of: 30, versus: 8, of: 25)
    #expect(peto.matches.first?.method == .peto)
    #expect(peto.interval(lower: number("0.8115"), upper: number("6.7670")).matches.map(\.method) == [.peto])
    let empty = EffectFromCounts(.riskRatio, number("0.169"), 0, of: 10, versus: 3, of: 12)
    #expect(empty.matches.map(\.method) == [.katzHalf])
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

  @Test("accuses no interval that was computed from counts")
  func fromCounts() {
    var stream = RandomStream(seed: 68, position: 1)
    var accused = [String: Int]()
    for _ in 0..<20_000 {
      let (n1, n2) = (stream.integer(in: 4...90), stream.integer(in: 4...90))
      let (k1, k2) = (stream.integer(in: 1...n1 - 1), stream.integer(in: 1...n2 - 1))
      let arms = TwoProportions(Proportion(events: k1, of: n1), versus: Proportion(events: k2, of: n2))
      let first = arms.treatment
      let one = stream.pick([
        first.clopperPearson(level: 0.95), first.wilson(level: 0.95), first.wald(level: 0.95),
        first.jeffreys(level: 0.95),
      ])
      let single = proportionInterval(
        lower: stream.printed(one.lower * 100, decimals: 0...2),
        upper: stream.printed(one.upper * 100, decimals: 0...2),
        count: k1,
        of: n1
      )
      if single.consistency != .consistent { accused["proportion", default: 0] += 1 }
      let (measure, value, interval): (EffectFromCounts.Measure, Double, Interval) = stream.pick([
        (.oddsRatio, arms.oddsRatio, arms.oddsRatioWoolf(level: 0.95)),
        (.oddsRatio, 1 / arms.oddsRatio, arms.swapped.oddsRatioWoolf(level: 0.95)),
        (.riskRatio, arms.riskRatio, arms.riskRatioKatz(level: 0.95)),
        (.riskDifference, arms.difference, arms.newcombe(level: 0.95)),
        (.riskDifference, -arms.difference, arms.swapped.wald(level: 0.95)),
      ])
      let effect = EffectFromCounts(
        measure,
        stream.printed(value, decimals: 1...3),
        k1,
        of: n1,
        versus: k2,
        of: n2
      )
      if effect.consistency != .consistent { accused["\(measure)", default: 0] += 1 }
      let limits = effect.interval(
        lower: stream.printed(interval.lower),
        upper: stream.printed(interval.upper)
      )
      if limits.consistency != .consistent { accused["\(measure) interval", default: 0] += 1 }
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

  @Test("accuses no rate, number needed or reduction")
  func ratesProperty() {
    var stream = RandomStream(seed: 79, position: 1)
    var accused = [String: Int]()
    for i in 0..<100_000 {
      let (n1, n2) = (stream.integer(in: 2...500), stream.integer(in: 2...500))
      let (k1, k2) = (stream.integer(in: 0...n1), stream.integer(in: 0...n2))
      let table = TwoProportions(Proportion(events: k1, of: n1), versus: Proportion(events: k2, of: n2))
      if table.difference != 0 {
        let exact = table.numberNeededToTreat.magnitude
        let printed = stream.pick([stream.printed(exact), PrintedNumber(exact.rounded(.up), decimals: 0)])
        if numberNeeded(printed, k1, of: n1, versus: k2, of: n2).consistency != .consistent {
          accused["needed", default: 0] += 1
        }
        // Rounded percentages subtracted: one unit off at most.
        let decimals = stream.integer(in: 0...2)
        let first = Printing.halfUp.print(100 * table.treatment.estimate, decimals: decimals)
        let second = Printing.halfUp.print(100 * table.reference.estimate, decimals: decimals)
        let difference = Printing.halfUp.print(first.value - second.value, decimals: decimals)
        let effect = EffectFromCounts(.riskDifference, difference, k1, of: n1, versus: k2, of: n2, whole: 100)
        if effect.consistency != .consistent { accused["difference", default: 0] += 1 }
      }
      let ratio = 2 * stream.uniform()
      if relativeReduction(stream.printed(100 * (1 - ratio)), ratio: stream.printed(ratio)) != .consistent {
        accused["reduction", default: 0] += 1
      }
      guard i % 10 == 0 else { continue }
      let (events, time) = (stream.integer(in: 1...300), Double(stream.integer(in: 50...5000)))
      let d = Double(events)
      let limits = stream.pick([
        (
          ChiSquare.quantile(0.025, degreesOfFreedom: 2 * d) / 2,
          ChiSquare.quantile(0.975, degreesOfFreedom: 2 * d + 2) / 2
        ),
        (d * .exp(-1.959963984540054 / d.squareRoot()), d * .exp(1.959963984540054 / d.squareRoot())),
      ])
      let rate = rateInterval(
        lower: stream.printed(100 * limits.0 / time),
        upper: stream.printed(100 * limits.1 / time),
        events: events,
        personTime: PrintedNumber(time, decimals: 0),
        per: 100
      )
      if rate.consistency != .consistent { accused["rate", default: 0] += 1 }
    }
    #expect(accused.isEmpty)
  }
}
