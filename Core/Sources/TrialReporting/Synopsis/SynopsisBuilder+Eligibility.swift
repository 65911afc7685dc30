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
    let first = facts(allocation(plan.rules, at: "allocation"))
    let later = plan.amendments.enumerated().flatMap { index, amendment -> [Synopsis.Block] in
      let place = "allocation.amendments[\(index)]"
      let why = amendment.reason.map { texts[$0] } ?? texts[amendment.rules.method.message]
      let start = fact(.fromSubject, why, at: "\(place).from").map { fact in
        Synopsis.Fact(label: say(.fromSubject, String(amendment.from)), value: fact.value)
      }
      return facts([start] + allocation(amendment.rules, at: place))
    }
    // One arm has nothing to draw lots for.
    let blocks = study.arms.count > 1 ? first + later + notes(plan.notes, at: "allocation.notes") : []
    return Synopsis.Section(id: "randomization", title: say(.randomization), blocks: blocks)
  }

  private func allocation(_ rules: AllocationRules, at place: String) -> [Synopsis.Fact?] {
    let shares = study.arms.compactMap { arm in rules.ratio[arm.id].map { (texts[arm.title], $0) } }
    let ratio =
      shares.isEmpty
      ? nil
      : say(.ratioOfArms, shares.map { String($0.1) }.joined(separator: ":"), list(shares.map(\.0)))
    return [
      fact(.allocationMethod, texts[rules.method.message], at: "\(place).method"),
      fact(.ratio, ratio, at: "\(place).ratio"),
      fact(.blockSizes, list(rules.blockSizes.map { String($0) }), at: "\(place).block-sizes"),
      fact(.imbalanceLimit, rules.imbalanceLimit.map { String($0) }, at: "\(place).imbalance-limit"),
      fact(.preferredProbability, rules.probability?.description, at: "\(place).probability"),
      fact(.urnBalls, rules.urn.map { list([String($0.alpha), String($0.beta)]) }, at: "\(place).urn"),
      fact(.imbalanceMeasure, rules.measure.map { texts[$0.message] }, at: "\(place).imbalance"),
      fact(.strata, list(rules.factors.map { texts[$0.title] }), at: "\(place).strata"),
    ]
  }
}
