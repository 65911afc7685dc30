// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Eligibility and allocation: nobody is allocated unless every criterion is met by values on file and an investigator
/// signed for these very values.
extension Bench {
  func allocationFacts() throws(Refusal) -> [Made] {
    switch request.act {
    case .confirmEligibility(let id):
      let subject = try candidate(id)
      try checkEligible(subject)
      return [Made(.eligibilityConfirmed(subject: id, content: eligibilityContent(of: subject)))]
    case .randomize(let id): return try randomize(id)
    case .allocateElsewhere(let id, let arm, let on):
      let subject = try subject(id)
      guard subject.allocation == nil else { throw .alreadyRandomized(id) }
      guard study.arm(arm) != nil else { throw .unknownArm(arm, known: study.arms.map(\.id)) }
      // The rows that came with it may name the arm too.
      let named = text(study.record.arm, of: subject)
      guard named.isEmpty || named == arm else { throw .unknownArm(arm, known: [named]) }
      try checkOpenForAllocation(subject)
      return [
        Made(
          .allocatedElsewhere(
            allocation(of: subject, Conduct.DrawnArm(arm), on: on, levels: knownLevels(of: subject))
          )
        )
      ]
    case .noteRandomizedInError(let id):
      let subject = try subject(id)
      guard subject.allocation != nil else { throw .notRandomized(id) }
      guard !subject.isRandomizedInError else { throw .alreadyRandomized(id) }
      return [Made(.randomizedInError(subject: id))]
    case .unblind(let id):
      guard study.study.blinding != .openLabel else { throw .openLabel }
      guard try subject(id).allocation != nil else { throw .notRandomized(id) }
      return [Made(.unblinded(subject: id))]
    default: return []
    }
  }

  private func randomize(_ id: String) throws(Refusal) -> [Made] {
    let subject = try candidate(id)
    guard state.seed == nil else { throw .allocationClosed }
    guard study.allocation.method != .notPublished else { throw .noAllocationHere }
    guard let confirmation = subject.confirmation else { throw .notConfirmed(id) }
    let content = eligibilityContent(of: subject)
    guard confirmation.content == content else { throw .confirmationVoid(id) }
    try checkEligible(subject)
    var levels: [String: String] = [:]
    for factor in study.allocation.factors {
      let text = text(factor.item, of: subject)
      guard isLevel(text, of: factor.item) else { throw .levelMissing(factor: factor.id, factor.item) }
      levels[factor.id] = text
    }
    let drawn = try conduct.draw(levels, state)
    let made = [
      Made(.randomized(allocation(of: subject, drawn, on: today, levels: levels, content: content)))
    ]
    let filled = rules.itemsOfActs
    return try made
      + questions(after: made, by: id, forms: Set(filled.map(\.form)), changed: filled)
  }

  /// Whether a text is a level to balance for; a code that says why there is none is none.
  private func isLevel(_ text: String, of path: ItemPath) -> Bool {
    guard !text.isEmpty, let item = study.item(path) else { return false }
    return item.kind == .site || study.codes(of: item).contains(text)
  }

  /// The allocation fills items: they have to be open.
  private func checkOpenForAllocation(_ subject: SubjectState) throws(Refusal) {
    try checkOpen(subject, row: nil)
    for item in [study.record.arm, study.record.randomized, study.record.site].compactMap(\.self) {
      try checkOpen(subject, row: RowReference(subject.id, item.form), items: [item.item])
    }
  }

  var today: CivilDate { request.at.date }

  /// A subject who may still be allocated.
  private func candidate(_ id: String) throws(Refusal) -> SubjectState {
    let subject = try subject(id)
    // Rows that were brought in may say that another system allocated the subject.
    guard subject.allocation == nil, text(study.record.arm, of: subject).isEmpty else {
      throw .alreadyRandomized(id)
    }
    guard subject.screenFailed == nil else { throw .screenFailed(id) }
    if let start = study.study.start, today < start { throw .beforeStart(today, start: start) }
    try checkOpenForAllocation(subject)
    if let withdrawn = subject.withdrawn, withdrawn <= today { throw .withdrawn(id, on: withdrawn) }
    guard subject.hasConsent(on: today) else { throw .noConsent(id, on: today) }
    return subject
  }

