// SPDX-License-Identifier: Apache-2.0

extension ProtocolValidation {
  /// Arms, strata and parameters of every version of the allocation.
  func allocation() {
    let plan = study.allocation
    let arms = study.arms.map(\.id)
    for (rules, place) in plan.versions {
      for arm in rules.ratio.keys.sorted() { known(arm, among: arms, "arm", at: "\(place).ratio.\(arm)") }
      unique(rules.factors.map(\.id), in: "\(place).strata")
      for (index, factor) in rules.factors.enumerated() {
        item(factor.item, at: "\(place).strata[\(index)].item", kinds: [.category, .site])
      }
      parameters(of: rules, at: place)
    }
    for (index, amendment) in plan.amendments.enumerated() {
      let before = index == 0 ? plan.rules : plan.amendments[index - 1].rules
      order(amendment, after: index == 0 ? 1 : plan.amendments[index - 1].from, at: index)
      if amendment.history == .continues { continuation(of: before, in: amendment, at: index) }
    }
  }

  private func parameters(of rules: AllocationRules, at place: String) {
    guard study.arms.count > 1 else { return }
    do throws(AllocationFaults) {
      _ = try AllocationScheme(rules, arms: study.arms.map(\.id), levels: study.levels(of: rules))
    } catch {
      // A publication may leave out what a draw needs; what it says must be sound nevertheless.
      let isOwn = study.data.kind == .trial
      for fault in error.faults where !fault.isOmission || (isOwn && rules.method != .notPublished) {
        // What was written and not understood was reported there.
        if fault.isOmission, fault.key != "method", reading.positions["\(place).\(fault.key)"] != nil {
          continue
        }
        reading.report(fault.problem, at: "\(place).\(fault.key)", remedy: fault.remedy)
      }
    }
  }

  private func order(_ amendment: AllocationPlan.Amendment, after before: Int, at index: Int) {
    if amendment.from <= before {
      reading.report(
        "an amendment from subject \(amendment.from), which is not after subject \(before)",
        at: "allocation.amendments[\(index)].from",
        remedy:
          "Write amendments in order; each holds from its subject on, counted from 1 over the whole trial."
      )
    }
  }

  /// Counts gathered under one ratio would be caught up with under another, and strata that are new have none.
  private func continuation(of before: AllocationRules, in amendment: AllocationPlan.Amendment, at index: Int)
  {
    let now = amendment.rules
    let arms = study.arms.map(\.id)
    let sameStrata =
      before.factors.map(\.item) == now.factors.map(\.item)
      && before.factors.map(\.id) == now.factors.map(\.id)
    guard before.lowestRatio(of: arms) == now.lowestRatio(of: arms), sameStrata else {
      reading.report(
        "the history cannot continue under another ratio or other strata",
        at: "allocation.amendments[\(index)].history",
        remedy: "Write history: starts-anew, or keep ratio and strata."
      )
      return
    }
  }
}

extension AllocationRules {
  /// The parts of the ratio in lowest terms, in the order of `arms`.
  func lowestRatio(of arms: [String]) -> [Int] {
    let parts = arms.map { ratio.isEmpty ? 1 : ratio[$0] ?? 0 }
    let divisor = max(1, parts.reduce(0) { greatestCommonDivisor($0, max(0, $1)) })
    return parts.map { $0 / divisor }
  }
}

extension StudyProtocol {
  /// The codes of the levels of each factor, in the order of the rules' factors.
  public func levels(of rules: AllocationRules) -> [[String]] {
    rules.factors.map { factor in item(factor.item).map { codes(of: $0) } ?? [] }
  }
}
