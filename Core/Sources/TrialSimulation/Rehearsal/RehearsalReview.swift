// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Looks at a protocol after its rehearsal: what was never done, never asked, never met.
struct RehearsalReview {
  private let stage: Stage
  private let state: TrialState
  private let observations: Observations
  private let subjects: Int

  init(_ script: RehearsalScript, _ state: TrialState) {
    stage = script.stage
    observations = script.observations
    subjects = script.subjectCount
    self.state = state
  }

  private var study: StudyProtocol { stage.study }

  private func rows(of form: Form) -> [RowState] {
    state.subjects.flatMap { $0.forms[form.id] ?? [] }.filter { !$0.isRemoved }
  }

  var forms: [RehearsalResult.FormCount] {
    study.forms.filter { stage.isTyped($0) }.map { form in
      RehearsalResult.FormCount(
        form: form.id,
        rows: rows(of: form).count,
        subjects: state.subjects.count { $0.forms[form.id]?.contains { !$0.isRemoved } ?? false }
      )
    }
  }

  var checks: [RehearsalResult.CheckCount] {
    study.forms.flatMap { form in
      let rows = rows(of: form).count
      return form.checks.map { check in
        let asked = state.queries.filter { $0.query.check == check.id && $0.query.row.form == form.id }
        return RehearsalResult.CheckCount(
          name: Observations.CheckName(form: form.id, check: check.id),
          rows: rows,
          fired: Set(asked.map(\.query.row)).count
        )
      }
    }
  }

  var findings: [RehearsalFinding] {
    rules + visits + pages + checks.compactMap { finding(on: $0) } + roles
  }

  // MARK: Rules

  private var rules: [RehearsalFinding] {
    let meant = observations.meantEligible
    var found: [RehearsalFinding] = []
    if meant > 0, observations.madeEligible == 0 {
      let open = observations.open.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
      found.append(.nobodyEligible(rules: open))
    }
    for kind in Eligibility.Kind.allCases {
      for rule in study.eligibility.rules(kind) {
        if meant > 0, observations.open[rule.id] == meant { found.append(.ruleNeverMet(rule.id)) }
        if let failing = observations.failing[rule.id], failing.failed == 0 {
          found.append(.ruleNeverFailed(rule.id, tried: failing.tried))
        }
      }
    }
    return found
  }

  // MARK: Visits

  private var visits: [RehearsalFinding] {
    study.schedule.visits.flatMap { visit -> [RehearsalFinding] in
      let isFilled = study.schedule.activities.contains { $0.form != nil && $0.visits.contains(visit.id) }
      let isPlaced = observations.unplaced[visit.id] == nil
      return (isFilled ? [] : [.visitWithoutForm(visit.id)]) + (isPlaced ? [] : [.visitWithoutDay(visit.id)])
    }
  }

  // MARK: Pages

  private var pages: [RehearsalFinding] {
    // Where nobody was randomized, pages after it say nothing about themselves.
    let isFollowed = !state.allocations.isEmpty
    return study.forms.flatMap { form -> [RehearsalFinding] in
      guard stage.isTyped(form), isFollowed || stage.rules.screeningForms.contains(form.id) else { return [] }
      let rows = rows(of: form)
      guard !rows.isEmpty else {
        let atVisit = study.schedule.activities.contains { $0.form == form.id && !$0.visits.isEmpty }
        // With few subjects some events never happen.
        guard !atVisit || subjects >= 30 else { return [] }
        return [.formNeverFilled(form.id, atVisit: atVisit)]
      }
      guard rows.count >= 20 else { return [] }
      return form.items.compactMap { item in
        guard stage.meanings.meaning(of: item, in: form) != .ofAct else { return nil }
        let isFilled = rows.contains { row in
          let text = row.text(item.id)
          return !text.isEmpty && !item.missingReasons.contains(text)
        }
        guard !isFilled else { return nil }
        return .itemNeverFilled(ItemPath(form: form.id, item: item.id), isRequired: item.isRequired)
      }
    }
  }

  private func finding(on count: RehearsalResult.CheckCount) -> RehearsalFinding? {
    if count.rows >= 5, count.fired == count.rows {
      return .checkAlwaysFires(count.name, rows: count.rows)
    }
    // What a subject's life says is never bent, so that nothing follows from such a check's silence.
    let items = study.form(count.name.form)?.checks.first { $0.id == count.name.check }?.criterion.items ?? []
    guard let tried = observations.violated[count.name], tried.failed == 0, count.fired == 0,
      items.allSatisfy({ stage.meanings.meaning(of: $0) == .ordinary })
    else { return nil }
    return .checkNeverFires(count.name, tried: tried.tried)
  }

  // MARK: Roles

  /// What every trial needs done; who may not be found for it is worth a look.
  private var roles: [RehearsalFinding] {
    var needed: [Permission] = [.correct, .query, .answer, .closeQuery, .verify, .sign, .lock, .cut, .reveal]
    if study.safety != nil { needed += [.reportSerious, .sendReport] }
    return needed.filter { permission in
      !study.roles.contains { $0.can.contains(permission) }
    }.map { .nobodyMay($0) }
  }
}
