// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

/// Two arms compared within strata.
struct StratifiedProportions: Sendable {
  /// How many strata have subjects of both arms.
  let strata: Int
  let level: Double
  let estimates: [NamedResult<Estimate>]
  let tests: [NamedResult<TestLine>]
  let homogeneity: [NamedResult<TestLine>]

  init(_ tables: [TwoProportions], _ settings: ProportionSettings) {
    let level = settings.level
    strata = tables.filter { $0.treatment.n > 0 && $0.reference.n > 0 }.count
    self.level = level
    estimates = [
      NamedResult(
        key: "mh-difference",
        name: Message("Risk difference, Mantel–Haenszel (Sato)", "率差，Mantel–Haenszel（Sato）"),
        value: mantelHaenszelRiskDifference(tables, level: level, variance: .sato)
      ),
      NamedResult(
        key: "mh-difference-gr",
        name: Message(
          "Risk difference, Mantel–Haenszel (Greenland–Robins)",
          "率差，Mantel–Haenszel（Greenland–Robins）"
        ),
        value: mantelHaenszelRiskDifference(tables, level: level, variance: .greenlandRobins)
      ),
      NamedResult(
        key: "mh-risk-ratio",
        name: Message("Risk ratio, Mantel–Haenszel", "相对危险度，Mantel–Haenszel"),
        value: mantelHaenszelRiskRatio(tables, level: level)
      ),
      NamedResult(
        key: "mh-odds-ratio",
        name: Message(
          "Odds ratio, Mantel–Haenszel (Robins–Breslow–Greenland)",
          "比值比，Mantel–Haenszel（Robins–Breslow–Greenland）"
        ),
        value: mantelHaenszelOddsRatio(tables, level: level)
      ),
    ].filter { settings.wants($0.key) }
    tests = [
      NamedResult(
        key: "cmh",
        name: Message("Cochran–Mantel–Haenszel", "Cochran–Mantel–Haenszel 检验"),
        value: TestLine(cochranMantelHaenszel(tables, continuityCorrection: false), .twoSided)
      ),
      NamedResult(
        key: "cmh-corrected",
        name: Message("Cochran–Mantel–Haenszel, corrected", "Cochran–Mantel–Haenszel 检验，连续性校正"),
        value: TestLine(cochranMantelHaenszel(tables, continuityCorrection: true), .twoSided)
      ),
      NamedResult(
        key: "exact-conditional",
        name: Message("Exact conditional", "精确条件检验"),
        value: TestLine(exactConditionalTest(tables, settings.alternative), settings.alternative)
      ),
    ].filter { settings.wants($0.key) }
    homogeneity = [
      NamedResult(
        key: "breslow-day",
        name: Message("Breslow–Day", "Breslow–Day 检验"),
        value: TestLine(breslowDay(tables, tarone: false))
      ),
      NamedResult(
        key: "breslow-day-tarone",
        name: Message("Breslow–Day, Tarone", "Breslow–Day 检验，Tarone 校正"),
        value: TestLine(breslowDay(tables, tarone: true))
      ),
    ].filter { settings.wants($0.key) }
  }

  static let names = [
    "mh-difference", "mh-difference-gr", "mh-risk-ratio", "mh-odds-ratio", "cmh", "cmh-corrected",
    "exact-conditional",
    "breslow-day", "breslow-day-tarone",
  ]

  var json: JSONValue {
    func value(_ estimate: Estimate) -> JSONValue {
      ["estimate": .statistic(estimate.value), "interval": .interval(estimate.interval)]
    }
    return [
      "strata": .integer(strata),
      "estimates": .object(estimates.map { JSONValue.Member($0.key, value($0.value)) }),
      "tests": .object((tests + homogeneity).map { JSONValue.Member($0.key, $0.value.json) }),
    ]
  }

  func write(on page: inout StatisticsPage) {
    let texts = page.texts
    let numbers = page.numbers
    page.table(
      texts(ProportionMessage.stratified, "\(strata)"),
      [
        texts[StatisticsMessage.method], texts[StatisticsMessage.estimate],
        texts(StatisticsMessage.interval, numbers.level(level)),
      ],
      numeric: [1, 2],
      estimates.map { result in
        let isShare = result.key.hasPrefix("mh-difference")
        let write = { (value: Double) in isShare ? numbers.share(value) : numbers.plain(value) }
        return [
          texts.pattern(result.name), write(result.value.value),
          numbers.interval(result.value.interval, write),
        ]
      }
    )
    page.tests(texts[ProportionMessage.stratifiedTests], tests.map { (texts.pattern($0.name), $0.value) })
    page.tests(texts[ProportionMessage.homogeneity], homogeneity.map { (texts.pattern($0.name), $0.value) })
  }
}
