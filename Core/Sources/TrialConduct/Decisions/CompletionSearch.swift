// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Finds the outcomes that some completion of a case's missing findings leads to.
///
/// Rules are tried in order; where one is unknown, one missing input it hangs on gets each of its representative
/// values in turn. A branch ends as soon as the rules decide or nothing new can come of it.
struct CompletionSearch {
  private let maker: DecisionMaker
  private var values: [Double]
  /// What is not on file, whatever is being tried for it: `known` asks this.
  private let missing: [Bool]
  private var found: UInt64 = 0
  private var steps = 0

  /// A published list needs some hundred steps; beyond this many the set is taken wide rather than late.
  private static let largestNumberOfSteps = 1_000_000

  init(_ maker: DecisionMaker, _ values: UnsafeBufferPointer<Double>) {
    self.maker = maker
    self.values = Array(values)
    missing = values.map(\.isNaN)
  }

  mutating func outcomes() -> UInt64 {
    explore(from: 0)
    return found
  }

  /// Every missing input that the rules ask for on the way to different outcomes.
  ///
  /// - Returns: Ascending; nil where the search would take too long.
  mutating func decisiveInputs() -> [Int]? {
    var decisive: Set<Int> = []
    _ = outcomes(from: 0, noting: &decisive)
    return steps < Self.mostStepsOfReasons ? decisive.sorted() : nil
  }

  /// Reasons are given for one case at a time; beyond this many steps a simpler answer has to do.
  private static let mostStepsOfReasons = 100_000

  /// All outcomes below a rule; no branch is left out, so that the inputs that matter are all noted.
  private mutating func outcomes(from first: Int, noting decisive: inout Set<Int>) -> UInt64 {
    steps += 1
    for rule in first..<max(first, maker.rules.count) {
      let (truth, open) = state(of: rule)
      if truth == .notMet { continue }
      guard truth == .unknown, let open else { return 1 << UInt64(maker.list.rules[rule].outcome) }
      guard steps < Self.mostStepsOfReasons else { return 0 }
      var set: UInt64 = 0
      for value in maker.regions.representatives(of: open, values) {
        values[open] = value
        set |= outcomes(from: rule, noting: &decisive)
      }
      values[open] = .nan
      // Where everything below comes to one outcome, the input need not be known.
      if set.nonzeroBitCount > 1 { decisive.insert(open) }
      return set
    }
    return 1 << UInt64(maker.list.otherwise.outcome)
  }

  /// What Kleene's logic says of a rule now, and a missing input it hangs on where it is unknown.
  private func state(of rule: Int) -> (Truth, open: Int?) {
    let node = maker.rules[rule]
    return values.withUnsafeBufferPointer { values in
      let truth = maker.criteria.truth(of: node, values, missing: missing)
      return (truth, truth == .unknown ? maker.criteria.openInput(of: node, values, missing: missing) : nil)
    }
  }

  private mutating func explore(from first: Int) {
    steps += 1
    for rule in first..<maker.rules.count {
      let (truth, open) = state(of: rule)
      if truth == .notMet { continue }
      guard truth == .unknown, let open else {
        found |= 1 << UInt64(maker.list.rules[rule].outcome)
        return
      }
      let reachable = outcomes(from: rule)
      if reachable & ~found == 0 { return }
      let representatives = maker.regions.representatives(of: open, values)
      guard steps < Self.largestNumberOfSteps, !representatives.isEmpty else {
        found |= reachable
        return
      }
      for value in representatives {
        values[open] = value
        explore(from: rule)
      }
      values[open] = .nan
      return
    }
    found |= 1 << UInt64(maker.list.otherwise.outcome)
  }

  /// The outcomes of all rules from one on.
  private func outcomes(from rule: Int) -> UInt64 {
    maker.list.rules[rule...].reduce(1 << UInt64(maker.list.otherwise.outcome)) {
      $0 | 1 << UInt64($1.outcome)
    }
  }
}
