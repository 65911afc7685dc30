// SPDX-License-Identifier: Apache-2.0

/// Two proportions compared by a test whose power is computed over all tables.
///
///     power = Σ b(x₁; n₁, p₁) b(x₂; n₂, p₂) over the tables that reject equality
///
/// - SeeAlso: Casagrande, Pike & Smith (1978), Applied Statistics 27:176–180; Bennett & Hsu (1960), Biometrika
///   47:393–398. `TEST=FISHER` in SAS PROC POWER (`TWOSAMPLEFREQ`).
public struct ExactRatesComparison: Hashable, Sendable {
  /// The test that the trial will use.
  public enum Test: String, CaseIterable, Hashable, Sendable {
    /// Fisher's exact test in the direction of the assumed effect.
    case fisherOneSided
    /// Fisher's exact test, two-sided by point probability, as `fisher.test` in R and PROC FREQ in SAS.
    case fisherTwoSided
    /// Twice the smaller one-sided p-value of Fisher's test.
    case fisherDoubled
    /// Boschloo's test in the direction of the assumed effect.
    case boschlooOneSided
    /// Twice the smaller one-sided p-value of Boschloo's test, as SciPy's two-sided test.
    case boschlooDoubled
    /// The z test with pooled variance in the direction of the assumed effect.
    case pooledZ
    /// Pearson's chi-square test. Here and for `pooledZ` the type I error is not kept, but computed.
    case pearson
  }

  /// Subjects of both arms.
  public struct Size: Hashable, Sendable {
    public let treatment: Int
    public let reference: Int

    /// Makes a pair of arm sizes.
    public init(treatment: Int, reference: Int) { (self.treatment, self.reference) = (treatment, reference) }

    public var total: Int { treatment + reference }
  }

  public let treatment: Double
  public let reference: Double
  public let test: Test
  public let alpha: Double

  /// Makes a plan for different true proportions in [0, 1]; alpha lies in (0, ½).
  public init(_ treatment: Double, versus reference: Double, test: Test, alpha: Double) {
    precondition(
      min(treatment, reference) >= 0 && max(treatment, reference) <= 1 && treatment != reference,
      "two different proportions in [0, 1]"
    )
    precondition(alpha > 0 && alpha < 0.5, "alpha must lie in (0, ½), got \(alpha)")
    (self.treatment, self.reference) = (treatment, reference)
    (self.test, self.alpha) = (test, alpha)
  }

  /// The probability of rejecting equality in a trial of this size.
  public func power(of size: Size) -> Double { rejection(of: size, at: (treatment, reference)) }

  /// The probability of rejecting equality when the true proportion of both arms is `p`.
  public func typeOneError(of size: Size, at p: Double) -> Double { rejection(of: size, at: (p, p)) }

  /// The largest type I error over all common proportions; at most alpha for Fisher's and Boschloo's tests.
  public func size(of size: Size) -> Double {
    RejectionRegion(self, size).largestProbability()
  }

  /// How many tables of this size reject equality.
  public func rejectedTables(of size: Size) -> Int {
    let tables = RejectionRegion(self, size)
    return (0...size.treatment).reduce(0) { sum, x1 in
      sum + (0...size.reference).count { tables.contains(x1, $0) }
    }
  }

  /// The sizes with power 1 − beta, for arms in the ratio of two whole numbers.
  ///
  /// - Parameters:
  ///   - beta: Type II error, in (0, 1).
  ///   - ratio: Treatment to reference, such as 2 to 1; sizes are multiples of it.
  ///   - largest: The largest total tried. That every larger trial has the power is known only up to here.
  /// - Returns: Nil if the largest trial has not the power.
  public func sizes(beta: Double, ratio: Size = Size(treatment: 1, reference: 1), largest: Int = 2000)
    -> ExactSizes<Size>?
  {
    precondition(beta > 0 && beta < 1, "a type II error must lie in (0, 1), got \(beta)")
    precondition(ratio.treatment > 0 && ratio.reference > 0, "both arms need subjects")
    func size(_ k: Int) -> Size { Size(treatment: k * ratio.treatment, reference: k * ratio.reference) }
    return ExactSizes(through: largest / ratio.total, hasPower: { power(of: size($0)) >= 1 - beta }, size)
  }

  private func rejection(of size: Size, at p: (Double, Double)) -> Double {
    precondition(size.treatment > 0 && size.reference > 0, "both arms need subjects")
    return RejectionRegion(self, size).probability(p.0, p.1)
  }

  /// Whether more events under treatment are what the trial expects.
  var expectsMore: Bool { treatment > reference }
}
