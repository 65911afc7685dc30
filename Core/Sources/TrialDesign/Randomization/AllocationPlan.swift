// SPDX-License-Identifier: Apache-2.0

/// How subjects are allocated to arms (`allocation:`): the rules from the first subject on, and later amendments.
public struct AllocationPlan: Sendable {
  /// Ways of allocating.
  public enum Method: String, CaseIterable, Sendable {
    case simple
    case permutedBlocks = "permuted-blocks"
    case bigStick = "big-stick"
    case biasedCoin = "biased-coin"
    case urn
    case minimization
    /// The sources do not say: it can be reported and not drawn from.
    case notPublished = "not-published"
  }

  /// Other rules from a certain subject on.
  public struct Amendment: Sendable {
    /// What becomes of the allocations before it.
    public enum History: String, CaseIterable, Sendable {
      /// They count on; needs the same ratio and the same strata. Open blocks end.
      case continues
      /// Balance is counted from here on only.
      case startsAnew = "starts-anew"
    }

    /// The first subject, counted from 1 over the whole trial, to whom it applies.
    public let from: Int
    public let history: History
    public let reason: LocalizedText?
    public let rules: AllocationRules
  }

  public let rules: AllocationRules
  /// In the order of the file.
  public let amendments: [Amendment]
  public let notes: [LocalizedText]

  public var method: Method { rules.method }
  /// The planned share of each arm, by arm id; empty where all are alike.
  public var ratio: [String: Int] { rules.ratio }
  public var blockSizes: [Int] { rules.blockSizes }
  public var factors: [AllocationRules.Factor] { rules.factors }

  static let none = AllocationPlan()

  private init() {
    rules = AllocationRules(method: .notPublished)
    amendments = []
    notes = []
  }

  init(_ block: inout BlockReader) {
    rules = AllocationRules(&block)
    amendments = block.list("amendments") { reader in reader.block { Amendment(&$0) } }
    notes = block.list("notes") { $0.localized() }
  }

  /// Every version of the rules with its place in the protocol file.
  var versions: [(rules: AllocationRules, place: String)] {
    [(rules, "allocation")]
      + amendments.enumerated().map { ($1.rules, "allocation.amendments[\($0)]") }
  }
}

extension AllocationPlan.Amendment {
  fileprivate init(_ block: inout BlockReader) {
    from = block.required("from", else: 1) { $0.integer() }
    history = block.required("history", else: .startsAnew) { $0.choice(History.self) }
    reason = block.optional("reason") { $0.localized() }
    rules = AllocationRules(&block)
  }
}
