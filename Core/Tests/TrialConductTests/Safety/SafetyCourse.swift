// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import TrialConduct
import TrialDesign

/// One subject of a `LiveTrial` from the first dose to death, told without a contradiction until something is changed.
///
/// Days count from randomization; `shift` moves what happened, so that no course is like another.
struct SafetyCourse {
  struct Event {
    var onset: String
    var term: String
    var grade: String
    var serious: String
    var fatal = ""
  }

  var first: String
  var last: String
  var reason = "toxicity"
  var doses: [(given: String, amount: String)]
  var events: [Event]
  var seen: String
  /// Each with whether it is a death.
  var deaths: [(date: String, isDeath: String)]
  var known: String
  var answers = [EnteredValue("death", "yes"), EnteredValue("hospitalization", "yes")]
  /// The row of `events` that the case grows from; nil for no case.
  var caseRow: Int? = 2

  init(shift: Int = 0) {
    func day(_ number: Int) -> String { "\(CivilDate(day: 20_157) + number)" }
    first = day(1)
    last = day(4 + shift)
    doses = [(day(1), "50"), (day(4 + shift), "60")]
    events = [
      Event(onset: day(2), term: "Nausea", grade: "2", serious: "no"),
      Event(onset: day(5 + shift), term: "Sepsis", grade: "5", serious: "yes"),
    ]
    seen = day(7 + shift)
    deaths = [(day(8 + shift), "yes")]
    known = day(6 + shift)
  }

  /// The trial after everything was written down.
  func told(_ node: ProtocolNode = node) throws -> LiveTrial {
    var trial = try LiveTrial(node)
    try trial.randomized()
    trial.pass(days: 40)
    func enter(_ form: String, _ values: [(String, String)]) throws {
      let written = values.filter { !$0.1.isEmpty }.map { EnteredValue($0.0, $0.1) }
      guard !written.isEmpty else { return }
      try trial.act(.enter(subject: "N-1", form: form, row: nil, values: written, expecting: nil), by: "co")
    }
    try enter("treatment", [("first", first), ("last", last), ("reason", reason)])
    for dose in doses { try enter("doses", [("given", dose.given), ("drug", "X"), ("dose", dose.amount)]) }
    for event in events {
      try enter(
        "adverse-events",
        [
          ("onset", event.onset), ("term", event.term), ("grade", event.grade), ("serious", event.serious),
          ("fatal", event.fatal),
        ]
      )
    }
    try enter("follow-up", [("seen", seen)])
    for death in deaths { try enter("death", [("date", death.date), ("died", death.isDeath)]) }
    guard let caseRow, let time = Timestamp(iso: known) else { return trial }
    let row = RowReference("N-1", "adverse-events", row: caseRow)
    try trial.act(
      .reportSerious(case: nil, row: row, known: time, answers: answers, narrative: ""),
      by: "li"
    )
    return trial
  }

  /// What is found after a change of the course, and after acts that follow it.
  static func found(
    shift: Int = 0,
    _ change: (inout SafetyCourse) -> Void = { _ in },
    node: ProtocolNode = node,
    then act: (inout LiveTrial) throws -> Void = { _ in }
  ) throws -> [Reconciliation.Finding] {
    var course = SafetyCourse(shift: shift)
    change(&course)
    var trial = try course.told(node)
    try act(&trial)
    return Reconciliation(trial.state, by: trial.conduct).findings
  }

  // MARK: The protocol

  static let reconcile: ProtocolNode = [
    "serious": ["item": "adverse-events.serious", "equals": "yes"],
    "fatal": ["item": "adverse-events.fatal", "equals": "yes"],
    "stopped-by-death": ["death"], "stopped-by-event": ["toxicity"],
  ]

  static func safety(reconcile: ProtocolNode?) -> ProtocolNode {
    let plan: ProtocolNode = [
      "set": "full", "deaths": ["at": "death.date", "when": ["item": "death.died", "equals": "yes"]],
      "adverse-events": ["term": "adverse-events.term", "grade": "adverse-events.grade"],
    ]
    return reconcile.map { plan.with("reconcile", $0) } ?? plan
  }

