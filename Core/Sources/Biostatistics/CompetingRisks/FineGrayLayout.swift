// SPDX-License-Identifier: Apache-2.0

/// The rows of a Fine–Gray model in the order in which its likelihood reads them, with the censoring distribution.
struct FineGrayLayout {
  /// One distinct time.
  struct Time {
    let time: Double
    /// Rows: events of the kind, then events of other kinds, then censorings.
    let own: Range<Int>
    let other: Range<Int>
    let censored: Range<Int>
    /// G(t−), the probability of not being censored before this time.
    let uncensored: Double

    var rows: Range<Int> { own.lowerBound..<censored.upperBound }
  }

  /// Ascending.
  private(set) var times: [Time] = []
  /// Covariates, centred and divided by `scales`, row by row.
  private(set) var rows: [Double]
  /// Mean, mean absolute deviation, and range in units of that, of each covariate.
  private(set) var centers: [Double] = []
  private(set) var scales: [Double] = []
  private(set) var spans: [Double] = []

  init(_ data: CompetingTimes, _ covariates: [[Double]], cause: Int, censoring: FineGrayCensoring) {
    let size = covariates.count
    let columns = covariates
    var order = data.order.map(Int.init)
    func kind(_ row: Int) -> Int { data.causes[row] == cause ? 0 : data.causes[row] == 0 ? 2 : 1 }
    var uncensored = 1.0
    var first = 0
    while first < order.count {
      let time = data.times[order[first]]
      var end = first
      while end < order.count, data.times[order[end]] == time { end += 1 }
      if end - first > 1 {
        // Ties go by their covariates, so that no sum depends on the order of the input.
        order[first..<end].sort { left, right in
          let (a, b) = (kind(left), kind(right))
          if a != b { return a < b }
          for column in columns where column[left] != column[right] { return column[left] < column[right] }
          return false
        }
      }
      var ownEnd = first
      while ownEnd < end, kind(order[ownEnd]) == 0 { ownEnd += 1 }
      var otherEnd = ownEnd
      while otherEnd < end, kind(order[otherEnd]) == 1 { otherEnd += 1 }
      times.append(
        Time(
          time: time,
          own: first..<ownEnd,
          other: ownEnd..<otherEnd,
          censored: otherEnd..<end,
          uncensored: uncensored
        )
      )
      if end > otherEnd {
        let atRisk = Double(order.count - (censoring == .withEvents ? first : otherEnd))
        uncensored *= (atRisk - Double(end - otherEnd)) / atRisk
      }
      first = end
    }
    rows = [Double](repeating: 0, count: order.count * size)
    for j in 0..<size { fill(j, columns[j], order, size) }
  }

  private mutating func fill(_ j: Int, _ column: [Double], _ order: [Int], _ size: Int) {
    var sum = 0.0
    for row in order { sum += column[row] }
    let mean = sum / Double(max(order.count, 1))
    var (deviation, smallest, largest) = (0.0, Double.infinity, -Double.infinity)
    for row in order {
      deviation += abs(column[row] - mean)
      smallest = min(smallest, column[row])
      largest = max(largest, column[row])
    }
    let scale = largest > smallest ? deviation / Double(order.count) : 1
    for (place, row) in order.enumerated() {
      rows[place * size + j] = largest > smallest ? (column[row] - mean) / scale : 0
    }
    centers.append(mean)
    scales.append(scale)
    spans.append((largest - smallest) / scale)
  }
}
