// SPDX-License-Identifier: Apache-2.0

/// Sums over rows of columns, four rows at a time.
///
/// Where a number of rows is given, it is a multiple of four; what fills a column up to it is 0 in one of the factors.
enum ColumnSums {
  typealias Column = UnsafePointer<Double>

  /// Σ a over some rows.
  @inline(__always)
  static func sum(_ a: Column, _ rows: Range<Int>) -> Double {
    var fours = Four.zero
    var row = rows.lowerBound
    while row + 4 <= rows.upperBound {
      fours += a.four(row)
      row += 4
    }
    var sum = fours.sum
    while row < rows.upperBound {
      sum += a[row]
      row += 1
    }
    return sum
  }

  /// Σ a u over some rows.
  @inline(__always)
  static func product(_ a: Column, _ u: Column, _ rows: Range<Int>) -> Double {
    var fours = Four.zero
    var row = rows.lowerBound
    while row + 4 <= rows.upperBound {
      fours += a.four(row) * u.four(row)
      row += 4
    }
    var sum = fours.sum
    while row < rows.upperBound {
      sum += a[row] * u[row]
      row += 1
    }
    return sum
  }

  /// Σ a u.
  @inline(__always)
  static func product(_ a: Column, _ u: Column, count: Int) -> Double {
    product(a, u, 0..<count)
  }

  /// Σ a u and Σ a v.
  @inline(__always)
  static func products(_ a: Column, _ u: Column, _ v: Column, count: Int) -> SIMD2<Double> {
    var (au, av) = (Four.zero, Four.zero)
    var row = 0
    while row < count {
      let a = a.four(row)
      au += a * u.four(row)
      av += a * v.four(row)
      row += 4
    }
    return SIMD2(au.sum, av.sum)
  }

  /// Σ a u, Σ b u.
  @inline(__always)
  static func pair(_ a: Column, _ b: Column, _ u: Column, count: Int) -> SIMD2<Double> {
    var (au, bu) = (Four.zero, Four.zero)
    var row = 0
    while row < count {
      let u = u.four(row)
      au += a.four(row) * u
      bu += b.four(row) * u
      row += 4
    }
    return SIMD2(au.sum, bu.sum)
  }

  /// Σ a u, Σ b u, Σ a v, Σ b v.
  @inline(__always)
  static func pairs(_ a: Column, _ b: Column, _ u: Column, _ v: Column, count: Int) -> Four {
    var (au, bu, av, bv) = (Four.zero, Four.zero, Four.zero, Four.zero)
    var row = 0
    while row < count {
      let (a, b) = (a.four(row), b.four(row))
      let u = u.four(row)
      au += a * u
      bu += b * u
      let v = v.four(row)
      av += a * v
      bv += b * v
      row += 4
    }
    return Four(au.sum, bu.sum, av.sum, bv.sum)
  }
}
