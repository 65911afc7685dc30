// SPDX-License-Identifier: Apache-2.0

/// Rows by stratum, in ascending order of the labels, and in a given order within each stratum.
struct StratumOrder {
  let order: [Int32]
  /// Where each stratum stands in `order`.
  let ranges: [Range<Int>]

  /// Takes rows that already stand by stratum.
  init(_ order: [Int32], ranges: [Range<Int>]) {
    self.order = order
    self.ranges = ranges
  }

  /// Sorts `order` stably by stratum.
  ///
  /// - Parameters:
  ///   - order: Row numbers, such as those of `SurvivalTimes.order`.
  ///   - strata: A label per row.
  init(_ order: [Int32], strata: [Int]) {
    precondition(strata.count == order.count, "\(strata.count) stratum labels for \(order.count) subjects")
    let labels = Set(strata).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($0.element, $0.offset) })
    let stratum = strata.map { numbers[$0] ?? 0 }
    var starts = [Int](repeating: 0, count: labels.count + 1)
    for number in stratum {
      starts[number + 1] += 1
    }
    for number in labels.indices {
      starts[number + 1] += starts[number]
    }
    ranges = labels.indices.map { starts[$0]..<starts[$0 + 1] }
    var sorted = [Int32](repeating: 0, count: order.count)
    for row in order {
      let number = stratum[Int(row)]
      sorted[starts[number]] = row
      starts[number] += 1
    }
    self.order = sorted
  }
}
