// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Ledger

@Suite struct AnchorTests {
  private static let hash = "8b5e9cd59b4cf6955760b19fd9cab37ea2cf35a23ad845f54239b2d73426cecc"
  private static let anchor = Anchor(Head(count: 1234, hash: EntryHash(hex: hash) ?? .zero))

  // The check value of CRC-16/IBM-3740 in the catalogue of G. Cook, https://reveng.sourceforge.io/crc-catalogue
  @Test("the check digits are those of CRC-16/IBM-3740")
  func catalogue() {
    #expect(Anchor.crc16(Array("123456789".utf8)) == 0x29B1)
  }

  @Test("an anchor is one line, and comes back as it was")
  func roundTrip() throws {
    let text = Self.anchor.text
    #expect(
      text.hasPrefix("anchor/1 1234 8b5e9cd5 9b4cf695 5760b19f d9cab37e a2cf35a2 3ad845f5 4239b2d7 3426cecc ")
    )
    // The last four as Python's binascii.crc_hqx gives them.
    #expect(text.hasSuffix(" 3426cecc 069c"))
    #expect(!text.contains("\n"))
    #expect(try Anchor(parsing: text) == Self.anchor)
    #expect(try Anchor(parsing: Anchor(.empty).text) == Anchor(.empty))
  }

  @Test("capitals, line breaks, hyphens and marks of quotation do not matter")
  func mail() throws {
    let text = Self.anchor.text
    for way in [
      text.uppercased(), "  \(text)\r\n", text.replacing(" d9ca", with: "\n> d9ca"),
      text.replacing(" 3ad8", with: "-3ad8"), text.replacing("a2cf35a2 ", with: "a2cf35a2"),
    ] {
      #expect(try Anchor(parsing: way) == Self.anchor, "\(way)")
    }
  }

  @Test("every single wrong character and every swap of two neighbours is found")
  func slips() {
    let text = Array(Self.anchor.text)
    for position in text.indices {
      for other in "0123456789abcdefgZ " where other != text[position] {
        var slip = text
        slip[position] = other
        // Where the groups are parted does not matter, as long as the digits are all there.
        #expect(throws: AnchorProblem.self, "\(String(slip))") { try Anchor(parsing: String(slip)) }
      }
      guard position > 0, text[position] != text[position - 1], text[position] != " ",
        text[position - 1] != " "
      else { continue }
      var slip = text
      slip.swapAt(position, position - 1)
      #expect(throws: AnchorProblem.self, "\(String(slip))") { try Anchor(parsing: String(slip)) }
    }
  }

  @Test("the message says what is wrong")
  func messages() {
    let text = Self.anchor.text
    for (slip, expected) in [
      ("", AnchorProblem.notAnAnchor), ("anchor/2" + text.dropFirst(8), .notAnAnchor),
      (text.replacing("1234", with: "12E4"), .count("12e4")),
      (text.replacing("8b5e", with: "8b5o"), .notADigit("o")),
      (String(text.dropLast(5)), .length(64)), (text.replacing("8b5e", with: "8b5f"), .slip),
      (text.replacing("1234", with: "1243"), .slip), (text.replacing("1234", with: "-1"), .slip),
    ] {
      #expect(throws: expected) { try Anchor(parsing: slip) }
    }
  }
}
