// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialDesign

@testable import ProtocolLibrary
@testable import equipoise

/// The printed schema and the reader are two descriptions of one format; neither may know a key more.
@Suite struct SchemaTests {
  @Test("schema and reader know the same keys in every block")
  func sameKeys() throws {
    var asked: [String: Set<String>] = [:]
    for text in try Self.protocols() {
      for (place, keys) in Self.keysAskedFor(in: text) {
        let block = try #require(Self.block(at: place), "the schema has no block at \(place)")
        let known = Set(block.keys.map(\.name))
        #expect(
          keys.isSubset(of: known),
          "the schema lacks keys of \(place): \(keys.subtracting(known).sorted())"
        )
        asked[block.name, default: []].formUnion(keys)
      }
    }
    for block in [ProtocolSchema.rootBlock, Self.criterion] + ProtocolSchema.blocks {
      let known = Set(block.keys.map(\.name))
      let read = asked[block.name] ?? []
      #expect(
        known == read,
        "the reader does not know keys of \(block.name): \(known.subtracting(read).sorted())"
      )
    }
  }

  @Test("an independent validator accepts every protocol and refuses wrong ones", .enabled(if: canValidate))
  func validator() throws {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let schema = scratch.appendingPathComponent("schema.json")
    try Data(ProtocolSchema.document.rendered(.compact).utf8).write(to: schema)
    func verdict(on text: String) throws -> Int32 {
      let file = scratch.appendingPathComponent("protocol.yaml")
      try Data(text.utf8).write(to: file)
      return try Self.python([Self.root + "/Scripts/validate-protocol.py", schema.path, file.path])
    }
    for text in try Self.protocols() { #expect(try verdict(on: text) == 0) }
    for (right, wrong) in [
      ("blinding: open-label", "blinding: open"), ("level: 0.95", "levl: 0.95"), ("cycle: 21 d", "cycle: 21"),
      ("dose: 75 mg/m2", "dose: 75 mg/m3"), ("at-least: 18 a", "at-leest: 18 a"),
      ("assumed: true", "assumed: no"),
      ("  reference: B\n", ""),
    ] {
      let text = ExampleProtocol.text.replacingOccurrences(of: right, with: wrong)
      #expect(text != ExampleProtocol.text)
      #expect(try verdict(on: text) == 1, "\(wrong)")
    }
  }

  // MARK: What the reader asks for

  /// Every protocol at hand: the example, the rarer blocks, and the studies of this repository.
  private static func protocols() throws -> [String] {
    var texts = [ExampleProtocol.text]
    texts.append(
      try String(contentsOfFile: root + "/Tests/EquipoiseTests/Fixtures/every-block.yaml", encoding: .utf8)
    )
    let studies = root + "/Studies"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: studies))?.sorted() ?? [] {
      let file = "\(studies)/\(name)/protocol.yaml"
      guard FileManager.default.fileExists(atPath: file) else { continue }
      texts.append(try String(contentsOfFile: file, encoding: .utf8))
    }
    return texts
  }

  /// Puts a key that does not exist into every block: the reader answers with the keys it asked for there.
  private static func keysAskedFor(in text: String) -> [(place: String, keys: Set<String>)] {
    guard let root = ProtocolText.read(Array(text.utf8)).root else { return [] }
    let mark = "no-such-key"
    do {
      _ = try StudyProtocol.read(marked(root, with: mark), shelf: .standard)
      return []
    } catch {
      return error.problems.compactMap { problem in
        let words = problem.remedy.components(separatedBy: "Keys of this block: ")
        guard words.count == 2, problem.place.hasSuffix(mark) else { return nil }
        let keys = words[1].dropLast().components(separatedBy: ", ")
        return (String(problem.place.dropLast(mark.count)), Set(keys))
      }
    }
  }

  private static func marked(_ node: ProtocolNode, with mark: String) -> ProtocolNode {
    switch node.content {
    case .scalar: return node
    case .sequence(let nodes):
      return ProtocolNode(.sequence(nodes.map { marked($0, with: mark) }), at: node.position)
    case .mapping(let entries):
      let inner = entries.map { entry in
        ProtocolNode.Entry(key: entry.key, at: entry.position, value: marked(entry.value, with: mark))
      }
      let extra = ProtocolNode(.scalar("1"), at: node.position)
      let last = ProtocolNode.Entry(key: mark, at: node.position, value: extra)
      return ProtocolNode(.mapping(inner + [last]), at: node.position)
    }
  }

  // MARK: What the schema says

  /// All kinds of criterion as one block.
  private static let criterion = SchemaBlock("criterion", "", ProtocolSchema.criterionKeys.flatMap(\.self))

  private static func block(at place: String) -> SchemaBlock? {
    let steps = place.split { ".[]".contains($0) }.map { String($0) }
    return block(.block("protocol"), steps[...])
  }

  private static func block(_ value: SchemaValue, _ steps: ArraySlice<String>) -> SchemaBlock? {
    switch value {
    case .list(let element):
      return block(element, steps.first.flatMap { Int($0) } == nil ? steps : steps.dropFirst())
    case .names(let value): return steps.isEmpty ? nil : block(value, steps.dropFirst())
    case .either(let values): return values.lazy.compactMap { block($0, steps) }.first
    case .criterion: return block(criterion, steps)
    case .block(let name):
      let blocks = [ProtocolSchema.rootBlock] + ProtocolSchema.blocks
      return blocks.first { $0.name == name }.flatMap { block($0, steps) }
    default: return nil
    }
  }

  private static func block(_ block: SchemaBlock, _ steps: ArraySlice<String>) -> SchemaBlock? {
    guard let step = steps.first else { return block }
    return block.keys.first { $0.name == step }.flatMap { self.block($0.value, steps.dropFirst()) }
  }

  // MARK: The validator

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let canValidate = (try? python(["-c", "import jsonschema, yaml"])) == 0

  private static func python(_ words: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + words
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
