// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Decides cases by a decision list.
///
/// Goals, in order: never take what is missing for normal; say the exact set of outcomes that the missing findings
/// leave open; decide a million complete cases a second. So a case is a row of numbers, rules are evaluated in
/// Kleene's logic, and only where that leaves a rule unknown are the completions of the missing findings evaluated,
/// one for each region between thresholds. Kleene's logic alone would leave too much open: `x ≥ 1 or x < 1` is
/// unknown to it where x is missing.
public struct DecisionMaker: Sendable {
  public let list: DecisionList
  let criteria: CompiledCriteria
  /// The node of each rule.
  let rules: [Int]
  /// The node of each note.
  let notes: [Int]
  let regions: CompletionRegions
  /// The parameters' values, which follow the findings in a case.
  private let parameters: [Double]

  public init(_ list: DecisionList) {
    var criteria = CompiledCriteria(inputs: list.inputs)
    rules = list.rules.map { criteria.add($0.criterion) }
    notes = list.notes.map { criteria.add($0.criterion) }
    self.list = list
    self.criteria = criteria
    regions = CompletionRegions(list.inputs, criteria)
    parameters = list.parameters.map { $0.value ?? .nan }
  }

  /// A case with nothing known but the parameters.
  public var emptyCase: [Double] {
    [Double](repeating: .nan, count: list.findingCount) + parameters
  }

  /// The outcomes that the findings leave open, as bits by outcome index; exactly one bit where they decide.
  ///
  /// - Parameters:
  ///   - values: A case: one number for each input of the list, NaN where missing, a category's index.
  ///   - memory: Sets found before; cases with the same findings missing and the others in the same regions share
  ///     them. Start with an empty one for each list.
  /// - Returns: At least one bit.
  public func outcomes(
    of values: UnsafeBufferPointer<Double>,
    remembering memory: inout DecisionMemory
  ) -> UInt64 {
    for (index, node) in rules.enumerated() {
      switch criteria.truth(of: node, values) {
      case .notMet: continue
      case .met: return 1 << UInt64(list.rules[index].outcome)
      case .unknown:
        guard let key = regions.key(of: values) else { return openOutcomes(of: values) }
        if let known = memory.sets[key] { return known }
        let found = openOutcomes(of: values)
        memory.sets[key] = found
        return found
      }
    }
    return 1 << UInt64(list.otherwise.outcome)
  }

  /// As `outcomes(of:remembering:)`, for one case.
  public func outcomes(of values: [Double]) -> UInt64 {
    var memory = DecisionMemory()
    return values.withUnsafeBufferPointer { outcomes(of: $0, remembering: &memory) }
  }

  private func openOutcomes(of values: UnsafeBufferPointer<Double>) -> UInt64 {
    var search = CompletionSearch(self, values)
    return search.outcomes()
  }

  /// The rule that decides: its index, `rules.count` for the list's `otherwise`, or nil where findings are missing.
  func decidingRule(of values: UnsafeBufferPointer<Double>) -> Int? {
    for (index, node) in rules.enumerated() {
      switch criteria.truth(of: node, values) {
      case .notMet: continue
      case .met: return index
      case .unknown: return nil
      }
    }
    return rules.count
  }
}

/// What a decision maker remembers from case to case: sets of open outcomes.
public struct DecisionMemory: Sendable {
  var sets: [UInt64: UInt64] = [:]

  public init() {}
}
