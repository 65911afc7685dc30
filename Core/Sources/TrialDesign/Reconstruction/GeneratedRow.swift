// SPDX-License-Identifier: Apache-2.0

/// How one row of a form is drawn for a subject, as far as no figure decides it.
///
/// A form filled once has one such rule, a log form one for each kind of row.
public struct GeneratedRow: Sendable {
  /// A number that is drawn once for a cohort, so that cohorts differ as widely as nobody knows it.
  public struct Spread: Sendable {
    public let range: ClosedRange<Double>

    static let certain = Spread(range: 1...1)
  }

  /// The probability that a subject has the row.
  public struct Share: Sendable {
    /// nil for everyone.
    public let when: Criterion?
    public let probability: Spread
  }

  public let form: String
  /// Why the rule was chosen: none of it was published.
  public let because: LocalizedText
  /// The first whose `when` is met counts; none is met: no row; an empty list: everyone has the row.
  public let shares: [Share]
  public let items: [GeneratedItem]
  /// Items that are recorded together or not at all.
  public let together: [String]

  init(_ block: inout BlockReader) {
    form = block.text("form")
    because = block.localized("because")
    shares = block.optional("share") { $0.shares() } ?? []
    items =
      block.optional("items") { reader in
        reader.entries().map { name, reader in
          GeneratedItem(item: name, cases: reader.list { reader in reader.block { GeneratedItem.Case(&$0) } })
        }
      } ?? []
    together = block.list("together") { $0.text() }
  }
}

/// How the value of one item is drawn.
public struct GeneratedItem: Sendable {
  /// What a value is drawn from.
  public enum Rule: Sendable {
    /// One of some codes (words of a text item, numbers of an integer item), by weight.
    case weights([(code: String, weight: GeneratedRow.Spread)])
    /// A whole number, each equally likely.
    case between(ClosedRange<Int>)
    case days(DayWindow)
  }

  /// A rule and when it applies.
  public struct Case: Sendable {
    /// nil for all other subjects.
    public let when: Criterion?
    /// nil: the item stays missing.
    public let rule: Rule?
  }

  public let item: String
  /// The first whose `when` is met counts; none is met: the item stays missing.
  public let cases: [Case]
}

/// Days counted from another day, each equally likely; a window that the bounds leave empty has no day.
public struct DayWindow: Sendable {
  /// The item days are counted from; nil for the last day on which anything happened (`last-fact`).
  public let anchor: ItemPath?
  public let days: ClosedRange<Int>
  /// Lower bounds; those that are missing do not bind.
  public let notBefore: [ItemPath]
  /// Upper bounds beside `last-fact`; those that are missing do not bind.
  public let notAfter: [ItemPath]
}

extension GeneratedItem.Case {
  fileprivate init(_ block: inout BlockReader) {
    when = block.optional("when") { $0.criterion() }
    if let weights = block.optional("weights", { $0.weights() }) {
      rule = .weights(weights)
    } else if let range = block.optional("between", { $0.wholeRange() }) {
      rule = .between(range)
    } else if block.has("after") {
      rule = .days(DayWindow(&block))
    } else {
      rule = nil
      if !block.has("missing"), !block.has("weights"), !block.has("between") {
        block.report(
          "nothing says how the item is drawn",
          remedy: "Write weights, between, or after with days; or missing: true."
        )
      }
      block.optional("missing") { $0.boolean() }
    }
  }
}

extension DayWindow {
  fileprivate init(_ block: inout BlockReader) {
    anchor = block.optional("after") { reader in
      if case .scalar("last-fact") = reader.node.content { return nil }
      return reader.itemPath()
    }
    days = block.required("days", else: 0...0) { $0.wholeRange() }
    notBefore = block.list("not-before") { $0.itemPath() }
    notAfter = block.list("not-after") { $0.itemPath() }
  }
}

extension NodeReader {
  /// A share for everyone, or a list of shares with the criterion under which each counts.
  fileprivate func shares() -> [GeneratedRow.Share] {
    guard case .sequence(let nodes) = node.content, case .mapping = nodes.first?.content else {
      return spread(below: 1).map { [GeneratedRow.Share(when: nil, probability: $0)] } ?? []
    }
    return list { reader in
      reader.block { block in
        GeneratedRow.Share(
          when: block.optional("when") { $0.criterion() },
          probability: block.required("of", else: .certain) { $0.spread(below: 1) }
        )
      }
    }
  }

  /// `0.3`, or `[0.1, 0.5]` for a number that differs from cohort to cohort.
  fileprivate func spread(below limit: Double = .infinity) -> GeneratedRow.Spread? {
    let ends = list { $0.number() }
    guard (1...2).contains(ends.count), let low = ends.first, let high = ends.last,
      0 <= low, low <= high, high <= limit
    else {
      report(
        limit.isFinite ? "not a share or a range of shares" : "not a weight or a range of weights",
        remedy: "Write, for example, 0.3 or [0.1, 0.5]\(limit.isFinite ? ", between 0 and 1" : "")."
      )
      return nil
    }
    return GeneratedRow.Spread(range: low...high)
  }

  /// `{code: weight, …}`, or one code that is always taken.
  fileprivate func weights() -> [(code: String, weight: GeneratedRow.Spread)] {
    guard case .mapping = node.content else { return [(text(), .certain)] }
    let weights = entries().compactMap { code, reader in reader.spread().map { (code: code, weight: $0) } }
    if !weights.contains(where: { $0.weight.range.lowerBound > 0 }) {
      report("no code has a weight above 0 in every cohort", remedy: "Give at least one code such a weight.")
    }
    return weights
  }
}
