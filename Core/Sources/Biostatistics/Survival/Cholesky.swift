// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The factor L of a symmetric, positive semidefinite matrix L L', with columns of no information set aside.
///
/// A column whose pivot falls below `tolerance` times its diagonal element is a combination of earlier ones.
/// It is left out: `solve` gives 0 there, which is a generalized inverse, and `isUsed` tells.
struct Cholesky {
  /// Whether each column could be used.
  let isUsed: [Bool]
  private let lower: [[Double]]

  /// Factors `matrix`, of which the lower triangle is read.
  init(_ matrix: [[Double]], tolerance: Double) {
    let size = matrix.count
    var lower = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    var isUsed = [Bool](repeating: false, count: size)
    for j in 0..<size {
      var pivot = matrix[j][j]
      for k in 0..<j {
        pivot -= lower[j][k] * lower[j][k]
      }
      guard pivot > tolerance * matrix[j][j], pivot > 0 else { continue }
      isUsed[j] = true
      let root = pivot.squareRoot()
      lower[j][j] = root
      for i in j + 1..<max(size, j + 1) {
        var sum = matrix[i][j]
        for k in 0..<j {
          sum -= lower[i][k] * lower[j][k]
        }
        lower[i][j] = sum / root
      }
    }
    self.lower = lower
    self.isUsed = isUsed
  }

  /// Number of columns used.
  var rank: Int { isUsed.reduce(0) { $0 + ($1 ? 1 : 0) } }

  /// The logarithm of the determinant, over the columns used.
  var logDeterminant: Double {
    isUsed.indices.reduce(0) { isUsed[$1] ? $0 + 2 * Double.log(lower[$1][$1]) : $0 }
  }

  /// x with L L' x = b, 0 in columns set aside.
  func solve(_ b: [Double]) -> [Double] {
    var x = b
    for i in x.indices {
      guard isUsed[i] else {
        x[i] = 0
        continue
      }
      for k in 0..<i {
        x[i] -= lower[i][k] * x[k]
      }
      x[i] /= lower[i][i]
    }
    for i in x.indices.reversed() where isUsed[i] {
      for k in i + 1..<max(x.count, i + 1) {
        x[i] -= lower[k][i] * x[k]
      }
      x[i] /= lower[i][i]
    }
    return x
  }

  /// The inverse, with rows and columns of 0 for columns set aside.
  func inverse() -> [[Double]] {
    let size = isUsed.count
    let columns = (0..<size).map { j -> [Double] in
      var unit = [Double](repeating: 0, count: size)
      unit[j] = isUsed[j] ? 1 : 0
      return solve(unit)
    }
    // The inverse is symmetric; rounding must not make it otherwise.
    return (0..<size).map { i in (0..<size).map { j in columns[min(i, j)][max(i, j)] } }
  }

  /// b' (L L')⁻ b.
  func quadraticForm(_ b: [Double]) -> Double {
    zip(b, solve(b)).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
