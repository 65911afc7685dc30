// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialConduct

@Suite struct ByteInternerTests {
  @Test("numbers words in the order in which they first come, also beyond its first size")
  func numbering() {
    var interner = ByteInterner()
    let words = (0..<5000).map { "S-\($0 * 7919 % 5000)" }
    for round in 0..<2 {
      for (index, word) in words.enumerated() {
        let number = Array(word.utf8).withUnsafeBufferPointer { interner.intern($0) }
        #expect(number == index, "round \(round)")
      }
    }
    #expect(interner.count == 5000)
    #expect((0..<5000).map(interner.string) == words)
  }

  @Test("does not know what never came, and knows the empty word from a missing one")
  func lookUp() {
    let interner = ByteInterner(["CR", ""])
    #expect(Array("CR".utf8).withUnsafeBufferPointer { interner.index(of: $0) } == 0)
    #expect(Array("".utf8).withUnsafeBufferPointer { interner.index(of: $0) } == 1)
    #expect(Array("CRh".utf8).withUnsafeBufferPointer { interner.index(of: $0) } == nil)
  }
}
