// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The subjects of a table and their tumor lysis, as text and as JSON.
public struct TumorLysisListing {
  private let table: TumorLysisTable
  private let verdicts: [TumorLysisVerdict]
  private let criteria: TumorLysisCriteria
  private let words: TumorLysisWords
  private let refused: [(row: TumorLysisTable.Row, problems: [RowProblem])]
  private var texts: Texts { words.texts }

  /// Assesses every subject.
  ///
  /// - Parameters:
  ///   - table: The samples.
  ///   - assessor: The criteria.
  ///   - language: The language of the reasons.
  /// - Throws: A unit that does not convert; the table refuses such rows.
  public init(_ table: TumorLysisTable, by assessor: TumorLysisAssessor, language: Language)
    throws(ConversionFailure)
  {
    self.table = table
    criteria = assessor.criteria
    verdicts = try assessor.verdicts(on: table)
    words = TumorLysisWords(assessor.criteria, language: language)
    let problems = Dictionary(grouping: table.problems) { $0.row }
    refused = table.rows.filter(\.isRefused).map { ($0, problems[$0.number] ?? []) }
  }

  // MARK: - Text

  /// At most 100 columns wide: the criteria, one block for each subject, refused rows, and how many had each outcome.
  public var text: String {
    var lines = TextColumns.wrapped(
      "\(texts[criteria.title]) · \(texts[criteria.source])",
      to: SynopsisText.width
    )
    for parameter in criteria.parameters {
      let code = criteria.code(of: parameter.id) ?? ""
      lines += TextColumns.wrapped(
        texts(RiskMessage.parameters, texts[parameter.item.title], code),
        to: SynopsisText.width
      )
    }
    for verdict in verdicts { lines += [""] + block(verdict) }
    for (row, problems) in refused {
      let head = [texts(TumorLysisMessage.row, "\(row.number)"), row.subject].compactMap(\.self)
      lines += ["", "\(head.joined(separator: " · "))   \(texts[GradeMessage.refused])"]
      lines += problems.flatMap { hanging("  ", RefusedRow.words(for: $0)) }
    }
    return (lines + [""] + summary).joined(separator: "\n")
  }

  private func block(_ verdict: TumorLysisVerdict) -> [String] {
    let start =
      verdict.therapyStart.map { texts(TumorLysisMessage.therapyStart, "\($0)") }
      ?? texts[TumorLysisMessage.startUnknown]
    var lines = ["\(verdict.subject) · \(start)   \(words.outcome(verdict))"]
    lines += hanging("  ", words.laboratory(verdict))
    let (readings, together) = (verdict.laboratory.readings, verdict.laboratory.together)
    for index in words.abnormal(verdict) {
      let row = words.row(of: readings[index], verdict)
      let said = "\(words.clause(readings[index], verdict)) [\(words.source(of: readings[index]))]"
      let isApart = verdict.laboratory.laboratory == .met && !together.contains(index)
      let parts = [
        texts(TumorLysisMessage.row, "\(row.number)"), words.moment(row), said,
        isApart ? texts[TumorLysisMessage.apart] : nil,
      ]
      lines += hanging("    ", parts.compactMap(\.self).joined(separator: " · "))
    }
    lines += [words.notMeasured(verdict), words.settledBy(verdict.laboratoryGaps, verdict)]
      .compactMap(\.self).flatMap { hanging("    ", $0) }
    lines += words.because(verdict).flatMap { hanging("  ", $0) }
    if verdict.gaps != verdict.laboratoryGaps {
      lines += words.settledBy(verdict.gaps, verdict).map { hanging("  ", $0) } ?? []
    }
    return lines + (words.outside(verdict).map { hanging("  ", $0) } ?? [])
  }

  private func hanging(_ label: String, _ text: String) -> [String] {
    TextColumns.wrapped(text, to: SynopsisText.width - label.count, indent: "  ").map { label + $0 }
  }

