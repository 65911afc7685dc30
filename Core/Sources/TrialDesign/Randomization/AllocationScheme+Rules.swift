// SPDX-License-Identifier: Apache-2.0

extension AllocationScheme {
  /// The largest sum of a ratio in lowest terms, so that weights stay exact.
  public static let largestShareCount = 1000

  /// Makes rules ready to draw from.
  ///
  /// - Parameters:
  ///   - rules: The rules as written.
  ///   - arms: The ids of all arms of the trial.
  ///   - levels: The codes of each factor's levels, in the order of the rules' factors.
  /// - Throws: Everything that is missing or unsound, at once.
  public init(_ rules: AllocationRules, arms: [String], levels: [[String]]) throws(AllocationFaults) {
    precondition(levels.count == rules.factors.count, "each factor needs its levels")
    var review = AllocationReview(rules, arms: arms)
    let procedure = review.procedure()
    guard review.faults.isEmpty, let procedure else { throw AllocationFaults(faults: review.faults) }
    self.init(
      arms: review.arms,
      shares: review.shares,
      factors: zip(rules.factors, levels).map { factor, codes in
        Factor(
          id: factor.id,
          codes: codes,
          isSeparate: rules.method == .minimization ? factor.isSeparate : true
        )
      },
      procedure: procedure
    )
  }
}
