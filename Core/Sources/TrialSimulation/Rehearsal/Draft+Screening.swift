// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// The forms of screening of one subject, drawn together, because rules and branches look across forms.
extension Draft {
  /// How often values are bent before somebody counts as not to be made eligible.
  static let tries = 80

  /// Draws every form that is filled before randomization.
  ///
  /// The subject was screened and has consented in `base`; from `screened` to `asked`, on which randomization is planned,
  /// values are measured and typed.
  static func screening(
    of subject: String,
    at site: String,
    in base: TrialState,
    _ stage: Stage,
    from screened: CivilDate,
    to asked: CivilDate,
    drawing stream: inout RandomStream
  ) -> Draft {
    var draft = Draft(stage: stage, base: base, subject: subject, site: site, asked: asked, rows: [])
    for form in stage.screeningForms {
      let count = form.repeats == .log && stage.judged.contains(form.id) && stream.uniform() < 0.3 ? 2 : 1
      var days = (0..<count).map { _ in screened + stream.integer(below: asked - screened + 1) }
      days.sort()
      for day in days {
        draft.rows.append(DraftRow(form: form, texts: [:], day: day, typed: day))
        let meanings = stage.meanings
        draft.fill(
          draft.rows.count - 1,
          { item in
            switch meanings.meaning(of: item, in: form) {
            case .ordinary: true
            // A log's own day is no event of the subject's life.
            case .alive, .event, .death: form.repeats == .log && item.id == form.happened
            default: false
            }
          },
          drawing: &stream
        )
      }
    }
    draft.settleBranches(drawing: &stream)
    return draft
  }

  /// Bends values until every rule passes and no edit check fails; returns the rules that were still open after all
  /// tries, none for an eligible subject.
  mutating func makeEligible(drawing stream: inout RandomStream) -> [String] {
    var open: [RuleVerdict] = []
    for _ in 0..<Self.tries {
      settleBranches(drawing: &stream)
      open = verdict()?.rules.filter { $0.passes != .met } ?? []
      let failed = failedChecks()
      guard !open.isEmpty || !failed.isEmpty else { break }
      for rule in open {
        guard let question = rule.rule.question(as: rule.kind) else { continue }
        make(question, rule.kind == .inclusion, validity: rule.rule.validity, drawing: &stream)
      }
      for check in failed { make(check.criterion, true, validity: nil, drawing: &stream) }
    }
    typeAfterDays()
    return open.map(\.rule.id)
  }

  /// Bends the values of somebody until one rule certainly fails; false, and nothing changed, where none of the tries led
  /// there.
  mutating func makeFail(
    _ rule: Eligibility.Rule,
    _ kind: Eligibility.Kind,
    drawing stream: inout RandomStream
  ) -> Bool {
    guard let question = rule.question(as: kind) else { return false }
    for _ in 0..<12 {
      var bent = self
      bent.make(question, kind == .exclusion, validity: rule.validity, drawing: &stream)
      bent.settleBranches(drawing: &stream)
      let found = bent.verdict()?.rules.first { $0.rule.id == rule.id && $0.kind == kind }
      guard found?.passes == .notMet, !bent.failedChecks().contains(where: { $0.severity == .error }) else {
        continue
      }
      bent.typeAfterDays()
      self = bent
      return true
    }
    return false
  }

  /// Checks of the draft's rows that say no.
  func failedChecks() -> [EditCheck] {
    let truths = truths(rows.map { $0.form.checks.map(\.criterion) })
    return zip(rows, truths).flatMap { row, found in
      zip(row.form.checks, found).filter { $1 == .notMet }.map(\.0)
    }
  }

  /// Nothing is typed before it happened.
  mutating func typeAfterDays() {
    for index in rows.indices {
      let days = rows[index].form.items.filter { $0.kind == .date }.compactMap { item in
        CivilDate(iso: rows[index].texts[item.id] ?? "")
      }
      rows[index].typed = min(asked, max(rows[index].typed, days.max() ?? rows[index].typed))
    }
  }

  /// Bends single rows, whose other values stand, until no check fails but the one that is to be violated.
  ///
  /// - Parameters:
  ///   - violated: The check that is to fail; nil for none.
  ///   - stream: Where chance comes from.
  /// - Returns: Whether it came out that way.
  mutating func settleChecks(violating violated: EditCheck? = nil, drawing stream: inout RandomStream) -> Bool
  {
    for _ in 0..<20 {
      settleBranches(drawing: &stream)
      let failed = failedChecks()
      let others = failed.filter { $0.id != violated?.id }
      let isViolated = violated.map { check in failed.contains { $0.id == check.id } } ?? true
      if others.isEmpty, isViolated { return true }
      for check in others { make(check.criterion, true, validity: nil, drawing: &stream) }
      if let violated, !isViolated { make(violated.criterion, false, validity: nil, drawing: &stream) }
    }
    return false
  }
}
