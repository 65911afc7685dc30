// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// 主要终点为2年总生存率，次要终点为客观缓解率和生活质量: planned, and reported or concluded.
  mutating func checkIdeographicEndpoints() {
    var budget = 12
    for sentence in reading.sentences where sentence.section != .conclusion {
      let look = look(sentence)
      for endpoint in sentence.tokens
      where look.sense(endpoint) == .endpoint && look.isIdeographic(endpoint) && budget > 0 {
        guard look.sense(endpoint + 1) == .was, let rank = rank(before: endpoint, look) else { continue }
        for name in names(from: endpoint + 2, look) where budget > 0 {
          budget -= 1
          judge(name, isPrimary: rank == .primary, after: sentence)
        }
      }
    }
  }

  private func rank(before endpoint: Int, _ look: PhraseLook) -> Sense? {
    (endpoint - 3..<endpoint).map(look.sense).last { $0 == .primary || $0 == .secondary }
  }

  /// The names behind 为, apart at 和 and 、, up to the comma of the clause.
  private func names(from start: Int, _ look: PhraseLook) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var first = start
    var place = start
    while place <= look.sentence.upperBound, place - start <= 40 {
      let isEnd = [.comma, .stop, .semicolon, .end, .open].contains(look.sense(place))
      if isEnd || look.sense(place) == .and {
        if place > first { found.append(first..<place) }
        first = place + 1
        if isEnd { break }
      }
      place += 1
    }
    return found
  }

  private mutating func judge(_ name: Range<Int>, isPrimary: Bool, after sentence: SentenceReading) {
    let pairs = pairs(of: name)
    // A short name has too many others.
    guard pairs.count >= 3 else { return }
    let later = reading.sentences[(sentence.index + 1)...]
    let results = later.filter { $0.section != .conclusion }
    let conclusion = later.filter { $0.section == .conclusion && $0.tokens.count > 4 }
    guard results.contains(where: { $0.section == .results }) else { return }
    let printed = document.text.given(
      document.text.origin(
        of: document.tokens[name.lowerBound].range
          .lowerBound..<document.tokens[name.upperBound - 1].range.upperBound
      )
    )
    if !results.contains(where: { holds(pairs, $0) }) {
      add(.design, at: name, .warning, .endpointWithoutResult(printed))
    } else if isPrimary, let first = conclusion.first, !conclusion.contains(where: { holds(pairs, $0) }) {
      add(.design, at: first.tokens, .warning, .primaryEndpointNotConcluded(printed))
    }
  }

  /// Neighbouring characters of a name, without words that many names have.
  private func pairs(of name: Range<Int>) -> Set<[UInt32]> {
    let scalars = Array(
      document.text.scalars[
        document.tokens[name.lowerBound].range
          .lowerBound..<document.tokens[name.upperBound - 1].range.upperBound
      ]
    )
    return Set(
      zip(scalars, scalars.dropFirst()).map { [$0, $1] }.filter { $0.allSatisfy(Scalar.isIdeograph) }
    )
  }

  /// Whether any two characters of a name stand in a sentence.
  private func holds(_ pairs: Set<[UInt32]>, _ sentence: SentenceReading) -> Bool {
    guard !sentence.tokens.isEmpty else { return false }
    let range =
      document.tokens[sentence.tokens.lowerBound].range
      .lowerBound..<document.tokens[sentence.tokens.upperBound - 1].range.upperBound
    return range.dropLast().contains {
      pairs.contains([document.text.scalars[$0], document.text.scalars[$0 + 1]])
    }
  }
}
