// SPDX-License-Identifier: Apache-2.0

/// One thing that differs between two versions of a protocol file: what it says, not how it is laid out.
public struct ProtocolDifference: Hashable, Sendable {
  /// Keys from the top of the file; entries of lists by their id where they have one, such as `forms[baseline].items[age].range`.
  public let place: String
  /// What the older version says; nil where it says nothing.
  public let was: String?
  /// What the newer version says; nil where it says nothing.
  public let now: String?

  /// The block of the file, such as `forms` or `eligibility`.
  public var block: String { String(place.prefix { $0 != "." && $0 != "[" }) }

  /// The form it concerns; nil for other blocks.
  public var form: String? {
    guard place.hasPrefix("forms[") else { return nil }
    return String(place.dropFirst("forms[".count).prefix { $0 != "]" })
  }

  /// Everything that differs, in the order of the newer file; what was taken out stands last of its block.
  public static func between(_ old: ProtocolNode, _ new: ProtocolNode) -> [ProtocolDifference] {
    var found: [ProtocolDifference] = []
    compare(old, new, at: "", into: &found)
    return found
  }

  private static func compare(
    _ old: ProtocolNode,
    _ new: ProtocolNode,
    at place: String,
    into found: inout [ProtocolDifference]
  ) {
    switch (old.content, new.content) {
    case (.mapping(let before), .mapping(let after)):
      let path = { (key: String) in place.isEmpty ? key : "\(place).\(key)" }
      compare(before.map { (path($0.key), $0.value) }, after.map { (path($0.key), $0.value) }, into: &found)
    case (.sequence(let before), .sequence(let after)):
      compare(named(before, at: place), named(after, at: place), into: &found)
    default:
      let (before, after) = (text(of: old), text(of: new))
      if before != after { found.append(ProtocolDifference(place: place, was: before, now: after)) }
    }
  }

  private static func compare(
    _ before: [(place: String, node: ProtocolNode)],
    _ after: [(place: String, node: ProtocolNode)],
    into found: inout [ProtocolDifference]
  ) {
    let old = Dictionary(before.map { ($0.place, $0.node) }) { first, _ in first }
    let new = Set(after.map(\.place))
    for (place, node) in after {
      if let earlier = old[place] {
        compare(earlier, node, at: place, into: &found)
      } else {
        found.append(ProtocolDifference(place: place, was: nil, now: text(of: node)))
      }
    }
    for (place, node) in before where !new.contains(place) {
      found.append(ProtocolDifference(place: place, was: text(of: node), now: nil))
    }
  }

  /// The entries of a list by id, else by number.
  private static func named(_ nodes: [ProtocolNode], at place: String) -> [(
    place: String, node: ProtocolNode
  )] {
    nodes.enumerated().map { index, node in
      var name = String(index)
      if case .mapping(let entries) = node.content,
        let id = entries.first(where: { $0.key == "id" || $0.key == "code" }),
        case .scalar(let text) = id.value.content
      {
        name = text
      }
      return ("\(place)[\(name)]", node)
    }
  }

  /// A value in one line.
  private static func text(of node: ProtocolNode) -> String {
    switch node.content {
    case .scalar(let text): text
    case .sequence(let nodes): "[\(nodes.map { text(of: $0) }.joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", "))}"
    }
  }
}
