// SPDX-License-Identifier: Apache-2.0

/// Whether whole numbers can have a printed mean and standard deviation.
///
/// The squares of n whole numbers add up to a whole number Q, which is even or odd as their sum S is. With
///
///     (n − 1) s² = Q − S² / n
///
/// only some standard deviations remain. Here every pair (S, Q) within the printed digits is tried, and for it
/// whether n whole numbers with that sum and sum of squares exist at all.
///
/// - SeeAlso: Anaya (2016), PeerJ Preprints 4:e2400v1; Allard (2018), Analytic-GRIMMER.
public struct GRIMMER: Hashable, Sendable {
  public let mean: PrintedNumber
  /// Digits of the standard deviation.
  public let deviation: PrintedNumber
  public let n: Int
  public let items: Int
  public let finding: Finding

  /// The denominator of a variance.
  public enum Denominator: String, CaseIterable, Hashable, Sendable {
    /// n − 1.
    case sample
    /// n.
    case population
  }

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    /// A sum and a sum of squares, counted in steps of 1 / items, that give both figures.
    case possible(sum: Int, squares: Int, Denominator)
    /// Not even the mean is possible.
    case meanImpossible
    /// The mean is, the standard deviation is not.
    case deviationImpossible
    /// A standard deviation below 0.
    case negativeDeviation
    /// Fewer than two subjects have none.
    case noSubjects
    case tooLarge
  }

  /// Compares; any numbers may come in.
  public init(mean: PrintedNumber, deviation: PrintedNumber, n: Int, items: Int = 1) {
    (self.mean, self.deviation, self.n, self.items) = (mean, deviation, n, items)
    finding = Self.finding(mean, deviation, n, items)
  }

  public var consistency: Consistency {
    switch finding {
    case .possible: .consistent
    case .meanImpossible, .deviationImpossible, .negativeDeviation: .inconsistent
    case .noSubjects: .undetermined(.undefined)
    case .tooLarge: .undetermined(.tooLarge)
    }
  }

  /// The most sums that are tried.
  private static let limit = 2_000

  private static func finding(_ mean: PrintedNumber, _ deviation: PrintedNumber, _ n: Int, _ items: Int)
    -> Finding
  {
    guard n >= 2, items >= 1 else { return .noSubjects }
    guard let spread = deviation.possible.within(0...(.infinity)) else { return .negativeDeviation }
    guard GRIM(mean: mean, n: n, items: items).finding != .impossible else { return .meanImpossible }
    // Each subject's value times the items is whole; so are its sum and its squares.
    let (size, scale) = (Double(n), Double(items))
    guard let low = Int(bounded: (mean.possible.lowerBound * size * scale).rounded(.down)),
      let high = Int(bounded: (mean.possible.upperBound * size * scale).rounded(.up)),
      let top = Int(bounded: (spread.upperBound * scale * size.squareRoot()).rounded(.up)), n < 100_000_000
    else { return .tooLarge }
    guard top < 60_000_000, high - low <= limit else { return .tooLarge }
    for sum in low...high where mean.rounding(of: Double(sum) / (size * scale)) != nil {
      for denominator in Denominator.allCases {
        let freedom = denominator == .sample ? size - 1 : size
        let deviations = spread.scaled(by: scale)
        if let squares = WholeNumbers(n: n, sum: sum).squares(
          within: freedom * deviations.lowerBound * deviations.lowerBound...freedom
            * deviations.upperBound * deviations.upperBound,
          where: { deviation.rounding(of: ($0 / freedom).squareRoot() / scale) != nil }
        ) {
          return .possible(sum: sum, squares: squares, denominator)
        }
      }
    }
    return .deviationImpossible
  }
}
