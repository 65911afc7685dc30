// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Eligibility and randomization of one candidate.
extension RehearsalScript {
  func beforeStart(_ id: String) -> [CueLine] {
    guard let subject = subjects[id], let start = stage.study.study.start, today < start,
      let user = someone(.confirmEligibility, at: subject.site)
    else { return [] }
    return [CueLine(.beforeStart, .confirmEligibility(subject: id), by: user)]
  }

  mutating func judge(_ id: String, in state: TrialState) -> [CueLine] {
    guard let subject = subjects[id], let isEligible = subject.isEligible,
      let investigator = someone(.confirmEligibility, at: subject.site)
    else { return [] }
    let confirm = CueLine(.confirmEligibility(subject: id), by: investigator)
    guard isEligible else {
      return [confirm.playing(.ineligible, expecting: .refused(Slip.ineligible.codes))]
        + failure(of: subject, in: state)
    }
    guard let asker = someone(.randomize, at: subject.site) else { return [confirm] }
    let key = "rehearsal-\(id)"
    let randomize = CueLine(.randomize(subject: id), by: asker, key: key)
    let writer = writer
    let before = slips(oneIn: 3) { slip in writer.beforeConfirmation(slip, subject, randomize) }
    let between = slips(oneIn: 4) { slip in
      slip == .changedAfterConfirmation ? writer.changedAfterConfirmation(subject, randomize, in: state) : nil
    }
    let after = slips(oneIn: 2) { slip in writer.afterRandomization(slip, subject, randomize, in: state) }
    return before + [confirm] + between + [randomize] + after
  }

  /// The candidate does not come in, for the rules that the engine names.
  private mutating func failure(of subject: VirtualSubject, in state: TrialState) -> [CueLine] {
    guard let there = state.subject(subject.id) else { return [] }
    let open = stage.conduct.eligibility(of: there, on: today, stage.rules).rules.filter { $0.passes != .met }
    let reason = open.map(\.rule.id).joined(separator: ", ")
    let fail = line(
      .failScreening(subject: subject.id, on: today),
      at: subject.site,
      reason: reason.isEmpty ? "not eligible" : reason
    )
    guard !fail.isEmpty else { return [] }
    let writer = writer
    let after = slips(oneIn: 2) { slip in writer.afterFailure(slip, subject) }
    return fail + after
  }
}