  static let node = LiveTrial.node.with("safety", safety(reconcile: reconcile))
    .with(
      "record",
      [
        "arm": "randomization.arm", "site": "randomization.site", "randomized": "randomization.date",
        "treated": "treatment.first", "last-dose": "treatment.last", "alive": ["follow-up.seen"],
        "discontinued": ["item": "treatment.reason", "except": ["completed"], "at": "treatment.last"],
      ]
    )
    .with(
      "derivations",
      ["exposure": ["form": "exposed", "drug": "doses.drug", "first": "doses.given", "dose": "doses.dose"]]
    )
    .with("forms", LiveTrial.forms(adding: forms))
    .with(
      "schedule",
      [
        "visits": [
          ["id": "screening", "title": "Screening", "window": ["-28", "0"]],
          ["id": "treatment", "title": "Treatment", "window": ["0", "28"]],
        ],
        "activities": [
          ["title": "Screening", "form": "screening", "visits": "screening"],
          ["title": "Counts", "form": "counts", "visits": "screening"],
          ["title": "Randomization", "form": "randomization", "visits": "screening"],
          ["title": "Doses", "form": "doses", "visits": "treatment"],
          ["title": "Treatment", "form": "treatment", "visits": "treatment"],
          ["title": "Adverse events", "form": "adverse-events", "visits": "treatment"],
          ["title": "Follow-up", "form": "follow-up", "visits": "treatment"],
          ["title": "Death", "form": "death", "visits": "treatment"],
        ],
      ]
    )

  private static let yesNo: ProtocolNode = ["yes", "no"]

  /// Forms in the place of those of a `LiveTrial` with the same ids, and further ones.
  private static let forms: [(String, ProtocolNode)] = [
    (
      "doses",
      [
        "id": "doses", "title": "Doses", "repeats": "log", "happened": "given",
        "items": [
          ["id": "given", "type": "date"], ["id": "drug", "type": "text"],
          ["id": "dose", "type": "decimal", "unit": "mg"],
        ],
      ]
    ),
    (
      "adverse-events",
      [
        "id": "adverse-events", "title": "Adverse events", "repeats": "log", "happened": "onset",
        "items": [
          ["id": "onset", "type": "date"], ["id": "term", "type": "text"],
          ["id": "grade", "type": "integer", "range": ["1", "5"]],
          ["id": "serious", "type": "category", "categories": yesNo],
          ["id": "fatal", "type": "category", "categories": yesNo],
        ],
      ]
    ),
    (
      "death",
      [
        "id": "death", "title": "Death", "repeats": "log", "happened": "date",
        "items": [
          ["id": "date", "type": "date"], ["id": "died", "type": "category", "categories": yesNo],
        ],
      ]
    ),
    (
      "treatment",
      [
        "id": "treatment", "title": "Treatment", "happened": "first",
        "items": [
          ["id": "first", "type": "date"], ["id": "last", "type": "date"],
          ["id": "reason", "type": "category", "categories": ["completed", "toxicity", "death"]],
        ],
      ]
    ),
    (
      "follow-up",
      ["id": "follow-up", "title": "Follow-up", "items": [["id": "seen", "type": "date"]]]
    ),
  ]
}

extension LiveTrial {
  /// The forms of the trial with some in their place, and those that it has not behind them.
  static func forms(adding others: [(String, ProtocolNode)]) -> ProtocolNode {
    func id(_ form: ProtocolNode) -> String {
      guard case .mapping(let entries) = form.content,
        case .scalar(let text)? = entries.first(where: { $0.key == "id" })?.value.content
      else { return "" }
      return text
    }
    guard case .mapping(let blocks) = node.content,
      case .sequence(let own)? = blocks.first(where: { $0.key == "forms" })?.value.content
    else { return [] }
    let replaced = own.map { form in others.first { $0.0 == id(form) }?.1 ?? form }
    let new = others.filter { other in !own.contains { id($0) == other.0 } }.map(\.1)
    return ProtocolNode(.sequence(replaced + new), at: node.position)
  }
}
