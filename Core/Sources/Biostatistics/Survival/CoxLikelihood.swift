// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The log partial likelihood with its first two derivatives, one pass over sorted rows.
///
/// Rows stand by stratum, then by time, events first, then by covariate values, so that subjects who cannot
/// be told apart are the only ones whose order is open: no sum depends on the order of the input. Covariates
/// are centred and counted in units of their own, which likelihood and tests do not notice.
///
/// The walk goes back in time and lets the risk set grow, and shrink where rows enter late:
///
///     S₀ = Σ w    S₁ = Σ w x    S₂ = Σ w x x'        with w = exp(x'β), over those at risk
///     D₀, D₁, D₂  the same over the d events of one time
///     ℓ += Σ x'β − Σ log(S₀ − f D₀)        f = 0, 1/d, …, (d − 1)/d for Efron, 0 for Breslow
///
/// All w carry a common factor exp(−shift), which follows the largest x'β seen, so that no outlier overflows.
struct CoxLikelihood: PartialLikelihood {
  /// ℓ, its gradient and its negative Hessian at one β.
  struct Value {
    var logLikelihood: Double
    var score: [Double]
    var information: [[Double]]

    /// Whether a step led here from `other` without loss beyond rounding.
    func isImprovement(on other: Value) -> Bool {
      guard logLikelihood.isFinite, score.allSatisfy(\.isFinite) else { return false }
      return logLikelihood >= other.logLikelihood - 1e-13 * abs(other.logLikelihood)
    }
  }

  /// Events of one time in one stratum, and who joins the risk set there, going back in time.
  struct EventTime {
    let time: Double
    private let firstEvent: Int32
    private let lastEvent: Int32
    private let lastJoining: Int32
    private let lastAtRisk: Int32

    init(time: Double, events: Range<Int>, joiningEnd: Int, riskEnd: Int) {
      self.time = time
      firstEvent = Int32(events.lowerBound)
      lastEvent = Int32(events.upperBound)
      lastJoining = Int32(joiningEnd)
      lastAtRisk = Int32(riskEnd)
    }

    /// Rows with the event.
    var events: Range<Int> { Int(firstEvent)..<Int(lastEvent) }
    /// Where the rows that join besides end: censored at this time or before the next later event.
    var joiningEnd: Int { Int(lastJoining) }
    /// Where the risk set ends: the end of the stratum.
    var riskEnd: Int { Int(lastAtRisk) }
  }

  /// What each covariate was divided by.
  let scales: [Double]
  /// Largest minus smallest value of each covariate, in units of `scales`.
  let spans: [Double]
  /// Descending in time within strata.
  let eventTimes: [EventTime]

  private let size: Int
  private let ties: CoxTies
  /// Scaled covariates, row by row, and one number more.
  private let rows: [Double]
  /// Σ x over all rows with the event.
  private var eventSums: [Double]
  /// Entry of each row; empty if all are at risk from the origin on.
  private let entries: [Double]
  /// Rows in the order in which they leave the risk set.
  private let leaving: [Int32]
  /// Which of them leave before each event time is reached.
  private let leavers: [Range<Int>]
  /// x'β, row by row; empty where no row is asked for again.
  private var predictors: [Double]

  init(_ model: CoxModel) {
    let size = model.covariates.count
    self.size = size
    ties = model.ties
    let layout = CoxLayout(model)
    scales = layout.units.scales
    spans = layout.units.spans
    rows = layout.rows
    eventTimes = layout.eventTimes
    entries = layout.entries
    leaving = layout.leaving
    leavers = layout.leavers
    eventSums = [Double](repeating: 0, count: size)
    for time in eventTimes {
      for row in time.events {
        for j in 0..<size { eventSums[j] += rows[row * size + j] }
      }
    }
    let looksBack = !layout.entries.isEmpty || ties == .exact
    predictors = [Double](repeating: 0, count: looksBack ? model.data.count : 0)
  }

  /// The likelihood at `beta`, in scaled units.
  mutating func evaluate(at beta: [Double]) -> Value {
    var value = walk(beta) { _, _ in }
    value.logLikelihood += zip(beta, eventSums).reduce(0) { $0 + $1.0 * $1.1 }
    value.score = zip(value.score, eventSums).map { $0 + $1 }
    return value
  }

  /// Σ x over rows.
  func sum(of rows: Range<Int>) -> [Double] {
    (0..<size).map { j in rows.reduce(0) { $0 + self.rows[$1 * size + j] } }
  }

  /// Walks back in time, gathering what depends on those at risk: score and information without Σ x over the events,
  /// which no β changes.
  ///
  /// - Parameters:
  ///   - beta: In scaled units.
  ///   - afterTime: Called after each event time with its number and what has been gathered so far: the score where
  ///     moments have their sums of x, the information where they have those of x x'. It may clear it.
  /// - Returns: The log likelihood without Σ x'β over the events, and what has been gathered in the end.
  @inline(__always)
  mutating func walk(_ beta: [Double], afterTime: (Int, inout PairedMoments) -> Void) -> Value {
    let size = size
    let pairCount = PairedMoments.pairCount(size: size)
    var workspace = [SIMD2<Double>](repeating: .zero, count: 3 * pairCount + (size + 1) / 2)
    for j in 0..<size { workspace[3 * pairCount + j / 2][j % 2] = beta[j] }
    return rows.withUnsafeBufferPointer { rows in
      predictors.withUnsafeMutableBufferPointer { predictors in
        workspace.withUnsafeMutableBufferPointer { workspace in
          guard let scratch = workspace.baseAddress, let x = rows.baseAddress else {
            preconditionFailure("a model has covariates")
          }
          var pass = Pass(
            size: size,
            ties: ties,
            x: x,
            predictors: predictors,
            beta: UnsafePointer(scratch + 3 * pairCount),
            risk: PairedMoments(size: size, pairs: scratch),
            died: PairedMoments(size: size, pairs: scratch + pairCount),
            gathered: PairedMoments(size: size, pairs: scratch + 2 * pairCount)
          )
          for (number, time) in eventTimes.enumerated() {
            pass.enter(time)
            if !leavers.isEmpty {
              pass.leave(leaving[leavers[number]], time, entries)
            }
            pass.join(time)
            pass.add(time, entries)
            afterTime(number, &pass.gathered)
          }
          return Value(
            logLikelihood: -pass.logSum,
            score: pass.gathered.first,
            information: pass.gathered.second
          )
        }
      }
    }
  }
}
