// SPDX-License-Identifier: Apache-2.0

/// A single-arm phase II trial in two stages, with a response rate as its endpoint.
///
/// After `firstSize` subjects the trial stops if at most `firstLimit` responded; after `size` subjects the
/// treatment is worth pursuing if more than `limit` did.
///
/// - SeeAlso: Simon (1989), Controlled Clinical Trials 10:1–10.
public struct SimonTwoStage: Hashable, Sendable {
  /// The limit r₁ of the first stage.
  public let firstLimit: Int
  /// The size n₁ of the first stage.
  public let firstSize: Int
  /// The limit r of the whole trial.
  public let limit: Int
  /// The size n of the whole trial.
  public let size: Int

  /// Makes a design; 0 ≤ r₁ < n₁ < n and r₁ ≤ r < n.
  public init(firstLimit: Int, of firstSize: Int, limit: Int, of size: Int) {
    precondition(
      firstLimit >= 0 && firstLimit < firstSize && firstSize < size && firstLimit <= limit && limit < size,
      "need 0 ≤ r₁ < n₁ < n and r₁ ≤ r < n"
    )
    (self.firstLimit, self.firstSize, self.limit, self.size) = (firstLimit, firstSize, limit, size)
  }

  /// The probability of stopping after the first stage.
  public func earlyTermination(rate: Double) -> Double {
    Binomial(firstSize, rate).cumulative(firstLimit)
  }

  /// The probability of finding the treatment worth pursuing.
  public func acceptance(rate: Double) -> Double {
    let (first, second) = (Binomial(firstSize, rate), Binomial(size - firstSize, rate))
    return (firstLimit + 1...firstSize).reduce(0) {
      $0 + first.probability($1) * second.survival(limit - $1)
    }
  }

  /// The expected number of subjects.
  public func expectedSize(rate: Double) -> Double {
    Double(firstSize) + (1 - earlyTermination(rate: rate)) * Double(size - firstSize)
  }
}

extension SimonTwoStage {
  /// The two designs that Simon recommends.
  public struct Pair: Hashable, Sendable {
    /// The fewest subjects expected when the rate is that of the null hypothesis.
    public let optimal: SimonTwoStage
    /// The fewest subjects at most; among those the fewest expected.
    public let minimax: SimonTwoStage
  }

  /// Searches all designs of up to `largest` subjects.
  ///
  /// - Parameters:
  ///   - nullRate: p₀, a response rate of no interest.
  ///   - targetRate: p₁, a rate worth pursuing; p₀ < p₁.
  ///   - alpha: At most this probability of pursuing a treatment with rate p₀.
  ///   - beta: At most this probability of dropping a treatment with rate p₁.
  ///   - largest: The largest trial considered.
  /// - Returns: Nil if no design of that size keeps both errors.
  public static func search(
    nullRate: Double,
    targetRate: Double,
    alpha: Double,
    beta: Double,
    largest: Int = 100
  ) -> Pair? {
    precondition(0 < nullRate && nullRate < targetRate && targetRate < 1, "need 0 < p₀ < p₁ < 1")
    precondition(alpha > 0 && alpha < 1 && beta > 0 && beta < 1, "error rates must lie in (0, 1)")
    guard largest >= 2 else { return nil }
    var search = SimonSearch(
      null: BinomialRows(rate: nullRate, largest: largest),
      target: BinomialRows(rate: targetRate, largest: largest),
      alpha: alpha,
      beta: beta
    )
    for size in 2...largest { search.visit(size: size) }
    guard let optimal = search.optimal, let minimax = search.minimax else { return nil }
    return Pair(optimal: optimal.design, minimax: minimax.design)
  }
}

/// P(X = k) and P(X > k) for every n up to a limit, so that the search only looks up.
private struct BinomialRows {
  /// P(X = k) at `probability[n][k]`.
  let probability: [[Double]]
  /// P(X > k) at `survival[n][k + 1]`, k from −1.
  let survival: [[Double]]

  init(rate: Double, largest: Int) {
    probability = (0...largest).map { n in (0...n).map { Binomial(n, rate).probability($0) } }
    survival = probability.map { row in
      var tail = [Double](repeating: 0, count: row.count + 1)
      for k in row.indices.reversed() { tail[k] = tail[k + 1] + row[k] }
      return tail
    }
  }

  /// P(X₁ > r₁, X₁ + X₂ > r).
  func acceptance(_ r1: Int, _ n1: Int, _ r: Int, _ n: Int) -> Double {
    let (first, second) = (probability[n1], survival[n - n1])
    var sum = 0.0
    for x in r1 + 1...n1 {
      // Once the first stage alone passes r, the second decides nothing.
      sum += first[x] * (x > r ? 1 : r - x + 1 < second.count ? second[r - x + 1] : 0)
    }
    return sum
  }
}

private struct SimonSearch {
  typealias Candidate = (design: SimonTwoStage, expected: Double)

  let null: BinomialRows
  let target: BinomialRows
  let alpha: Double
  let beta: Double
  var optimal: Candidate?
  var minimax: Candidate?

  mutating func visit(size n: Int) {
    // A larger trial cannot be the minimax one, and is optimal only if fewer are expected than now.
    let isLarger = minimax.map { n > $0.design.size } ?? false
    for n1 in 1..<n {
      if isLarger, let optimal, Double(n1) >= optimal.expected { break }
      var missed = 0.0
      var stopped = 0.0
      var r = n - 1
      for r1 in 0..<n1 {
        missed += target.probability[n1][r1]
        if missed > beta { break }
        stopped += null.probability[n1][r1]
        // The error falls as r₁ rises, so that r only has to go down.
        guard null.acceptance(r1, n1, r, n) <= alpha else { continue }
        while r > r1, null.acceptance(r1, n1, r - 1, n) <= alpha { r -= 1 }
        let expected = Double(n1) + (1 - stopped) * Double(n - n1)
        if isLarger, let optimal, expected >= optimal.expected { continue }
        guard target.acceptance(r1, n1, r, n) >= 1 - beta else { continue }
        offer((SimonTwoStage(firstLimit: r1, of: n1, limit: r, of: n), expected))
      }
    }
  }

  private mutating func offer(_ new: Candidate) {
    if optimal.map({ new.expected < $0.expected }) ?? true { optimal = new }
    let isSmaller = minimax.map {
      new.design.size < $0.design.size || new.design.size == $0.design.size && new.expected < $0.expected
    }
    if isSmaller ?? true { minimax = new }
  }
}
