// SPDX-License-Identifier: Apache-2.0

/// A Cox fit judged without trust in its model: the sandwich variance of its coefficients.
///
///     V = I⁻¹ (Σ L_c L_c') I⁻¹        L_c: sum of the score residuals of cluster c
///
/// - SeeAlso: Lin & Wei (1989), J Am Stat Assoc 84:1074–1078. Equals `coxph(…, robust = TRUE)` and `cluster = …` of
///   R survival, `COVS(AGGREGATE)` of SAS `PROC PHREG`.
public struct CoxRobust: Hashable, Sendable {
  /// The sandwich variance of the coefficients.
  public let covariance: [[Double]]
  /// Wald test of all β = 0 with that variance.
  public let waldTest: TestResult
  /// Score test of all β = 0 with the empirical variance of the scores there.
  public let scoreTest: TestResult

  /// Robust standard errors of the coefficients.
  public var standardErrors: [Double] { covariance.indices.map { covariance[$0][$0].squareRoot() } }
}

extension CoxFit {
  /// The sandwich variance of the coefficients.
  ///
  /// - Parameter clusters: A label per row; rows with the same label, such as those of one subject or site, may depend on
  ///   each other. Nil if every row is a subject of its own.
  /// - Returns: The variance with the tests built on it.
  /// - Throws: `CoxError` for exact ties or an infinite coefficient.
  public func robust(clusters: [Int]? = nil) throws(CoxError) -> CoxRobust {
    precondition(
      clusters.map { $0.count == model.data.count } ?? true,
      "one cluster label is needed for each of the \(model.data.count) rows"
    )
    let residuals = try CoxResiduals(self)
    guard let fitted = residuals.score else { throw .exactTies }
    guard
      let null = try CoxHazards(model, beta: coefficients.map { _ in 0 }).residuals(of: model).score
    else { throw .exactTies }
    let middle = Self.crossproduct(fitted, clusters)
    let size = coefficients.count
    let left = (0..<size).map { i in
      (0..<size).map { j in (0..<size).reduce(0) { $0 + covariance[i][$1] * middle[$1][j] } }
    }
    let sandwich = (0..<size).map { i in
      (0..<size).map { j in (0..<size).reduce(0) { $0 + left[i][$1] * covariance[$1][j] } }
    }
    let wald = Cholesky(sandwich, tolerance: 1e-14)
    let score = Cholesky(Self.crossproduct(null, clusters), tolerance: 1e-14)
    return CoxRobust(
      covariance: sandwich,
      waldTest: chiSquareTest(wald.quadraticForm(coefficients), wald.rank),
      scoreTest: chiSquareTest(score.quadraticForm(null.map { $0.reduce(0, +) }), score.rank)
    )
  }

  /// Σ L_c L_c', with rows added up within clusters.
  private static func crossproduct(_ columns: [[Double]], _ clusters: [Int]?) -> [[Double]] {
    var columns = columns
    if let clusters {
      let labels = Set(clusters).sorted()
      let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($0.element, $0.offset) })
      let places = clusters.map { numbers[$0] ?? 0 }
      columns = columns.map { column in
        var sums = [Double](repeating: 0, count: labels.count)
        for (place, value) in zip(places, column) { sums[place] += value }
        return sums
      }
    }
    return columns.map { a in columns.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } }
  }
}
