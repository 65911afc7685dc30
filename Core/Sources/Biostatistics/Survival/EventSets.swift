// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The sum over all sets of d subjects who could have had the d events of one time, with its derivatives.
///
///     e_d = Σ over sets of Π w
///
/// The sum itself overflows soon. With odds c w for each subject, and c such that d events are expected, e_d
/// is the probability of d events times factors whose logarithms are plain sums:
///
///     log e_d = log P(d events) + Σ log(1 + c w) − d log c
///
/// The probabilities follow by adding one subject after the other, together with the first two moments of Σ x
/// over the events, which are the derivatives: mean and covariance given d events. The cost is n d p² per
/// time.
struct EventSets {
  /// log e_d.
  let logSum: Double
  /// Mean of Σ x over the events, given their number.
  let mean: [Double]
  /// Its covariance, row by row in a full square; the lower triangle holds.
  let covariance: [Double]

  init(
    rows: [Int],
    events d: Int,
    size: Int,
    x: UnsafePointer<Double>,
    predictors: UnsafeMutableBufferPointer<Double>
  ) {
    let square = size * size
    let logC = EventSets.logOdds(rows: rows, events: d, predictors: predictors)
    // For 0…d events among the subjects seen: probability, and its products with Σ x and with (Σ x)(Σ x)'.
    var probability = [Double](repeating: 0, count: d + 1)
    var first = [Double](repeating: 0, count: (d + 1) * size)
    var second = [Double](repeating: 0, count: (d + 1) * square)
    probability[0] = 1
    var logFactors = 0.0
    for (seen, row) in rows.enumerated() {
      let logit = logC + predictors[row]
      let yes = 1 / (1 + Double.exp(-logit))
      let no = 1 / (1 + Double.exp(logit))
      logFactors += max(logit, 0) + Double.log(onePlus: Double.exp(-abs(logit)))
      let value = x + row * size
      for k in stride(from: min(seen + 1, d), through: 0, by: -1) {
        for i in 0..<size {
          for j in 0...i {
            let place = k * square + i * size + j
            second[place] *= no
            if k > 0 {
              let joined =
                second[place - square] + value[i] * first[(k - 1) * size + j]
                + value[j] * first[(k - 1) * size + i] + value[i] * value[j] * probability[k - 1]
              second[place] += yes * joined
            }
          }
        }
        for i in 0..<size {
          first[k * size + i] *= no
          if k > 0 {
            first[k * size + i] += yes * (first[(k - 1) * size + i] + value[i] * probability[k - 1])
          }
        }
        probability[k] *= no
        if k > 0 {
          probability[k] += yes * probability[k - 1]
        }
      }
    }
    let chosen = probability[d]
    logSum = Double.log(chosen) + logFactors - Double(d) * logC
    let mean = (0..<size).map { first[d * size + $0] / chosen }
    self.mean = mean
    covariance = (0..<square).map { place in
      second[d * square + place] / chosen - mean[place / size] * mean[place % size]
    }
  }

  /// The log of the c with which about d events are expected, near enough to keep P(d events) from vanishing.
  private static func logOdds(
    rows: [Int],
    events d: Int,
    predictors: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    var smallest = Double.infinity
    var largest = -Double.infinity
    for row in rows {
      smallest = min(smallest, predictors[row])
      largest = max(largest, predictors[row])
    }
    // With odds d/(n − d) for the largest and for the smallest w, too few and too many events are expected.
    let equal = Double.log(Double(d) / max(Double(rows.count - d), 0.5))
    var low = equal - largest
    var high = equal - smallest
    while high - low > 0.5 {
      let middle = (low + high) / 2
      let expected = rows.reduce(0.0) { $0 + 1 / (1 + Double.exp(-middle - predictors[$1])) }
      if expected < Double(d) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
