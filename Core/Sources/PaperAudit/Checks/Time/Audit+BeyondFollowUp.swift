// SPDX-License-Identifier: Apache-2.0

/// Rates at times until which nobody was followed.
extension Audit {
  /// "Follow-up was 18 months (range 3 to 22); survival at 36 months was 61%": later than the longest follow-up, or than the
  /// course of the trial allows.
  mutating func judgeBeyondFollowUp(_ told: [CurvePoint]) {
    guard !told.isEmpty, !document.has(.interim), let longest = longestFollowUp() else { return }
    for point in told {
      guard let rate = point.rate, point.time.value > longest + 1,
        !isForeseen(reading.sentences[point.sentence])
      else { continue }
      add(
        .rate,
        at: point.tokens,
        .inconsistent,
        .durationContradicted(months: Int(longest.rounded(.down))),
        printed: [Figure(.duration, point.time), Figure(.rate, rate)],
        .likely
      )
    }
  }

  private func isForeseen(_ sentence: SentenceReading) -> Bool {
    sentence.tokens.contains {
      document.isWord(
        $0,
        in: [
          "projected", "extrapolated", "predicted", "expected", "assumed", "modelled", "modeled",
          "historical",
        ]
      )
    }
  }

  /// The longest time, in months, that sentences on follow-up name, where one of them names a range.
  private func longestFollowUp() -> Double? {
    var longest = 0.0
    var hasRange = false
    for sentence in reading.sentences where sentence.section != .background {
      let look = look(sentence)
      let isFollowUp = sentence.tokens.contains {
        look.sense($0) == .follow || document.isWord($0, in: ["随访", "随"])
      }
      guard isFollowUp else { continue }
      if sentence.tokens.contains(where: {
        look.sense($0) == .alive || document.isWord($0, in: ["surviving"])
      }) {
        return nil
      }
      // "Median follow-up 18 months (range 3–22)": of nothing else.
      hasRange = hasRange || sentence.phrases.contains { isRangeOfFollowUp($0, look) }
      let isInYears = sentence.tokens.contains { look.sense($0) == .year }
      for place in sentence.tokens {
        guard let value = document.tokens[place].numeral?.printed.possible.upperBound, value < 400 else {
          continue
        }
        longest = max(longest, isInYears ? value * 12 : value)
      }
    }
    return hasRange ? longest : nil
  }

  private func isRangeOfFollowUp(_ phrase: Phrase, _ look: PhraseLook) -> Bool {
    guard case .summary(let summary) = phrase, summary.spread == .range, !summary.isAge,
      let upper = summary.second?.value
    else { return false }
    let start = summary.tokens.lowerBound
    let end = summary.tokens.upperBound
    let isOfFollowUp = (start - 6..<end).contains {
      look.sense($0) == .follow || look.sentence.contains($0) && document.isWord($0, in: ["随访", "随"])
    }
    let isOfTime = (start..<end + 2).contains { [.month, .year].contains(look.sense($0)) }
    return isOfFollowUp && isOfTime && upper < 400
  }
}
