// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// Judged assessments as `equipoise respond` prints them: as text for people, as JSON for programs.
public struct ResponseListing {
  /// One row of the table, judged or refused.
  private struct Entry {
    let row: AssessmentTable.Row
    let facts: AssessmentFacts
    /// nil where a value is impossible.
    let verdict: AssessmentVerdict?
  }

  private let entries: [Entry]
  private let words: ResponseWords
  private let texts: Texts

  /// Judges every row.
  ///
  /// - Parameters:
  ///   - table: The assessments.
  ///   - assessor: The criteria.
  ///   - language: The language of the reasons.
  public init(_ table: AssessmentTable, by assessor: ResponseAssessor, language: Language) {
    words = ResponseWords(assessor.scheme, language: language)
    texts = Texts(language: language)
    entries = table.rows.map { row in
      var flags: [ResponseFlag] = []
      let facts = assessor.facts(of: row.record, &flags)
      let verdict = row.problems.isEmpty ? assessor.verdict(on: facts, flags: flags) : nil
      return Entry(row: row, facts: facts, verdict: verdict)
    }
  }

  // MARK: For programs

  /// One object for each row, in the order of the table.
  public var json: [JSONValue] { entries.enumerated().map { json(of: $1, row: $0 + 1) } }

  private func json(of entry: Entry, row: Int) -> JSONValue {
    let category = self.category(of: entry)
    let possible = entry.verdict?.possible ?? ResponseCategories(.invalid)
    return [
      "row": .integer(row),
      "subject": .optional(entry.row.subject.isEmpty ? nil : entry.row.subject),
      "date": .optional(entry.row.date.isEmpty ? nil : entry.row.date),
      "category": .optional(category?.rawValue),
      "possible": .array(possible.members.map { .string($0.rawValue) }),
      "because": .array(because(entry).map { .string($0) }),
      "source": .optional(entry.verdict.flatMap { words.source(of: $0) }),
      "settledBy": .array((entry.verdict?.settledBy ?? []).map { .string($0) }),
      "flags": .array((entry.verdict?.flags ?? []).map { .string($0.rawValue) }),
      "mrd": entry.verdict == nil ? nil : mrd(entry.row.record.residualDisease, possible),
    ]
  }

  private func mrd(_ sample: ResidualDiseaseSample?, _ possible: ResponseCategories) -> JSONValue {
    guard let sample else { return nil }
    let isWithout = possible.membership(in: .compositeRemission) && sample.isBelow && Truth(sample.canDecide)
    return [
      "method": .optional(sample.method == .notRecorded ? nil : sample.method.rawValue),
      "tissue": .optional(sample.tissue == .notRecorded ? nil : sample.tissue.rawValue),
      "value": .number(sample.value),
      "threshold": .number(sample.threshold),
      "below": Self.json(of: sample.isBelow),
      "remissionWithoutMrd": Self.json(of: isWithout),
    ]
  }

  private static func json(of truth: Truth) -> JSONValue {
    truth == .unknown ? nil : .bool(truth == .met)
  }

  // MARK: For people

  /// Each row with its reasons beneath it, at most 100 columns wide, and how often each category occurs.
  public var text: String {
    let head = [.row, .subject, .date, ResponseMessage.category].map { texts[$0] }
    let rows = entries.enumerated().map { index, entry in
      ["\(index + 1)", entry.row.subject, entry.row.date, response(entry)]
    }
    var lines = TextTable(head, numeric: [0], rows, below: entries.map { because($0) }).lines
    lines += [""] + TextColumns.hanging("  ", summary, to: SynopsisText.width)
    return lines.joined(separator: "\n")
  }

  private var summary: String {
    var counts: [String: Int] = [:]
    for entry in entries { counts[category(of: entry)?.rawValue ?? "", default: 0] += 1 }
    let parts = ResponseCategory.allCases.map(\.rawValue).compactMap { code in
      counts[code].map { "\(code) \($0)" }
    }
    let open = counts[""].map { [texts(ResponseMessage.openCategory, "\($0)")] } ?? []
    let separator = texts[DecisionMessage.listSeparator]
    return texts(ResponseMessage.summary, "\(entries.count)", (parts + open).joined(separator: separator))
  }

  private func response(_ entry: Entry) -> String {
    guard let verdict = entry.verdict else { return ResponseCategory.invalid.rawValue }
    let possible = verdict.possible.members.map(\.rawValue).joined(
      separator: texts[DecisionMessage.listSeparator]
    )
    guard let category = verdict.category else { return texts(ResponseMessage.openCategory, possible) }
    return verdict.possible.only == nil
      ? texts(ResponseMessage.reportedCategory, category.rawValue, possible) : category.rawValue
  }

  private func category(of entry: Entry) -> ResponseCategory? {
    entry.verdict.map { $0.category } ?? .invalid
  }

  private func because(_ entry: Entry) -> [String] {
    guard let verdict = entry.verdict else { return entry.row.problems.map { words.words(for: $0) } }
    return words.because(verdict, entry.facts, entry.row.record.residualDisease)
  }
}
