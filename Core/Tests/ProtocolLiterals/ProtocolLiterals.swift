// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Protocol files as Swift literals: what a door makes from YAML, without positions.
///
/// All nodes stand at line 1, so tests here must not look at the positions of protocol problems.
extension ProtocolNode: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  private static let start = Position(line: 1, column: 1)

  public init(stringLiteral text: String) {
    self.init(.scalar(text), at: Self.start)
  }

  public init(arrayLiteral nodes: ProtocolNode...) {
    self.init(.sequence(nodes), at: Self.start)
  }

  public init(dictionaryLiteral entries: (String, ProtocolNode)...) {
    self.init(.mapping(entries.map { .init(key: $0, at: Self.start, value: $1) }), at: Self.start)
  }
}

extension ProtocolNode {
  /// The block with one key set to another value.
  public func with(_ key: String, _ value: ProtocolNode) -> ProtocolNode {
    guard case .mapping(let entries) = content else { return self }
    let others = entries.filter { $0.key != key }
    return ProtocolNode(.mapping(others + [.init(key: key, at: position, value: value)]), at: position)
  }
}
