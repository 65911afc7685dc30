// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

@Suite struct SoundText {
  @Test("accuses nothing in sound paragraphs", arguments: SoundParagraphs.all.indices)
  func accusesNothing(index: Int) {
    let audit = auditPaper(SoundParagraphs.text(SoundParagraphs.all[index].marked))
    for claim in audit.claims {
      #expect(
        claim.verdict != .inconsistent,
        "\(SoundParagraphs.all[index].name): \(claim.text): \(claim.because)"
      )
    }
  }

  @Test("finds more than a hundred sound claims")
  func findsSoundClaims() {
    let claims = SoundParagraphs.all.flatMap { auditPaper(SoundParagraphs.text($0.marked)).claims }
    #expect(claims.count { $0.verdict == .consistent } > 100)
    #expect(!claims.contains { $0.verdict == .warning })
  }
}

@Suite struct Mutations {
  /// One figure of a sound paragraph changed so that the paragraph cannot be true any more.
  struct Mutant {
    let paragraph: String
    let from: String
    let to: String
    let text: String
  }

  @Test("notices 95 of 100 changed figures")
  func noticesChanges() {
    var random = SplitMix(state: 20_251_017)
    var noticed = 0
    var doubted = 0
    var total = 0
    var missed: [String: Int] = [:]
    while total < 5_000 {
      guard let mutant = Self.mutant(&random) else { continue }
      total += 1
      let claims = auditPaper(mutant.text).claims
      if claims.contains(where: { $0.verdict == .inconsistent }) {
        noticed += 1
      } else {
        if claims.contains(where: { $0.verdict == .undetermined }) { doubted += 1 }
        missed["\(mutant.paragraph): \(mutant.from) → \(mutant.to)", default: 0] += 1
      }
    }
    let share = Double(noticed) / Double(total)
    print("mutants: \(noticed) of \(total) contradicted, \(doubted) of the others left undetermined")
    for (mutant, count) in missed.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(120) {
      print("  missed \(count)× \(mutant)")
    }
    #expect(share >= 0.95)
  }

  static func mutant(_ random: inout SplitMix) -> Mutant? {
    let paragraph = SoundParagraphs.all[random.next(below: SoundParagraphs.all.count)]
    let marked = MarkedText(paragraph.marked)
    guard !marked.marks.isEmpty else { return nil }
    let mark = marked.marks[random.next(below: marked.marks.count)]
    guard let digits = changed(mark, &random), digits != mark.digits else { return nil }
    return Mutant(
      paragraph: paragraph.name,
      from: mark.digits,
      to: digits,
      text: marked.replacing(mark, with: digits)
    )
  }

  /// Another number in the same dress.
  private static func changed(_ mark: MarkedText.Mark, _ random: inout SplitMix) -> String? {
    let plain = mark.digits.filter { $0.isNumber }
    guard var number = Int(plain) else { return nil }
    let decimals = decimals(mark.digits)
    if let tests = mark.tests {
      let values = [0.0007, 0.004, 0.03, 0.08, 0.2, 0.35, 0.6, 0.9]
      let scale = Double(power(decimals))
      let candidates = values.map { ($0 * scale).rounded() / scale }
        .filter { $0 > 0 && ($0 < tests.lowerBound / 2.5 || $0 > tests.upperBound * 2.5) }
      guard !candidates.isEmpty else { return nil }
      number = Int((candidates[random.next(below: candidates.count)] * scale).rounded())
    } else if decimals > 0 {
      let steps = 2 + random.next(below: 14)
      number += random.next(below: 2) == 0 ? steps : -steps
    } else {
      let steps = [1, 1, 2, 3, 5, 10][random.next(below: 6)]
      number += random.next(below: 2) == 0 ? steps : -steps
    }
    guard number >= 0 else { return nil }
    return dressed(number, like: mark.digits)
  }

  private static func decimals(_ digits: String) -> Int {
    guard let point = digits.lastIndex(where: { $0 == "." || $0 == "·" }) else { return 0 }
    return digits.distance(from: point, to: digits.endIndex) - 1
  }

  private static func power(_ decimals: Int) -> Int { (0..<decimals).reduce(1) { power, _ in power * 10 } }

  /// The digits with the point and the groups of the original.
  private static func dressed(_ number: Int, like original: String) -> String {
    let decimals = decimals(original)
    var digits = Array(String(number))
    while digits.count < decimals + (original.hasPrefix(".") ? 0 : 1) { digits.insert("0", at: 0) }
    let whole = digits.count - decimals
    let group = original.first { $0 == "," || $0 == "\u{2009}" || $0 == " " }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index == whole, decimals > 0 { text.append(original.contains("·") ? "·" : ".") }
      if let group, index > 0, index < whole, (whole - index) % 3 == 0 { text.append(group) }
      text.append(digit)
    }
    return text
  }
}

/// A small generator for tests; the seeds are fixed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next(below limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
