// SPDX-License-Identifier: Apache-2.0

/// Reads one node as one kind of value and reports where it is another.
struct NodeReader {
  let node: ProtocolNode
  let place: String
  let reading: ProtocolReading

  init(_ node: ProtocolNode, at place: String, in reading: ProtocolReading) {
    reading.note(node.position, of: place)
    self.node = reading.unwrapped(node, at: place)
    self.place = place
    self.reading = reading
  }

  func report(_ problem: String, remedy: String) {
    reading.report(problem, at: place, node.position, remedy: remedy)
  }

  var isEmpty: Bool {
    if case .scalar("") = node.content { return true }
    return false
  }

  /// The node's text; a problem and an empty text where it is a list or a block.
  func text() -> String {
    guard case .scalar(let text) = node.content else {
      report("a list or block where a single value belongs", remedy: "Write one value after the key.")
      return ""
    }
    return text
  }

  /// A text, or one text per language: `{en: …, zh-Hans: …}`.
  func localized() -> LocalizedText {
    guard case .mapping(let entries) = node.content else { return LocalizedText(text()) }
    var texts: [Language: String] = [:]
    for entry in entries {
      let part = NodeReader(entry.value, at: "\(place).\(entry.key)", in: reading)
      guard let language = Language(rawValue: entry.key) else {
        part.report(
          "\"\(entry.key)\" is not a language of Equipoise",
          remedy: "Write en or zh-Hans."
        )
        continue
      }
      texts[language] = part.text()
    }
    guard let english = texts[.english] else {
      report("the English text is missing", remedy: "Add en: \"…\".")
      return LocalizedText("")
    }
    return LocalizedText(english, simplifiedChinese: texts[.simplifiedChinese])
  }

  /// A value that `parse` understands; otherwise a problem that says what was expected.
  func value<Value>(_ expected: String, example: String, _ parse: (String) -> Value?) -> Value? {
    let text = text()
    if let value = parse(text) { return value }
    if case .scalar = node.content {
      report("\"\(text)\" is not \(expected)", remedy: "Write, for example, \(example).")
    }
    return nil
  }

  func integer() -> Int? { value("a whole number", example: "30") { Int($0) } }

  func number() -> Double? {
    value("a number", example: "0.05") { text in Double(text).flatMap { $0.isFinite ? $0 : nil } }
  }

  func boolean() -> Bool? {
    value("true or false", example: "true") { ["true": true, "false": false][$0] }
  }

  func date() -> CivilDate? {
    value("a date of the calendar", example: "2025-07-31") { CivilDate(iso: $0) }
  }

  func unit() -> Unit? {
    guard case .scalar(let written) = node.content, Unit(written) == nil else {
      return Unit(text())
    }
    report(
      "\"\(written)\" is not a unit this protocol format knows (UCUM)",
      remedy: Unit.advice(for: written)
    )
    return nil
  }

  func quantity() -> Quantity? {
    value("a number with a unit", example: "28 d or 1.0 10*9/L") { Quantity($0) }
  }

  /// One of the cases of a closed list.
  func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    let text = text()
    if let choice = Choice(rawValue: text) { return choice }
    if case .scalar = node.content {
      report(
        "\"\(text)\" is not one of the choices here",
        remedy: (nearMiss(of: text, among: words).map { "Did you mean \"\($0)\"? " } ?? "")
          + "Write one of: \(words.joined(separator: ", "))."
      )
    }
    return nil
  }

  /// Each element of a list, read by `read`; a single value counts as a list of one.
  func list<Element>(_ read: (NodeReader) -> Element?) -> [Element] {
    switch node.content {
    case .sequence(let nodes):
      return nodes.enumerated().compactMap { index, element in
        read(NodeReader(element, at: "\(place)[\(index)]", in: reading))
      }
    case .scalar(""):
      return []
    default:
      return [read(self)].compactMap(\.self)
    }
  }

  /// A block: `read` takes its keys; what it leaves is reported as unknown.
  func block<Value>(_ read: (inout BlockReader) -> Value) -> Value {
    var block = BlockReader(self)
    let value = read(&block)
    block.finish()
    return value
  }

  /// The keys and values of a block whose keys are names of the protocol's own.
  func entries() -> [(key: String, value: NodeReader)] {
    guard case .mapping(let entries) = node.content else {
      if !isEmpty {
        report("a block of \"key: value\" lines belongs here", remedy: "Write one \"key: value\" per line.")
      }
      return []
    }
    return entries.map { ($0.key, NodeReader($0.value, at: "\(place).\($0.key)", in: reading)) }
  }
}
