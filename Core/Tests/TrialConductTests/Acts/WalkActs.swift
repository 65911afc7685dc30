// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Draws acts that somebody might try in a `LiveTrial`: mostly sensible, often not.
struct WalkActs {
  var draws: WalkDraws

  private static let subjects = ["N-1", "N-2", "N-3", "S-1", "S-2", "S-3"]
  private static let users = ["root", "li", "lu", "co", "cs", "mo", "dm", "so", "au", "dr", "ds", "stranger"]

  /// Whoever may do it, most of the time.
  mutating func user(for act: Act, at site: String?) -> String {
    if draws.below(8) == 0 { return draws.pick(Self.users) }
    let able = Self.users.filter { RoleTable.refusal($0, RoleTable.duty(act), at: site) == nil }
    return able.isEmpty ? draws.pick(Self.users) : draws.pick(able)
  }

  mutating func reason() -> String? { draws.below(12) == 0 ? nil : "because" }

  mutating func act(in state: TrialState, on today: CivilDate, at now: Timestamp) -> Act {
    let id = draws.pick(Self.subjects)
    guard state.subject(id) != nil, draws.below(200) > 0 else {
      let identity = draws.below(4) == 0 ? "person \(draws.below(3))" : nil
      return .screen(Screening(subject: id, site: String(id.prefix(1)), on: today, identity: identity))
    }
    if draws.below(4) == 0, let next = next(id, in: state, today) { return next }
    switch draws.below(100) {
    case 0..<6: return consent(id, today)
    case 6..<8: return .withdrawConsent(subject: id, on: today)
    case 8: return .failScreening(subject: id, on: today)
    case 9..<17: return .confirmEligibility(subject: id)
    case 17..<25: return .randomize(subject: id)
    case 25: return whole(today, state)
    case 26: return draws.pick([.noteRandomizedInError(subject: id), .unblind(subject: id)])
    case 27..<50: return enter(id, today, state)
    case 50..<65: return correct(id, state)
    case 65..<67: return .removeRow(row(id, state))
    case 67: return .redact(row(id, state), item: draws.pick(["comment", "age", "anc", "term"]))
    case 68..<70:
      let open = state.notices.filter(\.isOpen).map(\.entry)
      return .acknowledge(entry: open.isEmpty ? 1 : draws.pick(open))
    case 70..<81: return review(id, state)
    case 81..<87: return hold(id, state)
    case 87..<90:
      let choices: [DoseChoice] =
        [.accept, .hold] + [Quantity("95 mg"), Quantity("60 mg")].compactMap { $0.map { .dose($0) } }
      let drug = draws.below(8) == 0 ? "Y" : "X"
      return .decideDose(subject: id, cycle: 1, drug: drug, draws.pick(choices), confirms: false)
    case 90..<97:
      return .reportSerious(
        case: draws.below(2) == 0 ? nil : "SAE-1",
        row: RowReference(id, "adverse-events", row: 1 + draws.below(2)),
        known: now,
        answers: [EnteredValue("death", draws.pick(["yes", "no"]))],
        narrative: ""
      )
    case 97: return .attach(Attachment(row: row(id, state), name: "a.pdf", size: 1, hash: "h"))
    case 98:
      let values = [EnteredValue("day", "\(today + -draws.below(20))"), EnteredValue("anc", "1.5")]
      return .importRow(subject: id, form: "counts", values: values, recorded: nil)
    default: return .allocateElsewhere(subject: id, arm: draws.pick(["A", "B", "C"]), on: today)
    }
  }

  /// What brings a subject on its way to an arm; nil for one who has it.
  private func next(_ id: String, in state: TrialState, _ today: CivilDate) -> Act? {
    guard let subject = state.subject(id), subject.allocation == nil else { return nil }
    func enter(_ form: String, _ values: [EnteredValue]) -> Act {
      .enter(subject: id, form: form, row: nil, values: values, expecting: nil)
    }
    if subject.consents.isEmpty {
      return .consent(subject: id, version: today > CivilDate(day: 20_254) ? "2" : "1", on: today)
    }
    if subject.row("screening", 1) == nil {
      let values = LiveTrial.good.map { $0.item == "visited" ? EnteredValue($0.item, "\(today)") : $0 }
      return enter("screening", values)
    }
    // Sometimes an old count is not taken anew before the next step is tried.
    let needed = today.day.isMultiple(of: 2) ? 14 : 40
    guard let count = subject.forms["counts"]?.last(where: { !$0.isRemoved }), count.text("anc") >= "1",
      let day = CivilDate(iso: count.text("day")), today - day <= needed
    else {
      return enter("counts", [EnteredValue("day", "\(today)"), EnteredValue("anc", "2")])
    }
    return subject.confirmation == nil ? .confirmEligibility(subject: id) : .randomize(subject: id)
  }

  private mutating func consent(_ id: String, _ today: CivilDate) -> Act {
    let back = draws.below(3) == 0 ? draws.below(5) : 0
    let isLate = today > CivilDate(day: 20_254)
    return .consent(subject: id, version: isLate ? "2" : "1", on: today + -back)
  }

  private mutating func whole(_ today: CivilDate, _ state: TrialState) -> Act {
    switch draws.below(4) {
    case 0: .cut(id: "cut-\(draws.below(50))", date: today, data: "d")
    case 1: .grant(Grant(user: "co", role: "coordinator", site: "N"))
    default: .amend(LiveTrial.version(state.version + 1))
    }
  }

  // MARK: Values

