// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Tumor lysis in words: which values decide, what was not measured, what would settle it.
public struct TumorLysisWords {
  let criteria: TumorLysisCriteria
  let texts: Texts
  let decisions: DecisionWords
  private let abnormalities: [TumorLysisCriteria.Abnormality]

  public init(_ criteria: TumorLysisCriteria, language: Language) {
    self.criteria = criteria
    texts = Texts(language: language)
    decisions = DecisionWords(criteria.clinical, language: language)
    abnormalities = criteria.abnormalities
  }

  // MARK: Laboratory

  /// `laboratory tumor lysis met: 2 abnormal within 24 h, 2 needed`.
  public func laboratory(_ verdict: TumorLysisVerdict) -> String {
    let hasHours = !criteria.isVersion2004
    let key: TumorLysisMessage =
      switch verdict.laboratory.laboratory {
      case .met: hasHours ? .met : .metWithoutHours
      case .notMet: hasHours ? .notMet : .notMetWithoutHours
      case .unknown: hasHours ? .unknown : .unknownWithoutHours
      }
    let hours = UnitWords.digits(Double(criteria.minutesTogether) / 60)
    return texts(key, "\(verdict.laboratory.together.count)", "\(criteria.needed)", hours)
  }

  /// Indices of the readings that are certainly abnormal; those that count together first.
  func abnormal(_ verdict: TumorLysisVerdict) -> [Int] {
    let (readings, together) = (verdict.laboratory.readings, verdict.laboratory.together)
    return together + readings.indices.filter { readings[$0].isAbnormal == .met && !together.contains($0) }
  }

  /// The clause that a reading meets: `uric acid 9.1 mg/dL (541.268 µmol/L) ≥ 476 µmol/L`.
  func clause(_ reading: TumorLysis.Reading, _ verdict: TumorLysisVerdict) -> String {
    let row = self.row(of: reading, verdict)
    let abnormality = abnormalities[reading.abnormality]
    guard let unit = row.unit else { return texts[abnormality.title] }
    let said = "\(texts[abnormality.title]) \(quantity(row.result.value, unit))"
    let sign = abnormality.relation.sign
    guard reading.clause == .limit, let value = reading.value else {
      let own = verdict.samples[reading.sample].baseline.map { quantity($0, unit) } ?? "–"
      let factor = decisions.quantity(criteria.changeFactor(of: abnormality.relation), nil)
      let limit = texts(DecisionMessage.multipleOf, factor, texts[TumorLysisMessage.baseline], own)
      return "\(said) \(sign) \(limit)"
    }
    let limit = quantity(abnormality.limit.value, abnormality.limit.unit)
    // In the unit of the limit too, where it was written in another one.
    let converted = unit == abnormality.limit.unit ? "" : " (\(quantity(value, abnormality.limit.unit)))"
    return "\(said)\(converted) \(sign) \(limit)"
  }

  /// Where the limit, or the change, is published.
  func source(of reading: TumorLysis.Reading) -> String {
    texts[reading.clause == .limit ? abnormalities[reading.abnormality].source : criteria.source]
  }

  func row(of reading: TumorLysis.Reading, _ verdict: TumorLysisVerdict) -> TumorLysisTable.Row {
    verdict.rows[verdict.sampleRows[reading.sample]]
  }

  func analyte(of reading: TumorLysis.Reading) -> TumorLysisCriteria.Abnormality {
    abnormalities[reading.abnormality]
  }

  /// All that decides about the laboratory, in one text.
  func laboratoryBecause(_ verdict: TumorLysisVerdict) -> String {
    let parts = abnormal(verdict).map { index in
      let reading = verdict.laboratory.readings[index]
      let row = self.row(of: reading, verdict)
      return texts(TumorLysisMessage.ofRow, "\(row.number)", clause(reading, verdict))
    }
    return ([laboratory(verdict)] + parts).joined(separator: "; ")
  }

