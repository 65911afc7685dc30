// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Doses as they are decided: what the rules propose, accepted or departed from.
extension Bench {
  func treatmentFacts() throws(Refusal) -> [Made] {
    guard case .decideDose(let id, let cycle, let drug, let choice, let confirms) = request.act else {
      return []
    }
    let subject = try treated(id)
    let proposed = try proposal(of: drug, inCycle: cycle, for: subject, confirms: confirms)
    let decided = try amount(choice, of: proposed)
    let isAccepted = decided.isSame(as: proposed)
    if !isAccepted, request.reason?.trimmed.isEmpty ?? true { throw .reasonMissing }
    let decision = DoseDecision(
      subject: id,
      cycle: cycle,
      drug: drug,
      proposed: proposed.amount.text,
      inputs: conduct.digest(Array(contents(of: proposed, for: subject).utf8)),
      decided: isAccepted ? proposed.amount.text : decided.text,
      verdict: isAccepted ? .accepted : .departed,
      isConfirmed: confirms
    )
    return [Made(.doseDecided(decision))] + [deviation(decision, decided, proposed)].compactMap(\.self)
  }

  /// A subject who may be given something: allocated, alive, and with consent.
  private func treated(_ id: String) throws(Refusal) -> SubjectState {
    let subject = try subject(id)
    guard subject.allocation != nil else { throw .notRandomized(id) }
    if let withdrawn = subject.withdrawn, withdrawn <= today { throw .withdrawn(id, on: withdrawn) }
    let file = SubjectFile(subject, cases: [], rules)
    if let plan = study.safety?.deaths, let death = file.deaths.first(where: { $0.isDeath == .met }) {
      throw .subjectDied(id, on: file.text(plan.at, death.row))
    }
    return subject
  }

  private func proposal(
    of drug: String,
    inCycle cycle: Int,
    for subject: SubjectState,
    confirms: Bool
  ) throws(Refusal) -> ProposedDose {
    guard study.study.time == .calendar else { throw .noDose(.noCalendar) }
    let arm = subject.allocation.flatMap { study.arm($0.arm) }
    guard let regimen = study.regimens.first(where: { $0.id == arm?.regimen }),
      let recorded = RecordedDosing(subject.id, in: rules.record(of: [subject]), of: study)
    else { throw .noDose(.noRegimen) }
    do {
      return try ProposedDose(
        of: drug,
        inCycle: cycle,
        on: today,
        recorded,
        regimen,
        study,
        confirms: confirms
      )
    } catch {
      throw .noDose(error)
    }
  }

  private func amount(_ choice: DoseChoice, of proposed: ProposedDose) throws(Refusal) -> Decided {
    switch choice {
    case .accept:
      guard proposed.amount != .open else {
        throw .doseOpen(drug: proposed.drug, settledBy: proposed.settledBy.map(\.id))
      }
      return Decided(amount: proposed.amount)
    case .hold: return Decided(amount: .hold)
    case .dose(let quantity):
      guard let own = quantity.converted(to: proposed.unit), own.value > 0, own.value.isFinite else {
        throw .notADose(quantity.description, unit: proposed.unit.code)
      }
      return Decided(amount: .dose(own))
    }
  }

  /// What was decided, as the ledger holds it.
  private struct Decided {
    let amount: ProposedDose.Amount

    var text: String { amount.text }

    /// One administration; 0 where nothing is given.
    var value: Double {
      if case .dose(let quantity) = amount { return quantity.value }
      return 0
    }

    /// The last bits of a conversion make no other dose.
    func isSame(as proposed: ProposedDose) -> Bool {
      guard case .dose(let own) = amount, case .dose(let other) = proposed.amount else {
        return amount == proposed.amount
      }
      return (own.value - other.value).magnitude <= other.value * 1e-9
    }
  }

  /// The lines that the hash of a decision's inputs is taken over, joined by LF.
  private func contents(of proposed: ProposedDose, for subject: SubjectState) -> String {
    (["dose \(subject.id) \(subject.protocolVersion)"] + proposed.inputs).joined(separator: "\n")
  }

  /// A departure beyond the protocol's limit; it names neither drug nor amount, which would tell the arm.
  private func deviation(_ decision: DoseDecision, _ decided: Decided, _ proposed: ProposedDose) -> Made? {
    let limit = study.dosing.departureLimit
    guard decision.verdict == .departed, let departure = proposed.departure(of: decided.value),
      departure > limit * (1 + 1e-9)
    else { return nil }
    let percent = (limit * 1000).rounded() / 10
    let share = percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
    let deviation = Deviation(
      subject: decision.subject,
      kind: .treatment,
      about: ["cycle \(decision.cycle)"],
      text: "a dose was decided that departs from the proposed one by more than \(share)"
    )
    return Made(.deviated(deviation), byEngine: true)
  }
}
