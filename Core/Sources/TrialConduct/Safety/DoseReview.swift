// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Whether the doses on file lie between randomization, the first and the last dose, and why treatment ended.
struct DoseReview {
  let file: SubjectFile

  init(_ file: SubjectFile) {
    self.file = file
  }

  var findings: [Reconciliation.Finding] {
    afterLast + withoutStart + beforeStart + beforeRandomization + stoppedWithoutEvent
  }

  private var doses: [SubjectFile.DoseDay] { file.doses }

  private var afterLast: [Reconciliation.Finding] {
    guard let path = file.study.record.lastDose, let (row, last) = latest(path) else { return [] }
    return against(file.side(path, row), .dosesAfterLast, doses.filter { DaySpan.after($0.span, last) })
  }

  private var withoutStart: [Reconciliation.Finding] {
    guard let path = file.study.record.treated, earliest(path) == nil else { return [] }
    return against(.init(.nowhere(path), value: ""), .dosesWithoutStart, doses)
  }

  private var beforeStart: [Reconciliation.Finding] {
    guard let path = file.study.record.treated, let (row, start) = earliest(path) else { return [] }
    let before = doses.filter { $0.path != path && $0.isFirst && DaySpan.after(start, $0.span) }
    return against(file.side(path, row), .dosesBeforeStart, before)
  }

  private var beforeRandomization: [Reconciliation.Finding] {
    let randomized: DaySpan
    let side: Reconciliation.Side
    if file.study.study.time == .relative {
      randomized = DaySpan(0)
      side = .init(.allocation, value: "0", day: "0")
    } else if let day = file.subject.allocation?.on {
      randomized = DaySpan(day.day)
      side = .init(.allocation, value: "\(day)", day: "\(day)")
    } else {
      return []
    }
    let starts = file.study.record.treated.map { path in
      file.rows(of: path.form).compactMap { row in
        file.span(path, row).map {
          SubjectFile.DoseDay(path: path, row: row, span: $0, isFirst: true, isGiven: .met)
        }
      }
    }
    let before = ((starts ?? []) + doses.filter(\.isFirst)).filter { DaySpan.after(randomized, $0.span) }
    return against(side, .dosesBeforeRandomization, before)
  }

  private var stoppedWithoutEvent: [Reconciliation.Finding] {
    guard let stop = file.study.record.discontinued, let items = file.study.recordedEvents else { return [] }
    return file.stops(among: file.study.safety?.reconcile?.stoppedByEvent ?? []).compactMap { row in
      let day = stop.at.flatMap { $0.form == stop.item.form ? file.span($0, row) : nil }
      // An event without a day of onset may have begun by then.
      let began = file.events.contains { event in
        guard let day, let onset = file.span(items.onset, event.row) else { return true }
        return !DaySpan.after(onset, day)
      }
      guard !began else { return nil }
      return file.finding(
        .stoppedWithoutEvent,
        [file.side(stop.item, row), .init(.nowhere(items.term), value: "")]
      )
    }
  }

  // MARK: Parts

  /// Doses against what they are measured by; undetermined where none of them was given for certain.
  private func against(
    _ measure: Reconciliation.Side,
    _ kind: Reconciliation.Kind,
    _ doses: [SubjectFile.DoseDay]
  ) -> [Reconciliation.Finding] {
    guard !doses.isEmpty else { return [] }
    let given = doses.filter { $0.isGiven == .met }
    let shown = given.isEmpty ? doses : given
    return [
      file.finding(
        kind,
        shown.map { file.side($0.path, $0.row) } + [measure],
        settledBy: given.isEmpty ? doses.flatMap { file.amount(of: $0) } : []
      )
    ]
  }

  private func earliest(_ path: ItemPath) -> (row: Int, span: DaySpan)? {
    days(path).min { $0.span.first < $1.span.first }
  }

  private func latest(_ path: ItemPath) -> (row: Int, span: DaySpan)? {
    days(path).max { $0.span.last < $1.span.last }
  }

  private func days(_ path: ItemPath) -> [(row: Int, span: DaySpan)] {
    file.rows(of: path.form).compactMap { row in file.span(path, row).map { (row, $0) } }
  }
}

extension SubjectFile {
  /// A day on which a dose was given, or may have been.
  struct DoseDay {
    let path: ItemPath
    let row: Int
    let span: DaySpan
    /// Whether it is the first day of its row.
    let isFirst: Bool
    /// Unknown where the amount is missing: a row may say that a dose was left out.
    let isGiven: Truth
  }

  /// The form that doses are read from; nil where the protocol names none.
  var doseForm: String? { study.derivations.exposure?.drug.form ?? study.dosing.items?.cycle?.start.form }

  /// First and last days of administrations, by `derivations.exposure`, else by `dosing.items.cycle`; doses of 0 left out.
  var doses: [DoseDay] {
    if let exposure = study.derivations.exposure {
      return rows(of: exposure.drug.form).flatMap { row -> [DoseDay] in
        let amount = number(exposure.dose, row)
        guard amount.isNaN || amount > 0 else { return [] }
        let days = [(exposure.first, true)] + (exposure.last.map { [($0, false)] } ?? [])
        return days.compactMap { path, isFirst in
          span(path, row).map {
            DoseDay(path: path, row: row, span: $0, isFirst: isFirst, isGiven: amount.isNaN ? .unknown : .met)
          }
        }
      }
    }
    guard let cycle = study.dosing.items?.cycle else { return [] }
    return rows(of: cycle.start.form).compactMap { row in
      span(cycle.start, row).map {
        DoseDay(path: cycle.start, row: row, span: $0, isFirst: true, isGiven: .met)
      }
    }
  }

  /// The amount of a dose that is not on file.
  func amount(of dose: DoseDay) -> [Reconciliation.Side] {
    guard let path = study.derivations.exposure?.dose, path.form == dose.path.form else { return [] }
    return [side(path, dose.row)]
  }
}
