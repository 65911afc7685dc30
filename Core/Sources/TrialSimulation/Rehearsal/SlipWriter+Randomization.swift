// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Slips around eligibility and randomization.
extension SlipWriter {
  func beforeConfirmation(_ slip: Slip, _ subject: VirtualSubject, _ randomize: CueLine) -> [CueLine]? {
    switch slip {
    case .notConfirmed: return [CueLine(slip, randomize.act, by: randomize.user)]
    case .errorBeforeRandomization:
      return someone(.randomizedInError, at: subject.site).map { user in
        [CueLine(slip, .noteRandomizedInError(subject: subject.id), by: user)]
      }
    default: return nil
    }
  }

  func afterFailure(_ slip: Slip, _ subject: VirtualSubject) -> [CueLine]? {
    guard slip == .consentAfterFailure else { return nil }
    let version = stage.study.consent.versions.first?.id ?? "1"
    return someone(.consent, at: subject.site).map { user in
      [CueLine(slip, .consent(subject: subject.id, version: version, on: today), by: user)]
    }
  }

  /// A value changes between signature and randomization, and back.
  func changedAfterConfirmation(
    _ subject: VirtualSubject,
    _ randomize: CueLine,
    in state: TrialState
  ) -> [CueLine]? {
    guard let corrector = someone(.correct, at: subject.site), let there = state.subject(subject.id) else {
      return nil
    }
    for form in stage.screeningForms where form.id != stage.study.record.arm.form {
      guard let row = there.row(form.id, 1) else { continue }
      for value in row.values where !value.text.isEmpty {
        let path = ItemPath(form: form.id, item: value.item)
        let now = EnteredValue(value.item, value.text)
        guard !stage.watched.contains(path), form.happened != value.item,
          form.item(value.item)?.missingReasons.contains(value.text) == false,
          let other = other(than: now, in: form.id)
        else { continue }
        let reference = RowReference(subject.id, form.id)
        let slip = Slip.changedAfterConfirmation
        return [
          CueLine(.correct(reference, values: [other], expecting: nil), by: corrector, reason: "typing error")
            .playing(slip),
          CueLine(slip, randomize.act, by: randomize.user),
          CueLine(
            .correct(reference, values: [now], expecting: nil),
            by: corrector,
            reason: "was right before"
          )
          .playing(slip),
        ]
      }
    }
    return nil
  }

  func afterRandomization(
    _ slip: Slip,
    _ subject: VirtualSubject,
    _ randomize: CueLine,
    in state: TrialState
  ) -> [CueLine]? {
    switch slip {
    case .randomizedTwice: return [CueLine(slip, randomize.act, by: randomize.user)]
    case .randomizedTwiceWithKey: return [randomize.playing(slip, expecting: .repeated)]
    case .failedAfterRandomization:
      return someone(.screen, at: subject.site).map { user in
        [CueLine(slip, .failScreening(subject: subject.id, on: today), by: user)]
      }
    case .unblindedOpenLabel:
      guard stage.study.study.blinding == .openLabel else { return nil }
      return someone(.unblind, at: subject.site).map {
        [CueLine(slip, .unblind(subject: subject.id), by: $0)]
      }
    case .eligibilityBroken: return brokenEligibility(subject, in: state)
    default: return nil
    }
  }

  /// A correction after randomization by which a rule is no longer met: the engine has to note a deviation.
  private func brokenEligibility(_ subject: VirtualSubject, in state: TrialState) -> [CueLine]? {
    guard let corrector = someone(.correct, at: subject.site) else { return nil }
    var stream = RandomStream(seed: seed, position: UInt64(subject.index + 1) << 32 + 2)
    for kind in Eligibility.Kind.allCases {
      for rule in stage.study.eligibility.rules(kind) {
        guard let question = rule.question(as: kind), let form = question.items.first?.form,
          form != stage.study.record.arm.form, let typed = stage.study.forms.first(where: { $0.id == form }),
          let there = state.row(RowReference(subject.id, form))
        else { continue }
        var texts: [String: String] = [:]
        for value in there.values { texts[value.item] = value.text }
        var row = DraftRow(form: typed, texts: texts, day: today, typed: today, corrects: 1)
        var draft = draft(of: [row], subject, in: state)
        draft.make(question, kind == .exclusion, validity: rule.validity, drawing: &stream)
        draft.settleBranches(drawing: &stream)
        guard draft.failedChecks().isEmpty,
          draft.verdict()?.rules.first(where: { $0.rule.id == rule.id && $0.kind == kind })?.passes == .notMet
        else { continue }
        row.texts = draft.rows[0].texts
        let changes = row.texts.sorted { $0.key < $1.key }.filter { there.text($0.key) != $0.value }
        guard !changes.isEmpty else { continue }
        let reference = RowReference(subject.id, form)
        let slip = Slip.eligibilityBroken
        let broken = Act.correct(
          reference,
          values: changes.map { EnteredValue($0.key, $0.value) },
          expecting: nil
        )
        let back = Act.correct(
          reference,
          values: changes.map { EnteredValue($0.key, there.text($0.key)) },
          expecting: nil
        )
        return [
          CueLine(broken, by: corrector, reason: "source document").playing(
            slip,
            expecting: .follows("deviated")
          ),
          CueLine(back, by: corrector, reason: "was right before").playing(slip),
        ]
      }
    }
    return nil
  }
}
