// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Whether a death is on file where others say so, once, and with nothing after it.
struct DeathReview {
  let file: SubjectFile

  init(_ file: SubjectFile) {
    self.file = file
  }

  var findings: [Reconciliation.Finding] {
    guard let plan = file.study.safety?.deaths else { return [] }
    let all = file.deaths
    let certain = all.filter { $0.isDeath == .met }
    return missing(plan, all, certain) + differing(plan, certain) + later(plan, certain)
  }

  // MARK: No death on file

  private func missing(
    _ plan: SafetyPlan.Deaths,
    _ all: [SubjectFile.Death],
    _ certain: [SubjectFile.Death]
  ) -> [Reconciliation.Finding] {
    guard certain.isEmpty, !witnesses.isEmpty else { return [] }
    let open = all.flatMap { death in
      let items = file.missing(of: plan.when, plan.at.form, death.row)
      return items.isEmpty ? [file.side(plan.at, death.row)] : items
    }
    return [
      file.finding(
        .deathMissing,
        witnesses + (open.isEmpty ? [.init(.nowhere(plan.at), value: "")] : []),
        settledBy: open
      )
    ]
  }

  /// Everything else that says that the subject died.
  private var witnesses: [Reconciliation.Side] {
    let events = file.events.filter { $0.isFatal == .met }
    let items = file.study.recordedEvents
    let rows = items.map { items in events.map { file.side(items.grade, $0.row) } } ?? []
    // A case whose row was taken out is a finding of its own.
    let cases = file.cases.filter { $0.lastAnswer(to: "death").text == "yes" && !file.isRemoved($0.row) }
    let stops = file.study.record.discontinued.map { stop in
      file.stops(among: file.study.safety?.reconcile?.stoppedByDeath ?? []).map { file.side(stop.item, $0) }
    }
    return rows + cases.map { $0.side("death") } + (stops ?? [])
  }

  // MARK: Two deaths

  private func differing(
    _ plan: SafetyPlan.Deaths,
    _ certain: [SubjectFile.Death]
  ) -> [Reconciliation.Finding] {
    guard let earliest = certain.map(\.span.last).min(), let latest = certain.map(\.span.first).max(),
      latest > earliest
    else { return [] }
    return [file.finding(.deathsDiffer, certain.map { file.side(plan.at, $0.row) })]
  }

  // MARK: After death

  private func later(_ plan: SafetyPlan.Deaths, _ certain: [SubjectFile.Death]) -> [Reconciliation.Finding] {
    guard let earliest = certain.map(\.span.last).min(), let latest = certain.map(\.span.first).max(),
      // The most precise of rows that agree; of those that differ none is trusted to be the earlier.
      let death = latest <= earliest
        ? certain.min(by: { $0.span.last < $1.span.last }) : certain.max(by: { $0.span.last < $1.span.last })
    else { return [] }
    let study = file.study
    let doses = file.doses
    var paths = study.datedItems + study.record.alive
    paths += [study.record.lastDose, study.recordedEvents?.onset].compactMap(\.self)
    var seen: Set<ItemPath> = [plan.at]
    let facts = paths.filter { seen.insert($0).inserted && $0.form != file.doseForm }.flatMap { path in
      file.rows(of: path.form).filter { row in
        file.span(path, row).map { DaySpan.after($0, death.span) } ?? false
      }.map { file.side(path, $0) }
    }
    let given = doses.filter { DaySpan.after($0.span, death.span) }
    let sure = facts + given.filter { $0.isGiven == .met }.map { file.side($0.path, $0.row) }
    guard sure.isEmpty else {
      return [file.finding(.factsAfterDeath, sure + [file.side(plan.at, death.row)])]
    }
    guard !given.isEmpty else { return [] }
    return [
      file.finding(
        .factsAfterDeath,
        given.map { file.side($0.path, $0.row) } + [file.side(plan.at, death.row)],
        settledBy: given.flatMap { file.amount(of: $0) }
      )
    ]
  }
}

extension DaySpan {
  /// Whether a day lies after another for certain, whichever days both can be.
  static func after(_ span: DaySpan, _ other: DaySpan) -> Bool {
    Comparison.DateOrder.after.truth(span, other) == .met
  }
}

extension SubjectFile {
  /// Whether the row of a case was taken out.
  func isRemoved(_ row: RowReference) -> Bool { subject.row(row.form, row.row) == nil }
}
