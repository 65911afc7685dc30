// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The text of a group-sequential design.
struct DesignPage {
  private let calculation: DesignCalculation
  private let language: Language
  private let texts: Texts
  private let numbers: StatisticsNumbers

  init(_ calculation: DesignCalculation, _ language: Language) {
    self.calculation = calculation
    self.language = language
    texts = Texts(language: language)
    numbers = StatisticsNumbers(texts: texts)
  }

  var text: String {
    var page = StatisticsPage(texts[calculation.question.title], in: language)
    page.say(DesignQuestionWords(calculation.question, texts).text)
    page.say(rules)
    if let size { page.say(size) }
    looks(on: &page)
    futility(on: &page)
    chances(on: &page)
    if case .survival = calculation.question { page.say(texts[DesignMessage.underAssumed]) }
    return page.text
  }

  private var isTwoSided: Bool { calculation.plan.sides == .two }

  private var rules: String {
    let plan = calculation.plan
    let power = calculation.truths.last?.chances.power ?? .nan
    let errors = texts(
      isTwoSided ? DesignMessage.twoSidedErrors : .oneSidedErrors,
      numbers.asTyped(plan.alpha),
      numbers.share(power)
    )
    guard hasLooks else { return joined([errors, texts[DesignMessage.single]]) }
    let efficacy = texts(calculation.spends ? DesignMessage.spends : .family, plan.efficacy.word)
    guard let word = futilityWord else { return joined([errors, efficacy]) }
    let binds = plan.futilityBinds ? DesignMessage.binding : .notBinding
    return joined([errors, efficacy, texts(binds, word)])
  }

  private var hasLooks: Bool { calculation.plan.fractions.count > 1 }

  /// Sentences behind each other, as the language sets them.
  private func joined(_ sentences: [String]) -> String {
    sentences.joined(separator: language == .english ? " " : "")
  }

  private var futilityWord: String? {
    if let futility = calculation.plan.futility { return futility.word }
    return calculation.design.futilityBounds == nil ? nil : calculation.plan.efficacy.word
  }

  /// One sentence of how large the trial is.
  private var size: String? {
    let factor = numbers.fixed(calculation.design.inflationFactor, 4)
    guard let subjects = calculation.maximumSubjects, let arms = calculation.armSizes else {
      guard hasLooks else { return nil }
      return texts(DesignMessage.inflation, factor)
    }
    let each = arms.count == 2 ? texts(DesignMessage.arms, "\(arms[0])", "\(arms[1])") : ""
    let total = "\(arms.reduce(0, +))\(each)"
    guard let events = calculation.maximumEvents else {
      guard let fixed = calculation.fixed else {
        return texts(DesignMessage.givenSubjects, numbers.asTyped(subjects))
      }
      let needed = texts(DesignMessage.sizeSubjects, numbers.fixed(subjects, 2), total)
      return hasLooks
        ? joined([needed, texts(DesignMessage.fixedSubjects, numbers.fixed(fixed, 2), factor)]) : needed
    }
    guard let fixed = calculation.fixed else {
      return texts(DesignMessage.givenEvents, numbers.asTyped(events), numbers.asTyped(subjects))
    }
    let needed = texts(
      DesignMessage.sizeEvents,
      numbers.fixed(events, 2),
      "\(DesignCalculation.roundedUp(events))",
      numbers.fixed(subjects, 2),
      total
    )
    return hasLooks
      ? joined([needed, texts(DesignMessage.fixedEvents, numbers.fixed(fixed, 2), factor)]) : needed
  }

  // MARK: Tables

  private func level(_ p: Double) -> String { p < 0.0000005 ? "<0.000001" : numbers.fixed(p, 6) }

  private func effect(_ value: Double?) -> String {
    value.map { numbers.fixed($0, StatisticsNumbers.decimals(of: effects)) } ?? "–"
  }

  private var effects: [Double] { calculation.looks.compactMap(\.effect) }

  private func looks(on page: inout StatisticsPage) {
    let looks = calculation.looks
    var columns: [(head: String, cells: [String])] = [
      (texts[DesignMessage.look], looks.indices.map { "\($0 + 1)" }),
      (texts[DesignMessage.information], looks.map { numbers.fixed($0.information, 3) }),
    ]
    func add(_ name: DesignMessage, _ cell: (DesignLook) -> String) {
      columns.append((texts[name], looks.map(cell)))
    }
    if looks.contains(where: { $0.time != nil }) { add(.time) { numbers.fixed($0.time ?? .nan, 2) } }
    if looks.contains(where: { $0.events != nil }) { add(.events) { numbers.fixed($0.events ?? .nan, 1) } }
    if looks.contains(where: { $0.subjects != nil }) {
      add(.subjects) { numbers.fixed($0.subjects ?? .nan, 1) }
    }
    add(.z) { numbers.fixed($0.z, 4) }
    add(isTwoSided ? .twoSidedLevel : .level) { level(isTwoSided ? 2 * $0.p : $0.p) }
    if let name = calculation.question.effect {
      columns.append((texts[name], looks.map { effect($0.effect) }))
      if isTwoSided {
        columns.append((texts[DesignMessage.opposite], looks.map { effect($0.oppositeEffect) }))
      }
    }
    add(.alphaSpent) { numbers.fixed($0.alphaSpent, 5) }
    add(.powerSoFar) { numbers.share($0.power) }
    page.table(
      texts[DesignMessage.efficacy],
      columns.map(\.head),
      numeric: Set(columns.indices),
      looks.indices.map { row in columns.map { $0.cells[row] } }
    )
  }

