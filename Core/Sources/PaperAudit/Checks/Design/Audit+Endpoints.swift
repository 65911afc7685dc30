// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Endpoints that are planned and never heard of again.
  mutating func checkEndpoints() {
    guard let last = reading.sentences.last else { return }
    var known = Set<Int>()
    for sentence in reading.sentences where sentence.section != .conclusion && sentence.index < last.index - 1
    {
      let look = look(sentence)
      guard let endpoint = sentence.tokens.first(where: { look.sense($0) == .endpoint }),
        let rank = sentence.tokens.first(where: { look.sense($0) == .primary || look.sense($0) == .secondary }
        ), rank < endpoint
      else { continue }
      for planned in planned(in: sentence, look) {
        // Each name once, and no more names than a protocol has.
        guard known.count < Self.mostEndpoints, known.insert(planned.abbreviation).inserted else { continue }
        if !isReported(planned, after: sentence) {
          add(.design, at: planned.tokens, .warning, .endpointWithoutResult(planned.name))
        } else if planned.isPrimary, !isConcluded(planned) {
          let conclusion = reading.sentences.first { $0.section == .conclusion && $0.tokens.count > 4 }
          add(
            .design,
            at: conclusion?.tokens ?? planned.tokens,
            .warning,
            .primaryEndpointNotConcluded(planned.name)
          )
        }
      }
    }
  }

  private static let mostEndpoints = 24
  private static let findings: Set<String> = [
    "reported", "observed", "seen", "found", "recorded", "noted", "met", "reached", "achieved", "present",
    "similar",
    "lower", "higher", "measured", "assessed", "evaluated", "analyzed", "analysed", "available",
    "experienced",
  ]

  private struct Planned {
    let name: String
    /// Words of the name that carry meaning.
    let words: [Int]
    /// The word in brackets behind the name; that of the name itself without one.
    let abbreviation: Int
    let tokens: Range<Int>
    let isPrimary: Bool
  }

  /// Endpoints with an abbreviation in brackets, or kinds of survival.
  private func planned(in sentence: SentenceReading, _ look: PhraseLook) -> [Planned] {
    var found: [Planned] = []
    var isPrimary = false
    var start = sentence.tokens.lowerBound
    for index in sentence.tokens {
      switch look.sense(index) {
      case .primary: isPrimary = true
      case .secondary: isPrimary = false
      case .was, .comma, .and, .colonSign, .including: start = index + 1
      case .endpoint: start = index + 1
      case .close where look.sense(index - 2) == .open && isAbbreviation(index - 1):
        if let planned = named(start..<index - 2, abbreviation: index - 1, isPrimary) {
          found.append(planned)
        }
      default: break
      }
    }
    return found.isEmpty ? listed(sentence, look) : found
  }

  /// "The primary end point was overall survival", "secondary end points were response, quality of life, and cost".
  private func listed(_ sentence: SentenceReading, _ look: PhraseLook) -> [Planned] {
    guard let endpoint = sentence.tokens.first(where: { look.sense($0) == .endpoint }),
      let verb = (endpoint + 1..<endpoint + 4).first(where: {
        look.sense($0) == .was && !look.isIdeographic($0)
      }),
      // "The primary outcome was reported by …" names none.
      !document.isWord(verb + 1, in: Self.findings),
      // What a composite is made of has no result of its own.
      !sentence.tokens.contains(where: {
        look.isWord($0) && document.isWord($0, in: ["composite", "any", "either"])
      })
    else { return [] }
    let isPrimary = sentence.tokens.contains { look.sense($0) == .primary }
    var found: [Planned] = []
    var start = verb + 1
    for index in verb + 1..<sentence.tokens.upperBound
    where [.comma, .and, .stop, .semicolon, .end, .open].contains(look.sense(index)) {
      if let planned = plain(start..<index, isPrimary) { found.append(planned) }
      start = index + 1
      if [.semicolon, .stop, .open].contains(look.sense(index)) { break }
    }
    return found
  }

  /// A name of one to four words without an abbreviation.
  private func plain(_ words: Range<Int>, _ isPrimary: Bool) -> Planned? {
    let meant = words.filter {
      document.tokens[$0].word != 0
        && ![.article, .of, .preposition, .rate, .to, .was, .difference].contains(document.sense($0))
    }
    guard let first = meant.first, let last = meant.last, meant.count <= 4, words.count <= 6,
      !meant.contains(where: { document.tokens[$0].isNumber })
    else { return nil }
    return Planned(
      name: document.text.given(
        document.text.origin(
          of: document.tokens[first].range.lowerBound..<document.tokens[last].range.upperBound
        )
      ),
      words: meant.map { Int(document.tokens[$0].word) },
      abbreviation: Int(document.tokens[first].word),
      tokens: first..<last + 1,
      isPrimary: isPrimary
    )
  }

  private func isAbbreviation(_ index: Int) -> Bool {
    let token = document.tokens[index]
    guard token.word != 0, token.end - token.start >= 2, token.end - token.start <= 6 else { return false }
    guard ![.standardError, .deviation, .confidence, .quartiles, .sampleSize].contains(token.sense) else {
      return false
    }
    let scalars = document.text.scalars[token.range]
    return scalars.filter(Scalar.isUpper).count >= 2
  }

  private func named(_ words: Range<Int>, abbreviation: Int, _ isPrimary: Bool) -> Planned? {
    let meant = words.filter {
      document.tokens[$0].word != 0
        && ![.article, .of, .preposition, .rate, .to, .was].contains(document.sense($0))
    }
    guard !meant.isEmpty, meant.count <= 6 else { return nil }
    return Planned(
      name: document.text.given(document.text.origin(of: document.tokens[abbreviation].range)),
      words: meant.map { Int(document.tokens[$0].word) },
      abbreviation: Int(document.tokens[abbreviation].word),
      tokens: (words.first ?? abbreviation)..<abbreviation + 2,
      isPrimary: isPrimary
    )
  }

  private func isReported(_ planned: Planned, after sentence: SentenceReading) -> Bool {
    // Safety has many names.
    let safety: Set<String> = ["adverse", "safety", "toxicity", "toxicities", "tolerability"]
    if planned.words.contains(where: { safety.contains(document.words[$0]) }) { return true }
    return reading.sentences[(sentence.index + 1)...].contains {
      $0.section != .conclusion && mentions(planned, $0)
    }
  }

  private func mentions(_ planned: Planned, _ sentence: SentenceReading) -> Bool {
    var met = Set<Int>()
    for index in sentence.tokens {
      let word = Int(document.tokens[index].word)
      guard word != 0 else { continue }
      if isSame(word, planned.abbreviation) { return true }
      if planned.words.contains(word) { met.insert(word) }
    }
    return met.count == Set(planned.words).count
      || (planned.words.count > 2 && met.count >= planned.words.count - 1 && met.contains(planned.words[0]))
  }

  /// Equal but for a plural.
  private func isSame(_ word: Int, _ other: Int) -> Bool {
    word == other || document.words[word] == document.words[other] + "s"
      || document.words[word] + "s" == document.words[other]
  }

  /// Whether the conclusion speaks of the primary endpoint, if only by one of its words.
  private func isConcluded(_ planned: Planned) -> Bool {
    let conclusion = reading.sentences.filter { $0.section == .conclusion }
    guard conclusion.contains(where: { $0.tokens.count > 4 }) else { return true }
    let stems = (planned.words + [planned.abbreviation]).map {
      document.words[$0].prefix(5)
    }
    return conclusion.contains { sentence in
      sentence.tokens.contains { index in
        document.tokens[index].word != 0 && stems.contains { document.word(index).hasPrefix($0) }
      }
    }
  }
}
