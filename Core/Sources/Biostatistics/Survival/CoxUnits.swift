// SPDX-License-Identifier: Apache-2.0

extension CoxLayout {
  /// The units in which a model's likelihood counts its covariates: from near their means, in powers of two near their mean
  /// absolute deviations, so that dividing by them costs no digit.
  ///
  /// Of large data a part, evenly spread, says where to centre and by what to divide: any choice gives the same fit.
  struct Units {
    let centers: [Double]
    let scales: [Double]
    /// Largest less smallest value of each covariate, in these units.
    let spans: [Double]

    /// - Parameters:
    ///   - rows: The covariates row by row, in an order that does not depend on that of the input.
    ///   - count: Number of rows.
    ///   - columns: The same as they came.
    init(_ rows: [Double], count: Int, _ columns: [[Double]]) {
      let size = columns.count
      let stride = max(1, count / 5_000)
      var centers = [Double]()
      var scales = [Double]()
      let extents = columns.map(Units.extent)
      for (j, values) in extents.enumerated() {
        var (center, deviation) = Units.spread(rows, size, j, count: count, stride: stride)
        if deviation == 0 { (center, deviation) = Units.spread(rows, size, j, count: count, stride: 1) }
        // A constant column keeps its unit; the fit will refuse it by name.
        let isConstant = values.lowerBound == values.upperBound || deviation == 0
        centers.append(isConstant ? values.lowerBound : center)
        // The inverse of no unit is infinite.
        scales.append(
          isConstant ? 1 : Double(sign: .plus, exponent: max(deviation.exponent, -1000), significand: 1)
        )
      }
      self.centers = centers
      self.scales = scales
      spans = zip(extents, scales).map { ($0.upperBound - $0.lowerBound) / $1 }
    }

    /// Turns rows of values as they came into these units.
    func apply(to rows: inout [Double], count: Int) {
      let inverses = scales.map { 1 / $0 }
      rows.withUnsafeMutableBufferPointer { rows in
        centers.withUnsafeBufferPointer { centers in
          inverses.withUnsafeBufferPointer { inverses in
            var place = 0
            for _ in 0..<count {
              for j in centers.indices {
                rows[place] = (rows[place] - centers[j]) * inverses[j]
                place += 1
              }
            }
          }
        }
      }
    }

    private static func extent(_ column: [Double]) -> ClosedRange<Double> {
      var (low, high) = (Double.infinity, -Double.infinity)
      for value in column {
        low = value < low ? value : low
        high = value > high ? value : high
      }
      return low <= high ? low...high : 0...0
    }

    /// Mean and mean absolute deviation of every `stride`-th value of a column.
    private static func spread(
      _ rows: [Double],
      _ size: Int,
      _ column: Int,
      count: Int,
      stride: Int
    ) -> (center: Double, deviation: Double) {
      let places = Swift.stride(from: column, to: count * size, by: stride * size)
      var sum = 0.0
      var number = 0.0
      for place in places {
        sum += rows[place]
        number += 1
      }
      guard number > 0 else { return (0, 0) }
      let center = sum / number
      var deviation = 0.0
      for place in places {
        deviation += abs(rows[place] - center)
      }
      return (center, deviation / number)
    }
  }
}
