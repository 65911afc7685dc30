// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

extension DueList {
  /// The list for programs: `due --json`.
  public var json: JSONValue {
    [
      "study": .string(study.study.id),
      "on": .string(day.description),
      "daysAhead": .number(Double(ahead)),
      "visits": .array(visits.map { json(of: $0) }),
      "safetyReports": .array(cases.map { json(of: $0) }),
      "counts": [
        "overdue": .number(Double(visits(.overdue).count)), "due": .number(Double(visits(.due).count)),
        "due-soon": .number(Double(visits(.dueSoon).count)), "done": .number(Double(counts.done)),
        "early": .number(Double(counts.early)), "late": .number(Double(counts.late)),
        "missed": .number(Double(counts.missed)), "not-yet-due": .number(Double(counts.notYetDue)),
        "not-applicable": .number(Double(counts.notApplicable)),
        "undetermined": .number(Double(counts.undetermined)),
      ],
    ]
  }

  private func json(of visit: Visit) -> JSONValue {
    let words = DueWords(texts: Texts(language: .english), day: day)
    let over = visit.urgency == .overdue ? visit.scheduled.window?.last.map { day - $0 } : nil
    return [
      "subject": .string(visit.subject),
      "site": visit.site.map { .string($0) } ?? .null,
      "arm": .string(visit.arm),
      "visit": .string(visit.visit.id),
      "title": .string(words.title(of: visit)),
      "status": .string(visit.urgency.rawValue),
      "window": Self.json(of: visit.scheduled.window),
      "otherReading": Self.json(of: visit.scheduled.otherReading),
      "daysOverdue": over.map { .number(Double($0)) } ?? .null,
      "because": .string(visit.scheduled.basis.map { words.rule($0) } ?? ""),
      "from": visit.scheduled.basis.map { .string($0.start.description) } ?? .null,
    ]
  }

  private func json(of entry: SafetyCase) -> JSONValue {
    let expedited = entry.expedited
    return [
      "subject": .string(entry.subject),
      "site": entry.site.map { .string($0) } ?? .null,
      "event": .string(expedited.term),
      "reportable": expedited.isReportable == .met ? .bool(true) : .null,
      "undecided": .array(expedited.assessment.missing.map { .string($0.rawValue) }),
      "missingData": .array(expedited.clock.missing.map { .string($0.rawValue) }),
      "unreadable": .array(expedited.unreadable.map { .string($0) }),
      "reports": .array(
        entry.open.map { report in
          [
            "kind": .string(report.kind.rawValue), "dayZero": .string(report.start.description),
            "due": .string(report.due.description), "overdue": .bool(report.due < day),
          ]
        }
      ),
    ]
  }

  private static func json(of window: DueWindow?) -> JSONValue {
    guard let window else { return .null }
    return [
      "first": .string(window.first.description),
      "last": window.last.map { .string($0.description) } ?? .null,
    ]
  }

  /// The shape of `due --json` as a JSON Schema (draft 2020-12).
  public static var schema: JSONValue {
    let text: JSONValue = ["type": "string"]
    let optionalText: JSONValue = ["type": ["string", "null"]]
    let date: JSONValue = ["type": "string", "format": "date"]
    let optionalDate: JSONValue = ["type": ["string", "null"], "format": "date"]
    let texts: JSONValue = ["type": "array", "items": text]
    let window: JSONValue = [
      "type": ["object", "null"], "properties": ["first": date, "last": optionalDate],
    ]
    let visit: JSONValue = [
      "type": "object",
      "properties": [
        "subject": text, "site": optionalText, "arm": text, "visit": text, "title": text,
        "status": ["enum": .array(Urgency.allCases.map { .string($0.rawValue) })], "window": window,
        "otherReading": window, "daysOverdue": ["type": ["integer", "null"]], "because": text,
        "from": optionalDate,
      ],
    ]
    let report: JSONValue = [
      "type": "object",
      "properties": [
        "kind": ["enum": .array(ReportDue.Kind.allCases.map { .string($0.rawValue) })], "dayZero": date,
        "due": date, "overdue": ["type": "boolean"],
      ],
    ]
    let safety: JSONValue = [
      "type": "object",
      "properties": [
        "subject": text, "site": optionalText, "event": text, "reportable": ["type": ["boolean", "null"]],
        "undecided": texts, "missingData": texts, "unreadable": texts,
        "reports": ["type": "array", "items": report],
      ],
    ]
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:equipoise:due:1",
      "title": "What is due, as equipoise due --json prints it",
      "type": "object",
      "properties": [
        "study": text, "on": date, "daysAhead": ["type": "integer"],
        "visits": ["type": "array", "items": visit], "safetyReports": ["type": "array", "items": safety],
        "counts": ["type": "object", "additionalProperties": ["type": "integer"]],
      ],
      "required": ["study", "on", "daysAhead", "visits", "safetyReports", "counts"],
    ]
  }
}

extension ScheduledVisit.Basis {
  /// The day from which the rule counts.
  fileprivate var start: CivilDate {
    switch self {
    case .offset(_, _, let date, _): date
    case .recovery(let date, _): date
    case .limit(_, let lastDose, _): lastDose
    case .interval(_, let since): since
    case .again(_, let after): after
    }
  }
}
