// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A dose calendar for a terminal: at most 100 columns, aligned.
public struct CalendarText: Sendable {
  private let input: CalendarInput

  public init(_ input: CalendarInput) {
    self.input = input
  }

  public var rendered: String {
    let blocks = [head, sources, days, doses, notes, proposals, exposure, missed, assumptions, foot].filter {
      !$0.isEmpty
    }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private var calendar: DoseCalendar { input.calendar }
  private var words: CalendarWords { input.words }
  private var texts: Texts { Texts(language: input.language) }

  private var head: [String] {
    let start = "\(calendar.start) \(words.weekday(calendar.start))"
    let title = texts(CalendarMessage.cycleLine, texts[calendar.regimen.title], "\(calendar.cycle)", start)
    let width = words.facts.map { TextColumns.width($0.label) }.max() ?? 0
    let facts = words.facts.flatMap { label, value in
      TextColumns.hanging("  " + TextColumns.padded(label, to: width) + "  ", value, to: SynopsisText.width)
    }
    let names = [input.study, input.subject?.id, title].compactMap(\.self)
    return [names.joined(separator: " · ")] + facts
  }

  private var sources: [String] {
    let lines = input.subject?.lines(in: input.language) ?? []
    let width = lines.map { TextColumns.width($0.label) }.max() ?? 0
    guard !lines.isEmpty else { return [] }
    return [texts[SourceMessage.title]]
      + lines.flatMap { label, text in
        TextColumns.hanging("  " + TextColumns.padded(label, to: width) + "  ", text, to: SynopsisText.width)
      }
  }

  private var days: [String] {
    guard let first = calendar.firstDay, let last = calendar.lastDay else { return [] }
    let columns =
      [texts[CalendarMessage.day], texts[CalendarMessage.date]]
      + calendar.drugs.map { drug in
        let unit = UnitWords.symbol(of: drug.unit, in: texts)
        return "\(words.name(of: drug)) \([unit, drug.drug.route].compactMap(\.self).joined(separator: " "))"
      }
    var rows = (first...last).map { day -> [String] in
      let date = calendar.date(ofDay: day)
      return ["\(day)", "\(words.weekday(date)) \(date)"] + calendar.drugs.map { cell($0, day) }
    }
    rows.append(
      ["", texts[CalendarMessage.total]]
        + calendar.drugs.map { drug in (drug.cumulative.map { UnitWords.digits($0) } ?? "?") + room(drug) }
    )
    let numeric = Set([0] + calendar.drugs.indices.map { $0 + 2 })
    return TextTable(columns, numeric: numeric, rows).lines + legend
  }

  private func cell(_ drug: DrugCalendar, _ day: Int) -> String {
    guard let given = drug.days.first(where: { $0.day == day }) else { return "–" + room(drug) }
    let marks = words.marks(given)
    return words.cell(given) + marks + room(drug).dropFirst(marks.count)
  }

  /// As many blanks as a column has signs behind its amounts, so that numbers stand under each other; blanks that
  /// break no line, because a table drops the others at the end of a cell.
  private func room(_ drug: DrugCalendar) -> String {
    String(repeating: "\u{A0}", count: drug.days.map { words.marks($0).count }.max() ?? 0)
  }

  private var legend: [String] {
    let days = calendar.drugs.flatMap(\.days)
    var lines: [String] = []
    if days.contains(where: \.isRamp) { lines.append(texts[CalendarMessage.rampLegend]) }
    if days.contains(where: words.isChanged) { lines.append(texts[CalendarMessage.changedLegend]) }
    return lines.isEmpty ? [] : ["  " + lines.joined(separator: "   ")]
  }

  private var doses: [String] {
    [texts[CalendarMessage.doseLines]]
      + calendar.drugs.flatMap { drug -> [String] in
        var lines = words.doseLines(drug)
        lines.append(words.timing(drug))
        if let until = drug.drug.until { lines.append(texts[until]) }
        let sums = [
          drug.cumulative.map { texts(CalendarMessage.cumulative, words.amount($0, drug.unit)) },
          drug.cumulativePerArea.map {
            texts(
              CalendarMessage.perArea,
              "\(UnitWords.digits($0)) \(UnitWords.symbol(of: drug.unit, in: texts))/m²"
            )
          },
        ].compactMap(\.self)
        if !sums.isEmpty { lines.append(sums.joined(separator: texts[SynopsisMessage.semicolon])) }
        return lines.enumerated().flatMap { index, line in
          hanging(index == 0 ? words.name(of: drug) : "", line)
        }
      }
      + lastDay
  }

  private var lastDay: [String] {
    calendar.lastDay.map { day in
      ["  " + texts(CalendarMessage.lastDayLine, "\(day)", calendar.date(ofDay: day).description)]
    } ?? []
  }

  private func hanging(_ label: String, _ text: String) -> [String] {
    let width = calendar.drugs.map { TextColumns.width(words.name(of: $0)) }.max() ?? 0
    return TextColumns.hanging(
      "  " + TextColumns.padded(label, to: width) + "  ",
      text,
      to: SynopsisText.width
    )
  }

  private var notes: [String] {
    let labels = calendar.notes.map { TextColumns.width(words.label($0.severity)) }.max() ?? 0
    return calendar.notes.flatMap { note in
      TextColumns.hanging(
        TextColumns.padded(words.label(note.severity), to: labels) + "  ",
        words.sentence(note),
        to: SynopsisText.width
      )
    }
  }

  private var proposals: [String] {
    block(.proposals, input.proposals.map { words.sentence($0) })
  }

  private var exposure: [String] {
    guard let exposure = input.exposure else { return [] }
    let intensities = calendar.drugs.compactMap { drug in
      exposure.intensities[drug.key].map { words.sentence($0, of: drug) }
    }
    let deviations = exposure.review.deviations.map { words.sentence($0) }
    return block(.exposure, intensities + exposure.review.answers.map { words.sentence($0) })
      + block(.deviations, deviations.isEmpty ? [texts[CalendarMessage.noDeviation]] : deviations)
  }

  private var missed: [String] {
    let lines = calendar.drugs.compactMap { drug in
      (drug.drug.missed ?? drug.drug.facts?.missed).map {
        texts(CalendarMessage.labelled, words.name(of: drug), texts[$0])
      }
    }
    let handling = calendar.drugs.flatMap { drug in
      ((drug.drug.facts?.handling ?? []) + drug.drug.notes).map {
        texts(CalendarMessage.labelled, words.name(of: drug), texts[$0])
      }
    }
    return block(.handling, handling + calendar.regimen.notes.map { texts[$0] }) + block(.missed, lines)
  }

  private var assumptions: [String] {
    block(.assumptions, input.allAssumptions.map { texts(CalendarMessage.labelled, $0.text, $0.source) })
  }

  private var foot: [String] {
    let source = calendar.regimen.source.map {
      texts(CalendarMessage.labelled, texts[CalendarMessage.source], texts[$0])
    }
    return [source, texts[CalendarMessage.judgement]].compactMap(\.self)
      .flatMap { TextColumns.wrapped($0, to: SynopsisText.width) }
  }

  private func block(_ title: CalendarMessage, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    return [texts[title]] + lines.flatMap { TextColumns.hanging("  ", $0, to: SynopsisText.width) }
  }
}
