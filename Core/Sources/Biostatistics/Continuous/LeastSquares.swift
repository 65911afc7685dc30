// SPDX-License-Identifier: Apache-2.0

/// Ordinary least squares by X = Q R.
///
/// Q is kept, so that every linear combination of the coefficients is a weighted sum of the observations,
/// w'y with w = Q R⁻ᵀ c: its variance, also the robust ones, are sums over the same weights.
///
/// Columns are made orthogonal by the modified Gram–Schmidt process, each twice, which leaves Q orthogonal to the
/// last digits (Giraud, Langou & Rozložník 2005, Computers & Mathematics with Applications 50:1069–1075).
struct LeastSquares {
  /// Columns of Q.
  let q: [[Double]]
  /// Columns of R, the upper triangle.
  let r: [[Double]]
  let residuals: [Double]

  /// A column that the ones before it nearly make up.
  struct Dependence: Error {
    let column: Int
  }

  /// Fits `y` by `columns`.
  ///
  /// A column of which less than 1e-7 is left beside those before it is refused, as R's `lm` leaves it out.
  init(_ y: [Double], columns: [[Double]]) throws(Dependence) {
    var q: [[Double]] = []
    var r: [[Double]] = []
    for (place, column) in columns.enumerated() {
      var rest = column
      var shares = Self.project(&rest, off: q)
      for (i, more) in Self.project(&rest, off: q).enumerated() { shares[i] += more }
      let length = rest.norm
      guard length > 1e-7 * column.norm else { throw Dependence(column: place) }
      q.append(rest.map { $0 / length })
      r.append(shares + [length])
    }
    var rest = y
    _ = Self.project(&rest, off: q)
    _ = Self.project(&rest, off: q)
    (self.q, self.r, residuals) = (q, r, rest)
  }

  /// Takes from `vector` its shares in each of `directions`.
  private static func project(_ vector: inout [Double], off directions: [[Double]]) -> [Double] {
    directions.map { direction in
      let share = vector.dot(direction)
      for i in vector.indices { vector[i] -= share * direction[i] }
      return share
    }
  }

  /// The weights w with which c'β is w'y: Q R⁻ᵀ c.
  func weights(of contrast: [Double]) -> [Double] {
    var solved = contrast
    for j in solved.indices {
      for i in 0..<j { solved[j] -= r[j][i] * solved[i] }
      solved[j] /= r[j][j]
    }
    return residuals.indices.map { row in
      solved.indices.reduce(0) { $0 + q[$1][row] * solved[$1] }
    }
  }

  /// The leverage of each observation, the diagonal of Q Q'.
  var leverages: [Double] {
    residuals.indices.map { row in q.reduce(0) { $0 + $1[row] * $1[row] } }
  }
}

extension [Double] {
  /// The inner product with a vector of the same length.
  func dot(_ other: [Double]) -> Double {
    var sum = 0.0
    for i in indices { sum += self[i] * other[i] }
    return sum
  }

  fileprivate var norm: Double { dot(self).squareRoot() }
}
