// SPDX-License-Identifier: Apache-2.0

/// The units in which a model's likelihood counts its covariates; any choice gives the same fit.
///
/// They begin near the means, and are powers of two, so that multiplying by them costs no digit.
struct CoxUnits {
  /// What is 0, in the units given; a little rounded, so that the order in which values are summed does not show.
  let centers: [Double]
  let scales: [Double]
  /// Largest less smallest value of each covariate, in these units.
  let spans: [Double]
  /// Whether values are all finite, of each covariate.
  let areFinite: [Bool]

  /// - Parameter columns: The values of each covariate.
  init(_ columns: [[Double]]) {
    let extents = columns.map(Extent.init)
    scales = extents.map { extent in
      guard extent.span > 0, extent.span.isFinite else { return 1 }
      // The inverse of no unit is infinite.
      return Double(sign: .plus, exponent: max(extent.span.exponent - 2, -1000), significand: 1)
    }
    centers = zip(extents, scales).map { extent, scale in
      let step = scale * 0x1p-20
      let center = (extent.mean / step).rounded() * step
      // A constant column becomes 0.
      return extent.span > 0 && center.isFinite ? center : extent.low
    }
    spans = zip(extents, scales).map { $0.span / $1 }
    areFinite = zip(columns, extents).map { column, extent in
      // A sum that overflows says nothing.
      extent.mean.isFinite || column.allSatisfy(\.isFinite)
    }
  }

  /// Turns rows of values as they came into these units.
  func apply(to rows: inout [Double], count: Int) {
    let inverses = scales.map { 1 / $0 }
    var place = 0
    for _ in 0..<count {
      for j in centers.indices {
        rows[place] = (rows[place] - centers[j]) * inverses[j]
        place += 1
      }
    }
  }

  /// How far the values of a column reach.
  private struct Extent {
    var low = 0.0
    var span = 0.0
    /// Not finite if some value is not, or if their sum is not.
    var mean = 0.0

    init(_ column: [Double]) {
      guard let first = column.first else { return }
      var (lows, highs, sums) = (Four(repeating: first), Four(repeating: first), Four.zero)
      var rest = 0.0
      column.withUnsafeBufferPointer { column in
        guard let values = column.baseAddress else { return }
        var row = 0
        while row + 4 <= column.count {
          let four = values.four(row)
          lows.replace(with: four, where: four .< lows)
          highs.replace(with: four, where: four .> highs)
          sums += four
          row += 4
        }
        while row < column.count {
          lows.x = min(lows.x, values[row])
          highs.x = max(highs.x, values[row])
          rest += values[row]
          row += 1
        }
      }
      low = lows.min()
      span = highs.max() - low
      mean = (sums.sum + rest) / Double(column.count)
    }
  }
}
