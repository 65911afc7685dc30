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
  ///   - strata: A label per row; nil for a single stratum.
  init(_ order: [Int32], strata: [Int]?) {
    guard let strata else {
      self.init(order, ranges: [0..<order.count])
      return
    }
    precondition(strata.count == order.count, "\(strata.count) stratum labels for \(order.count) subjects")
    let (stratum, sizes) = stratumNumbers(strata)
    var starts = [0]
    for size in sizes {
      starts.append((starts.last ?? 0) + size)
    }
    let ranges = sizes.indices.map { starts[$0]..<starts[$0 + 1] }
    var sorted = [Int32](repeating: 0, count: order.count)
    for row in order {
      let number = stratum[Int(row)]
      sorted[starts[number]] = row
      starts[number] += 1
    }
    self.init(sorted, ranges: ranges)
  }
}

/// The number of each row's stratum, in ascending order of the labels, and how many rows each stratum has.
func stratumNumbers(_ labels: [Int]) -> (numbers: [Int], sizes: [Int]) {
  let distinct = Set(labels).sorted()
  let numbers = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($0.element, $0.offset) })
  var sizes = [Int](repeating: 0, count: distinct.count)
  let rows = labels.map { label in
    let number = numbers[label] ?? 0
    sizes[number] += 1
    return number
  }
  return (rows, sizes)
}