  private func checkEligible(_ subject: SubjectState) throws(Refusal) {
    let verdict = eligibility(of: subject, on: today)
    let open = verdict.rules.filter { $0.passes != .met }
    guard open.isEmpty else { throw .notEligible(subject.id, because: open) }
  }

  /// What the criteria say by the values on file.
  func eligibility(of subject: SubjectState, on day: CivilDate) -> EligibilityVerdict {
    conduct.eligibility(of: subject, on: day, rules)
  }

  private func eligibilityContent(of subject: SubjectState) -> String {
    conduct.eligibilityContent(of: subject, rules)
  }

  private func allocation(
    of subject: SubjectState,
    _ drawn: Conduct.DrawnArm,
    on day: CivilDate,
    levels: [String: String],
    content: String? = nil
  ) -> SubjectAllocation {
    SubjectAllocation(
      subject: subject.id,
      arm: drawn.arm,
      on: day,
      number: state.allocations.count + 1,
      levels: levels,
      share: drawn.share,
      opensBlock: drawn.opensBlock,
      eligibility: content
    )
  }

  private func knownLevels(of subject: SubjectState) -> [String: String] {
    var levels: [String: String] = [:]
    for factor in study.allocation.factors {
      let text = text(factor.item, of: subject)
      if isLevel(text, of: factor.item) { levels[factor.id] = text }
    }
    return levels
  }

  /// The value of an item that is asked once; the subject's site where the item is the site of randomization.
  private func text(_ path: ItemPath, of subject: SubjectState) -> String {
    if path == study.record.site || study.item(path)?.kind == .site { return subject.site }
    guard let form = study.form(path.form), let place = form.items.firstIndex(where: { $0.id == path.item })
    else { return "" }
    return rules.rows(of: form, in: subject).last { !$0.texts[place].isEmpty }?.texts[place] ?? ""
  }
}

extension Conduct {
  /// What the criteria say about a subject on a day, by the values on file and what is derived from them.
  public func eligibility(
    of subject: SubjectState,
    on day: CivilDate,
    _ rules: CaptureRules
  ) -> EligibilityVerdict {
    record(of: subject, on: day, rules)
      .eligibility(in: rules.study, on: rules.asked(day), subjects: [0])[0]
  }

  /// The record of one subject with what is derived from it by a day: what eligibility is judged by.
  public func record(of subject: SubjectState, on day: CivilDate, _ rules: CaptureRules) -> TrialRecord {
    let record = rules.record(of: [subject])
    let deriver = deriver(subject.protocolVersion) ?? Deriver(rules.study)
    return record.adding(deriver.derive(record, cut: rules.asked(day)))
  }

  /// SHA-256 of every value that eligibility may look at, and of the protocol version whose criteria are asked: what an
  /// investigator's confirmation is bound to.
  ///
  /// What an allocation writes (day, arm, site) is no part of it, so that a confirmation still holds afterwards.
  public func eligibilityContent(of subject: SubjectState, _ rules: CaptureRules) -> String {
    let study = rules.study
    let written = Set([study.record.arm, study.record.randomized, study.record.site].compactMap(\.self))
    var lines = ["eligibility \(subject.id) \(subject.protocolVersion)"]
    for form in study.forms where rules.eligibilityForms.contains(form.id) {
      for (number, row) in rules.rows(of: form, in: subject).enumerated() {
        for (item, text) in zip(form.items, row.texts)
        where !text.isEmpty && !written.contains(ItemPath(form: form.id, item: item.id)) {
          lines.append("\(form.id)/\(number + 1)/\(item.id)=\(text.onOneLine)")
        }
      }
    }
    return digest(Array(lines.joined(separator: "\n").utf8))
  }
}
