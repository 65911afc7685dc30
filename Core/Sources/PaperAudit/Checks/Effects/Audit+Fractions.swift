// SPDX-License-Identifier: Apache-2.0

/// Changes that a text tells as fractions.
extension Audit {
  /// "Fell by a third, from 4.5 days to 3.6 days"; "halved, from 400 to 299".
  ///
  /// A quarter more or less is a way of speaking.
  mutating func checkFraction(before start: Int, _ ends: FromTo, _ look: PhraseLook) {
    guard let (tokens, fraction) = fraction(before: start, look), ends.first.value > 0,
      ends.second.value < ends.first.value
    else { return }
    let (first, second) = (ends.first.possible, ends.second.possible)
    guard second.lowerBound >= 0, first.lowerBound > 0 else { return }
    let least = 1 - second.upperBound / first.lowerBound
    let change = least...max(least, 1 - second.lowerBound / first.upperBound)
    let fits = change.overlaps(fraction / 1.25...fraction * 1.25)
    add(
      .percentage,
      at: tokens,
      fits ? .consistent : .inconsistent,
      .difference(of: change.scaled(by: 100)),
      printed: [Figure(.percent, PrintedNumber((fraction * 1000).rounded() / 10, decimals: 1))],
      recomputed: [Recomputation(.percent, change.scaled(by: 100))],
      .likely
    )
  }

  /// "By a third", "by half", "halved" right before "from", without "about" or "more than".
  private func fraction(before start: Int, _ look: PhraseLook) -> (tokens: Range<Int>, size: Double)? {
    var end = start
    while end > start - 6, !isFraction(end - 1, look),
      [.comma, .open].contains(look.sense(end - 1)) || look.isWord(end - 1)
    {
      end -= 1
    }
    guard isFraction(end - 1, look) else { return nil }
    let word = document.word(end - 1)
    let isVerb = word == "halved"
    guard let size = isVerb ? 0.5 : Self.fractions[word] else { return nil }
    let article = isVerb ? end - 1 : look.sense(end - 2) == .article ? end - 2 : end - 1
    guard isVerb || look.isWord(article - 1) && document.word(article - 1) == "by",
      !(article - 3..<article).contains(where: {
        [.about, .than, .atLeast, .not].contains(look.sense($0))
          || look.isWord($0)
            && ["almost", "nearly", "up", "over", "roughly", "around"].contains(document.word($0))
      })
    else { return nil }
    return (article..<end, size)
  }

  private func isFraction(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index) && (document.word(index) == "halved" || Self.fractions[document.word(index)] != nil)
  }

  private static let fractions: [String: Double] = [
    "third": 1.0 / 3, "half": 0.5, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1,
  ]
}
