// SPDX-License-Identifier: Apache-2.0

/// The sums of squares that n whole numbers with a given sum can have.
///
/// The numbers are shifted by the whole part q of their mean, which leaves n numbers y with a sum r in 0..<n and
///
///     Σ x² = Σ y² + 2 q r + n q²,   Σ (x − x̄)² = Σ y² − r² / n
///
/// Σ y² is even or odd as r is, and at least r. From five numbers on every such value occurs; two, three and
/// four numbers leave gaps.
struct WholeNumbers {
  let n: Int
  let whole: Int
  let rest: Int

  init(n: Int, sum: Int) {
    self.n = n
    let quotient = sum / n
    let remainder = sum % n
    (whole, rest) = remainder < 0 ? (quotient - 1, remainder + n) : (quotient, remainder)
  }

  /// A sum of squares Σ x² whose spread Σ (x − x̄)² lies within a range and meets a condition; nil if none.
  ///
  /// At most the first 2,000 candidates are tried, and beyond them any counts as found: no accusation.
  func squares(within range: ClosedRange<Double>, where fits: (Double) -> Bool) -> Int? {
    let offset = Double(rest) * Double(rest) / Double(n)
    guard let low = Int(bounded: (range.lowerBound + offset - 1).rounded(.down)),
      let high = Int(bounded: (range.upperBound + offset + 1).rounded(.up))
    else { return nil }
    var square = max(low, rest)
    if (square - rest) % 2 != 0 { square += 1 }
    var tries = 0
    while square <= high {
      if fits(max(0, Double(square) - offset)), occurs(square) { return total(square) }
      square += 2
      tries += 1
      if tries >= 2_000 { return total(square) }
    }
    return nil
  }

  private func total(_ square: Int) -> Int {
    let (a, o1) = (2 * rest).multipliedReportingOverflow(by: whole)
    let (b, o2) = whole.multipliedReportingOverflow(by: whole)
    let (c, o3) = b.multipliedReportingOverflow(by: n)
    let (d, o4) = a.addingReportingOverflow(c)
    let (e, o5) = d.addingReportingOverflow(square)
    return o1 || o2 || o3 || o4 || o5 ? .max : e
  }

  /// Whether n whole numbers add up to `rest` and their squares to `square`, both even or both odd.
  func occurs(_ square: Int) -> Bool {
    square >= rest && Self.exist(n, sum: rest, squares: square)
  }

  private static func exist(_ n: Int, sum: Int, squares: Int) -> Bool {
    guard squares >= 0, (sum - squares) % 2 == 0 else { return false }
    if n >= 5 { return true }
    if n == 1 { return isSquare(sum, squares) }
    if n == 2 {
      let twice = 2 * squares - sum * sum
      guard twice >= 0 else { return false }
      let root = Int(Double(twice).squareRoot().rounded())
      return root * root == twice
    }
    if n == 4 { return isSumOfThreeSquares(4 * squares - sum * sum) }
    let radius = Int(Double(squares).squareRoot().rounded(.up))
    guard radius <= 2_000 else { return true }
    for y in -radius...radius {
      let (left, open) = (squares - y * y, sum - y)
      if left >= 0, 2 * left >= open * open, exist(2, sum: open, squares: left) { return true }
    }
    return false
  }

  /// Legendre: every number of 0 and more but 4ᵃ (8b + 7).
  ///
  /// For four numbers with the sum s and squares Q, both even or both odd, 4 Q − s² decides as in Cauchy's lemma.
  private static func isSumOfThreeSquares(_ number: Int) -> Bool {
    guard number > 0 else { return number == 0 }
    var odd = number
    while odd % 4 == 0 { odd /= 4 }
    return odd % 8 != 7
  }

  private static func isSquare(_ root: Int, _ square: Int) -> Bool { root * root == square }
}
