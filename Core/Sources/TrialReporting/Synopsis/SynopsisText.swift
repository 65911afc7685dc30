// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A synopsis for a terminal: at most 100 columns wide, one blank line between parts, no colour.
///
/// Values that no source states carry ◊ and the number of their assumption.
public struct SynopsisText: Sendable {
  static let width = 100

  private let synopsis: Synopsis
  private let texts: Texts

  public init(_ synopsis: Synopsis) {
    self.synopsis = synopsis
    texts = Texts(language: synopsis.language)
  }

  /// The whole text, ended by a line break.
  public var rendered: String {
    var parts = [head]
    for section in synopsis.sections { parts += part(section) }
    if !synopsis.assumptions.isEmpty { parts.append(assumptions) }
    return parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var head: [String] {
    var lines = TextColumns.wrapped(synopsis.title, to: Self.width)
    let width = lines.map(TextColumns.width).max() ?? 0
    lines.append(String(repeating: "═", count: width))
    lines.append(synopsis.subtitle)
    if let statement = synopsis.statement {
      lines.append("")
      lines += TextColumns.wrapped(statement, to: Self.width)
    }
    return lines
  }

  private func part(_ section: Synopsis.Section) -> [[String]] {
    let heading = [section.title, String(repeating: "─", count: TextColumns.width(section.title))]
    var parts: [[String]] = []
    for block in section.blocks {
      let lines = self.lines(block)
      // A heading stands directly above what it names.
      if case .heading = block {
        parts.append(lines)
      } else if let last = parts.indices.last, parts[last].count == 1, parts[last][0].hasPrefix("  ▪ ") {
        parts[last] += lines
      } else {
        parts.append(lines)
      }
    }
    guard !parts.isEmpty else { return [] }
    parts[0] = heading + parts[0]
    return parts
  }

  private func lines(_ block: Synopsis.Block) -> [String] {
    switch block {
    case .heading(let title, let tag): ["  ▪ " + title + (tag.map { " · \($0)" } ?? "")]
    case .paragraph(let phrase): TextColumns.hanging("  ", words(phrase), to: Self.width)
    case .facts(let facts): lines(facts)
    case .entries(let entries): lines(entries)
    case .table(let table):
      TextTable(table.columns, numeric: table.numeric, table.rows.map { $0.map(words) }).lines
    case .days(let grid): lines(grid)
    case .matrix(let matrix): lines(matrix)
    case .notes(let notes): notes.flatMap { TextColumns.hanging("  – ", words($0), to: Self.width) }
    }
  }

  /// The words with ◊ and the numbers of their assumptions.
  private func words(_ phrase: Synopsis.Phrase) -> String {
    phrase.assumptions.isEmpty ? phrase.text : phrase.text + " " + Self.mark(phrase.assumptions)
  }

  private static func mark(_ numbers: [Int]) -> String { numbers.map { "◊\($0)" }.joined(separator: " ") }

  private func lines(_ facts: [Synopsis.Fact]) -> [String] {
    let widest = min(facts.map { TextColumns.width($0.label) }.max() ?? 0, 30)
    return facts.flatMap { fact in
      let label = "  " + TextColumns.padded(fact.label, to: widest) + "  "
      return TextColumns.hanging(label, words(fact.value), to: Self.width)
    }
  }

  private func lines(_ entries: [Synopsis.Entry]) -> [String] {
    let widest = entries.map { TextColumns.width($0.id) }.max() ?? 0
    return entries.flatMap { entry in
      let indent = "  " + TextColumns.padded(entry.id, to: widest) + "  "
      let blank = String(repeating: " ", count: TextColumns.width(indent))
      return TextColumns.hanging(indent, words(entry.text), to: Self.width)
        + entry.details.flatMap { TextColumns.hanging(blank + "→ ", $0, to: Self.width) }
    }
  }

  /// Days as columns; a long cycle is folded into bands of as many days as fit.
  private func lines(_ grid: Synopsis.DayGrid) -> [String] {
    let written = grid.rows.flatMap { $0.doses.compactMap(\.self) } + grid.days.map { UnitWords.digits($0) }
    let cell = (written.map(TextColumns.width).max() ?? 1) + 1
    // Route and unit stand in the table above already: they give way where the whole cycle then fits on one line.
    let short = grid.rows.map { "  " + $0.drug }
    let full = grid.rows.map { row in
      "  " + row.drug + "  " + row.detail + (row.assumptions.isEmpty ? "" : " " + Self.mark(row.assumptions))
    }
    func fits(_ labels: [String]) -> Bool { Self.labelWidth(labels) + cell * grid.days.count <= Self.width }
    let labels = fits(full) || !fits(short) ? full : short
    let labelWidth = Self.labelWidth(labels)
    let bands = (cell * grid.days.count + Self.width - labelWidth - 1) / max(1, Self.width - labelWidth)
    let perBand = max(1, (grid.days.count + bands - 1) / max(1, bands))
    var lines: [String] = []
    for start in stride(from: 0, to: grid.days.count, by: perBand) {
      let band = start..<min(start + perBand, grid.days.count)
      let days = band.map { TextColumns.padded(UnitWords.digits(grid.days[$0]), to: cell, right: true) }
      lines.append(TextColumns.padded("  " + texts[SynopsisMessage.day], to: labelWidth) + days.joined())
      for (row, label) in zip(grid.rows, labels) {
        let doses = band.map { TextColumns.padded(row.doses[$0] ?? "·", to: cell, right: true) }
        var label = TextColumns.wrapped(label, to: labelWidth, indent: "  ")
        let first = label.isEmpty ? "" : label.removeFirst()
        lines.append(TextColumns.padded(first, to: labelWidth) + doses.joined())
        lines += label
      }
    }
    return lines
  }

  private static func labelWidth(_ labels: [String]) -> Int {
    min(max(labels.map(TextColumns.width).max() ?? 0, 8), 46)
  }

  /// Visits as numbered columns, with a line for each number above.
  private func lines(_ matrix: Synopsis.Matrix) -> [String] {
    var lines: [String] = []
    for (index, visit) in matrix.visits.enumerated() {
      let when = visit.when.map(words).joined(separator: texts[SynopsisMessage.semicolon])
      let head = words(visit.title) + (when.isEmpty ? "" : ": " + when)
      let number = "  " + TextColumns.padded("V\(index + 1)", to: 3) + "  "
      lines += TextColumns.hanging(number, visit.note.map { "\(head). \($0)" } ?? head, to: Self.width)
    }
    guard !matrix.activities.isEmpty else { return lines }
    lines.append("")
    lines +=
      TextTable(
        [texts[SynopsisMessage.activity]] + matrix.visits.indices.map { "V\($0 + 1)" },
        numeric: [],
        matrix.activities.map { activity in [words(activity.title)] + activity.isDone.map { $0 ? "●" : "·" } }
      ).lines
    return lines
  }

  private var assumptions: [String] {
    let title = texts[SynopsisMessage.assumptions]
    let lead = texts(SynopsisMessage.assumptionsLead, "◊")
    return [title, String(repeating: "─", count: TextColumns.width(title))]
      + TextColumns.hanging("  ", lead, to: Self.width)
      + synopsis.assumptions.flatMap { assumption in
        let what = assumption.value.map { texts(SynopsisMessage.assumedValue, assumption.place, $0) }
        return TextColumns.hanging("  ◊\(assumption.number)  ", what ?? assumption.place, to: Self.width)
          + TextColumns.hanging("      ", assumption.source, to: Self.width)
      }
  }
}
