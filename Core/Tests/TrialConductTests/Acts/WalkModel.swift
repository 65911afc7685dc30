// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What is known of a `LiveTrial`, kept in the simplest way that can be thought of: it follows the events one by one and
/// names every state that must never be reached.
///
/// It knows the trial's protocol by heart and asks nothing of the engine.
struct WalkModel {
  struct Row {
    var values: [String: String] = [:]
    var isRemoved = false
    var revision = 0
    var verified: Set<String> = []
    /// The content at each signature, and whether anything changed since.
    var signatures: [(content: [String: String], holds: Bool)] = []
    var isFrozen = false
    var isLocked = false
    var frozenItems: Set<String> = []
    var lockedItems: Set<String> = []
  }

  struct Subject {
    let site: String
    var isFailed = false
    var version: Int
    var consents: [CivilDate] = []
    var withdrawn: CivilDate?
    /// What was on file when an investigator signed.
    var confirmed: String?
    var arm: String?
    var allocated: CivilDate?
    var rows: [String: [Row]] = [:]
    var isFrozen = false
    var isLocked = false
    var deviations = 0
  }

  enum QueryStatus { case open, answered, closed }

  var subjects: [String: Subject] = [:]
  var queries: [String: (subject: String, status: QueryStatus)] = [:]
  var cases: [String: Int] = [:]
  var allocations = 0
  var entries = 0
  /// Who did what others must hear of, by entry, and who has heard.
  var notices: [Int: (author: String, heard: [String])] = [:]
  var lastPerson = ""
  var version = 0
  var frozenSites: Set<String> = []
  var lockedSites: Set<String> = []
  var isFrozen = false
  var isLocked = false
  /// What went wrong; empty while nothing did.
  var forbidden: [String] = []

  private static let ofScreening: Set<String> = ["randomization", "screening", "counts"]

  mutating func follow(_ event: TrialEvent) {
    let today = event.at.date
    followNotices(event)
    switch event.fact {
    case .activated(let new):
      check(new.number == version + 1, "version \(new.number) after \(version)")
      version = new.number
    case .screened(let screening):
      check(subjects[screening.subject] == nil, "\(screening.subject) screened twice")
      subjects[screening.subject] = Subject(site: screening.site, version: version)
    case .screenFailed(let id, _):
      check(subjects[id]?.arm == nil, "\(id) failed screening after randomization")
      subjects[id]?.isFailed = true
    case .consented(let id, _, let day):
      check(subjects[id]?.isFailed == false, "\(id) consented after failing screening")
      if subjects[id]?.consents.isEmpty ?? true { checkOpen(id, "screening", 1, ["consent"]) }
      subjects[id]?.consents.append(day)
      subjects[id]?.version = version
      if let withdrawn = subjects[id]?.withdrawn, withdrawn <= day { subjects[id]?.withdrawn = nil }
    case .consentWithdrawn(let id, let day): subjects[id]?.withdrawn = day
    case .eligibilityConfirmed(let id, _):
      check(isEligible(id, on: today), "\(id) confirmed and not eligible: \(onFile(id))")
      let signed = onFile(id)
      subjects[id]?.confirmed = signed
    case .randomized(let allocation): randomize(allocation, on: today)
    case .allocatedElsewhere(let allocation): allocate(allocation)
    case .doseDecided(let decision): followDose(decision, because: event.reason, on: today)
    case .deviated(let deviation): subjects[deviation.subject]?.deviations += 1
    case .queried, .queryAnswered, .queryClosed, .queryReopened: followQuery(event.fact)
    case .frozen, .unfrozen, .locked, .unlocked: followCustody(event.fact)
    case .seriousReported(let report):
      check(report.version == (cases[report.id] ?? 0) + 1, "version \(report.version) of \(report.id)")
      cases[report.id] = report.version
    default: followCapture(event.fact, on: today)
    }
  }

  private mutating func followNotices(_ event: TrialEvent) {
    entries += 1
    if event.author != .engine { lastPerson = event.author.user }
    switch event.fact {
    case .unblinded, .randomizedInError, .seriousReported: notices[entries] = (lastPerson, [])
    case .deviated where event.author == .engine: notices[entries] = (lastPerson, [])
    case .acknowledged(let entry):
      let user = event.author.user
      check(notices[entry] != nil, "nothing to hear of at \(entry)")
      check(notices[entry]?.author != user, "\(user) heard of the own entry \(entry)")
      check(notices[entry]?.heard.contains(user) == false, "\(user) heard twice of \(entry)")
      notices[entry]?.heard.append(user)
    default: break
    }
  }

