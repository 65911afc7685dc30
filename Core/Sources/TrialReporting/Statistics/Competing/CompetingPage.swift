// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The text of cumulative incidences, their tests and models.
struct CompetingPage {
  private let calculation: CompetingCalculation
  private let language: Language
  private let texts: Texts

  init(_ calculation: CompetingCalculation, _ language: Language) {
    self.calculation = calculation
    self.language = language
    texts = Texts(language: language)
  }

  var text: String {
    var page = StatisticsPage(texts(CompetingMessage.title, calculation.formula.text), in: language)
    page.say(calculation.rows.text(in: texts))
    page.say(
      calculation.cause.censored.map { texts(CompetingMessage.censoredBy, calculation.cause.name, $0) }
        ?? texts[CompetingMessage.nobodyCensored]
    )
    counts(on: &page)
    times(on: &page)
    gray(on: &page)
    if let models = calculation.models {
      for fit in models.fits { write(fit, of: models, on: &page) }
    }
    return page.text
  }

  private var level: String {
    StatisticsNumbers(texts: texts).level(calculation.settings.level)
  }

  private func label(_ arm: CompetingCalculation.Arm) -> String {
    arm.label.isEmpty ? texts[SurvivalMessage.all] : arm.label
  }

  private func counts(on page: inout StatisticsPage) {
    let head =
      [texts[StatisticsMessage.arm], texts[StatisticsMessage.subjects]]
      + calculation.cause.causes.map { "\(calculation.cause.name)=\($0)" }
      + [texts[CompetingMessage.censored], texts[CompetingMessage.lastTime]]
    page.table(
      "",
      head,
      numeric: Set(1..<head.count),
      calculation.arms.map { arm in
        let events = calculation.cause.causes.indices.map { "\(arm.data.eventCount(of: $0 + 1))" }
        return [label(arm), "\(arm.curve.subjects)"] + events + [
          "\(arm.data.eventCount(of: 0))", arm.curve.lastTime.map { page.numbers.asTyped($0) } ?? "",
        ]
      }
    )
  }

  private func times(on page: inout StatisticsPage) {
    guard !calculation.settings.times.isEmpty else { return page.say(texts[CompetingMessage.nameTimes]) }
    let numbers = page.numbers
    var isCarriedOn = false
    for number in calculation.told {
      let rows = calculation.arms.flatMap { arm in
        calculation.settings.times.map { time -> [String] in
          let isBeyond = calculation.isBeyond(arm, time)
          isCarriedOn = isCarriedOn || isBeyond
          let interval = calculation.interval(arm, number, at: time)
          return [
            label(arm), numbers.asTyped(time) + (isBeyond ? "*" : ""), "\(arm.curve.atRisk(at: time))",
            numbers.share(arm.curve.incidence(of: number, at: time)),
            numbers.share(
              arm.curve.standardError(of: number, at: time, variance: calculation.settings.variance)
            ),
            interval.map { numbers.interval($0) { numbers.share($0) } }
              ?? texts[StatisticsMessage.notDefined],
          ]
        }
      }
      page.table(
        texts(
          CompetingMessage.atTimes,
          calculation.causeLabel(number),
          level,
          calculation.settings.transform.word
        ),
        [
          texts[StatisticsMessage.arm], texts[SurvivalMessage.time], texts[SurvivalMessage.atRisk],
          texts[CompetingMessage.incidence], texts[CoxMessage.error],
          texts(StatisticsMessage.interval, level),
        ],
        numeric: [1, 2, 3, 4, 5],
        rows
      )
    }
    if isCarriedOn { page.say(texts[SurvivalMessage.beyond]) }
  }

  private func gray(on page: inout StatisticsPage) {
    let name = texts[CompetingMessage.gray]
    page.tests(
      calculation.strataCount > 1
        ? texts(SurvivalMessage.stratified, name, "\(calculation.strataCount)") : name,
      zip(calculation.told, calculation.tests).map { number, result in
        (calculation.causeLabel(number), TestLine(result.test))
      }
    )
  }

  private func write(_ fit: FineGrayFit, of models: FineGrayModels, on page: inout StatisticsPage) {
    let numbers = page.numbers
    page.say(
      texts(
        CompetingMessage.fineGray,
        calculation.causeLabel(fit.cause),
        models.covariates.text,
        "\(fit.subjects)",
        "\(fit.events)"
      )
    )
    if models.rows.leftOut != calculation.rows.leftOut { page.say(models.rows.text(in: texts)) }
    if !models.references.isEmpty {
      let levels = models.references.map { "\($0.column)=\($0.level)" }
      page.say(texts(CoxMessage.references, levels.joined(separator: texts[StatisticsMessage.comma])))
    }
    let errors = fit.standardErrors
    let decimals = StatisticsNumbers.decimals(of: errors)
    page.table(
      "",
      [
        texts[CoxMessage.term], texts[CoxMessage.coefficient], texts[CoxMessage.error],
        texts[CompetingMessage.ratio], texts(StatisticsMessage.interval, level), "z",
        texts[StatisticsMessage.pValue],
      ],
      numeric: [1, 2, 3, 4, 5, 6],
      fit.names.indices.map { term in
        let ratio = fit.hazardRatio(term, level: calculation.settings.level)
        return [
          fit.names[term], numbers.fixed(fit.coefficients[term], decimals),
          numbers.fixed(errors[term], decimals), numbers.plain(ratio.value),
          numbers.interval(ratio.interval) { numbers.plain($0) },
          numbers.fixed(fit.coefficients[term] / errors[term], 3),
          numbers.pValue(fit.waldTest(of: term).p),
        ]
      }
    )
    page.tests("", [(texts[CompetingMessage.wald], TestLine(fit.waldTest))])
  }
}

extension CompetingCalculation {
  /// What a cause is called: its column and value, as an arm is.
  func causeLabel(_ number: Int) -> String { "\(cause.name)=\(cause.causes[number - 1])" }
}
