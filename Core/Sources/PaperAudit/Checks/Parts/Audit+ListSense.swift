// SPDX-License-Identifier: Apache-2.0

/// What the words of a list of parts say of it: what it is a share of, and whether nobody is in two of its parts.
extension Audit {
  /// The place of the next sign that ends a clause, at most six tokens on.
  func clauseEnd(_ index: Int, _ look: PhraseLook) -> Int {
    (index..<index + 6).first { [.comma, .semicolon, .stop, .end, .close].contains(look.sense($0)) } ?? index
      + 6
  }

  /// "12 had a rash and 20 were women": parts by different features.
  func isMixed(_ tokens: Range<Int>, _ look: PhraseLook) -> Bool {
    let isOfSex = tokens.contains { look.sense($0) == .male || look.sense($0) == .female }
    let areSexes =
      tokens.contains { look.sense($0) == .male } && tokens.contains { look.sense($0) == .female }
    return isOfSex && !areSexes
      || tokens.contains {
        look.sense($0).isTimeUnit || look.sense($0) == .during
          || document.isWord($0, in: ["older", "younger", "aged", "smokers", "within"])
      }
  }

  /// "40 were evaluable: CR in 6 and PR in 14": others did not respond.
  func isOfResponders(_ tokens: Range<Int>, _ look: PhraseLook) -> Bool {
    let names = tokens.compactMap { responseName(at: $0, look)?.name }
    guard names.contains(.partial) || names.contains(.complete), !names.contains(.progressive) else {
      return true
    }
    return (tokens.lowerBound..<tokens.lowerBound + 5).contains {
      document.isWord($0, in: ["responses", "responders", "responded", "remissions", "response"])
    }
  }

  /// Whether the parts add up to another count of the sentence, before the whole.
  func isOfEarlier(_ parts: [Int], _ index: Int, _ sentence: SentenceReading) -> Bool {
    let sum = parts.compactMap { share($0, sentence)?.events }.reduce(0, +)
    return share(index, sentence)?.events != sum
      && sentence.phrases[..<index].contains { phrase in
        switch phrase {
        case .count(let count): count.value == sum
        case .proportion(let share): share.events == sum
        default: false
        }
      }
      // "At 6 months 201 of 220": no phrase of its own.
      || share(index, sentence)?.events != sum
        && (sentence.tokens.lowerBound..<sentence.phrases[index].tokens.lowerBound).contains {
          document.tokens[$0].numeral?.count == sum
        }
  }

  /// What the whole is itself a share of.
  func total(of index: Int, _ sentence: SentenceReading) -> Int? {
    if let total = share(index, sentence)?.total { return total }
    guard let population = sentence.population(before: sentence.phrases[index].tokens.lowerBound) else {
      return nil
    }
    return population.size
  }

  /// Whether the whole is the population of the sentence, of which a list need not tell all.
  func isPopulation(_ index: Int, _ sentence: SentenceReading) -> Bool {
    sentence.populations.contains { sentence.phrases[index].tokens.contains($0.place) }
  }

  /// Whether percentages beside the parts are shares of something else than the whole and its total.
  func hasOtherShares(_ parts: [Int], of whole: Int, _ index: Int, _ sentence: SentenceReading)
    -> Bool
  {
    let totals = [whole] + [total(of: index, sentence)].compactMap { $0 }
    return parts.contains { part in
      guard let share = share(part, sentence), let events = share.events, let percent = share.percent else {
        return false
      }
      return !totals.contains {
        PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
      }
    }
  }

  /// "Pain (mild in 20, moderate in 15, severe in 5)", 轻度20例，中度15例: one degree each, where no events are told, of which a
  /// subject may have several.
  func areDegrees(_ tokens: Range<Int>, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let degrees = Set(
      tokens.compactMap { place -> String? in
        if document.isWord(place, in: ["mild", "moderate", "severe"]) { return document.word(place) }
        let pair = look.isIdeographic(place) ? document.word(place) + document.word(place + 1) : ""
        return ["轻度", "中度", "重度"].contains(pair) ? pair : nil
      }
    )
    return degrees.count >= 2
      && !sentence.tokens.contains {
        look.sense($0) == .event || document.isWord($0, in: ["adverse", "toxicity", "reactions", "次"])
          || document.isWord($0, in: ["反"]) && document.isWord($0 + 1, in: ["应"])
      }
  }

  /// "133 disease-free survival events had been observed", "71 relapses were recorded", before what each arm had of them.
  func isRecorded(_ end: Int, _ look: PhraseLook) -> Bool {
    guard look.isWord(end), !look.isIdeographic(end) else { return false }
    let words = (end..<end + 12).prefix { look.sense($0) != .comma && !document.isNumber($0) }
    return words.contains { look.sense($0) == .was }
      && words.contains {
        document.isWord($0, in: ["observed", "recorded", "reported", "occurred", "noted"])
      }
  }

  /// "…, and 3 from other causes": nobody is left out.
  func hasOthers(_ end: Int, _ look: PhraseLook) -> Bool {
    (end..<end + 5).contains {
      look.isWord($0) && ["other", "others", "unknown", "其他"].contains(document.word($0))
    }
  }
}
