// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import RealModule
import Testing

@Suite struct IntervalFromCountsTests {
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
