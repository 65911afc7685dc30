// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The log partial likelihood with its first two derivatives, one pass over sorted rows.
///
/// Rows stand by stratum, then by time, events first, then by covariate values, so that subjects who cannot
/// be told apart are the only ones whose order is open: no sum depends on the order of the input. Covariates
/// are centred and divided by their mean absolute deviation, which likelihood and tests do not notice.
///
/// The walk goes back in time and lets the risk set grow, and shrink where rows enter late:
///
///     S₀ = Σ w    S₁ = Σ w x    S₂ = Σ w x x'        with w = exp(x'β), over those at risk
///     D₀, D₁, D₂  the same over the d events of one time
///     ℓ += Σ x'β − Σ log(S₀ − f D₀)        f = 0, 1/d, …, (d − 1)/d for Efron, 0 for Breslow
///
/// All w carry a common factor exp(−shift), which follows the largest x'β seen, so that no outlier overflows.
struct CoxLikelihood {
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
    /// Rows with the event.
    let events: Range<Int>
    /// Where the rows that join besides end: censored at this time or before the next later event.
    let joiningEnd: Int
    /// Where the risk set ends: the end of the stratum.
    let riskEnd: Int
  }

  /// Mean absolute deviation of each covariate, by which it was divided.
  let scales: [Double]
  /// Largest minus smallest value of each covariate, in units of `scales`.
  let spans: [Double]
  /// Descending in time within strata.
  let eventTimes: [EventTime]

  private let size: Int
  private let ties: CoxTies
  /// Scaled covariates, row by row.
  private let rows: [Double]
  /// Entry of each row; empty if all are at risk from the origin on.
  private let entries: [Double]
  /// Rows in the order in which they leave the risk set.
  private let leaving: [Int32]
  /// Which of them leave before each event time is reached.
  private let leavers: [Range<Int>]
  /// x'β, row by row.
  private var predictors: [Double]

  init(_ model: CoxModel) {
    let size = model.covariates.count
    self.size = size
    ties = model.ties
    let layout = CoxLayout(model)
    scales = layout.scales
    spans = layout.spans
    rows = layout.rows
    eventTimes = layout.eventTimes
    entries = layout.entries
    leaving = layout.leaving
    leavers = layout.leavers
    predictors = [Double](repeating: 0, count: model.data.count)
  }

  /// The likelihood at `beta`, in scaled units.
  mutating func evaluate(at beta: [Double]) -> Value {
    let size = size
    var value = Value(
      logLikelihood: 0,
      score: [Double](repeating: 0, count: size),
      information: [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    )
    var score = [Double](repeating: 0, count: size)
    var information = [Double](repeating: 0, count: size * size)
    value.logLikelihood = walk(beta) { _, timeScore, timeInformation in
      for j in 0..<size {
        score[j] += timeScore[j]
        for k in 0...j {
          information[j * size + k] += timeInformation[j * size + k]
        }
      }
    }
    for j in 0..<size {
      for k in 0..<size {
        value.information[j][k] = information[max(j, k) * size + min(j, k)]
      }
    }
    value.score = score
    return value
  }

  /// Walks back in time and hands over what each event time adds to the score and to the information.
  ///
  /// - Parameters:
  ///   - beta: In scaled units.
  ///   - add: Called with the number of the event time, its share of the score, and the lower triangle of its
  ///     share of the information, row by row in a full square.
  /// - Returns: The log likelihood.
  @inline(__always)
  mutating func walk(
    _ beta: [Double],
    add: (Int, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) -> Double {
    let size = size
    let square = size * size
    let ties = ties
    let isLate = !entries.isEmpty
    var workspace = [Double](repeating: 0, count: 3 * size + 3 * square)
    var logLikelihood = CompensatedSum()
    rows.withUnsafeBufferPointer { rows in
      predictors.withUnsafeMutableBufferPointer { predictors in
        workspace.withUnsafeMutableBufferPointer { workspace in
          guard let scratch = workspace.baseAddress, let x = rows.baseAddress else { return }
          var risk = CoxMoments(size: size, first: scratch, second: scratch + size)
          var died = CoxMoments(
            size: size,
            first: scratch + size + square,
            second: scratch + 2 * size + square
          )
          let score = scratch + 2 * size + 2 * square
          let information = scratch + 3 * size + 2 * square
          var stratumEnd = -1
          var shift = 0.0
          var largestTotal = 0.0
          for (number, time) in eventTimes.enumerated() {
            if time.riskEnd != stratumEnd {
              stratumEnd = time.riskEnd
              risk.clear()
              shift = -.infinity
              largestTotal = 0
            }
            var largest = -Double.infinity
            for row in time.events.lowerBound..<time.joiningEnd {
              var eta = 0.0
              for j in 0..<size {
                eta += x[row * size + j] * beta[j]
              }
              predictors[row] = eta
              largest = max(largest, eta)
            }
            if largest > shift + 100 {
              risk.scale(by: Double.exp(shift - largest))
              largestTotal *= Double.exp(shift - largest)
              shift = largest
            }
            if isLate, !leavers[number].isEmpty {
              largestTotal = max(largestTotal, risk.total)
              for place in leavers[number] {
                let row = Int(leaving[place])
                risk.add(x + row * size, weight: -Double.exp(predictors[row] - shift))
              }
              if risk.total < largestTotal / 16 {
                // What is left has lost digits to what has gone: it is summed afresh.
                risk.clear()
                shift = largest
                for row in time.joiningEnd..<time.riskEnd where entries[row] < time.time {
                  shift = max(shift, predictors[row])
                }
                for row in time.joiningEnd..<time.riskEnd where entries[row] < time.time {
                  risk.add(x + row * size, weight: Double.exp(predictors[row] - shift))
                }
                largestTotal = risk.total
              }
            }
            for row in time.events.upperBound..<time.joiningEnd {
              risk.add(x + row * size, weight: Double.exp(predictors[row] - shift))
            }
            died.clear()
            for j in 0..<size {
              score[j] = 0
            }
            for row in time.events {
              logLikelihood.add(predictors[row])
              died.add(x + row * size, weight: Double.exp(predictors[row] - shift))
              for j in 0..<size {
                score[j] += x[row * size + j]
              }
            }
            risk.add(died)
            for j in 0..<square {
              information[j] = 0
            }
            let d = time.events.count
            if ties == .exact && d > 1 {
              let rows = time.events.lowerBound..<time.riskEnd
              let riskRows = entries.isEmpty ? Array(rows) : rows.filter { entries[$0] < time.time }
              let sets = EventSets(rows: riskRows, events: d, size: size, x: x, predictors: predictors)
              logLikelihood.add(-sets.logSum)
              sets.subtract(from: score, into: information)
            } else {
              for event in 0..<d {
                let share = ties == .efron ? Double(event) / Double(d) : 0
                let s0 = risk.total - share * died.total
                logLikelihood.add(-shift - Double.log(s0))
                for j in 0..<size {
                  let mean = (risk.first[j] - share * died.first[j]) / s0
                  score[j] -= mean
                  for k in 0...j {
                    let second = risk.second[j * size + k] - share * died.second[j * size + k]
                    let otherMean = (risk.first[k] - share * died.first[k]) / s0
                    information[j * size + k] += second / s0 - mean * otherMean
                  }
                }
              }
            }
            add(number, score, information)
          }
        }
      }
    }
    return logLikelihood.value
  }
}

/// A sum that also keeps what rounding cuts off each addition (Neumaier 1974, Z Angew Math Mech 54:39–51).
///
/// The plain sum of some ten thousand logarithms loses four digits, and the climb then takes that noise for
/// loss: steps are halved for ever, and a fit that is all but settled fails.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  var value: Double { sum + lost }

  @inline(__always)
  mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}