  // MARK: Doses

  private mutating func followDose(_ decision: DoseDecision, because reason: String?, on today: CivilDate) {
    let id = decision.subject
    let subject = subjects[id]
    check(subject?.arm != nil, "\(id): a dose decided before randomization")
    check(subject?.withdrawn.map { today < $0 } ?? true, "\(id): a dose decided after withdrawal")
    let deaths = (subject?.rows["death"] ?? []).filter { !$0.isRemoved }
    check(deaths.allSatisfy { ($0.values["date"] ?? "").isEmpty }, "\(id): a dose decided after death")
    check(decision.drug == "X" && decision.proposed == "100 mg", "\(id): \(decision.proposed) proposed")
    switch decision.verdict {
    case .accepted: check(decision.decided == "100 mg", "\(id): \(decision.decided) accepted")
    case .departed:
      check(decision.decided != "100 mg", "\(id): departed from nothing")
      check(reason != nil, "\(id): departed without a reason")
    }
  }

  // MARK: Allocation

  private mutating func randomize(_ allocation: SubjectAllocation, on today: CivilDate) {
    let id = allocation.subject
    check(allocation.on == today, "\(id) randomized on another day")
    check(hasConsent(id, on: today), "\(id) randomized without consent")
    check(isEligible(id, on: today), "\(id) randomized and not eligible: \(onFile(id))")
    let confirmed = subjects[id]?.confirmed ?? ""
    check(confirmed == onFile(id), "\(id) randomized on a confirmation of \(confirmed), not of \(onFile(id))")
    check(subjects[id]?.isFailed == false, "\(id) randomized after failing screening")
    check(allocation.levels["site"] == subjects[id]?.site, "\(id) balanced for another site")
    check(["female", "male"].contains(allocation.levels["sex"]), "\(id) balanced for no sex")
    allocate(allocation)
  }

  private mutating func allocate(_ allocation: SubjectAllocation) {
    let id = allocation.subject
    check(subjects[id]?.arm == nil, "\(id) allocated twice")
    check(["A", "B"].contains(allocation.arm), "\(id) to no arm")
    check(allocation.number == allocations + 1, "allocation \(allocation.number) after \(allocations)")
    checkOpen(id, "randomization", 1, ["arm", "date", "site"])
    allocations += 1
    subjects[id]?.arm = allocation.arm
    subjects[id]?.allocated = allocation.on
  }

  func hasConsent(_ id: String, on day: CivilDate) -> Bool {
    guard let subject = subjects[id] else { return false }
    return subject.consents.contains { $0 <= day } && (subject.withdrawn.map { day < $0 } ?? true)
  }

  /// The four criteria, on what is on file.
  func isEligible(_ id: String, on day: CivilDate) -> Bool {
    guard let subject = subjects[id] else { return false }
    let screening = subject.rows["screening"]?.first { !$0.isRemoved }?.values ?? [:]
    guard let age = Int(screening["age"] ?? ""), age >= 18, ["0", "1"].contains(screening["ecog"]),
      let creatinine = Double(screening["creatinine"] ?? ""), creatinine <= 200,
      // Without a window a finding counts whose day nobody wrote down.
      CivilDate(iso: screening["visited"] ?? "").map({ $0 <= day }) ?? true
    else { return false }
    let counts = (subject.rows["counts"] ?? []).filter { !$0.isRemoved }.compactMap { row -> (Int, Double)? in
      guard let taken = CivilDate(iso: row.values["day"] ?? ""), let count = Double(row.values["anc"] ?? ""),
        taken <= day, day - taken <= 14
      else { return nil }
      return (day - taken, count)
    }
    guard let latest = counts.map(\.0).min() else { return false }
    return counts.filter { $0.0 == latest }.allSatisfy { $0.1 >= 1 }
  }

