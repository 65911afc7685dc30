// SPDX-License-Identifier: Apache-2.0

/// What reading one protocol file has found so far: problems, assumptions, and where every key stands.
///
/// A class only because many small readers write into the same one; it never leaves
/// `StudyProtocol.read(_:)`.
final class ProtocolReading {
  private(set) var problems: [ProtocolProblem] = []
  /// What may be meant as it stands and is told nevertheless.
  private(set) var warnings: [ProtocolProblem] = []
  private(set) var assumptions: [Assumption] = []
  /// The position of every key that was read, by place.
  private(set) var positions: [String: Position] = [:]
  /// What the file may name instead of writing it out.
  let shelf: Shelf

  init(shelf: Shelf = .empty) {
    self.shelf = shelf
  }

  func note(_ position: Position, of place: String) {
    positions[place] = position
  }

  func report(_ problem: String, at place: String, _ position: Position? = nil, remedy: String) {
    problems.append(
      ProtocolProblem(
        place: place,
        position: position ?? self.position(of: place),
        problem: problem,
        remedy: remedy
      )
    )
  }

  func warn(_ problem: String, at place: String, remedy: String) {
    warnings.append(
      ProtocolProblem(place: place, position: position(of: place), problem: problem, remedy: remedy)
    )
  }

  func assume(_ assumption: Assumption) {
    assumptions.append(assumption)
  }

  /// The position of a place, or of the nearest block around it that was read.
  func position(of place: String) -> Position {
    var part = Substring(place)
    while !part.isEmpty {
      if let position = positions[String(part)] { return position }
      guard let cut = part.lastIndex(where: { $0 == "." || $0 == "[" }) else { break }
      part = part[..<cut]
    }
    return Position(line: 1, column: 1)
  }

  /// Takes `{value: …, assumed: true, source: …}` apart and remembers the assumption.
  func unwrapped(_ node: ProtocolNode, at place: String) -> ProtocolNode {
    guard case .mapping(let entries) = node.content,
      let value = entries.first(where: { $0.key == "value" })?.value,
      let mark = entries.first(where: { $0.key == "assumed" })?.value
    else { return node }
    let known: Set = ["value", "assumed", "source"]
    for entry in entries where !known.contains(entry.key) {
      report(
        "unknown key \"\(entry.key)\" beside an assumed value",
        at: place,
        entry.value.position,
        remedy: "An assumed value has the keys value, assumed and source."
      )
    }
    guard case .scalar("true") = mark.content else {
      report(
        "assumed must be true",
        at: place,
        mark.position,
        remedy: "Write \"assumed: true\" with a source, or write the value alone."
      )
      return value
    }
    guard let source = entries.first(where: { $0.key == "source" })?.value else {
      report(
        "an assumed value without a source",
        at: place,
        node.position,
        remedy: "Say why the value was chosen: source: \"…\"."
      )
      return value
    }
    let written = Self.written(value)
    let text = NodeReader(source, at: place + ".source", in: self).localized()
    assume(Assumption(place: place, value: written, source: text))
    return value
  }

  /// A value as written: a single one, a list of them, or the English text of a localized one.
  private static func written(_ node: ProtocolNode) -> String? {
    switch node.content {
    case .scalar(let text): return text
    case .sequence(let nodes):
      let texts = nodes.compactMap { written($0) }
      return texts.count == nodes.count ? texts.joined(separator: ", ") : nil
    case .mapping(let entries):
      return entries.first { $0.key == Language.english.rawValue }.flatMap { written($0.value) }
    }
  }
}
