// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

@Suite struct OrderTests {
  @Test("runs of digits compare as numbers, all else by bytes")
  func naturalOrder() {
    let inOrder = [
      "", "007", "07", "7", "8", "10", "100000000000000000000", "100000000000000000001", "A", "A-2", "A-2b",
      "A-10", "B",
      "a", "a01b", "a1b", "a1c", "é",
    ]
    for (i, a) in inOrder.enumerated() {
      for (j, b) in inOrder.enumerated() {
        #expect(precedesNaturally(a, b) == (i < j), "\(a) and \(b)")
      }
    }
  }

  @Test("permuting the rows of the files changes no byte", arguments: 1...20)
  func permutation(seed: UInt64) throws {
    let study = try SmallTrial.study()
    var files = SmallTrial.files
    // Rows that agree in everything but one late item, a partial date or the recording day.
    files["adverse-events.csv"]? += """
      S-1,2024-02-05,Sepsis,3,2024-02-08
      S-1,2024-02-05,Sepsis,,2024-02-08
      S-1,2024-03,Sepsis,3,2024-04-08
      S-1,2024,Sepsis,3,2024-04-08
      S-1,,Sepsis,3,
      S-1,2024-02-05,Sepsis,3,2024-02-07
      S-10,2024-03-05,Caf\u{E9},3,2024-03-08
      S-10,2024-03-05,Cafe\u{301},3,2024-03-08

      """
    let plain = SmallTrial.read(study, files)
    var random = SplitMix(state: seed)
    let shuffled = files.mapValues { text in
      let lines = text.split(separator: "\n")
      return ([lines[0]] + lines.dropFirst().shuffled(using: &random)).joined(separator: "\n")
    }
    let permuted = SmallTrial.read(study, shuffled)
    #expect(plain.problems.isEmpty && permuted.problems.isEmpty)
    #expect(plain.record.canonicalBytes(of: study) == permuted.record.canonicalBytes(of: study))
    for form in study.forms {
      #expect(plain.record.csv(form: form, study: study) == permuted.record.csv(form: form, study: study))
    }
  }

  @Test("rows stand by subject, then by when they happened, then by content")
  func rowOrder() throws {
    let study = try SmallTrial.study()
    let record = SmallTrial.read(study).record
    let form = try #require(study.form("adverse-events"))
    #expect(
      record.csv(form: form, study: study) == #"""
        subject,onset,term,grade,recorded
        S-1,2024-02-05,Lung infection,2,2024-02-07
        S-1,2024-02-05,Sepsis,3,2024-02-07
        S-1,2024-02-20,"Pain, ""dull""",1,2024-02-21
        S-2,2024-02-20,Sepsis,,2024-06-01

        """#
    )
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014): a small seeded source for shuffling in tests.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
