// SPDX-License-Identifier: Apache-2.0

/// Naming an entry of the shelf in place of writing it out: `{shelf: name, key: value, …}`.
extension ProtocolNode {
  /// The block's entry named by `shelf`, with the keys written beside it in the place of the entry's own.
  ///
  /// Keys that win stand where the entry has them; further keys follow. What comes from the shelf takes the position
  /// of the name, so that a problem leads to the line that the writer can change.
  ///
  /// - Parameters:
  ///   - entry: The shelf's nodes.
  ///   - position: Where the name stands in the file.
  /// - Returns: The merged block; the block without its `shelf` key where the entry is no block.
  func merged(into entry: ProtocolNode, at position: Position) -> ProtocolNode {
    guard case .mapping(let written) = content else { return self }
    let own = written.filter { $0.key != "shelf" }
    guard case .mapping(let shelved) = entry.placed(at: position).content else {
      return ProtocolNode(.mapping(own), at: self.position)
    }
    let kept = shelved.map { shelved in own.first { $0.key == shelved.key } ?? shelved }
    let added = own.filter { own in !shelved.contains { $0.key == own.key } }
    return ProtocolNode(.mapping(kept + added), at: self.position)
  }

  /// The same nodes, all of them at one place of a file.
  func placed(at position: Position) -> ProtocolNode {
    switch content {
    case .scalar: ProtocolNode(content, at: position)
    case .sequence(let nodes): ProtocolNode(.sequence(nodes.map { $0.placed(at: position) }), at: position)
    case .mapping(let entries):
      ProtocolNode(
        .mapping(
          entries.map {
            Entry(key: $0.key, at: position, value: $0.value.placed(at: position))
          }
        ),
        at: position
      )
    }
  }
}

extension NodeReader {
  /// A block that may name an entry of the shelf; the keys beside the name win.
  ///
  /// - Parameters:
  ///   - find: The entry of a name; nil where the shelf has none.
  ///   - names: All names, for the advice after a wrong one.
  ///   - read: Takes the merged block's keys.
  /// - Returns: What `read` makes; of the written keys alone where the shelf has no such entry, which is reported.
  func block<Value>(
    shelved find: (String) -> ProtocolNode?,
    names: [String],
    _ read: (inout BlockReader) -> Value
  ) -> Value {
    guard case .mapping(let entries) = node.content,
      let name = entries.first(where: { $0.key == "shelf" })
    else {
      return block { block in
        block.optional("shelf") { $0.text() }
        return read(&block)
      }
    }
    let named = NodeReader(name.value, at: "\(place).shelf", in: reading).text()
    guard let entry = find(named) else {
      reading.report(
        "\"\(named)\" is not on the shelf",
        at: "\(place).shelf",
        name.value.position,
        remedy: names.isEmpty ? "The shelf has none of this kind." : advice(for: named, among: names)
      )
      // What the entry would have said is not reported key by key.
      let silent = ProtocolReading()
      let own = ProtocolNode(.mapping(entries.filter { $0.key != "shelf" }), at: node.position)
      return NodeReader(own, at: place, in: silent).block(read)
    }
    let merged = node.merged(into: entry, at: name.value.position)
    return NodeReader(merged, at: place, in: reading).block { block in
      block.optional("shelf") { $0.text() }
      return read(&block)
    }
  }

  /// A block that may name a file of the shelf.
  func block<Value>(shelved kind: Shelf.Kind, _ read: (inout BlockReader) -> Value) -> Value {
    let shelf = reading.shelf
    return block(shelved: { shelf.entry(kind, $0) }, names: shelf.names(of: kind), read)
  }
}