  /// `2025-03-04 08:00`, as far as it is known.
  func moment(_ row: TumorLysisTable.Row) -> String? {
    let parts = [row.date.map { "\($0)" }, row.minute.map { Self.clock($0) }].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  static func clock(_ minute: Int) -> String {
    let fields = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return fields.joined(separator: ":")
  }

  func notMeasured(_ verdict: TumorLysisVerdict) -> String? {
    let ids = verdict.laboratory.notMeasured
    guard !ids.isEmpty else { return nil }
    return texts(TumorLysisMessage.notMeasured, before, after, joined(ids.map { title(ofSubstance: $0) }))
  }

  func outside(_ verdict: TumorLysisVerdict) -> String? {
    guard !verdict.outside.isEmpty else { return nil }
    let numbers = verdict.outside.map { "\(verdict.rows[$0].number)" }
    return texts(TumorLysisMessage.outside, before, after, joined(numbers))
  }

  private var before: String { UnitWords.digits(-criteria.daysBefore) }
  private var after: String { "+\(criteria.daysAfter)" }

  // MARK: What would settle it

  /// In one line; nil where nothing is open.
  func settledBy(_ gaps: [TumorLysisGap], _ verdict: TumorLysisVerdict) -> String? {
    guard !gaps.isEmpty else { return nil }
    return texts(DecisionMessage.settledBy, joined(gaps.map { words(for: $0, verdict) }))
  }

  private func words(for gap: TumorLysisGap, _ verdict: TumorLysisVerdict) -> String {
    func of(_ row: Int, _ key: TumorLysisMessage) -> String { texts(key, "\(verdict.rows[row].number)") }
    return switch gap {
    case .therapyStart: texts[TumorLysisMessage.missingStart]
    case .notMeasured(let id): title(ofSubstance: id)
    case .date(let row): of(row, .missingDate)
    case .time(let row): of(row, .missingTime)
    case .amount(let row): of(row, .missingValue)
    case .baseline(let row): of(row, .missingBaseline)
    case .upperLimit(let row): of(row, .missingLimit)
    case .creatinine: texts[TumorLysisMessage.missingCreatinine]
    case .finding(let input): texts[criteria.clinical.inputs[input].item.title]
    }
  }

  /// The column, substance or finding that a program would ask for.
  func name(of gap: TumorLysisGap, _ verdict: TumorLysisVerdict) -> String {
    switch gap {
    case .therapyStart: "therapy_start"
    case .notMeasured(let id): id
    case .date: "date"
    case .time: "time"
    case .amount(let row):
      verdict.rows[row].isRefused || verdict.rows[row].result.value.isNaN ? "value" : "unit"
    case .baseline: "baseline"
    case .upperLimit: "uln"
    case .creatinine: "creatinine"
    case .finding(let input): criteria.clinical.inputs[input].id
    }
  }

  private func title(ofSubstance id: String) -> String {
    abnormalities.first { $0.id == id }.map { texts[$0.title] } ?? id
  }

  // MARK: The outcome

  /// The outcome, or each that is possible.
  func outcome(_ verdict: TumorLysisVerdict) -> String {
    let titles = verdict.decision.possible.map { texts[criteria.clinical.outcomes[$0].title] }
    guard titles.count > 1 else { return titles.joined() }
    return titles.map { texts(RiskMessage.possible, $0) }.joined(separator: " / ")
  }

  /// The deciding line, then what speaks against a worse outcome.
  func because(_ verdict: TumorLysisVerdict) -> [String] {
    let against = verdict.decision.refused.compactMap { refusal -> String? in
      // That laboratory tumor lysis is not met has been said with its values; that a rise is on file shows in it.
      let parts = refusal.parts.filter { part in
        if case .known = part.comparison { return false }
        return criteria.clinical.inputs[part.input].id != "laboratory_tls"
      }
      guard !parts.isEmpty else { return nil }
      let outcome = criteria.clinical.outcomes[criteria.clinical.rules[refusal.rule].outcome].id
      return texts(DecisionMessage.notBecause, outcome, decisions.parts(parts))
    }
    let creatinine = verdict.creatinine.map {
      texts(TumorLysisMessage.creatinine, "\(verdict.rows[$0].number)")
    }
    return [decisions.verdict(verdict.decision)] + against + [creatinine].compactMap(\.self)
  }

  private func joined(_ parts: [String]) -> String {
    parts.joined(separator: texts[DecisionMessage.listSeparator])
  }

  /// Without the digits that a conversion makes up: 541.268, not 541.2679999999999.
  private func quantity(_ value: Double, _ unit: Unit) -> String {
    decisions.quantity((value * 1e9).rounded() / 1e9, unit)
  }
}
