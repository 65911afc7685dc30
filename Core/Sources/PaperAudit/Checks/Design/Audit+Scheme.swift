// SPDX-License-Identifier: Apache-2.0

/// Sizes of arms against the scheme that drew them.
extension Audit {
  /// Sizes of two arms against one list of blocks of a stated size, in each sentence that states one.
  mutating func checkScheme() {
    checkSimpleRandomization()
    guard document.has(.block) else { return }
    for sentence in reading.sentences {
      guard let block = blockSize(in: sentence),
        let sizes = sizes(behind: block.tokens.upperBound, sentence) ?? declaredSizes
      else { continue }
      let look = look(sentence)
      let isOneList = sentence.tokens.contains { look.sense($0) == .oneList }
      guard isOneList || !hasStrata,
        let check = AllocationCheck(sizes.0.size, sizes.1.size, ratio: ratio(in: sentence)),
        let isPossible = check.isPossible(block: block.size)
      else { continue }
      let finding = Because.AllocationFinding(
        sizes: [sizes.0.size, sizes.1.size],
        probability: isPossible ? check.permutedBlocks(block.size) : nil,
        blockSize: block.size
      )
      add(
        .allocation,
        at: min(
          sizes.0.tokens.lowerBound,
          sizes.1.tokens.lowerBound
        )..<max(sizes.0.tokens.upperBound, sizes.1.tokens.upperBound),
        isPossible ? .consistent : isOneList ? .inconsistent : .warning,
        .allocation(finding),
        printed: [Figure(.size, sizes.0.size), Figure(.size, sizes.1.size)],
        isOneList ? .sure : .likely
      )
    }
  }

  /// Sizes that drawing each subject's arm by itself hardly ever gives.
  private mutating func checkSimpleRandomization() {
    guard let sizes = declaredSizes, let check = AllocationCheck(sizes.0.size, sizes.1.size),
      check.simpleRandomization < 0.001,
      let sentence = reading.sentences.first(where: { sentence in
        sentence.tokens.contains {
          document.word($0) == "simple" && [.randomized].contains(document.sense($0 + 1))
        }
          && ratio(in: sentence) == (1, 1)
      }), sentence.index + 2 > reading.arms[0].sentence
    else { return }
    let finding = Because.AllocationFinding(
      sizes: [sizes.0.size, sizes.1.size],
      probability: check.simpleRandomization,
      blockSize: nil
    )
    add(
      .allocation,
      at: min(
        sizes.0.tokens.lowerBound,
        sizes.1.tokens.lowerBound
      )..<max(sizes.0.tokens.upperBound, sizes.1.tokens.upperBound),
      .warning,
      .allocation(finding),
      printed: [Figure(.size, sizes.0.size), Figure(.size, sizes.1.size)]
    )
  }

  private typealias Size = (size: Int, tokens: Range<Int>)

  /// Strata make several lists of one.
  private var hasStrata: Bool {
    document.tokens.contains {
      $0.word != 0 && ["stratified", "stratification", "strata", "分层"].contains(document.words[Int($0.word)])
    }
  }

  /// The last two numbers of subjects behind the block size.
  private func sizes(behind end: Int, _ sentence: SentenceReading) -> (Size, Size)? {
    let look = look(sentence)
    let found = (end..<sentence.tokens.upperBound).filter { look.whole($0) != nil }
    guard found.count >= 2, let first = look.whole(found[found.count - 2]),
      let second = look.whole(found[found.count - 1])
    else { return nil }
    return (
      (first, found[found.count - 2]..<found[found.count - 2] + 1),
      (second, found[found.count - 1]..<found[found.count - 1] + 1)
    )
  }

  private var declaredSizes: (Size, Size)? {
    let arms = reading.arms.filter { $0.sentence == reading.arms.first?.sentence }
    guard arms.count == 2, let a = arms[0].size, let b = arms[1].size else { return nil }
    return ((a, arms[0].tokens), (b, arms[1].tokens))
  }

  /// "2:1"; equal parts where none is printed.
  private func ratio(in sentence: SentenceReading) -> (first: Int, second: Int) {
    for index in sentence.tokens.dropFirst().dropLast()
    where document.sense(index) == .colonSign && document.tokens[index].isGlued {
      if let first = document.tokens[index - 1].numeral?.count,
        let second = document.tokens[index + 1].numeral?.count, first > 0, second > 0
      {
        return (first, second)
      }
    }
    return (1, 1)
  }

  /// "blocks of four", "block size of 4", "a block size 4"; nil for several sizes.
  private func blockSize(in sentence: SentenceReading) -> (size: Int, tokens: Range<Int>)? {
    let look = look(sentence)
    for index in sentence.tokens where look.sense(index) == .block {
      for place in index + 1..<index + 5 {
        guard look.sentence.contains(place), let size = document.tokens[place].numeral?.count, size >= 2,
          size <= 100
        else { continue }
        // "A nerve block (n = 40)".
        guard
          (index + 1..<place).allSatisfy({
            [.of, .was, .equals, .colonSign].contains(look.sense($0))
              || document.isWord(
                $0,
                in: ["size", "sizes", "length", "lengths", "randomization", "randomisation"]
              )
              || look.isIdeographic($0)
          })
        else { break }
        guard
          ![.and, .or, .comma, .to, .dash].contains(look.sense(place + 1)) || look.whole(place + 2) == nil
            || look.sense(place + 1) == .comma
        else { return nil }
        return (size, index..<place + 1)
      }
    }
    return nil
  }
}
