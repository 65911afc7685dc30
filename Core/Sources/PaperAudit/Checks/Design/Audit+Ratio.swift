// SPDX-License-Identifier: Apache-2.0
import Biostatistics

extension Audit {
  /// Sizes of the arms against the ratio in which subjects are said to have been allocated.
  ///
  /// "Randomized in a 2:1 ratio to A (n = 61) or B (n = 63)", "按1∶1比例随机分配". Which arm has which part is read in the arms'
  /// favour. Chance alone leaves sizes near the ratio: only sizes that drawing each subject by itself gives less than once in
  /// a thousand times contradict it, and no scheme with blocks comes further.
  mutating func checkRatio() {
    let arms = reading.arms.filter { $0.sentence == reading.arms.first?.sentence }
    let sizes = arms.compactMap(\.size)
    guard sizes.count == arms.count, (2...4).contains(arms.count), let first = arms.first,
      let last = arms.last,
      !isOfClusters
    else { return }
    var stated: [(parts: [Int], sentence: Int)] = []
    for sentence in reading.sentences {
      for parts in allocationRatios(in: sentence) where !stated.contains(where: { $0.parts == parts }) {
        stated.append((parts, sentence.index))
      }
    }
    // A ratio that was changed during the trial says nothing of the sums.
    guard stated.count == 1, let parts = stated.first?.parts, parts.count == sizes.count,
      abs((stated.first?.sentence ?? 0) - first.sentence) <= 6
    else { return }
    let p = probability(of: sizes.sorted(), parts.sorted())
    guard p < 0.001 else { return }
    let tokens =
      min(
        first.tokens.lowerBound,
        last.tokens.lowerBound
      )..<max(first.tokens.upperBound, last.tokens.upperBound)
    add(
      .allocation,
      at: tokens,
      .inconsistent,
      .allocation(Because.AllocationFinding(sizes: sizes, probability: p, blockSize: nil, ratio: parts)),
      printed: sizes.map { Figure(.size, $0) },
      .likely
    )
  }

  /// How probable sizes so far from the parts are if each subject is drawn by itself: exactly for two, by Pearson's chi-squared
  /// for more.
  private func probability(of sizes: [Int], _ parts: [Int]) -> Double {
    if sizes.count == 2 {
      return AllocationCheck(sizes[0], sizes[1], ratio: (parts[0], parts[1]))?.simpleRandomization ?? 1
    }
    let (n, whole) = (Double(sizes.reduce(0, +)), Double(parts.reduce(0, +)))
    guard n > 0, whole > 0 else { return 1 }
    let distance = zip(sizes, parts).reduce(0.0) { sum, pair in
      let expected = n * Double(pair.1) / whole
      return sum + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
    }
    return ChiSquare.survival(distance, degreesOfFreedom: Double(sizes.count - 1))
  }

  /// Schools, wards and villages are allocated as wholes.
  private var isOfClusters: Bool {
    document.words.contains { Self.clusters.contains($0) }
  }

  private static let clusters: Set<String> = [
    "cluster", "clusters", "schools", "villages", "wards", "households", "practices", "clinics",
    "communities",
    "neighborhoods", "neighbourhoods", "stepped-wedge", "adaptive", "simple", "minimization", "minimisation",
    "整", "社",
  ]

  /// "2:1", "2 : 1", "1∶1∶1", "two-to-one", "2-to-1" in a sentence that allocates.
  private func allocationRatios(in sentence: SentenceReading) -> [[Int]] {
    let look = look(sentence)
    guard sentence.tokens.contains(where: { [.randomized, .assigned].contains(look.sense($0)) }) else {
      return []
    }
    var found: [[Int]] = []
    var index = sentence.tokens.lowerBound
    while index < sentence.tokens.upperBound {
      if let (parts, end) = ratio(at: index, look) {
        let around = max(sentence.tokens.lowerBound, index - 10)..<end + 6
        // "Ratio 1.59:1" of the sexes, titres of 1:40.
        if parts.allSatisfy({ (1...6).contains($0) }), isOfAllocation(index, look),
          !found.isEmpty || around.contains(where: { [.randomized, .assigned].contains(look.sense($0)) }),
          !around.contains(where: { [.male, .female].contains(look.sense($0)) })
        {
          found.append(parts)
        }
        index = end
      }
      index += 1
    }
    // "1:1 and, after an amendment, 2:1": the later ratio need not stand near the verb.
    return found
  }

  /// "Diluted 1:4" is no ratio of arms.
  private func isOfAllocation(_ index: Int, _ look: PhraseLook) -> Bool {
    switch look.sense(index - 1) {
    case .other:
      look.isIdeographic(index - 1) || document.isWord(index - 1, in: ["ratio", "then", "initially", "i"])
    default: true
    }
  }

  private func ratio(at index: Int, _ look: PhraseLook) -> (parts: [Int], end: Int)? {
    func part(_ place: Int) -> Int? {
      look.sentence.contains(place) ? document.tokens[place].numeral?.count : nil
    }
    guard let first = part(index),
      ![.colonSign, .slash].contains(look.sense(index - 1)) || part(index - 2) == nil
    else {
      return nil
    }
    var parts = [first]
    var place = index + 1
    while parts.count < 5 {
      if look.sense(place) == .colonSign, let next = part(place + 1) {
        parts.append(next)
        place += 2
      } else if look.sense(place) == .dash, look.sense(place + 1) == .to, look.sense(place + 2) == .dash,
        let next = part(place + 3)
      {
        parts.append(next)
        place += 4
      } else if look.sense(place) == .to, let next = part(place + 1), look.sense(place + 2) == .ratio {
        parts.append(next)
        place += 2
      } else {
        break
      }
    }
    // "Groups: 30" has one part; a time such as 12:30 has no parts of a ratio.
    return parts.count >= 2 ? (parts, place) : nil
  }
}
