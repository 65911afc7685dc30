// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Who may enter, and how the arms are allocated.
extension SynopsisBuilder {
  var eligibility: Synopsis.Section {
    var blocks: [Synopsis.Block] = []
    for (title, rules, place) in [
      (SynopsisMessage.inclusion, study.eligibility.inclusion, "eligibility.inclusion"),
      (.exclusion, study.eligibility.exclusion, "eligibility.exclusion"),
    ] where !rules.isEmpty {
      blocks.append(.heading(texts[title], tag: nil))
      blocks.append(.entries(rules.enumerated().map { entry($0.element, at: "\(place)[\($0.offset)]") }))
    }
    return Synopsis.Section(
      id: "eligibility",
      title: say(.eligibility),
      blocks: blocks + notes(study.eligibility.notes, at: "eligibility.notes")
    )
  }

  private func entry(_ rule: Eligibility.Rule, at place: String) -> Synopsis.Entry {
    Synopsis.Entry(
      id: rule.id,
      text: phrase(texts[rule.text], at: place),
      details: [
        rule.criterion.map { say(.checkedAs, words(for: $0)) },
        rule.confirmed.map { say(.confirmedBy, itemTitle($0)) },
        Unit("d").flatMap { day in rule.validity.map { words(for: Quantity(Double($0), day)) } }
          .map { say(.countsFor, $0) },
      ].compactMap(\.self)
    )
  }

  var randomization: Synopsis.Section {
    let plan = study.allocation
    let shares = study.arms.compactMap { arm in plan.ratio[arm.id].map { (texts[arm.title], $0) } }
    let ratio =
      shares.isEmpty
      ? nil
      : say(.ratioOfArms, shares.map { String($0.1) }.joined(separator: ":"), list(shares.map(\.0)))
    let strata = plan.factors.map { texts[$0.title] }
    let known = facts([
      fact(.allocationMethod, texts[plan.method.message], at: "allocation.method"),
      fact(.ratio, ratio, at: "allocation.ratio"),
      fact(.blockSizes, list(plan.blockSizes.map { String($0) }), at: "allocation.block-sizes"),
      fact(.strata, list(strata), at: "allocation.strata"),
    ])
    // One arm has nothing to draw lots for.
    let blocks = study.arms.count > 1 ? known + notes(plan.notes, at: "allocation.notes") : []
    return Synopsis.Section(id: "randomization", title: say(.randomization), blocks: blocks)
  }
}
