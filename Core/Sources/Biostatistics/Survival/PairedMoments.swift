// SPDX-License-Identifier: Apache-2.0

/// Σ w, Σ w x and the lower triangle of Σ w x x', summed two numbers at a time.
///
/// The sums stand in pairs: those of x first, then the triangle row by row, each row filled up to a whole pair. What
/// fills it up is never read. Reading x likewise runs one number past an odd row.
struct PairedMoments {
  /// Number of covariates.
  let size: Int
  var total = 0.0
  let pairs: UnsafeMutablePointer<SIMD2<Double>>

  /// How many pairs the sums over `size` covariates take.
  static func pairCount(size: Int) -> Int {
    (0..<size).reduce((size + 1) / 2) { $0 + $1 / 2 + 1 }
  }

  init(size: Int, pairs: UnsafeMutablePointer<SIMD2<Double>>) {
    self.size = size
    self.pairs = pairs
    clear()
  }

  mutating func clear() {
    total = 0
    pairs.update(repeating: .zero, count: PairedMoments.pairCount(size: size))
  }

  /// Adds a row with its weight.
  @inline(__always)
  mutating func add(_ x: UnsafePointer<Double>, weight: Double) {
    total += weight
    let first = (size + 1) / 2
    let x0 = PairedMoments.pair(x, 0)
    pairs[0] += weight * x0
    addRow(first, weight * x0.x, x0)
    if size == 1 { return }
    addRow(first + 1, weight * x0.y, x0)
    if size == 2 { return }
    let x1 = PairedMoments.pair(x, 1)
    pairs[1] += weight * x1
    addRow(first + 2, weight * x1.x, x0, x1)
    if size == 3 { return }
    addRow(first + 4, weight * x1.y, x0, x1)
    if size == 4 { return }
    addRest(x, weight, x0, x1)
  }

  @inline(__always)
  private func addRow(_ place: Int, _ weighted: Double, _ x0: SIMD2<Double>) {
    pairs[place] += weighted * x0
  }

  @inline(__always)
  private func addRow(_ place: Int, _ weighted: Double, _ x0: SIMD2<Double>, _ x1: SIMD2<Double>) {
    pairs[place] += weighted * x0
    pairs[place + 1] += weighted * x1
  }

  /// What the fifth covariate and those after it add.
  @inline(__always)
  private func addRest(_ x: UnsafePointer<Double>, _ weight: Double, _ x0: SIMD2<Double>, _ x1: SIMD2<Double>)
  {
    let first = (size + 1) / 2
    var place = first + 6
    var c = 2
    while c < first {
      pairs[c] += weight * PairedMoments.pair(x, c)
      c += 1
    }
    var j = 4
    while j < size {
      let weighted = weight * x[j]
      addRow(place, weighted, x0, x1)
      place += 2
      var k = 2
      while k <= j / 2 {
        pairs[place] += weighted * PairedMoments.pair(x, k)
        place += 1
        k += 1
      }
      j += 1
    }
  }

  /// x'β, with β in pairs, filled up with 0.
  @inline(__always)
  static func dot(_ x: UnsafePointer<Double>, _ beta: UnsafePointer<SIMD2<Double>>, size: Int) -> Double {
    var sum = pair(x, 0) * beta[0]
    var c = 1
    while c < (size + 1) / 2 {
      sum += pair(x, c) * beta[c]
      c += 1
    }
    return sum.x + sum.y
  }

  /// x of columns 2c and 2c + 1.
  @inline(__always)
  static func pair(_ x: UnsafePointer<Double>, _ c: Int) -> SIMD2<Double> {
    UnsafeRawPointer(x + 2 * c).loadUnaligned(as: SIMD2<Double>.self)
  }

  /// Adds sums over other rows.
  mutating func add(_ other: PairedMoments) {
    total += other.total
    for place in 0..<PairedMoments.pairCount(size: size) {
      pairs[place] += other.pairs[place]
    }
  }