  private mutating func value(_ item: String, _ today: CivilDate) -> String {
    switch item {
    case "visited", "day", "given", "onset", "date":
      "\(today + -draws.below(draws.below(4) == 0 ? 30 : 3))"
    case "sex": draws.pick(["male", "male", "male", "female", "not-told", "both"])
    case "age": draws.pick(["50", "50", "60", "18", "17", "old"])
    case "ecog": draws.pick(["0", "1", "1", "2"])
    case "creatinine": draws.pick(["80", "100", "160", "210", "not-done"])
    case "pregnant": draws.pick(["no", "yes"])
    case "anc": draws.pick(["1", "2.5", "3", "0.5"])
    case "dose": draws.pick(["50", "120"])
    case "grade": draws.pick(["1", "5", "6"])
    default: draws.pick(["words", "more words", "█", "line\nline"])
    }
  }

  private static let items = [
    "screening": ["visited", "sex", "age", "ecog", "creatinine", "comment"], "counts": ["day", "anc"],
    "doses": ["given", "drug", "dose"], "adverse-events": ["onset", "term", "grade"],
    "death": ["date", "cause"],
    "randomization": ["note"],
  ]

  private mutating func enter(_ id: String, _ today: CivilDate, _ state: TrialState) -> Act {
    let form =
      state.subject(id)?.allocation == nil && draws.below(6) > 0
      ? draws.pick(["screening", "screening", "counts", "counts", "randomization"])
      : draws.pick(["screening", "counts", "doses", "doses", "adverse-events", "death", "randomization"])
    let all = Self.items[form] ?? []
    let row = draws.below(3) == 0 ? 1 + draws.below(3) : nil
    let there = state.subject(id)?.row(form, row ?? 1)
    // Most of the time what is still empty, and always the day of a count, so that none is undated.
    let wanted = all.filter { item in
      form == "counts" && row == nil
        || ((there?.text(item) ?? "").isEmpty || draws.below(10) == 0) && draws.below(5) > 0
    }
    let values = wanted.map { EnteredValue($0, value($0, today)) }
    let expecting = draws.below(4) == 0 ? draws.below(4) : nil
    return .enter(subject: id, form: form, row: row, values: values, expecting: expecting)
  }

  private mutating func correct(_ id: String, _ state: TrialState) -> Act {
    let row = row(id, state)
    let items = (Self.items[row.form] ?? []) + (row.form == "screening" ? ["pregnant", "consent"] : [])
    let today = state.lastInstant?.date ?? CivilDate(day: 20_000)
    let values = (0...draws.below(2)).map { _ in
      let item = draws.pick(items)
      let isCleared = draws.below(6) == 0 && item != "day"
      return EnteredValue(item, isCleared ? "" : value(item, today))
    }
    let expecting = draws.below(3) == 0 ? state.row(row)?.revision : nil
    return .correct(row, values: values, expecting: expecting)
  }

  /// A row that is there, most of the time.
  private mutating func row(_ id: String, _ state: TrialState) -> RowReference {
    let forms = (state.subject(id)?.forms ?? [:]).filter { !$0.value.isEmpty }.keys.sorted()
    guard !forms.isEmpty, draws.below(20) > 0 else {
      return RowReference(id, draws.pick(Self.items.keys.sorted()), row: draws.below(3))
    }
    let form = draws.pick(forms)
    return RowReference(id, form, row: 1 + draws.below(state.subject(id)?.forms[form]?.count ?? 1))
  }

  // MARK: Review and custody

  private mutating func review(_ id: String, _ state: TrialState) -> Act {
    let query = state.queries.isEmpty ? "Q1" : "Q\(1 + draws.below(state.queries.count))"
    let open = state.queries.filter { $0.status != .closed }.map(\.query.id)
    let likely = open.isEmpty || draws.below(4) == 0 ? query : draws.pick(open)
    switch draws.below(12) {
    case 0: return .query(row(id, state), item: nil, text: "?")
    case 1..<4: return .answer(query: likely, text: "!")
    case 4..<7: return .closeQuery(likely)
    case 7: return .reopenQuery(query)
    case 8..<10: return .verify(row(id, state), items: [])
    default: return .sign(row(id, state), draws.pick(Signature.Meaning.allCases))
    }
  }

  /// Mostly small scopes, and letting go more often than holding the large ones.
  private mutating func hold(_ id: String, _ state: TrialState) -> Act {
    let row = row(id, state)
    let scope: Scope =
      switch draws.below(20) {
      case 0: .study
      case 1..<3: .site(draws.pick(["N", "S"]))
      case 3..<8: .subject(id)
      case 8..<13: .row(row)
      default: .item(row, item: draws.pick(Self.items[row.form] ?? ["x"]))
      }
    switch draws.below(10) {
    case 0..<2: return .freeze(scope)
    case 2: return .lock(scope)
    case 3..<7: return .unfreeze(held(scope, state))
    default: return .unlock(held(scope, state))
    }
  }

  /// A scope that is held, if one of the larger ones is.
  private mutating func held(_ scope: Scope, _ state: TrialState) -> Scope {
    guard draws.below(4) > 0 else { return scope }
    if !state.studyCustody.isOpen { return .study }
    if let site = state.siteCustody.sorted(by: { $0.key < $1.key }).first(where: { !$0.value.isOpen }) {
      return .site(site.key)
    }
    return state.subjects.first { !$0.custody.isOpen }.map { .subject($0.id) } ?? scope
  }
}