  private func futility(on page: inout StatisticsPage) {
    let rows = calculation.looks.enumerated().compactMap { index, look -> [String]? in
      guard let stopped = look.stoppedUnderNull else { return nil }
      return ["\(index + 1)"] + (isTwoSided ? wedge(look) : lowerBound(look))
        + [look.betaSpent.map { numbers.fixed($0, 5) } ?? "", numbers.share(stopped)]
    }
    let head =
      [texts[DesignMessage.look], texts[DesignMessage.z]]
      + [texts[isTwoSided ? DesignMessage.twoSidedLevel : .level]]
      + (calculation.question.effect.map { [texts[$0]] } ?? [])
      + [texts[DesignMessage.betaSpent], texts[DesignMessage.stoppedUnderNull]]
    let title = texts[isTwoSided ? DesignMessage.wedge : .futility]
    page.table(title, head, numeric: Set(head.indices), rows)
  }

  private func lowerBound(_ look: DesignLook) -> [String] {
    let bound = [numbers.fixed(look.futility ?? .nan, 4), level(look.futilityP ?? .nan)]
    return calculation.question.effect == nil ? bound : bound + [effect(look.futilityEffect)]
  }

  /// Both sides of a wedge, on every scale; dashes where a look has none.
  private func wedge(_ look: DesignLook) -> [String] {
    let hasEffect = calculation.question.effect != nil
    guard let z = look.futility, let p = look.futilityP else {
      return [String](repeating: "–", count: hasEffect ? 3 : 2)
    }
    let bounds = [numbers.interval(Interval(-z, z)) { numbers.fixed($0, 4) }, level(2 * p)]
    guard hasEffect else { return bounds }
    let ends = [look.oppositeFutilityEffect, look.futilityEffect].compactMap(\.self).sorted()
    guard ends.count == 2 else { return bounds + ["–"] }
    return bounds + [numbers.interval(Interval(ends[0], ends[1])) { effect($0) }]
  }

  private func chances(on page: inout StatisticsPage) {
    let hasFutility = calculation.design.futilityBounds != nil
    let hasEvents = calculation.maximumEvents != nil
    let hasSubjects = calculation.maximumSubjects != nil
    let head =
      [texts[DesignMessage.truth], texts[DesignMessage.rejects]]
      + (hasLooks ? [texts[DesignMessage.early]] : [])
      + (hasFutility ? [texts[DesignMessage.stopsFutile]] : [])
      + (hasLooks ? [texts[DesignMessage.expectedInformation]] : [])
      + (hasEvents ? [texts[DesignMessage.expectedEvents]] : [])
      + (hasSubjects ? [texts[DesignMessage.expectedSubjects]] : [])
    page.table(
      texts[DesignMessage.chances],
      head,
      numeric: Set(1..<head.count),
      calculation.truths.map { truth in
        let early = truth.chances.rejection.dropLast().reduce(0, +)
        var cells = [texts[truth.name], numbers.share(truth.chances.power)]
        if hasLooks { cells.append(numbers.share(early)) }
        if hasFutility { cells.append(numbers.share(truth.chances.futility.reduce(0, +))) }
        if hasLooks { cells.append(numbers.share(truth.chances.expectedInformation)) }
        if hasEvents { cells.append(truth.events.map { numbers.fixed($0, 1) } ?? "") }
        if hasSubjects { cells.append(truth.subjects.map { numbers.fixed($0, 1) } ?? "–") }
        return cells
      }
    )
    if let duration = calculation.duration {
      page.say(texts(DesignMessage.duration, numbers.fixed(duration, 2)))
    }
  }
}

extension DesignQuestion {
  var title: DesignMessage {
    switch self {
    case .boundaries: .boundariesTitle
    case .rates: .ratesTitle
    case .rate: .rateTitle
    case .means: .meansTitle
    case .survival: .survivalTitle
    }
  }

  /// The scale of the effect; nil for boundaries alone.
  var effect: DesignMessage? {
    switch self {
    case .boundaries: nil
    case .rates(let comparison, _):
      if case .ratio = comparison.null { .rateRatio } else { .rateDifference }
    case .rate: .rate
    case .means: .meanDifference
    case .survival: .hazardRatio
    }
  }
}
