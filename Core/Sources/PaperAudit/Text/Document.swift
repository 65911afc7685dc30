// SPDX-License-Identifier: Apache-2.0

/// A text as tokens in sentences.
struct Document {
  let text: NormalizedText
  private(set) var tokens: [Token]
  let words: [String]
  private(set) var sentences: [Sentence] = []
  /// Whether a sense occurs anywhere, by its raw value.
  private var seen = [Bool](repeating: false, count: Sense.allCases.count)

  /// One sentence, or one line of a table.
  struct Sentence {
    let tokens: Range<Int>
    let section: Section
  }

  /// The part of a paper, as its headings tell.
  enum Section: UInt8 {
    case unknown, background, methods, results, conclusion
  }

  /// Sentences are cut here, so that looking about in one takes bounded time.
  static let longestSentence = 320

  /// Where looks at tokens are counted, for proofs that the work grows with the text; nil outside of tests.
  private let steps: StepCounter?

  init(_ given: String, counting steps: StepCounter? = nil) {
    self.steps = steps
    text = NormalizedText(given)
    let tokenizer = Tokenizer(text)
    tokens = tokenizer.tokens
    words = tokenizer.words
    nameLetterA()
    joinHyphens()
    markPhrases()
    for token in tokens { seen[Int(token.sense.rawValue)] = true }
    split()
  }

  /// Whether any word of the text has one of these senses.
  func has(_ senses: Sense...) -> Bool { senses.contains { seen[Int($0.rawValue)] } }

  /// What the token at a place means; beyond the text an end.
  func sense(_ index: Int) -> Sense {
    steps?.count += 1
    return tokens.indices.contains(index) ? tokens[index].sense : .end
  }

  /// Whether a number stands at a place; beyond the text none does.
  func isNumber(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].isNumber }

  func word(_ index: Int) -> String { tokens.indices.contains(index) ? words[Int(tokens[index].word)] : "" }

  /// The letter A is a name, and no article, where no word follows that it could belong to.
  private mutating func nameLetterA() {
    for index in tokens.indices where tokens[index].sense == .article && tokens[index].isCapital {
      guard tokens[index].end - tokens[index].start == 1 else { continue }
      let next = index + 1 < tokens.count ? tokens[index + 1].sense : .end
      let before = index > 0 ? tokens[index - 1].sense : .end
      let isName: Bool =
        switch next {
        case .arm, .and, .or, .close, .comma, .versus, .open, .equals, .stop, .end, .was, .semicolon, .than,
          .to, .preposition,
          .compared, .colonSign, .bar:
          true
        default: before == .arm || before == .versus
        }
      if isName { tokens[index] = tokens[index].meaning(.other) }
    }
  }

  /// "One-sided", "follow-up": two words with a hyphen that mean something together.
  private mutating func joinHyphens() {
    guard tokens.count > 2 else { return }
    for index in 1..<tokens.count - 1 where tokens[index].sense == .dash && tokens[index].isGlued {
      let (first, second) = (tokens[index - 1], tokens[index + 1])
      guard second.isGlued, second.word != 0, second.numeral == nil else { continue }
      let head =
        first.word != 0
        ? words[Int(first.word)] : first.numeral?.value == 1 ? "1" : first.numeral?.value == 2 ? "2" : ""
      guard !head.isEmpty, let sense = Lexicon.senses[head + "-" + words[Int(second.word)]] else { continue }
      tokens[index - 1] = first.meaning(sense, numeral: nil)
      tokens[index + 1] = second.meaning(.other, numeral: nil)
    }
  }

  /// "Whole numbers", "one list", "without strata".
  private mutating func markPhrases() {
    for index in tokens.indices.dropLast() where tokens[index].word != 0 {
      let next = words[Int(tokens[index + 1].word)]
      switch words[Int(tokens[index].word)] {
      // "66 y", "6-mo", "30-d": abbreviated units behind a number.
      case "y" where isUnit(index): tokens[index] = tokens[index].meaning(.year)
      case "d" where isUnit(index): tokens[index] = tokens[index].meaning(.day)
      case "whole" where ["number", "numbers", "points", "point"].contains(next):
        tokens[index] = tokens[index].meaning(.wholeNumber)
      case "end" where next == "point" || next == "points":
        tokens[index] = tokens[index].meaning(.endpoint)
      case "without" where next == "strata" || next == "stratification", "one" where next == "list",
        "single" where next == "list":
        tokens[index] = tokens[index].meaning(.oneList, numeral: nil)
      default: break
      }
    }
  }

  private func isUnit(_ index: Int) -> Bool {
    guard index > 0, !tokens[index].isCapital else { return false }
    return tokens[index - 1].isNumber
      || tokens[index - 1].sense == .dash && index > 1 && tokens[index - 2].isNumber && tokens[index].isGlued
  }

  private mutating func split() {
    var start = 0
    var section = Section.unknown
    for index in tokens.indices {
      let isLong = index - start >= Self.longestSentence
      guard isLong || ends(at: index) || index == tokens.count - 1 else { continue }
      section = heading(at: start) ?? heading(at: start + 1) ?? section
      if index + 1 > start { sentences.append(Sentence(tokens: start..<index + 1, section: section)) }
      start = index + 1
    }
  }

  private func ends(at index: Int) -> Bool {
    if tokens[index].sense == .end { return true }
    guard tokens[index].sense == .stop else { return false }
    guard index + 1 < tokens.count else { return true }
    let next = tokens[index + 1]
    guard !next.isGlued || next.sense == .end else { return false }
    if index > 0, tokens[index - 1].word != 0, Lexicon.abbreviations.contains(word(index - 1)) {
      return next.isCapital && !["vs", "v", "e", "g", "i", "al", "no", "fig"].contains(word(index - 1))
    }
    return next.isCapital || next.isNumber || next.sense == .open || next.sense == .end || next.word != 0
  }

  private func heading(at index: Int) -> Section? {
    guard tokens.indices.contains(index) else { return nil }
    let next = index + 1 < tokens.count ? tokens[index + 1].sense : .end
    // "Conclusions and relevance", without a sign behind it.
    let isOfRelevance = tokens[index].isCapital && next == .and && word(index + 2) == "relevance"
    guard
      isOfRelevance || next == .colonSign || next == .end || next == .stop
        || (next == .dash && tokens[index].isCapital)
        || (tokens[index].isCapital && index + 1 < tokens.count && tokens[index + 1].isCapital
          && !tokens[index + 1].isNumber)
        || isUpper(index)
    else { return nil }
    switch tokens[index].sense {
    case .background: return .background
    case .methods: return .methods
    case .results: return .results
    case .conclusion: return .conclusion
    default: return nil
    }
  }

  private func isUpper(_ index: Int) -> Bool {
    tokens[index].range.allSatisfy { Scalar.isUpper(text.scalars[$0]) }
  }
}

/// Looks at tokens, counted.
final class StepCounter {
  var count = 0
}
