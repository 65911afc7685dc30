// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A rule's verdict in sentences: what decides with its value, limit and date, what does not count and why, and what would
/// settle it.
///
///     Creatinine 190 µmol/L > 1.5 × upper limit of normal (104 µmol/L) (2025-01-08, 2 days old)
///     White cells expired: 9 days old, valid for 7 days (12 ×10⁹/L on 2025-01-01)
public struct EligibilityWords {
  let study: StudyProtocol
  let texts: Texts
  private let synopsis: SynopsisBuilder

  public init(_ study: StudyProtocol, language: Language) {
    self.study = study
    texts = Texts(language: language)
    synopsis = SynopsisBuilder(study: study, texts: texts)
  }

  // MARK: Verdicts

  /// `eligible`, `not eligible` or `not settled`.
  public func word(for verdict: EligibilityVerdict) -> String {
    switch verdict.truth {
    case .met: texts[EligibilityMessage.eligible]
    case .notMet: texts[EligibilityMessage.notEligible]
    case .unknown: texts[EligibilityMessage.notSettled]
    }
  }

  /// `met`, `not met` or `unknown`.
  public func word(for truth: Truth) -> String {
    switch truth {
    case .met: texts[EligibilityMessage.met]
    case .notMet: texts[EligibilityMessage.notMet]
    case .unknown: texts[EligibilityMessage.unknown]
    }
  }

  /// The day asked about; empty where none is.
  public func day(_ day: Int32?) -> String {
    guard let day else { return "" }
    return study.study.time == .calendar ? CivilDate(day: day).description : String(day)
  }

  /// What the verdict rests on, one line for each finding; for an unknown rule what is missing, and what would settle it.
  public func because(_ rule: RuleVerdict) -> [String] {
    guard !rule.isWordsAlone else { return [texts[EligibilityMessage.wordsAlone]] }
    var lines: [String] = []
    for part in rule.parts where part.isDeciding {
      lines += self.lines(part, hasWindow: rule.rule.validity != nil).filter { !lines.contains($0) }
    }
    // Where each missing finding alone would settle it, saying so again tells nothing.
    let missing = rule.parts.filter { $0.isDeciding && $0.gaps == [.missing] }.map(\.item)
    guard !rule.settledBy.isEmpty, Set(rule.settledBy) != Set(missing) else { return lines }
    let items = rule.settledBy.map(title).joined(separator: texts[EligibilityMessage.listSeparator])
    return lines + [texts(EligibilityMessage.settledBy, items)]
  }

  /// The comparison as the protocol asks it: `Creatinine ≤ 1.5 × upper limit of normal`.
  public func question(_ part: ExaminedPart) -> String {
    synopsis.words(for: .compare(part.item, part.comparison))
  }

  func title(_ path: ItemPath) -> String { synopsis.itemTitle(path) }

  // MARK: Findings

  private func lines(_ part: ExaminedPart, hasWindow: Bool) -> [String] {
    let title = title(part.item)
    if case .known(let wanted) = part.comparison, part.truth != .unknown {
      let isRecorded = (part.truth == .met) == wanted
      return [texts(isRecorded ? EligibilityMessage.isRecorded : .isNotRecorded, title)]
    }
    let values = part.values.compactMap { value in
      sentence(value, title, part).map { dated($0, value, hasWindow: hasWindow) }
    }
    return values + part.gaps.map { gap($0, title, part) }
  }

  /// A value beside what was asked; nil where a gap tells more.
  private func sentence(_ value: ExaminedPart.Value, _ title: String, _ part: ExaminedPart) -> String? {
    switch part.comparison {
    case .known: return texts(EligibilityMessage.isCode, title, value.text)
    case .among(let codes):
      let wanted = codes.map { category($0, of: part.item) }
      let shown = category(value.text, of: part.item)
      return codes.contains(value.text)
        ? texts(EligibilityMessage.isCode, title, shown)
        : texts(EligibilityMessage.isNotCode, title, shown, wanted.joined(separator: "/"))
    case .number(let relation, let threshold, let scale):
      guard let number = Double(value.text) else { return nil }
      let unit = study.item(part.item)?.unit
      let limit: String
      switch scale {
      case .unit(let own): limit = quantity(threshold, own ?? unit)
      case .upperLimit, .lowerLimit, .baseline, .finding:
        guard let found = value.limit else { return nil }
        let key: EligibilityMessage =
          scale == .upperLimit ? .timesUpper : scale == .lowerLimit ? .timesLower : .timesBaseline
        limit = texts(key, UnitWords.digits(threshold), quantity(found, unit))
      }
      let sign = (holds(number, relation, threshold, scale, value, unit) ? relation : relation.opposite).sign
      return "\(title) \(quantity(number, unit)) \(sign) \(limit)"
    case .date(let order, let day):
      guard let other = value.otherDay else { return nil }
      let key: EligibilityMessage =
        part.truth == .met ? .dateIs : part.truth == .notMet ? .dateIsNot : .dateUnsure
      let base = day.base == .randomization && day.offset == 0
      return texts(
        key,
        title,
        value.text,
        texts[order.eligibilityMessage],
        base ? texts[EligibilityMessage.randomizationDay] : synopsis.words(for: day),
        other
      )
    }
  }

