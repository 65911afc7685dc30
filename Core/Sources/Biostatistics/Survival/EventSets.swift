// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The sum over all sets of d subjects at risk who could have had the d events of one time, with its derivatives.
///
///     e_d = Σ over sets of Π w
///
/// The sum itself overflows soon. With odds c w for each subject, and c such that d events are expected, e_d is the
/// probability of d events times factors whose logarithms are plain sums:
///
///     log e_d = log P(d events) + Σ log(1 + c w) − d log c
///
/// The probabilities follow by adding one subject after the other, together with the first two moments of Σ x over
/// the events, which are the derivatives: mean and covariance given d events. The cost is n d p² per time.
struct EventSets {
  /// log e_d.
  let logSum: Double
  private let size: Int
  private let mean: [Double]
  private let covariance: [Double]

  init(
    rows: Range<Int>,
    events d: Int,
    size: Int,
    x: UnsafePointer<Double>,
    weights: UnsafeMutableBufferPointer<Double>
  ) {
    self.size = size
    let square = size * size
    let c = EventSets.odds(rows: rows, events: d, weights: weights)
    // After each subject, for 0…d events among those seen: probability, and its products with Σ x and (Σ x)(Σ x)'.
    var probability = [Double](repeating: 0, count: d + 1)
    var first = [Double](repeating: 0, count: (d + 1) * size)
    var second = [Double](repeating: 0, count: (d + 1) * square)
    probability[0] = 1
    var logFactors = 0.0
    for (seen, row) in rows.enumerated() {
      let odds = c * weights[row]
      logFactors += Double.log(onePlus: odds)
      let yes = odds / (1 + odds)
      let no = 1 / (1 + odds)
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
    logSum = Double.log(chosen) + logFactors - Double(d) * Double.log(c)
    let mean = (0..<size).map { first[d * size + $0] / chosen }
    self.mean = mean
    covariance = (0..<square).map { place in
      second[d * square + place] / chosen - mean[place / size] * mean[place % size]
    }
  }

  /// Takes the mean from `score` and adds the covariance to `information`.
  func subtract(from score: UnsafeMutablePointer<Double>, into information: UnsafeMutablePointer<Double>) {
    for i in 0..<size {
      score[i] -= mean[i]
      for j in 0...i {
        information[i * size + j] += covariance[i * size + j]
      }
    }
  }

  /// The factor c with which Σ c w / (1 + c w) is about d; it only has to keep P(d events) from vanishing.
  private static func odds(
    rows: Range<Int>,
    events d: Int,
    weights: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    // With everyone at risk having the event any c will do.
    guard d < rows.count else { return 1 }
    var low = -60.0
    var high = 60.0
    for _ in 0..<12 {
      let middle = (low + high) / 2
      let c = Double.exp(middle)
      let expected = rows.reduce(0.0) { $0 + c * weights[$1] / (1 + c * weights[$1]) }
      if expected < Double(d) { low = middle } else { high = middle }
    }
    return Double.exp((low + high) / 2)
  }
}