  /// All that an investigator's signature under the eligibility stands for, as text.
  private func onFile(_ id: String) -> String {
    guard let subject = subjects[id] else { return "" }
    var text = "\(subject.version) \(subject.consents.first.map { "\($0)" } ?? "")"
    for form in Self.ofScreening.sorted() {
      for row in (subject.rows[form] ?? []) where !row.isRemoved {
        let values = row.values.filter {
          !$0.value.isEmpty && ($0.value != RowState.cover || $0.key == "comment")
        }
        // A row whose values were all taken back says nothing.
        if !values.isEmpty { text += "\n\(form) \(values.sorted { $0.key < $1.key })" }
      }
    }
    return text
  }

  // MARK: Capture

  private mutating func followCapture(_ fact: Fact, on today: CivilDate) {
    switch fact {
    case .entered(let row, let values):
      checkOpen(row.subject, row.form, row.row, values.map(\.item))
      checkCollecting(row, values, today)
      begin(row)
      change(row) { known in
        if known.isRemoved { known = Row(revision: known.revision, signatures: known.signatures) }
        for value in values { known.values[value.item, default: ""] += value.text }
        for value in values where known.values[value.item] != value.text {
          known.values[value.item] = "written over"
        }
        known.touch(values.map(\.item))
      }
      for value in values
      where subjects[row.subject]?.rows[row.form]?[row.row - 1].values[value.item] != value.text {
        check(false, "\(row) \(value.item) written over")
      }
    case .imported(let row, let values, _):
      check(isOpen(row.subject), "\(row) imported under lock or freeze")
      begin(row)
      change(row) { known in
        if known.isRemoved { known = Row(revision: known.revision, signatures: known.signatures) }
        for value in values { known.values[value.item] = value.text }
        known.touch(values.map(\.item))
      }
    case .corrected(let row, let changes):
      checkOpen(row.subject, row.form, row.row, changes.map(\.item))
      checkPresent(row)
      for change in changes {
        let text = subjects[row.subject]?.rows[row.form]?[row.row - 1].values[change.item] ?? ""
        check(
          text == change.was && change.was != change.now,
          "\(row) \(change.item) corrected from \(change.was)"
        )
      }
      if changes.contains(where: \.was.isEmpty) {
        checkCollecting(row, changes.map { EnteredValue($0.item, $0.now) }, today)
      }
      change(row) { known in
        for change in changes { known.values[change.item] = change.now }
        known.touch(changes.map(\.item))
      }
    case .rowRemoved(let row):
      let items = subjects[row.subject]?.rows[row.form]?[row.row - 1].values.keys.map { $0 } ?? []
      checkOpen(row.subject, row.form, row.row, items)
      checkPresent(row)
      change(row) { known in
        known.isRemoved = true
        known.touch([])
      }
    case .redacted(let row, let item):
      checkOpen(row.subject, row.form, row.row, [item])
      change(row) { known in
        known.values[item] = RowState.cover
        known.touch([item])
      }
    case .verified(let row, let items):
      checkPresent(row)
      change(row) { $0.verified.formUnion(items) }
    case .signed(let row, _):
      checkPresent(row)
      change(row) { $0.signatures.append(($0.values.filter { !$0.value.isEmpty }, true)) }
    default: break
    }
  }

  private mutating func checkCollecting(_ row: RowReference, _ values: [EnteredValue], _ today: CivilDate) {
    guard let subject = subjects[row.subject] else {
      check(false, "\(row) of nobody")
      return
    }
    check(!subject.consents.isEmpty, "\(row) collected without consent")
    if !Self.ofScreening.contains(row.form) {
      check(subject.arm != nil, "\(row): data of treatment before randomization")
    }
    guard let withdrawn = subject.withdrawn, withdrawn <= today else { return }
    let day = ["visited", "day", "given", "onset", "date"].compactMap { item in
      values.first { $0.item == item }?.text ?? known(row)?.values[item]
    }.first
    check(
      day.flatMap { CivilDate(iso: $0) }.map { $0 < withdrawn } ?? false,
      "\(row) collected after withdrawal"
    )
  }

  private func known(_ row: RowReference) -> Row? {
    guard let rows = subjects[row.subject]?.rows[row.form], rows.count >= row.row else { return nil }
    return rows[row.row - 1].isRemoved ? nil : rows[row.row - 1]
  }

