// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

/// The grammar of RFC 8259, case by case, as the parsing test suite of Nicolas Seriot sorts them (`y_`, `n_`, `i_`).
@Suite struct JSONReaderTests {
  private func read(_ text: String) throws(JSONFault) -> JSONValue { try JSONValue(json: Array(text.utf8)) }

  @Test(
    "what the grammar allows is read",
    arguments: [
      ("null", .null), (" \t\r\n true \n", .bool(true)), ("false", .bool(false)),
      ("0", .integer(0)), ("-0", .integer(0)), ("-12", .integer(-12)),
      ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
      ("1.5", .number(1.5)), ("-0.25e2", .number(-25)), ("1E+2", .number(100)), ("2e-3", .number(0.002)),
      ("0e0", .number(0)), ("1.0", .number(1)), ("4.9e-324", .number(.leastNonzeroMagnitude)),
      (#""""#, .string("")), (#""a""#, .string("a")), (#""é😀ب""#, .string("é😀ب")),
      (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
      (#""\u0041\u00e9\u4E2D\u0000""#, .string("Aé中\u{0}")), (#""\uD83D\uDE00""#, .string("😀")),
      (#""\uDBFF\uDFFF""#, .string("\u{10FFFF}")),
      ("\"\u{7F}\u{2028}\u{FEFF}\"", .string("\u{7F}\u{2028}\u{FEFF}")),
      ("[]", .array([])), ("[ 1 , [ ] , {} ]", .array([.integer(1), .array([]), .object([])])),
      ("{}", .object([])), (#"{"":0}"#, .object([.init("", .integer(0))])),
      (#"{"a": 1, "b" :[null]}"#, .object([.init("a", .integer(1)), .init("b", .array([.null]))])),
      (#"{"b":1,"a":2}"#, .object([.init("b", .integer(1)), .init("a", .integer(2))])),
    ] as [(String, JSONValue)]
  )
  func valid(text: String, value: JSONValue) throws {
    #expect(try read(text) == value)
  }

  @Test(
    "what the grammar forbids is refused where it stands",
    arguments: [
      ("", 0), (" ", 1), ("nul", 0), ("True", 0), ("nullx", 4), ("1 2", 2), ("[1", 2), ("[1,]", 3),
      ("[,1]", 1),
      ("[1 2]", 3), ("]", 0), ("{", 1), ("{a:1}", 1), ("{'a':1}", 1), (#"{"a" 1}"#, 5), (#"{"a":}"#, 5),
      (#"{"a":1,}"#, 7), (#"{"a":1"#, 6), (#"{"a":1 "b":2}"#, 7), (#"{"a":1,,"b":2}"#, 7), ("{}}", 2),
      ("+1", 0), ("-", 0), ("01", 0), ("-01", 0), (".5", 0), ("1.", 2), ("1e", 2), ("1e+", 3), ("0x10", 1),
      ("NaN", 0), ("Infinity", 0), ("-Infinity", 0), ("1_000", 1), ("1,000", 1),
      (#"""#, 0), (#""a"#, 0), (#""\"#, 0), (#""\""#, 0), (#""\x""#, 1), (#""\u12""#, 1), (#""\u12G4""#, 1),
      (#""\u 123""#, 1), ("\"a\tb\"", 2), ("\"a\nb\"", 2), ("\"\u{0}\"", 1), (#""\uD83D""#, 1),
      (#""\uDE00""#, 1), (#""\uD83D\u0041""#, 1), (#""\uD83Dx""#, 1), (#""\uD83D\uD83D""#, 1),
      ("\"\\\u{1}\"", 1), ("\"\\é\"", 1), ("\u{FEFF}1", 0), ("/**/1", 0), ("1//", 1), ("1e400", 0),
      ("-1e400", 0),
      (#"{"a":1,"a":1}"#, 7), (#"{"a":1,"\u0061":2}"#, 7),
    ]
  )
  func invalid(text: String, offset: Int) {
    let fault = #expect(throws: JSONFault.self) { try read(text) }
    #expect(fault?.offset == offset, "\(text.debugDescription): \(fault?.problem ?? "")")
  }

  @Test(
    "bytes that are no UTF-8 are refused inside texts and outside",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
      [0x22, 0x5C, 0x6E, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0xFF], [0x80], [0x31, 0xC3],
    ] as [[UInt8]]
  )
  func notUTF8(bytes: [UInt8]) {
    #expect(throws: JSONFault.self) { try JSONValue(json: bytes) }
  }

  @Test("documents lie in each other as deep as the limit says and no deeper", arguments: ["[]", "{}"])
  func depth(brackets: String) throws {
    let (open, close) = brackets == "[]" ? ("[", "]") : (#"{"k":"#, "}")
    let inner = brackets == "[]" ? "[]" : "{}"
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth - 1) + inner + String(repeating: close, count: depth - 1)
    }
    #expect(try read(nested(JSONValue.depthLimit)).rendered(.compact) == nested(JSONValue.depthLimit))
    #expect(throws: JSONFault.self) { try read(nested(JSONValue.depthLimit + 1)) }
    // An attack of a million brackets ends as fast.
    #expect(throws: JSONFault.self) { try read(String(repeating: open, count: 1_000_000)) }
  }

  @Test("keys that differ in bytes but read the same to people are one key twice")
  func canonicalKeys() {
    #expect(throws: JSONFault.self) { try read("{\"\u{E9}\":1,\"e\u{301}\":2}") }
  }

  @Test("an object with a hundred thousand keys is read, and a late double found, in no time to speak of")
  func manyKeys() throws {
    let keys = (0..<100_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(try read("{\(keys)}").members?.count == 100_000)
    #expect(throws: JSONFault.self) { try read("{\(keys),\"k5\":0}") }
  }

  @Test("lookups answer the kind asked for and nothing else")
  func lookups() throws {
    let value = try read(#"{"s":"t","i":3,"d":1.5,"b":true,"n":null,"a":[1]}"#)
    #expect(value["s"]?.string == "t" && value["s"]?.integer == nil)
    #expect(value["i"]?.integer == 3 && value["i"]?.string == nil)
    #expect(value["d"]?.integer == nil && value["b"]?.bool == true)
    #expect(value["n"] == .null && value["missing"] == nil && value["a"]?.array == [.integer(1)])
    #expect(value["a"]?["s"] == nil && value["a"]?.members == nil)
  }
}
