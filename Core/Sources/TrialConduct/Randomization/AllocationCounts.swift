// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a scheme has to remember of its allocations: counts by stratum and margin, and the open blocks.
struct AllocationCounts: Hashable, Sendable {
  /// The place of each stratum in the columns below, by the stratum's key; strata come into being with their first subject.
  private(set) var strata: [Int: Int] = [:]
  /// Allocations by stratum and candidate.
  private(set) var totals: [Int] = []
  /// Places left in the open block, by stratum and candidate.
  private(set) var places: [Int] = []
  /// The size of the block that is or was open last, by stratum; 0 before the first.
  private(set) var blockSizes: [Int] = []
  /// Allocations by stratum, level of a balanced factor, and candidate.
  private(set) var margins: [Int] = []

  /// The place of a stratum; nil before its first subject.
  func place(of key: Int) -> Int? { strata[key] }

  /// Sets every count to 0; strata that are known keep their places.
  mutating func clear() {
    for index in totals.indices { totals[index] = 0 }
    for index in places.indices { places[index] = 0 }
    for index in blockSizes.indices { blockSizes[index] = 0 }
    for index in margins.indices { margins[index] = 0 }
  }

  /// Counts one allocation, with the size of the block that begins here.
  ///
  /// No candidate is an arm that the scheme has closed: it is counted nowhere.
  mutating func record(
    _ candidate: Int?,
    levels: [Int],
    opening block: Int?,
    takesPlace: Bool,
    in layout: AllocationLayout
  ) {
    guard let candidate else { return }
    let width = layout.width
    let slot = slot(for: layout.key(of: levels), layout)
    totals[slot * width + candidate] += 1
    for (factor, offset) in layout.marginOffsets where factor < levels.count {
      margins[slot * layout.marginCount * width + (offset + levels[factor]) * width + candidate] += 1
    }
    guard layout.hasBlocks, takesPlace else { return }
    if let block {
      blockSizes[slot] = block
      for place in 0..<width {
        places[slot * width + place] = block / layout.shareCount * layout.candidateShares[place]
      }
    }
    places[slot * width + candidate] -= 1
  }

  private mutating func slot(for key: Int, _ layout: AllocationLayout) -> Int {
    if let known = strata[key] { return known }
    let slot = strata.count
    strata[key] = slot
    totals.append(contentsOf: repeatElement(0, count: layout.width))
    if layout.hasBlocks {
      places.append(contentsOf: repeatElement(0, count: layout.width))
      blockSizes.append(0)
    }
    margins.append(contentsOf: repeatElement(0, count: layout.marginCount * layout.width))
    return slot
  }
}

/// How the columns of `AllocationCounts` are laid out for one scheme.
struct AllocationLayout: Sendable {
  /// Candidates of the scheme.
  let width: Int
  let candidateShares: [Int]
  let shareCount: Int
  let hasBlocks: Bool
  /// Balanced factors with the number of levels before them.
  let marginOffsets: [(factor: Int, offset: Int)]
  /// Levels of all balanced factors together.
  let marginCount: Int
  /// Separate factors with the number that their level is multiplied by in a stratum's key.
  private let keys: [(factor: Int, stride: Int)]
  private let firstCandidate: [Int]
  /// The shares' common multiple over each candidate's share: a count times it is in proportion to count over share.
  let scales: [Int]

  init(_ scheme: AllocationScheme) {
    width = scheme.candidates.count
    candidateShares = scheme.candidateShares
    shareCount = scheme.shareCount
    if case .permutedBlocks = scheme.procedure { hasBlocks = true } else { hasBlocks = false }
    var keys: [(factor: Int, stride: Int)] = []
    var margins: [(factor: Int, offset: Int)] = []
    var (stride, offset) = (1, 0)
    for (index, factor) in scheme.factors.enumerated() {
      if factor.isSeparate {
        keys.append((index, stride))
        // Wraps only with more combinations than a word can count; no trial has as many subjects.
        stride &*= max(1, factor.codes.count)
      } else {
        margins.append((index, offset))
        offset += factor.codes.count
      }
    }
    let multiple = AllocationScheme.commonMultiple(of: scheme.candidateShares)
    scales = scheme.candidateShares.map { multiple / $0 }
    self.keys = keys
    marginOffsets = margins
    marginCount = offset
    firstCandidate = scheme.arms.indices.map { arm in
      scheme.candidates.firstIndex { $0.arm == arm } ?? -1
    }
  }

  func key(of levels: [Int]) -> Int {
    var key = 0
    for (factor, stride) in keys { key &+= levels[factor] &* stride }
    return key
  }

  /// The first candidate of an arm; nil where the arm is closed.
  func firstCandidate(of arm: Int) -> Int? { firstCandidate[arm] < 0 ? nil : firstCandidate[arm] }
}
