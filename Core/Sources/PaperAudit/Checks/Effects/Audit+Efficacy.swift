// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Efficacy and relative reductions against the counts of the two groups.
extension Audit {
  /// "5 of 1,200 vaccinees and 40 of 1,190 placebo recipients, an efficacy of 77.6%": one minus the ratio of risks, odds or
  /// hazards, whichever group is named first.
  mutating func checkEfficacy(
    _ numeral: Numeral,
    at sign: Int,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) {
    guard isRelative(sign, look), !hasModels(sentence), !isOfPersonTime(sentence),
      let comparison = allComparisons(for: sentence).last(where: {
        $0.tokens.upperBound <= sign && $0.arms.count == 2
      })
        ?? fractions(before: sign, sentence),
      let a = comparison.arms[0].options.first, let b = comparison.arms[1].options.first,
      a.events > 0, b.events > 0, a.events < a.total, b.events < b.total
    else { return }
    let (p, q) = (Double(a.events) / Double(a.total), Double(b.events) / Double(b.total))
    guard p != q else { return }
    let (low, high) = (min(p, q), max(p, q))
    let ratios = [
      low / high, low * (1 - high) / (high * (1 - low)),
      Double.log(onePlus: -low) / Double.log(onePlus: -high),
    ]
    let all = (ratios.min() ?? 0)...(ratios.max() ?? 1)
    let possible = numeral.printed.possible
    let reductions = 100 * (1 - all.upperBound)...100 * (1 - all.lowerBound)
    let fits = reductions.overlaps(possible)
    // Those who count differ a little between analyses, models by more; three points and a fifth of the ratio are no such
    // difference.
    let margin = document.has(.timeModel, .hazardRatio, .hazard, .adjusted) ? 1.2 : 1.1
    let ratio = 1 - possible.upperBound / 100...1 - possible.lowerBound / 100
    let isFar =
      (reductions.lowerBound > possible.upperBound + 3 && all.upperBound * margin < ratio.lowerBound)
      || (reductions.upperBound < possible.lowerBound - 3 && all.lowerBound > ratio.upperBound * margin)
    guard fits || isFar else { return }
    add(
      .percentage,
      at: sign - 1..<sign + 1,
      fits ? .consistent : comparison.isPrinted ? .inconsistent : .undetermined,
      .difference(of: reductions),
      printed: [Figure(.percent, numeral.printed)],
      recomputed: [Recomputation(.percent, reductions)],
      .likely
    )
  }

  /// "An efficacy of 77.6%", "a relative risk reduction of 23%", 保护效力为77.6%.
  private func isRelative(_ sign: Int, _ look: PhraseLook) -> Bool {
    let near = max(look.sentence.lowerBound, sign - 8)..<sign + 4
    let isEfficacy = near.contains {
      document.isWord($0, in: ["efficacy", "effectiveness", "保", "保护率", "保护"])
    }
    let isReduction =
      near.contains { look.sense($0) == .relative }
      && near.contains { document.isWord($0, in: ["reduction", "decrease", "lower", "reduced"]) }
    return isEfficacy || isReduction
  }

  private func isOfPersonTime(_ sentence: SentenceReading) -> Bool {
    sentence.tokens.contains {
      document.isWord(
        $0,
        in: ["person-years", "patient-years", "person-time", "person", "人年", "person-months"]
      )
    }
  }

  /// The only two fractions before a figure.
  private func fractions(before end: Int, _ sentence: SentenceReading) -> Comparison? {
    var found: [(index: Int, share: ProportionPhrase)] = []
    for (index, phrase) in sentence.phrases.enumerated() where phrase.tokens.upperBound <= end {
      if case .proportion(let share) = phrase, share.events != nil, share.total != nil {
        found.append((index, share))
      }
    }
    if found.isEmpty { return self.fractions(in: sentence.tokens.lowerBound..<end - 1, look(sentence)) }
    guard found.count == 2, found[0].share.arm == nil || found[0].share.arm != found[1].share.arm else {
      return nil
    }
    let arms = found.compactMap { found -> ComparedArm? in
      guard let events = found.share.events, let total = found.share.total, events <= total else {
        return nil
      }
      return ComparedArm(arm: found.share.arm, options: [(events, total)], isPrinted: true)
    }
    guard arms.count == 2 else { return nil }
    return Comparison(
      phrases: found.map(\.index),
      arms: arms,
      tokens: found[0].share.tokens.lowerBound..<found[1].share.tokens.upperBound
    )
  }
}
