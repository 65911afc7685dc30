// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// "…; in marker-negative patients, landmarked at response, 68% were alive": the clause opens with whom it is about, who are no arm
  /// and not all.
  func opensWithSubgroup(before tokens: Range<Int>, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let start = (sentence.tokens.lowerBound..<tokens.lowerBound).last { look.sense($0) == .semicolon }
    guard let opening = start.map({ $0 + 1 }), look.sense(opening) == .preposition,
      let subjects = (opening..<opening + 6).first(where: { look.sense($0) == .subject }),
      look.sense(subjects + 1) == .comma, subjects > opening + 1
    else { return false }
    return !(opening..<subjects).contains { [.all, .total, .both, .arm].contains(look.sense($0)) }
      && !sentence.mentions.contains { (opening..<subjects + 1).contains($0.tokens.lowerBound) }
  }
}