  private var summary: [String] {
    let outcomes = verdicts.map(\.decision.outcome)
    let known = criteria.clinical.outcomes.indices.map { index in
      count(texts[criteria.clinical.outcomes[index].title], outcomes.filter { $0 == index }.count)
    }
    return known + [count(texts[TumorLysisMessage.undecided], outcomes.filter { $0 == nil }.count)]
  }

  private func count(_ name: String, _ number: Int) -> String {
    texts(RiskMessage.subjects, name, "\(number)", "\(verdicts.count)")
  }

  // MARK: - JSON

  /// One object for each subject, then one for each refused row.
  public var json: [JSONValue] {
    verdicts.map { json(of: $0) } + refused.map { json(of: $0.row, $0.problems) }
  }

  private func json(of verdict: TumorLysisVerdict) -> JSONValue {
    let outcomes = criteria.clinical.outcomes
    return [
      "subject": .string(verdict.subject),
      "rows": numbers(verdict.rows.indices.map(\.self), verdict),
      "therapyStart": .optional(verdict.therapyStart.map { "\($0)" }),
      "category": .optional(verdict.decision.outcome.map { outcomes[$0].id }),
      "possible": .array(verdict.decision.possible.map { .string(outcomes[$0].id) }),
      "because": .string(words.because(verdict).joined(separator: "; ")),
      "settledBy": names(verdict.gaps, verdict),
      "laboratory": laboratory(verdict),
      "creatinineRow": .optional(verdict.creatinine.map { verdict.rows[$0].number }),
      "outside": numbers(verdict.outside, verdict),
      "refused": numbers(verdict.rows.indices.filter { verdict.rows[$0].isRefused }, verdict),
    ]
  }

  private func laboratory(_ verdict: TumorLysisVerdict) -> JSONValue {
    let laboratory = verdict.laboratory
    return [
      "met": laboratory.laboratory == .unknown ? nil : .bool(laboratory.laboratory == .met),
      "because": .string(words.laboratoryBecause(verdict)),
      "abnormal": .array(
        words.abnormal(verdict).map { index in
          self.abnormal(
            laboratory.readings[index],
            isTogether: laboratory.together.count >= criteria.needed && laboratory.together.contains(index),
            verdict
          )
        }
      ),
      "notMeasured": .array(laboratory.notMeasured.map { .string($0) }),
      "settledBy": names(verdict.laboratoryGaps, verdict),
    ]
  }

  private func abnormal(_ reading: TumorLysis.Reading, isTogether: Bool, _ verdict: TumorLysisVerdict)
    -> JSONValue
  {
    let row = words.row(of: reading, verdict)
    return [
      "row": .integer(row.number),
      "analyte": .string(words.analyte(of: reading).analyte),
      "value": .number(row.result.value),
      "unit": .optional(row.unit?.code),
      "date": .optional(row.date.map { "\($0)" }),
      "time": .optional(row.minute.map { TumorLysisWords.clock($0) }),
      "because": .string(words.clause(reading, verdict)),
      "source": .string(words.source(of: reading)),
      "together": .bool(isTogether),
    ]
  }

  private func json(of row: TumorLysisTable.Row, _ problems: [RowProblem]) -> JSONValue {
    .object(
      [
        .init("row", .integer(row.number)), .init("subject", .optional(row.subject)),
        .init("category", .null), .init("possible", .array([])),
      ] + RefusedRow.members(problems)
    )
  }

  private func numbers(_ rows: [Int], _ verdict: TumorLysisVerdict) -> JSONValue {
    .array(rows.map { .integer(verdict.rows[$0].number) })
  }

  private func names(_ gaps: [TumorLysisGap], _ verdict: TumorLysisVerdict) -> JSONValue {
    var told: Set<String> = []
    let names = gaps.map { words.name(of: $0, verdict) }.filter { told.insert($0).inserted }
    return .array(names.map { .string($0) })
  }
}
