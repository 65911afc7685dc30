// SPDX-License-Identifier: Apache-2.0

extension KaryotypeReader {
  /// Remarks where the items do not make the number that is stated.
  ///
  /// The sex chromosomes are stated as they are after a loss.
  mutating func checkCount(of clone: Clone, _ draft: Draft) {
    guard !clone.isComposite, clone.chromosomes.count == 1, !clone.isPolyploid, !clone.sex.isEmpty else {
      return
    }
    let items = clone.items.map(\.abnormality).reduce(44 + clone.sex.count) { $0 + $1.chromosomesAdded }
    if !clone.chromosomes.contains(items) {
      remarks.append(.wrongCount(clone: clones.count + 1, stated: clone.chromosomes, items: items))
    }
  }
}

extension Abnormality {
  /// How many chromosomes more the cell has because of it.
  fileprivate var chromosomesAdded: Int {
    let copies = copies.lowerBound
    switch (kind, sign) {
    case (.doubleMinute, _), (.acentric, _), (.minute, _), (.homogeneouslyStaining, _), (.heteromorphism, _):
      return 0
    case (.numerical, .lost): return chromosomes.first??.isAutosome == true ? -copies : 0
    case (_, .gained): return copies
    case (_, .lost): return -copies
    // Two or three chromosomes became one.
    case (.dicentric, nil), (.pseudodicentric, nil), (.tricentric, nil), (.robertsonian, nil),
      (.derivative, nil),
      (.isodicentric, nil):
      return 1 - chromosomes.count
    default: return 0
    }
  }
}
