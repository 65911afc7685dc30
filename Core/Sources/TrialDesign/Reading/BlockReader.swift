// SPDX-License-Identifier: Apache-2.0

/// Reads the keys of one block; knows which keys were asked for, so that the others can be reported.
struct BlockReader {
  private let reader: NodeReader
  private let entries: [ProtocolNode.Entry]
  private var asked: [String] = []

  init(_ reader: NodeReader) {
    self.reader = reader
    if case .mapping(let entries) = reader.node.content {
      self.entries = entries
    } else {
      entries = []
      reader.report(
        "a block of \"key: value\" lines belongs here",
        remedy: "Write one \"key: value\" per line, indented under the key."
      )
    }
  }

  var place: String { reader.place }

  /// What the file may name instead of writing it out.
  var shelf: Shelf { reader.reading.shelf }

  func report(_ problem: String, at key: String? = nil, remedy: String) {
    let place = key.map { path($0) } ?? reader.place
    reader.reading.report(problem, at: place, key == nil ? reader.node.position : nil, remedy: remedy)
  }

  /// Whether the key is there, with anything after it.
  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// The value of a key that may be missing.
  @discardableResult
  mutating func optional<Value>(_ key: String, _ read: (NodeReader) -> Value?) -> Value? {
    asked.append(key)
    guard let entry = entries.first(where: { $0.key == key }) else { return nil }
    return read(NodeReader(entry.value, at: path(key), in: reader.reading))
  }

  /// The value of a key that must be there; `placeholder` stands in after a problem was reported.
  mutating func required<Value>(
    _ key: String,
    else placeholder: Value,
    _ read: (NodeReader) -> Value?
  ) -> Value {
    guard has(key) else {
      asked.append(key)
      // An empty block was reported as such already.
      if !entries.isEmpty {
        report("the key \"\(key)\" is missing", remedy: "Add \"\(key): …\" to this block.")
      }
      return placeholder
    }
    return optional(key, read) ?? placeholder
  }

  mutating func text(_ key: String) -> String {
    required(key, else: "") { reader in
      let text = reader.text()
      if text.isEmpty, reader.isEmpty { reader.report("empty", remedy: "Write a text after the key.") }
      return text
    }
  }

  mutating func localized(_ key: String) -> LocalizedText {
    required(key, else: LocalizedText("")) { $0.localized() }
  }

  mutating func list<Element>(_ key: String, _ read: (NodeReader) -> Element?) -> [Element] {
    optional(key) { $0.list(read) } ?? []
  }

  /// Reports the keys that nobody asked for, with the nearest known key.
  mutating func finish() {
    var seen: Set<String> = []
    for entry in entries where seen.insert(entry.key).inserted && !asked.contains(entry.key) {
      reader.reading.note(entry.position, of: path(entry.key))
      let near = nearMiss(of: entry.key, among: asked).map { "Did you mean \"\($0)\"? " } ?? ""
      report(
        "unknown key \"\(entry.key)\"",
        at: entry.key,
        remedy: near + "Keys of this block: \(asked.joined(separator: ", "))."
      )
    }
  }

  /// Reports what a criterion over a list's findings names that is not there: findings, codes, units.
  func check(_ criterion: Criterion, of list: DecisionList, at key: String) {
    DecisionListChecks(list, reporting: reader.reading).check(criterion, at: path(key))
  }

  private func path(_ key: String) -> String { reader.place.isEmpty ? key : "\(reader.place).\(key)" }
}
