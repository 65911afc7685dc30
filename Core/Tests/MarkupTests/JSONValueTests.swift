// SPDX-License-Identifier: Apache-2.0
import Foundation
import Markup
import Testing

@Suite("JSONValue") struct JSONValueTests {
  @Test(
    "writes numbers with the shortest digits that read back",
    arguments: [
      (0.1, "0.1"), (1, "1"), (-2, "-2"), (-0.0, "0"), (1e21, "1e+21"), (1.0 / 3, "0.3333333333333333"),
      (.leastNonzeroMagnitude, "5e-324"), (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
      (100, "100"),
    ] as [(Double, String)]
  )
  func numbers(value: Double, expected: String) {
    #expect(JSONValue.number(value).rendered(.compact) == expected)
  }

  @Test("escapes what JSON must escape and leaves other letters alone")
  func strings() {
    #expect(
      JSONValue.string("\"\\\n\r\t\u{1}中/").rendered(.compact) == "\"\\\"\\\\\\n\\r\\t\\u0001中/\""
    )
  }

  @Test("keeps the order of keys and has one form for each layout")
  func layout() {
    let value: JSONValue = ["b": 1, "a": [true, nil, "x", 1.5], "c": [], "d": [:]]
    #expect(value.rendered(.compact) == #"{"b":1,"a":[true,null,"x",1.5],"c":[],"d":{}}"#)
    let pretty = """
      {
        "b": 1,
        "a": [
          true,
          null,
          "x",
          1.5
        ],
        "c": [],
        "d": {}
      }
      """
    #expect(value.rendered(.pretty) == pretty)
  }

  @Test("is read back by an independent reader", arguments: [JSONValue.Layout.compact, .pretty])
  func readBack(layout: JSONValue.Layout) throws {
    let value: JSONValue = ["text": "a\"\u{0}\u{1F}\\ 中", "list": [1, -2.5e-7, .optional(nil as Double?)]]
    let object = try JSONSerialization.jsonObject(with: Data(value.rendered(layout).utf8))
    let read = try #require(object as? [String: Any])
    #expect(read["text"] as? String == "a\"\u{0}\u{1F}\\ 中")
    let list = try #require(read["list"] as? [Any])
    #expect(list[0] as? Double == 1)
    #expect(list[1] as? Double == -2.5e-7)
    #expect(list[2] is NSNull)
  }
}
