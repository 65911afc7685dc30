// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Numbers that follow from those beside them: subjects needed to treat, losses allowed for, what was lost or gained.
  mutating func checkConsequences(in sentence: SentenceReading) {
    let look = look(sentence)
    for index in sentence.tokens where look.isWord(index) {
      switch document.word(index) {
      case "need", "needed": checkNeeded(at: index, sentence, look)
      case "increased", "inflated", "raised": checkAllowance(at: index, sentence, look)
      case "loss", "gain", "decrease", "increase", "fall", "rise": checkChange(at: index, sentence, look)
      case "降", "升", "减": checkChange(at: index, sentence, look)
      default: break
      }
    }
  }

  // MARK: Number needed to treat

  /// "A difference of 10.0 percentage points, so that 10 people need to be treated".
  private mutating func checkNeeded(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    guard
      (index + 1..<index + 4).contains(where: {
        look.isWord($0) && ["treat", "treated"].contains(document.word($0))
      })
    else { return }
    let behind = (index + 1..<index + 8).first {
      look.sentence.contains($0) && document.tokens[$0].isNumber && [.was, .of].contains(look.sense($0 - 1))
    }
    // "The number needed to treat was 10", "10 people need to be treated".
    let isNumber = look.isWord(index - 1) && document.word(index - 1) == "number"
    let before = look.sense(index - 1) == .subject && look.whole(index - 2) != nil ? index - 2 : nil
    guard let place = isNumber ? behind : before, let printed = document.tokens[place].numeral,
      printed.value > 0
    else { return }
    // The difference is the only figure of percentage points in the sentence.
    let points = sentence.tokens.filter {
      document.tokens[$0].isNumber && $0 < place && look.isWord($0 + 1)
        && document.word($0 + 1) == "percentage" && look.isWord($0 + 2) && document.word($0 + 2) == "points"
    }
    guard points.count == 1, let difference = document.tokens[points[0]].numeral?.printed.possible,
      difference.lowerBound > 0
    else { return }
    let exact = 100 / difference.upperBound...100 / difference.lowerBound
    let fits =
      printed.printed.rounding(ofSomeIn: exact) != nil
      || printed.value >= exact.lowerBound && printed.value <= exact.upperBound.rounded(.up)
    add(
      .percentage,
      at: min(place, index)..<max(place, index) + 1,
      fits ? .consistent : .inconsistent,
      .difference(of: exact),
      printed: [Figure(.estimate, printed.printed)],
      recomputed: [Recomputation(.estimate, exact)],
      .likely
    )
  }

  // MARK: Losses

  /// "Allowing for 20% losses, the 63 per group were increased to 79": too few whatever the convention.
  private mutating func checkAllowance(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    guard look.sense(index + 1) == .to, look.sense(index - 1) == .was, let final = look.whole(index + 2),
      let percent = (sentence.tokens.lowerBound..<index).last(where: { look.sense($0) == .percent }),
      percent > sentence.tokens.lowerBound, let loss = document.tokens[percent - 1].numeral?.printed,
      loss.value > 0, loss.value < 90,
      (sentence.tokens.lowerBound..<index).contains(where: {
        look.isWord($0)
          && ["losses", "loss", "dropout", "dropouts", "attrition", "withdrawal"].contains(document.word($0))
      }),
      let start = (percent..<index).last(where: { look.whole($0) != nil }), let size = look.whole(start),
      size > 0, final > size
    else { return }
    let low = Double(size) * (1 + loss.possible.lowerBound / 100)
    let high = Double(size) / (1 - loss.possible.upperBound / 100)
    // More may have other reasons.
    let fits = Double(final) > low - 1.5
    guard !fits || Double(final) <= high + 2 else { return }
    add(
      .sampleSize,
      at: index..<index + 3,
      fits ? .consistent : .inconsistent,
      .difference(of: low...high),
      printed: [Figure(.size, final)],
      recomputed: [Recomputation(.size, low...high)],
      .likely
    )
  }

  // MARK: Changes

  /// "From 84.2 kg to 79.9 kg, a loss of 4.3 kg"; 由（14.2±3.1）分降至（9.8±2.9）分，降低了4.4分.
  private mutating func checkChange(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    // "A loss of", 降低了.
    let place =
      (index + 1..<index + 4).first { look.sentence.contains($0) && document.tokens[$0].isNumber } ?? index
    guard (index + 1..<max(place, index + 1)).allSatisfy({ look.sense($0) == .of || look.isIdeographic($0) })
    else {
      return
    }
    // ", a loss of"; no change of each week, and of no part of the subjects.
    let lead = look.sense(index - 1) == .article ? index - 2 : index - 1
    guard look.isIdeographic(index) || lead == index - 2, [.comma, .open].contains(look.sense(lead)),
      !(place + 1..<place + 5).contains(where: { look.sense($0) == .each || document.word($0) == "者" })
    else { return }
    guard look.sentence.contains(place), let printed = document.tokens[place].numeral, !printed.isSigned,
      look.sense(place + 1) != .percent, look.isWord(place + 1),
      let (first, second) = ends(before: index, unit: document.tokens[place + 1].word, sentence, look)
    else { return }
    let exact = (first.possible - second.possible).magnitudes
    let fits = printed.printed.possible.overlaps(exact)
    add(
      .mean,
      at: index..<place + 2,
      fits ? .consistent : .inconsistent,
      .difference(of: exact),
      printed: [Figure(.estimate, printed.printed)],
      recomputed: [Recomputation(.estimate, exact)],
      .likely
    )
  }

  /// "From a to b" with the unit behind both, and no other from-to in the sentence.
  private func ends(before end: Int, unit: Int32, _ sentence: SentenceReading, _ look: PhraseLook) -> (
    PrintedNumber, PrintedNumber
  )? {
    guard
      let start = (max(sentence.tokens.lowerBound, end - 28)..<end).last(where: {
        look.isWord($0) && ["from", "由", "从"].contains(document.word($0))
      }),
      let goal = (start..<end).first(where: {
        look.isWord($0)
          && ["to", "降至", "升至", "减至", "增至", "降低至", "升高至", "降到", "至"].contains(document.word($0))
      })
    else { return nil }
    func value(_ range: Range<Int>) -> PrintedNumber? {
      guard let place = range.first(where: { document.tokens[$0].isNumber }),
        range.contains(where: { document.tokens[$0].word == unit && !document.tokens[$0].isNumber })
      else { return nil }
      let numbers = range.filter { document.tokens[$0].isNumber }
      // One number, or one with its spread.
      guard numbers.count == 1 || numbers.count == 2 && look.sense(numbers[1] - 1) == .plusMinus else {
        return nil
      }
      return document.tokens[place].numeral?.printed
    }
    guard let first = value(start..<goal), let second = value(goal..<end) else { return nil }
    return (first, second)
  }
}
