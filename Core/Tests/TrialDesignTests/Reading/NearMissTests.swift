// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct NearMissTests {
  @Test(
    "finds the word that was meant, and none where the word may mean something else",
    arguments: [
      ("femal", "female"), ("Male", "male"), ("femlae", "female"), ("cr", nil), ("transgender", nil),
      ("", nil),
    ]
  )
  func meant(word: String, expected: String?) {
    #expect(nearMiss(of: word, among: ["male", "female", "PR"]) == expected)
  }

  @Test("a long list is cut short")
  func longList() {
    let sites = (1...30).map { "Site \($0)" }
    #expect(advice(for: "Hospital", among: sites).hasSuffix("Site 20, … (30 in all)."))
  }
}
