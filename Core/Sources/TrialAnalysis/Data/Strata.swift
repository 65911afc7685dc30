// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// The strata that categorical items span together.
struct Strata {
  /// Each member's stratum, 0 ..< `count`; -1 where a value is missing, as R and SAS leave such subjects out.
  let index: [Int]
  let count: Int

  init(_ items: [ItemPath], in data: AnalysisData) {
    let columns = items.map { data.codes($0) }
    var known: [[Int16]: Int] = [:]
    var index: [Int] = []
    index.reserveCapacity(data.count)
    for member in 0..<data.count {
      let key = columns.map { $0[member] }
      guard !key.contains(ItemColumn.noCode) else {
        index.append(-1)
        continue
      }
      let stratum = known[key] ?? known.count
      known[key] = stratum
      index.append(stratum)
    }
    self.index = index
    count = known.count
  }
}
