// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct

/// The tables of Kleene (1952), §64: t, f, u.
@Suite struct TruthTests {
  private static let order: [Truth] = [.met, .notMet, .unknown]

  @Test("and")
  func conjunction() {
    let table: [[Truth]] = [
      [.met, .notMet, .unknown],
      [.notMet, .notMet, .notMet],
      [.unknown, .notMet, .unknown],
    ]
    for (i, a) in Self.order.enumerated() {
      for (j, b) in Self.order.enumerated() { #expect((a && b) == table[i][j], "\(a) and \(b)") }
    }
  }

  @Test("or")
  func disjunction() {
    let table: [[Truth]] = [
      [.met, .met, .met],
      [.met, .notMet, .unknown],
      [.met, .unknown, .unknown],
    ]
    for (i, a) in Self.order.enumerated() {
      for (j, b) in Self.order.enumerated() { #expect((a || b) == table[i][j], "\(a) or \(b)") }
    }
  }

  @Test("not")
  func negation() {
    #expect(Self.order.map { !$0 } == [.notMet, .met, .unknown])
  }
}