  private mutating func begin(_ row: RowReference) {
    let count = subjects[row.subject]?.rows[row.form]?.count ?? 0
    check(row.row >= 1 && row.row <= count + 1, "\(row) is not the next of \(count)")
    if row.row == count + 1 { subjects[row.subject]?.rows[row.form, default: []].append(Row()) }
  }

  private mutating func change(_ row: RowReference, _ body: (inout Row) -> Void) {
    guard (subjects[row.subject]?.rows[row.form]?.count ?? 0) >= row.row,
      var known = subjects[row.subject]?.rows[row.form]?[row.row - 1]
    else {
      check(false, "\(row) is not there")
      return
    }
    body(&known)
    subjects[row.subject]?.rows[row.form]?[row.row - 1] = known
  }

  // MARK: Custody

  private func isOpen(_ id: String) -> Bool {
    guard let subject = subjects[id] else { return false }
    return !isFrozen && !isLocked && !frozenSites.contains(subject.site)
      && !lockedSites.contains(subject.site)
      && !subject.isFrozen && !subject.isLocked
  }

  private mutating func checkOpen(_ id: String, _ form: String, _ number: Int, _ items: [String]) {
    check(isOpen(id), "\(id) \(form)/\(number) changed under lock or freeze")
    guard let row = known(RowReference(id, form, row: number)) else { return }
    check(!row.isFrozen && !row.isLocked, "\(id) \(form)/\(number) changed under its lock or freeze")
    check(
      row.frozenItems.isDisjoint(with: items) && row.lockedItems.isDisjoint(with: items),
      "\(id) \(form)/\(number) \(items) changed under lock or freeze of the item"
    )
  }

  private mutating func checkPresent(_ row: RowReference) {
    check(known(row) != nil, "\(row) is not there")
  }

  private mutating func followCustody(_ fact: Fact) {
    switch fact {
    case .frozen(let scope): hold(scope, freezing: true)
    case .unfrozen(let scope): hold(scope, freezing: false)
    case .locked(let scope): hold(scope, locking: true)
    case .unlocked(let scope): hold(scope, locking: false)
    default: break
    }
  }

  private mutating func hold(_ scope: Scope, freezing: Bool? = nil, locking: Bool? = nil) {
    switch scope {
    case .study:
      isFrozen = freezing ?? isFrozen
      isLocked = locking ?? isLocked
    case .site(let site):
      if let freezing { frozenSites.set(site, freezing) }
      if let locking { lockedSites.set(site, locking) }
    case .subject(let id):
      if let freezing { subjects[id]?.isFrozen = freezing }
      if let locking { subjects[id]?.isLocked = locking }
    case .row(let row):
      change(row) {
        $0.isFrozen = freezing ?? $0.isFrozen
        $0.isLocked = locking ?? $0.isLocked
      }
    case .item(let row, let item):
      change(row) {
        if let freezing { $0.frozenItems.set(item, freezing) }
        if let locking { $0.lockedItems.set(item, locking) }
      }
    }
  }

  // MARK: Queries

  private mutating func followQuery(_ fact: Fact) {
    switch fact {
    case .queried(let query):
      check(query.id == "Q\(queries.count + 1)", "\(query.id) after \(queries.count) queries")
      queries[query.id] = (query.row.subject, .open)
    case .queryAnswered(let id, _):
      check(queries[id]?.status == .open, "\(id) answered and not open")
      queries[id]?.status = .answered
    case .queryClosed(let id):
      check(queries[id] != nil && queries[id]?.status != .closed, "\(id) closed twice")
      queries[id]?.status = .closed
    case .queryReopened(let id):
      check(queries[id] != nil && queries[id]?.status != .open, "\(id) opened twice")
      queries[id]?.status = .open
    default: break
    }
  }

  private mutating func check(_ holds: Bool, _ what: String) {
    if !holds { forbidden.append(what) }
  }
}

extension WalkModel.Row {
  fileprivate mutating func touch(_ items: [String]) {
    revision += 1
    verified.subtract(items)
    for place in signatures.indices { signatures[place].holds = false }
  }
}

extension Set {
  fileprivate mutating func set(_ element: Element, _ isIn: Bool) {
    if isIn { insert(element) } else { remove(element) }
  }
}