  private func holds(
    _ number: Double,
    _ relation: Comparison.Relation,
    _ threshold: Double,
    _ scale: Comparison.Scale,
    _ value: ExaminedPart.Value,
    _ unit: Unit?
  ) -> Bool {
    var factor = value.limit ?? 1
    if case .unit(let own?) = scale { factor = unit.flatMap { own.factor(to: $0) } ?? 1 }
    return relation.holds(number, threshold * factor)
  }

  /// With the day of measurement, and its age where the rule has a window; a date speaks for itself.
  private func dated(_ sentence: String, _ value: ExaminedPart.Value, hasWindow: Bool) -> String {
    guard let day = value.day, value.otherDay == nil else { return sentence }
    guard hasWindow, let age = value.age, age > 0 else {
      return texts(EligibilityMessage.measuredOn, sentence, day)
    }
    return texts(EligibilityMessage.measured, sentence, day, days(age))
  }

  // MARK: What does not count

  private func gap(_ gap: FindingGap, _ title: String, _ part: ExaminedPart) -> String {
    let path = part.item
    switch gap {
    case .missing: return texts(EligibilityMessage.missing, title)
    case .notRecorded(let reason): return texts(EligibilityMessage.missingReason, title, reason)
    case .expired(let value, let day, let age, let validity):
      return texts(EligibilityMessage.expired, title, days(age), days(validity), shown(value, path), day)
    case .undated(let value, nil): return texts(EligibilityMessage.undated, title, shown(value, path))
    case .undated(let value, let day?):
      return texts(EligibilityMessage.undatedPartly, title, shown(value, path), day)
    case .later(let value, let day): return texts(EligibilityMessage.later, title, shown(value, path), day)
    case .noDay(let value): return texts(EligibilityMessage.noDay, title, shown(value, path))
    case .contradictory(let values):
      let list = values.map { shown($0, path) }.joined(separator: texts[EligibilityMessage.listSeparator])
      return texts(EligibilityMessage.contradictory, title, list)
    case .noLimit:
      guard case .number(_, _, let scale) = part.comparison else {
        return texts(EligibilityMessage.missing, title)
      }
      let key: EligibilityMessage =
        scale == .upperLimit ? .noUpper : scale == .lowerLimit ? .noLower : .noBaseline
      return texts(key, title, part.values.first.map { shown($0.text, path) } ?? "")
    case .noOtherDay(let other?):
      return texts(EligibilityMessage.noOtherDay, title, part.values.first?.text ?? "", self.title(other))
    case .noOtherDay(nil):
      return texts(EligibilityMessage.noRandomization, title, part.values.first?.text ?? "")
    }
  }

  /// A value with its unit or the words of its code.
  func shown(_ text: String, _ path: ItemPath) -> String {
    guard let item = study.item(path) else { return text }
    switch item.kind {
    case .category, .arm, .site: return category(text, of: path)
    case .integer, .decimal: return Double(text).map { quantity($0, item.unit) } ?? text
    case .date, .days, .text: return text
    }
  }

  private func category(_ code: String, of path: ItemPath) -> String {
    guard let item = study.item(path), let index = study.codes(of: item).firstIndex(of: code) else {
      return code
    }
    return texts[study.title(of: index, of: item)]
  }

  private func quantity(_ value: Double, _ unit: Unit?) -> String {
    let number = value == value.rounded() ? UnitWords.digits(value) : "\(value)".replacing("-", with: "−")
    guard let unit, unit.code != "1" else { return number }
    return ["a", "mo", "wk", "d", "%"].contains(unit.code)
      ? UnitWords.words(for: Quantity(value, unit), in: texts)
      : "\(number) \(UnitWords.symbol(of: unit, in: texts))"
  }

  private func days(_ count: Int) -> String {
    Unit("d").map { UnitWords.words(for: Quantity(Double(count), $0), in: texts) } ?? String(count)
  }
}

extension Comparison.DateOrder {
  fileprivate var eligibilityMessage: EligibilityMessage {
    switch self {
    case .before: .before
    case .onOrBefore: .onOrBefore
    case .after: .after
    case .onOrAfter: .onOrAfter
    }
  }
}
