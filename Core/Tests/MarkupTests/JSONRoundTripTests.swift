// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

/// What is written reads back, and bytes of any kind are read or refused, never a crash.
@Suite struct JSONRoundTripTests {
  /// SplitMix64, so that a seed gives the same documents everywhere.
  private struct Draws {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func text() -> String {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<below(12) {
        let code: UInt32 =
          switch below(5) {
          case 0: UInt32(below(0x20))
          case 1: [0x22, 0x5C, 0x2F, 0x7F, 0x2028, 0xFEFF, 0x202E, 0xFFFF][below(8)]
          case 2: UInt32(0x20 + below(0x60))
          case 3: UInt32(below(0xD800))
          default: UInt32(0xE000 + below(0x10_2000))
          }
        if let scalar = Unicode.Scalar(code) { scalars.append(scalar) }
      }
      return String(scalars)
    }

    mutating func document(depth: Int) -> JSONValue {
      switch below(depth == 0 ? 5 : 7) {
      case 0: return .null
      case 1: return .bool(below(2) == 0)
      case 2: return .integer(Int(bitPattern: UInt(next())) >> below(64))
      case 3:
        // A number that is whole comes back as an integer, so only broken ones are drawn.
        let value = Double(bitPattern: next())
        return value.isFinite && value != value.rounded() ? .number(value) : .number(0.5)
      case 4: return .string(text())
      case 5: return .array((0..<below(4)).map { _ in document(depth: depth - 1) })
      default:
        var members: [JSONValue.Member] = []
        for _ in 0..<below(4) {
          let key = text()
          if !members.contains(where: { $0.key == key }) {
            members.append(.init(key, document(depth: depth - 1)))
          }
        }
        return .object(members)
      }
    }
  }

  @Test("what is written reads back as the same value", arguments: 1...200 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var draws = Draws(state: seed)
    for _ in 0..<20 {
      let value = draws.document(depth: 5)
      for layout in [JSONValue.Layout.compact, .pretty] {
        let text = value.rendered(layout)
        let again = try JSONValue(json: Array(text.utf8))
        #expect(again == value, "seed \(seed): \(text)")
        #expect(Array(again.rendered(layout).utf8) == Array(text.utf8))
      }
    }
  }

  @Test("damaged bytes are read or refused, never a crash", arguments: 1...100 as ClosedRange<UInt64>)
  func fuzz(seed: UInt64) {
    var draws = Draws(state: seed)
    var faults = 0
    for _ in 0..<200 {
      var bytes = Array(draws.document(depth: 4).rendered(.compact).utf8)
      for _ in 0...draws.below(4) where !bytes.isEmpty {
        let place = draws.below(bytes.count)
        switch draws.below(4) {
        case 0: bytes[place] = UInt8(draws.below(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(Array(#"{}[]",:\u0eE+-.9"#.utf8)[draws.below(16)], at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      do throws(JSONFault) {
        let value = try JSONValue(json: bytes)
        // What was accepted is a document: it is written and read again.
        #expect(throws: Never.self) { try JSONValue(json: Array(value.rendered(.compact).utf8)) }
      } catch {
        faults += 1
        #expect((0...bytes.count).contains(error.offset), "seed \(seed): \(bytes)")
      }
    }
    #expect(faults > 0)
  }
}
