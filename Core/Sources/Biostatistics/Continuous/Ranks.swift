// SPDX-License-Identifier: Apache-2.0

/// Ranks from 1, tied values sharing the mean of theirs.
struct Ranks {
  /// In the order of the values given.
  let values: [Double]
  /// Σ (t³ − t) over groups of t tied values.
  let tieSum: Double

  init(_ data: [Double]) {
    let order = data.indices.sorted { data[$0] < data[$1] }
    var ranks = [Double](repeating: 0, count: data.count)
    var ties = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, data[order[end]] == data[order[start]] { end += 1 }
      for i in start..<end { ranks[order[i]] = Double(start + end + 1) / 2 }
      let t = Double(end - start)
      ties += t * t * t - t
      start = end
    }
    values = ranks
    tieSum = ties
  }
}
