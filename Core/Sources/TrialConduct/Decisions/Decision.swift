// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a decision list says about one case, and because of what.
public struct Decision: Sendable {
  /// One comparison that a verdict rests on.
  public struct Part: Hashable, Sendable {
    /// Index of the input that is looked at.
    public let input: Int
    public let comparison: Comparison
    /// The value on file; NaN where missing, a category's index.
    public let value: Double
    /// For a multiple of another finding: that finding's value; nil otherwise.
    public let partner: Double?
    public let truth: Truth
  }

  /// A rule that stood before the deciding one, and what spoke against it.
  public struct Refusal: Sendable {
    /// Index of the rule.
    public let rule: Int
    /// The parts of which each, or all together, leave the rule unmet.
    public let parts: [Part]
  }

  /// The outcomes that the findings leave open, as indices, in the list's order; one where they decide.
  public let possible: [Int]
  /// The rule that decides; `rules.count` for the list's `otherwise`, nil where more than one outcome is open.
  public let rule: Int?
  /// What the deciding rule rests on, or, where every completion leads to one outcome, a met rule of that outcome.
  ///
  /// Where nothing is decided: what is missing of the first rule that is open.
  public let parts: [Part]
  /// The rules before it that lead to other outcomes, in their order.
  public let refused: [Refusal]
  /// Missing inputs that the rules ask for on the way to different outcomes, as indices in the list's order; all of
  /// them together settle the verdict.
  public let settledBy: [Int]
  /// The list's notes whose condition is met.
  public let notes: [Int]

  /// The outcome's index; nil where more than one is open.
  public var outcome: Int? { possible.count == 1 ? possible.first : nil }
}

extension DecisionMaker {
  /// Decides one case and explains the verdict.
  ///
  /// - Parameter values: One number for each input of the list; NaN where missing, a category's index.
  /// - Returns: The verdict. Where all completions of the missing findings lead to one outcome by different
  ///   rules, the outcome is there and `rule` is nil.
  public func decide(_ values: [Double]) -> Decision {
    let set = outcomes(of: values)
    let settledBy = set.nonzeroBitCount == 1 ? [] : inputsThatSettle(values)
    return values.withUnsafeBufferPointer { values in
      let rule = decidingRule(of: values)
      let open = rule == nil ? rules.indices.first { criteria.truth(of: rules[$0], values) != .notMet } : nil
      let certain = rule == nil ? certainRule(values, set) : nil
      let shown = rule ?? certain ?? open ?? rules.count
      let outcome =
        rule.map { $0 < rules.count ? list.rules[$0].outcome : list.otherwise.outcome }
        ?? certain.map { list.rules[$0].outcome }
      return Decision(
        possible: list.outcomes.indices.filter { set >> UInt64($0) & 1 == 1 },
        rule: rule,
        parts: shown < rules.count ? support(of: rules[shown], values) : [],
        refused: (0..<shown).filter {
          list.rules[$0].outcome != outcome
            && (certain == nil || criteria.truth(of: rules[$0], values) == .notMet)
        }.map {
          Decision.Refusal(rule: $0, parts: support(of: rules[$0], values))
        },
        settledBy: settledBy,
        notes: notes.indices.filter { criteria.truth(of: notes[$0], values) == .met }
      )
    }
  }

  /// Where every completion of the missing findings leads to one outcome: the first rule that is met and gives it.
  private func certainRule(_ values: UnsafeBufferPointer<Double>, _ set: UInt64) -> Int? {
    rules.indices.first {
      set == 1 << UInt64(list.rules[$0].outcome) && criteria.truth(of: rules[$0], values) == .met
    }
  }

  /// The missing inputs that make a difference; where finding all would take too long, those of the first open rule.
  private func inputsThatSettle(_ values: [Double]) -> [Int] {
    values.withUnsafeBufferPointer { values in
      var search = CompletionSearch(self, values)
      if let decisive = search.decisiveInputs() { return decisive }
      let open = rules.first { criteria.truth(of: $0, values) == .unknown }
      return (open.map { criteria.inputs(of: $0) } ?? []).filter { values[$0].isNaN }
    }
  }

  /// The fewest comparisons that make a node what it is: of a met `any` the first met part, of an unmet `all` the
  /// first unmet one, of an unknown node the unknown ones.
  private func support(of node: Int, _ values: UnsafeBufferPointer<Double>) -> [Decision.Part] {
    let truth = criteria.truth(of: node, values)
    switch criteria.nodes[node] {
    case .atom(let index): return [part(criteria.atoms[index], truth, values)]
    case .not(let child): return support(of: child, values)
    case .all(let range):
      let parts = criteria.children(range).filter { criteria.truth(of: $0, values) == truth }
      return truth == .notMet
        ? parts.prefix(1).flatMap { support(of: $0, values) } : parts.flatMap { support(of: $0, values) }
    case .any(let range):
      let parts = criteria.children(range).filter { criteria.truth(of: $0, values) == truth }
      return truth == .met
        ? parts.prefix(1).flatMap { support(of: $0, values) } : parts.flatMap { support(of: $0, values) }
    }
  }

  private func part(
    _ atom: CompiledCriteria.Atom,
    _ truth: Truth,
    _ values: UnsafeBufferPointer<Double>
  ) -> Decision.Part {
    var partner: Double?
    if case .multiple(_, _, let other) = atom.question { partner = values[other] }
    return Decision.Part(
      input: atom.input,
      comparison: atom.comparison,
      value: values[atom.input],
      partner: partner,
      truth: truth
    )
  }
}
