// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// From the first contact to the form with everything that eligibility looks at.
extension RehearsalScript {
  mutating func play(_ scene: Scene, in state: TrialState) -> [CueLine] {
    switch scene {
    case .cast: castLines()
    case .arrive(let index): arrive(index)
    case .consent(let id): consent(id)
    case .prepare(let id): prepare(id, in: state)
    case .type(let id, let row): type(row, of: id, in: state)
    case .beforeStart(let id): beforeStart(id)
    case .judge(let id): judge(id, in: state)
    case .record(let id, let record): self.record(record, of: id, in: state)
    case .answer(let id): answer(id, in: state)
    case .close(let id): close(id, in: state)
    case .verify(let row): verify(row, in: state)
    case .sign(let row): sign(row, in: state)
    case .ask(let row): ask(row, in: state)
    case .serious(let row): serious(row, in: state)
    case .moreOfCase(let id): more(of: id, in: state)
    case .sendReport(let id): sendReport(of: id, in: state)
    case .withdraw(let id): withdraw(id, in: state)
    case .deviate(let id, let visit): deviate(id, visit)
    case .cut(let id): cut(id)
    case .end: end(in: state)
    }
  }

  /// Everybody gets a role.
  private func castLines() -> [CueLine] {
    let opener = stage.cast.opener.name
    var lines = stage.cast.members.filter { $0 != stage.cast.opener }.map { member in
      CueLine(.grant(Grant(user: member.name, role: member.role, site: member.site)), by: opener)
    }
    lines.append(
      CueLine(.unknownRole, .grant(Grant(user: "nobody", role: "no-such-role", site: nil)), by: opener)
    )
    if let role = stage.study.roles.first(where: { $0.sites == .own }) {
      lines.append(
        CueLine(.roleWithoutSite, .grant(Grant(user: "nobody", role: role.id, site: nil)), by: opener)
      )
      let grant = Grant(user: "nobody", role: role.id, site: stage.sites[0])
      lines.append(CueLine(.roleNotHeld, .revoke(grant), by: opener))
    }
    return lines
  }

  // MARK: Arriving

  private mutating func arrive(_ index: Int) -> [CueLine] {
    var own = RandomStream(seed: seed, position: UInt64(index + 1))
    let digits = String(index + 1)
    let id = "V-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let site = stage.sites[own.integer(below: stage.sites.count)]
    let day = today
    let asked = max(day + 1 + own.integer(below: screeningDays), stage.calendar.start)
    subjects[id] = VirtualSubject(
      id: id,
      index: index,
      site: site,
      screened: day,
      asked: asked,
      stream: own
    )
    guard let user = someone(.screen, at: site) else { return [] }
    let screening = Screening(subject: id, site: site, on: day, identity: "virtual-\(index + 1)")
    let writer = writer
    let before = slips(oneIn: 6) { slip in writer.beforeScreening(slip, id, site, user) }
    plan(.consent(id), in: 0, hour: 12)
    return before + [CueLine(.screen(screening), by: user)]
  }

  /// How many days may lie between screening and randomization.
  private var screeningDays: Int {
    let earliest =
      stage.study.schedule.visits.filter { $0.anchor == .randomization }
      .compactMap(\.window?.lowerBound).filter { $0 < 0 }.min() ?? -7
    return min(max(1, -earliest - 1), 10)
  }

  private mutating func consent(_ id: String) -> [CueLine] {
    guard let subject = subjects[id], let user = someone(.consent, at: subject.site) else { return [] }
    let day = today
    let versions = stage.study.consent.versions
    let version = (versions.last { $0.isInForce(on: day) } ?? versions.first)?.id ?? "1"
    let writer = writer
    let before = slips(oneIn: 2) { slip in writer.beforeConsent(slip, subject, version, user) }
    plan(.prepare(id), in: 0, hour: 13)
    return before + [CueLine(.consent(subject: id, version: version, on: day), by: user)]
  }

  // MARK: Forms of screening

  /// Draws the forms of screening, and plans when they are typed.
  private mutating func prepare(_ id: String, in state: TrialState) -> [CueLine] {
    guard var subject = subjects[id], state.subject(id)?.consents.isEmpty == false else { return [] }
    var draft = Draft.screening(
      of: id,
      at: subject.site,
      in: state,
      stage,
      from: subject.screened,
      to: subject.asked,
      drawing: &subject.stream
    )
    openBranch(&draft, &subject)
    let open = draft.makeEligible(drawing: &subject.stream)
    observations.meantEligible += 1
    if open.isEmpty { observations.madeEligible += 1 }
    for rule in open { observations.open[rule, default: 0] += 1 }
    subject.isEligible = open.isEmpty
    // One in six does not come in; each rule has its turn to be the reason.
    if open.isEmpty, subject.index % 6 == 3 {
      let rules = Eligibility.Kind.allCases.flatMap { kind in
        stage.study.eligibility.rules(kind).map { (kind, $0) }
      }
      let (kind, rule) = rules[(subject.index / 6) % rules.count]
      let failed = draft.makeFail(rule, kind, drawing: &subject.stream)
      observations.failing[rule.id, default: (0, 0)].tried += 1
      if failed { observations.failing[rule.id, default: (0, 0)].failed += 1 }
      subject.isEligible = !failed
    } else if open.isEmpty {
      violate(&draft, &subject)
    }
    subjects[id] = subject
    for row in draft.rows where !row.values.isEmpty {
      plan(.type(id, row), in: max(0, row.typed - today), hour: 14)
    }
    if subject.index == 0, stage.study.study.start != nil { plan(.beforeStart(id), in: 1, hour: 9) }
    plan(.judge(id), in: max(0, subject.asked - today), hour: 16)
    return []
  }

  /// Opens a branch that few values open, in every fourth candidate another one.
  private func openBranch(_ draft: inout Draft, _ subject: inout VirtualSubject) {
    let branches = draft.rows.indices.flatMap { row in
      draft.rows[row].form.items.filter { $0.shownWhen != nil }.map { (row, $0) }
    }
    guard !branches.isEmpty, subject.index % 4 == 1 else { return }
    let (row, item) = branches[(subject.index / 4) % branches.count]
    guard let shown = item.shownWhen else { return }
    draft.make(shown, true, validity: nil, drawing: &subject.stream)
    draft.settleBranches(drawing: &subject.stream)
    if draft.truths(draft.rows.indices.map { $0 == row ? [shown] : [] })[row] == [.met] {
      draft.rows[row].texts[item.id] = nil
      draft.fill(row, { $0.id == item.id }, drawing: &subject.stream)
    }
  }

  /// Lets a check of screening fail where that leaves the subject eligible.
  private mutating func violate(_ draft: inout Draft, _ subject: inout VirtualSubject) {
    let checks = stage.screeningForms.flatMap { form in form.checks.map { (form, $0) } }
    guard !checks.isEmpty, subject.stream.uniform() < 0.15 else { return }
    let (form, check) = checks[subject.index % checks.count]
    guard check.severity == .warning else { return }
    var bent = draft
    let name = Observations.CheckName(form: form.id, check: check.id)
    observations.violated[name, default: (0, 0)].tried += 1
    guard bent.settleChecks(violating: check, drawing: &subject.stream), bent.verdict()?.truth == .met else {
      return
    }
    bent.typeAfterDays()
    draft = bent
    observations.violated[name, default: (0, 0)].failed += 1
  }
}
