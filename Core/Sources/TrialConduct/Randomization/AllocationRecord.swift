// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// All that is needed to draw a trial's allocations once more, as a JSON file that another program can read.
///
/// The form is fixed by `Documentation/Randomization.md`; `Scripts/rederive-allocations.py` reads it.
public struct AllocationRecord: Sendable {
  public let allocator: Allocator
  public let facts: [AllocationFact]
  /// The revealed seed, in hexadecimal digits; nil while it is sealed.
  public let seed: String?

  public init(_ allocator: Allocator, facts: [AllocationFact], seed: [UInt8]?) {
    self.allocator = allocator
    self.facts = facts
    self.seed = seed.map { bytes in
      let digits = Array("0123456789abcdef")
      return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
  }

  public var json: JSONValue {
    [
      "equipoise-allocations": 1,
      "seed": .optional(seed),
      "versions": .array(allocator.versions.map { Self.json($0) }),
      "allocations": .array(facts.map { Self.json($0) }),
    ]
  }

  private static func json(_ version: Allocator.Version) -> JSONValue {
    let scheme = version.scheme
    var weights = scheme.factors.map { _ in 1 }
    var members: [JSONValue.Member] = []
    switch scheme.procedure {
    case .simple: break
    case .permutedBlocks(let sizes): members.append(.init("block-sizes", .array(sizes.map { .integer($0) })))
    case .bigStick(let limit): members.append(.init("imbalance-limit", .integer(limit)))
    case .biasedCoin(let probability, let ties, let limit):
      members.append(.init("probability", .string(probability.description)))
      members.append(.init("ties", .string(ties.rawValue)))
      if let limit { members.append(.init("imbalance-limit", .integer(limit))) }
    case .urn(let alpha, let beta):
      members.append(.init("urn", ["alpha": .integer(alpha), "beta": .integer(beta)]))
    case .minimization(let rules):
      members.append(.init("imbalance", .string(rules.measure.rawValue)))
      members.append(.init("probability", .string(rules.probability.description)))
      members.append(.init("ties", .string(rules.ties.rawValue)))
      members.append(.init("unequal", .string(rules.unequal.rawValue)))
      weights = rules.weights
    }
    let factors = zip(scheme.factors, weights).map { factor, weight -> JSONValue in
      ["id": .string(factor.id), "separate": .bool(factor.isSeparate), "weight": .string(String(weight))]
    }
    let arms = zip(scheme.arms, scheme.shares).map { JSONValue.Member($0, .integer($1)) }
    return .object(
      [
        .init("from", .integer(version.from)), .init("continues", .bool(version.continues)),
        .init("method", .string(scheme.method.rawValue)), .init("arms", .object(arms)),
        .init("factors", .array(factors)),
      ] + members
    )
  }

  private static func json(_ fact: AllocationFact) -> JSONValue {
    let levels = fact.levels.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
    var members: [JSONValue.Member] = [.init("arm", .string(fact.arm)), .init("levels", .object(levels))]
    if let share = fact.share { members.append(.init("share", .integer(share))) }
    if let block = fact.opensBlock { members.append(.init("block", .integer(block))) }
    if fact.origin == .elsewhere { members.append(.init("origin", .string(fact.origin.rawValue))) }
    return .object(members)
  }
}
