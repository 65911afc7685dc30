// SPDX-License-Identifier: Apache-2.0

/// One node of a protocol file, still text, with its place in the file.
///
/// The doors turn YAML into these nodes; everything after that is pure.
public struct ProtocolNode: Sendable {
  /// What a node is; scalars stay text, and a null is an empty scalar.
  public enum Content: Sendable {
    case scalar(String)
    case sequence([ProtocolNode])
    case mapping([Entry])
  }

  /// One key of a block, with the place where the key itself stands.
  public struct Entry: Sendable {
    public let key: String
    public let position: Position
    public let value: ProtocolNode

    public init(key: String, at position: Position, value: ProtocolNode) {
      self.key = key
      self.position = position
      self.value = value
    }
  }

  public let content: Content
  public let position: Position

  public init(_ content: Content, at position: Position) {
    self.content = content
    self.position = position
  }
}

/// A place in a text file; line and column count from 1.
public struct Position: Hashable, Comparable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}
