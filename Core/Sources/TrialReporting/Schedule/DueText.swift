// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// The list of what is due, for a terminal of 100 columns.
public struct DueText {
  private let list: DueList
  private let texts: Texts

  public init(_ list: DueList, language: Language) {
    self.list = list
    texts = Texts(language: language)
  }

  public var text: String {
    var lines = [
      texts(DueMessage.title, texts[list.study.study.shortTitle], list.day.description)
    ]
    for urgency in DueList.Urgency.allCases {
      let visits = list.visits(urgency)
      lines += ["", head(of: urgency, visits.count)]
      lines += visits.isEmpty ? ["  " + texts[DueMessage.nothing]] : table(visits)
    }
    if list.study.safety?.expedited != nil { lines += safety }
    let counts = list.counts
    let numbers = [
      counts.done, counts.early, counts.late, counts.missed, counts.notYetDue, counts.notApplicable,
      counts.undetermined,
    ]
    let last = texts(DueMessage.counts, arguments: numbers.map(String.init))
    return (lines + [""] + TextColumns.wrapped(last, to: SynopsisText.width)).joined(separator: "\n")
  }

  private func head(of urgency: DueList.Urgency, _ count: Int) -> String {
    switch urgency {
    case .overdue: texts(DueMessage.overdue, String(count))
    case .due: texts(DueMessage.due, String(count))
    case .dueSoon: texts(DueMessage.dueSoon, String(count), String(list.ahead))
    }
  }

  // MARK: Visits

  private func table(_ visits: [DueList.Visit]) -> [String] {
    let head = [DueMessage.subject, .site, .arm, .visit, .window, .because].map { texts[$0] }
    let words = DueWords(texts: texts, day: list.day)
    let rows = visits.map { visit in
      [
        visit.subject, visit.site ?? "–", visit.arm, words.title(of: visit), words.window(of: visit),
        words.reason(of: visit),
      ]
    }
    return TextTable(head, numeric: [], rows).lines
  }

  // MARK: Safety

  private var safety: [String] {
    let head = [DueMessage.subject, .site, .event, .report, .dueBy, .because].map { texts[$0] }
    let words = DueWords(texts: texts, day: list.day)
    let rows = list.cases.flatMap { entry -> [[String]] in
      let first = [entry.subject, entry.site ?? "–", entry.expedited.term]
      let gaps = words.gaps(of: entry.expedited)
      let reports = entry.open.map { report in
        first + [
          words.report(report.kind), report.due.description,
          ([texts(DueMessage.dayZero, report.start.description), words.over(report.due)] + gaps)
            .compactMap(\.self).joined(separator: texts[DueMessage.joint]),
        ]
      }
      return reports.isEmpty
        ? [first + ["–", "–", gaps.joined(separator: texts[DueMessage.joint])]] : reports
    }
    return ["", texts(DueMessage.safety, String(rows.count))]
      + (rows.isEmpty ? ["  " + texts[DueMessage.nothing]] : TextTable(head, numeric: [], rows).lines)
  }
}

/// Windows, rules and gaps in words.
struct DueWords {
  let texts: Texts
  let day: CivilDate

  func title(of visit: DueList.Visit) -> String {
    let title = texts[visit.visit.title]
    if case .again = visit.scheduled.basis { return texts(DueMessage.again, title) }
    return title
  }

  func window(of visit: DueList.Visit) -> String { visit.scheduled.window.map { text($0) } ?? "–" }

  func text(_ window: DueWindow) -> String {
    guard let last = window.last else { return texts(DueMessage.from, window.first.description) }
    return "\(window.first)–\(last)"
  }

  /// The rule and the day it counts from, and how long it is overdue.
  func reason(of visit: DueList.Visit) -> String {
    let parts = [
      visit.scheduled.basis.map { rule($0) },
      visit.scheduled.otherReading.map { texts(DueMessage.otherReading, text($0)) },
      visit.urgency == .overdue ? visit.scheduled.window?.last.flatMap { over($0) } : nil,
    ]
    return parts.compactMap(\.self).joined(separator: texts[DueMessage.joint])
  }

  func over(_ due: CivilDate) -> String? {
    due < day ? texts(DueMessage.daysOver, String(day - due)) : nil
  }

  func rule(_ basis: ScheduledVisit.Basis) -> String {
    switch basis {
    case .offset(let days, let anchor, let date, let isPlanned):
      let name: DueMessage =
        switch anchor {
        case .randomization: .randomization
        case .treatmentStart: .firstDose
        case .treatmentEnd: .lastDose
        }
      return texts(
        isPlanned ? DueMessage.daysFromPlanned : .daysFrom,
        UnitWords.digits(days.lowerBound),
        UnitWords.digits(days.upperBound),
        texts[name],
        date.description
      )
    case .recovery(let date, let lastDose):
      return texts(DueMessage.afterRecovery, date.description, lastDose.description)
    case .limit(let days, let lastDose, let isPlanned):
      let key: DueMessage = isPlanned ? .withoutRecoveryPlanned : .withoutRecovery
      return texts(key, String(days), lastDose.description)
    case .interval(let days, let date): return texts(DueMessage.sinceContact, String(days), date.description)
    case .again(let days, let date):
      return texts(
        DueMessage.afterFinding,
        String(days.lowerBound),
        String(days.upperBound),
        date.description
      )
    }
  }

  func report(_ kind: ReportDue.Kind) -> String {
    switch kind {
    case .fatal: texts[DueMessage.reportFatal]
    case .fatalFollowUp, .becameFatalFollowUp: texts[DueMessage.reportFatalFollowUp]
    case .other: texts[DueMessage.reportOther]
    case .becameFatal: texts[DueMessage.reportBecameFatal]
    case .newInformation: texts[DueMessage.reportNewInformation]
    }
  }

  /// What is missing of a case, in words.
  func gaps(of expedited: ExpeditedCase) -> [String] {
    let parts = expedited.assessment.missing.map(\.rawValue)
    let data = expedited.clock.missing.map(\.rawValue)
    return [
      parts.isEmpty ? nil : texts(DueMessage.undecided, parts.joined(separator: ", ")),
      data.isEmpty ? nil : texts(DueMessage.waiting, data.joined(separator: ", ")),
      expedited.unreadable.isEmpty
        ? nil : texts(DueMessage.unreadable, expedited.unreadable.joined(separator: ", ")),
    ].compactMap(\.self)
  }
}
