// SPDX-License-Identifier: Apache-2.0

/// How subjects are allocated to arms (`allocation:`).
public struct AllocationPlan: Sendable {
  /// Ways of allocating.
  public enum Method: String, CaseIterable, Sendable {
    case simple
    case permutedBlocks = "permuted-blocks"
    case bigStick = "big-stick"
    case biasedCoin = "biased-coin"
    case urn
    case minimization
    /// The sources do not say.
    case notPublished = "not-published"
  }

  /// A baseline characteristic that allocation is balanced for.
  public struct Factor: Sendable {
    public let id: String
    public let title: LocalizedText
    public let item: ItemPath
  }

  public let method: Method
  /// The planned share of each arm, by arm id.
  public let ratio: [String: Int]
  public let blockSizes: [Int]
  public let factors: [Factor]
  public let notes: [LocalizedText]

  static let none = AllocationPlan()

  private init() {
    method = .notPublished
    ratio = [:]
    blockSizes = []
    factors = []
    notes = []
  }

  init(_ block: inout BlockReader) {
    method = block.required("method", else: .notPublished) { $0.choice(Method.self) }
    ratio = Dictionary(
      (block.optional("ratio") { reader in
        reader.entries().compactMap { entry in entry.value.integer().map { (entry.key, $0) } }
      }) ?? []
    ) { first, _ in first }
    blockSizes = block.list("block-sizes") { $0.integer() }
    factors = block.list("strata") { reader in reader.block { Factor(&$0) } }
    notes = block.list("notes") { $0.localized() }
  }
}

extension AllocationPlan.Factor {
  fileprivate init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.optional("title") { $0.localized() } ?? LocalizedText(id)
    item = block.required("item", else: ItemPath(form: "", item: "")) { $0.itemPath() }
  }
}
