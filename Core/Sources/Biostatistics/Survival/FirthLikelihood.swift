// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The log partial likelihood with Firth's penalty, ℓ + ½ log det I, and its score.
///
///     U*ⱼ = Uⱼ + ½ tr(I⁻¹ ∂I/∂βⱼ)
///
/// The derivative of I is the third central moment of the covariates over those at risk. Rows and scales are those of
/// `CoxLikelihood`; the moments of each event time are summed afresh for each share of Efron's approximation.
struct FirthLikelihood {
  let scales: [Double]
  private let layout: CoxLayout
  private let size: Int
  private let ties: CoxTies

  init(_ model: CoxModel) {
    layout = CoxLayout(model)
    scales = layout.units.scales
    size = model.covariates.count
    ties = model.ties
  }

  /// ℓ + ½ log det I, its score, and I.
  func evaluate(at beta: [Double]) -> CoxLikelihood.Value {
    let (size, rows) = (size, layout.rows)
    let count = (rows.count - 1) / size
    var predictors = [Double](repeating: 0, count: count)
    for row in 0..<count {
      for j in 0..<size { predictors[row] += rows[row * size + j] * beta[j] }
    }
    let shift = predictors.max() ?? 0
    var sums = FirthSums(size)
    var risk = ThirdMoments(size)
    var stratumEnd = -1
    for (number, time) in layout.eventTimes.enumerated() {
      let someoneLeaves = !layout.leavers.isEmpty && !layout.leavers[number].isEmpty
      if time.riskEnd != stratumEnd || someoneLeaves {
        // Late entries are rare where likelihoods are monotone: the risk set is summed afresh after each.
        risk = ThirdMoments(size)
        if time.riskEnd == stratumEnd {
          for row in time.joiningEnd..<time.riskEnd where layout.entries[row] < time.time {
            risk.add(rows, row, exp(predictors[row] - shift))
          }
        }
        stratumEnd = time.riskEnd
      }
      var died = ThirdMoments(size)
      for row in time.events.lowerBound..<time.joiningEnd {
        let weight = exp(predictors[row] - shift)
        risk.add(rows, row, weight)
        guard time.events.contains(row) else { continue }
        died.add(rows, row, weight)
        sums.logLikelihood.add(predictors[row])
        for j in 0..<size { sums.score[j] += rows[row * size + j] }
      }
      let d = time.events.count
      for event in 0..<d {
        let share = ties == .efron ? Double(event) / Double(d) : 0
        sums.subtract(risk.less(died, share: share), shift: shift)
      }
    }
    return sums.penalized()
  }

  private func exp(_ x: Double) -> Double { Double.exp(x) }
}

/// Σ w, Σ w x, Σ w x x' and Σ w x x' x, in full.
private struct ThirdMoments {
  let size: Int
  var total = 0.0
  var first: [Double]
  var second: [Double]
  var third: [Double]

  init(_ size: Int) {
    self.size = size
    first = [Double](repeating: 0, count: size)
    second = [Double](repeating: 0, count: size * size)
    third = [Double](repeating: 0, count: size * size * size)
  }

  mutating func add(_ rows: [Double], _ row: Int, _ weight: Double) {
    total += weight
    for i in 0..<size {
      let a = weight * rows[row * size + i]
      first[i] += a
      for j in 0..<size {
        let b = a * rows[row * size + j]
        second[i * size + j] += b
        for k in 0..<size { third[(i * size + j) * size + k] += b * rows[row * size + k] }
      }
    }
  }

  func less(_ other: ThirdMoments, share: Double) -> ThirdMoments {
    guard share > 0 else { return self }
    var rest = self
    rest.total -= share * other.total
    for i in first.indices { rest.first[i] -= share * other.first[i] }
    for i in second.indices { rest.second[i] -= share * other.second[i] }
    for i in third.indices { rest.third[i] -= share * other.third[i] }
    return rest
  }
}

/// ℓ, U, I and ∂I/∂β over the event times so far.
private struct FirthSums {
  let size: Int
  var logLikelihood = CompensatedSum()
  var score: [Double]
  private var information: [[Double]]
  private var derivative: [Double]

  init(_ size: Int) {
    self.size = size
    score = [Double](repeating: 0, count: size)
    information = [[Double]](repeating: score, count: size)
    derivative = [Double](repeating: 0, count: size * size * size)
  }

  mutating func subtract(_ risk: ThirdMoments, shift: Double) {
    logLikelihood.add(-shift - Double.log(risk.total))
    let mean = risk.first.map { $0 / risk.total }
    for i in 0..<size {
      score[i] -= mean[i]
      for j in 0..<size {
        let second = risk.second[i * size + j] / risk.total
        information[i][j] += second - mean[i] * mean[j]
        for k in 0..<size {
          let ik = risk.second[i * size + k] / risk.total
          let jk = risk.second[j * size + k] / risk.total
          derivative[(i * size + j) * size + k] +=
            risk.third[(i * size + j) * size + k] / risk.total
            - second * mean[k] - ik * mean[j] - jk * mean[i] + 2 * mean[i] * mean[j] * mean[k]
        }
      }
    }
  }

  func penalized() -> CoxLikelihood.Value {
    let factor = Cholesky(information, tolerance: 1e-14)
    guard factor.rank == size else {
      return CoxLikelihood.Value(logLikelihood: -.infinity, score: score, information: information)
    }
    let inverse = factor.inverse()
    let penalized = (0..<size).map { k in
      score[k]
        + (0..<size).reduce(0) { sum, i in
          (0..<size).reduce(sum) { $0 + inverse[i][$1] * derivative[(i * size + $1) * size + k] }
        } / 2
    }
    return CoxLikelihood.Value(
      logLikelihood: logLikelihood.value + factor.logDeterminant / 2,
      score: penalized,
      information: information
    )
  }
}
