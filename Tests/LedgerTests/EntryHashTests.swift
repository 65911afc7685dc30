// SPDX-License-Identifier: Apache-2.0

import Ledger
import Testing

/// Hashes against values that Python's hashlib gave for the bytes described in `Documentation/Ledger.md`.
@Suite struct EntryHashTests {
  private static let first = Entry(Draft(payload: []), after: .empty)
  private static let second = Entry(
    Draft(payload: Array(0...255), claims: ["allocation/001", "request/7f"]),
    after: first.head
  )
  private static let third = Entry(
    Draft(payload: Array("first dose, 10 mg/m2".utf8), claims: ["中心/北京"]),
    after: second.head
  )

  @Test(
    "the hash of an entry is that of the documented bytes",
    arguments: zip(
      [first, second, third],
      [
        "8b5e9cd59b4cf6955760b19fd9cab37ea2cf35a23ad845f54239b2d73426cecc",
        "128e6efa881eaa7d45fd82fc102f43294583245fc13df8548fa634f47c98f0af",
        "ec6620335373efc09920c4f11569f5a9acfbff4c28c9bfb6fd22d432fcab5fdc",
      ]
    )
  )
  func agrees(entry: Entry, expected: String) {
    #expect(entry.hash.hex == expected)
    #expect(entry.isIntact)
  }

  @Test("a claim is not a payload, and two claims are not one")
  func unambiguous() {
    let drafts = [
      Draft(payload: Array("ab".utf8)), Draft(payload: [], claims: ["ab"]),
      Draft(payload: [], claims: ["a", "b"]), Draft(payload: Array("b".utf8), claims: ["a"]),
    ]
    #expect(Set(drafts.map { Entry($0, after: .empty).hash }).count == drafts.count)
  }

  @Test("hexadecimal goes both ways, in either case")
  func hexadecimal() throws {
    let text = "00ff10a0" + String(repeating: "7e", count: 28)
    let hash = try #require(EntryHash(hex: text))
    #expect(hash.hex == text)
    #expect(hash.bytes == [0, 255, 16, 160] + Array(repeating: 126, count: 28))
    #expect(EntryHash(hex: text.uppercased()) == hash)
    #expect(EntryHash(bytes: hash.bytes) == hash)
  }

  @Test(
    "what is not a hash is none",
    arguments: [
      "", "0", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
      String(repeating: "0", count: 66), String(repeating: "g", count: 64),
      String(repeating: "0", count: 63) + " ", String(repeating: "é", count: 32),
    ]
  )
  func notAHash(text: String) {
    #expect(EntryHash(hex: text) == nil)
  }
}