/// Σ w, Σ w x and the lower triangle of Σ w x x'.
private struct CoxMoments {
  let size: Int
  var total = 0.0
  let first: UnsafeMutablePointer<Double>
  let second: UnsafeMutablePointer<Double>

  init(size: Int, first: UnsafeMutablePointer<Double>, second: UnsafeMutablePointer<Double>) {
    self.size = size
    self.first = first
    self.second = second
  }

  @inline(__always)
  mutating func clear() {
    total = 0
    first.update(repeating: 0, count: size)
    second.update(repeating: 0, count: size * size)
  }

  @inline(__always)
  mutating func add(_ x: UnsafePointer<Double>, weight: Double) {
    total += weight
    for j in 0..<size {
      let weighted = weight * x[j]
      first[j] += weighted
      for k in 0...j {
        second[j * size + k] += weighted * x[k]
      }
    }
  }

  @inline(__always)
  mutating func scale(by factor: Double) {
    total *= factor
    for j in 0..<size {
      first[j] *= factor
      for k in 0...j {
        second[j * size + k] *= factor
      }
    }
  }

  @inline(__always)
  mutating func add(_ other: CoxMoments) {
    total += other.total
    for j in 0..<size {
      first[j] += other.first[j]
      for k in 0...j {
        second[j * size + k] += other.second[j * size + k]
      }
    }
  }
}
