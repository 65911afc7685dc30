// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

@testable import EquipoiseWeb

@Suite struct JSONShapeTests {
  private static let shape = JSONShape.object([
    .init("name", .text(.name)), .init("on", .text(.date), required: false),
    .init("count", .integer(1...9), required: false), .init("kind", .choice(["a", "b"]), required: false),
    .init("values", .map(.text(.free)), required: false),
    .init("list", .list(.nullable(.boolean)), required: false),
    .init("known", .text(.moment), required: false),
  ])

  @Test(
    "takes what fits",
    arguments: [
      #"{"name":"x"}"#, #"{"name":"x","on":"2024-02-29","count":9,"kind":"b"}"#,
      #"{"name":"x","count":1.0}"#, #"{"name":"x","values":{"a/b":"","~":"line\nbreak"},"list":[null,true]}"#,
      #"{"name":"x","known":"2025-03-10T08:30+08:00"}"#, #"{"name":"x","known":"2025-03-10"}"#,
    ]
  )
  func fitting(text: String) throws {
    #expect(Self.shape.faults(in: try JSONValue(json: Array(text.utf8))) == [])
  }

  @Test(
    "says where and why something does not fit",
    arguments: [
      (#"[]"#, "", ShapeFault.Kind.kind(wanted: "object")),
      (#"{}"#, "/name", .missing),
      (#"{"name":""}"#, "/name", .empty),
      (#"{"name":7}"#, "/name", .kind(wanted: "string")),
      (#"{"name":null}"#, "/name", .kind(wanted: "string")),
      (#"{"name":"a\u0000b"}"#, "/name", .control),
      (#"{"name":"x","on":"2023-02-29"}"#, "/on", .date),
      (#"{"name":"x","on":"2023-2-9"}"#, "/on", .date),
      (#"{"name":"x","count":10}"#, "/count", .range(1...9)),
      (#"{"name":"x","count":1.5}"#, "/count", .kind(wanted: "integer")),
      (#"{"name":"x","kind":"c"}"#, "/kind", .choice(["a", "b"])),
      (#"{"name":"x","values":{"a/b~":1}}"#, "/values/a~1b~0", .kind(wanted: "string")),
      (#"{"name":"x","list":[null,1]}"#, "/list/1", .kind(wanted: "boolean")),
      (#"{"name":"x","known":"2025-03-10T08:30"}"#, "/known", .moment),
    ]
  )
  func faulty(text: String, pointer: String, kind: ShapeFault.Kind) throws {
    #expect(Self.shape.faults(in: try JSONValue(json: Array(text.utf8))) == [ShapeFault(pointer, kind)])
  }

  @Test("tells every fault at once")
  func all() throws {
    let document = try JSONValue(json: Array(#"{"nam":"x","count":"1"}"#.utf8))
    #expect(Self.shape.faults(in: document).map(\.pointer) == ["/nam", "/count", "/name"])
  }

  @Test("a name has at most 64 characters, however many bytes they take")
  func length() {
    let shape = JSONShape.text(.name)
    #expect(shape.faults(in: .string(String(repeating: "字", count: 64))) == [])
    #expect(shape.faults(in: .string(String(repeating: "x", count: 65))).map(\.kind) == [.long])
  }
}
