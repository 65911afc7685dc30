// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

/// Everything that tells two proportions apart.
struct ProportionComparison: Sendable {
  let arm: String
  let reference: String
  let table: TwoProportions
  let level: Double
  let differences: [NamedResult<Interval>]
  let riskRatios: [NamedResult<Interval>]
  let oddsRatios: [NamedResult<Estimate>]
  let tests: [NamedResult<TestLine>]

  init(_ arm: NamedProportion, versus reference: NamedProportion, _ settings: ProportionSettings) {
    let table = TwoProportions(arm.proportion, versus: reference.proportion)
    let level = settings.level
    self.arm = arm.name
    self.reference = reference.name
    self.table = table
    self.level = level
    differences = DifferenceInterval.allCases.filter { settings.wants($0.rawValue) }.map {
      NamedResult(key: $0.rawValue, name: $0.name, value: $0.interval(table, level))
    }
    riskRatios = RiskRatioInterval.allCases.filter { settings.wants($0.rawValue) }.map {
      NamedResult(key: $0.rawValue, name: $0.name, value: $0.interval(table, level))
    }
    oddsRatios = OddsRatioInterval.allCases.filter { settings.wants($0.rawValue) }.map {
      NamedResult(key: $0.rawValue, name: $0.name, value: $0.estimate(table, level))
    }
    tests = ProportionTest.allCases.filter { settings.wants($0.rawValue) }.compactMap { test in
      // A doubled tail answers a two-sided question only; a chi-square says so in its line.
      let isDoubled = test.rawValue.hasSuffix("-doubled")
      guard !isDoubled || settings.alternative == .twoSided || settings.method != nil else { return nil }
      let isTooMuch =
        test.isUnconditional && settings.method == nil && table.n > TwoProportions.largestExactTotal
      return NamedResult(
        key: test.rawValue,
        name: test.name,
        value: TestLine(
          isTooMuch ? nil : test.result(table, settings.alternative),
          test.isTwoSided ? .twoSided : settings.alternative,
          limit: TwoProportions.largestExactTotal
        )
      )
    }
  }

  var json: [JSONValue.Member] {
    func intervals(_ results: [NamedResult<Interval>]) -> JSONValue {
      .object(results.map { JSONValue.Member($0.key, .interval($0.value)) })
    }
    let difference: JSONValue = [
      "estimate": .statistic(table.difference), "intervals": intervals(differences),
    ]
    let riskRatio: JSONValue = ["estimate": .statistic(table.riskRatio), "intervals": intervals(riskRatios)]
    let estimates = oddsRatios.map { JSONValue.Member($0.key, .statistic($0.value.value)) }
    let oddsRatio: JSONValue = [
      "estimate": .statistic(table.oddsRatio), "estimates": .object(estimates),
      "intervals": .object(oddsRatios.map { JSONValue.Member($0.key, .interval($0.value.interval)) }),
    ]
    return [
      JSONValue.Member("difference", difference), JSONValue.Member("riskRatio", riskRatio),
      JSONValue.Member("oddsRatio", oddsRatio),
      JSONValue.Member("tests", .object(tests.map { JSONValue.Member($0.key, $0.value.json) })),
    ]
  }

  func write(on page: inout StatisticsPage) {
    let texts = page.texts
    let numbers = page.numbers
    let interval = texts(StatisticsMessage.interval, numbers.level(level))
    func table(
      _ title: ProportionMessage,
      _ value: Double,
      _ results: [NamedResult<Interval>],
      _ write: (Double) -> String
    ) -> (title: String, rows: [[String]]) {
      (
        texts(title, write(value)),
        results.map { [texts.pattern($0.name), numbers.interval($0.value, write)] }
      )
    }
    let head = [texts[StatisticsMessage.method], interval]
    let parts = [
      table(.difference, self.table.difference, differences) { numbers.share($0) },
      table(.riskRatio, self.table.riskRatio, riskRatios) { numbers.plain($0) },
    ]
    for part in parts { page.table(part.title, head, numeric: [1], part.rows) }
    page.table(
      texts[ProportionMessage.oddsRatio],
      [texts[StatisticsMessage.method], texts[StatisticsMessage.estimate], interval],
      numeric: [1, 2],
      oddsRatios.map { result in
        [
          texts.pattern(result.name), numbers.plain(result.value.value),
          numbers.interval(result.value.interval) { numbers.plain($0) },
        ]
      }
    )
    page.tests(texts[ProportionMessage.tests], tests.map { (texts.pattern($0.name), $0.value) })
  }
}

extension Texts {
  /// A message that stands beside its method instead of in a catalogue.
  func pattern(_ message: Message) -> String { message.pattern(in: language) }
}