  mutating func scale(by factor: Double) {
    total *= factor
    for place in 0..<PairedMoments.pairCount(size: size) {
      pairs[place] *= factor
    }
  }

  /// Takes the mean of `other` from the sums of x, and adds its covariance to the triangle.
  ///
  /// What gathers the score and the information of a likelihood has the same shape as the moments.
  @inline(__always)
  func subtractMean(of other: PairedMoments) {
    let inverse = 1 / other.total
    let first = (size + 1) / 2
    let m0 = inverse * other.pairs[0]
    pairs[0] -= m0
    addCovariance(other, first, inverse, m0.x, m0)
    if size == 1 { return }
    addCovariance(other, first + 1, inverse, m0.y, m0)
    if size == 2 { return }
    let m1 = inverse * other.pairs[1]
    pairs[1] -= m1
    addCovariance(other, first + 2, inverse, m1.x, m0)
    addCovariance(other, first + 3, inverse, m1.x, m1)
    if size == 3 { return }
    addCovariance(other, first + 4, inverse, m1.y, m0)
    addCovariance(other, first + 5, inverse, m1.y, m1)
    if size == 4 { return }
    var place = first + 6
    var c = 2
    while c < first {
      pairs[c] -= inverse * other.pairs[c]
      c += 1
    }
    var j = 4
    while j < size {
      let mean = inverse * (j % 2 == 0 ? other.pairs[j / 2].x : other.pairs[j / 2].y)
      addCovariance(other, place, inverse, mean, m0)
      addCovariance(other, place + 1, inverse, mean, m1)
      place += 2
      var k = 2
      while k <= j / 2 {
        addCovariance(other, place, inverse, mean, inverse * other.pairs[k])
        place += 1
        k += 1
      }
      j += 1
    }
  }

  @inline(__always)
  private func addCovariance(
    _ other: PairedMoments,
    _ place: Int,
    _ inverse: Double,
    _ mean: Double,
    _ means: SIMD2<Double>
  ) {
    pairs[place] += inverse * other.pairs[place] - mean * means
  }

  /// Takes the means of `all` less shares of `some` from the sums of x, and adds their covariances to the triangle.
  func subtractMeans(of all: PairedMoments, less some: PairedMoments, _ shares: TiedShares) {
    let first = (size + 1) / 2
    for c in 0..<first {
      pairs[c] -= shares.inverse * all.pairs[c] - shares.share * some.pairs[c]
    }
    var place = first
    for j in 0..<size {
      let (s, d) = (all.pairs[j / 2][j % 2], some.pairs[j / 2][j % 2])
      let (ofAll, ofSome) = (
        shares.inverseSquare * s - shares.shareSquare * d, shares.squareSquare * d - shares.shareSquare * s
      )
      for c in 0...(j / 2) {
        let seconds = shares.inverse * all.pairs[place] - shares.share * some.pairs[place]
        pairs[place] += seconds - ofAll * all.pairs[c] - ofSome * some.pairs[c]
        place += 1
      }
    }
  }

  /// Takes a mean from the sums of x, and adds a covariance, row by row in a full square, to the triangle.
  func subtract(mean: [Double], covariance: [Double]) {
    var place = (size + 1) / 2
    for j in 0..<size {
      pairs[j / 2][j % 2] -= mean[j]
      for k in 0...j {
        pairs[place + k / 2][k % 2] += covariance[j * size + k]
      }
      place += j / 2 + 1
    }
  }

  /// The sums of x.
  var first: [Double] { (0..<size).map { pairs[$0 / 2][$0 % 2] } }

  /// The sums of x x', in full.
  var second: [[Double]] {
    var square = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    var place = (size + 1) / 2
    for j in 0..<size {
      for k in 0...j {
        square[j][k] = pairs[place + k / 2][k % 2]
        square[k][j] = square[j][k]
      }
      place += j / 2 + 1
    }
    return square
  }
}
