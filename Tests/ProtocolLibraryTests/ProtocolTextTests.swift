// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import ProtocolLibrary

@Suite struct ProtocolTextTests {
  @Test("keys and values know their line and column")
  func positions() throws {
    let root = try #require(ProtocolText.read(Array("a: 1\nb:\n  - {c: ü, d: x}\n".utf8)).root)
    guard case .mapping(let entries) = root.content, case .sequence(let list) = entries[1].value.content,
      case .mapping(let inner) = list[0].content
    else {
      Issue.record("not the blocks that were written")
      return
    }
    #expect(entries.map(\.key) == ["a", "b"])
    #expect(entries[1].position == Position(line: 2, column: 1))
    #expect(inner[1].position == Position(line: 3, column: 12))
    #expect(inner[1].value.position == Position(line: 3, column: 15))
  }

  @Test("nothing, ~ and null are empty; the word in quotes is a word", arguments: ["", " ~", " null"])
  func nothing(written: String) throws {
    #expect(try scalar("a:\(written)\n") == "")
    #expect(try scalar("a: \"null\"\n") == "null")
  }

  @Test("scalars stay as they are written", arguments: ["1.0", "yes", "0x1F", "2025-03-01", "1_000", "1e3"])
  func asWritten(text: String) throws {
    #expect(try scalar("a: \(text)\n") == text)
  }

  @Test("an anchor stands for what it names")
  func anchors() throws {
    let root = try #require(ProtocolText.read(Array("a: &x {k: v}\nb: *x\n".utf8)).root)
    guard case .mapping(let entries) = root.content, case .mapping(let inner) = entries[1].value.content
    else {
      Issue.record("the anchor was not put in")
      return
    }
    #expect(inner.map(\.key) == ["k"])
  }

  @Test(
    "a fault of the YAML is one problem with its place",
    arguments: [
      ("unclosed-bracket", "a: [1, 2\nb: 3\n", 2),
      ("unclosed-quote", "a: \"x\nb: 3\n", 3),
      ("wrong-indentation", "a:\n    b: 1\n  c: 2\n", 3),
      ("undefined-anchor", "a: 1\nb: *nowhere\n", 2),
      ("two-values", "a: b: c\n", 1),
    ]
  )
  func faults(name: String, text: String, line: Int) {
    let (root, problems) = ProtocolText.read(Array(text.utf8))
    #expect(root == nil)
    #expect(problems.map(\.position.line) == [line], "\(name)")
    #expect(problems.allSatisfy { $0.problem.hasPrefix("this is not YAML") }, "\(name)")
  }

  @Test("a tab in the indentation is called a tab")
  func tab() {
    let problems = ProtocolText.read(Array("a:\n\tb: 1\n".utf8)).problems
    #expect(problems.map(\.problem) == ["a tab in the indentation"])
    #expect(problems.first?.position.line == 2)
  }

  @Test("every key that stands twice is a problem, and the rest is still read")
  func duplicates() throws {
    let text = "a: 1\nb: {c: 1, c: 2}\na: 3\nd: x\na: 4\n"
    let (root, problems) = ProtocolText.read(Array(text.utf8))
    #expect(
      problems.map { "\($0.position.line):\($0.position.column) \($0.problem)" }.sorted() == [
        "2:12 the key \"c\" stands twice in this block, first on line 2",
        "3:1 the key \"a\" stands twice in this block, first on line 1",
        "5:1 the key \"a\" stands twice in this block, first on line 3",
      ]
    )
    guard case .mapping(let entries) = try #require(root).content else { return }
    #expect(entries.map(\.key) == ["b", "d", "a"])
  }

  @Test("text that is not UTF-8 is refused at its first wrong byte")
  func notUTF8() {
    let bytes = Array("a: 1\nb: ü".utf8) + [0xE9, 0x0A]
    let (root, problems) = ProtocolText.read(bytes)
    #expect(root == nil)
    #expect(problems.map(\.problem) == ["the file is not UTF-8 text"])
    #expect(problems.first?.position == Position(line: 2, column: 5))
  }

  @Test("a byte order mark is passed over")
  func byteOrderMark() throws {
    let root = try #require(ProtocolText.read([0xEF, 0xBB, 0xBF] + Array("a: 1\n".utf8)).root)
    guard case .mapping(let entries) = root.content else { return }
    #expect(entries.map(\.key) == ["a"])
  }

  @Test("an empty file, and one of comments, say so", arguments: ["", "\n\n", "# nothing yet\n"])
  func empty(text: String) {
    #expect(ProtocolText.read(Array(text.utf8)).problems.map(\.problem) == ["the file is empty"])
  }

  @Test("anchors that grow without end are stopped")
  func growing() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let parts = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(parts)]\n"
    }
    let (root, problems) = ProtocolText.read(Array(text.utf8))
    #expect(root == nil)
    #expect(problems.count == 1)
  }

  @Test("brackets without end are stopped", arguments: ["[", "a: [", "- "])
  func deep(opening: String) {
    let (root, problems) = ProtocolText.read(Array(String(repeating: opening, count: 100_000).utf8))
    #expect(root == nil)
    #expect(problems.count == 1)
  }

  private func scalar(_ text: String) throws -> String? {
    let root = try #require(ProtocolText.read(Array(text.utf8)).root)
    guard case .mapping(let entries) = root.content, case .scalar(let value) = entries[0].value.content else {
      return nil
    }
    return value
  }
}
