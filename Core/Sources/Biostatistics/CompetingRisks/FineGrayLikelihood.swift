// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The weighted log partial likelihood of a subdistribution hazard, with its first two derivatives.
///
/// Who has had another event stays at risk, with the weight G(t−)/G(tᵢ−): the chance of not having been censored
/// meanwhile. With e = exp(x'β) the sums over those at risk fall into two parts,
///
///     S(t) = Σ over tᵢ ≥ t of e  +  G(t−) Σ over other events tᵢ < t of e/G(tᵢ−)
///
/// of which the second grows forward in time and the first backward. Each is summed in its own direction, so that
/// nothing is subtracted and the cost is linear in the number of subjects. Ties are Breslow's.
struct FineGrayLikelihood {
  let layout: FineGrayLayout
  private let size: Int
  /// Numbers per set of moments: Σ w, Σ w x, and the lower triangle of Σ w x x'.
  private let width: Int
  private let eventTimes: [Int]
  /// exp(x'β − shift), row by row, as of the last walk.
  private(set) var weights: [Double]
  /// The largest x'β of the last walk.
  private(set) var shift = 0.0
  /// The second part of the sums, without G(t−), at each event time.
  private var parts: [Double]

  init(_ layout: FineGrayLayout, size: Int) {
    self.layout = layout
    self.size = size
    width = 1 + size + size * (size + 1) / 2
    eventTimes = layout.times.indices.filter { !layout.times[$0].own.isEmpty }
    weights = [Double](repeating: 0, count: layout.rows.count / max(size, 1))
    parts = [Double](repeating: 0, count: eventTimes.count * width)
  }

  /// The likelihood at `beta`, in scaled units.
  mutating func evaluate(at beta: [Double]) -> CoxLikelihood.Value {
    let size = size
    var information = [Double](repeating: 0, count: width)
    var score = [Double](repeating: 0, count: size)
    let logLikelihood = walk(beta) { _, events, own, total, moments in
      let d = Double(events)
      var place = 0
      for j in 0..<size {
        let mean = moments[1 + j] / total
        score[j] += own[j] - d * mean
        for k in 0...j {
          information[place] +=
            d * (moments[1 + size + place] / total - mean * (moments[1 + k] / total))
          place += 1
        }
      }
    }
    let square = (0..<size).map { j in
      (0..<size).map { k in information[max(j, k) * (max(j, k) + 1) / 2 + min(j, k)] }
    }
    return CoxLikelihood.Value(logLikelihood: logLikelihood, score: score, information: square)
  }

  /// Walks back in time and hands over each event time.
  ///
  /// - Parameters:
  ///   - beta: In scaled units.
  ///   - body: Called with the number of the time, the number of events, Σ x over them, S₀ and all moments.
  /// - Returns: The log likelihood.
  @inline(__always)
  mutating func walk(
    _ beta: [Double],
    body: (Int, Int, UnsafePointer<Double>, Double, UnsafePointer<Double>) -> Void
  ) -> Double {
    let size = size
    let width = width
    var logLikelihood = CompensatedSum()
    fillWeights(beta)
    let shift = shift
    sumParts()
    var workspace = [Double](repeating: 0, count: 2 * width + size)
    workspace.withUnsafeMutableBufferPointer { workspace in
      layout.rows.withUnsafeBufferPointer { rows in
        weights.withUnsafeBufferPointer { weights in
          guard let risk = workspace.baseAddress, let x = rows.baseAddress else { return }
          let moments = risk + width
          let own = moments + width
          var number = eventTimes.count
          for place in layout.times.indices.reversed() {
            let time = layout.times[place]
            for row in time.rows { Self.add(x + row * size, weights[row], size, to: risk) }
            guard !time.own.isEmpty else { continue }
            number -= 1
            for i in 0..<width { moments[i] = risk[i] + time.uncensored * parts[number * width + i] }
            for j in 0..<size { own[j] = 0 }
            for row in time.own {
              for j in 0..<size { own[j] += x[row * size + j] }
            }
            for j in 0..<size { logLikelihood.add(own[j] * beta[j]) }
            logLikelihood.add(-Double(time.own.count) * (shift + Double.log(moments[0])))
            body(place, time.own.count, own, moments[0], moments)
          }
        }
      }
    }
    return logLikelihood.value
  }

  /// e of each row, without the common factor exp(shift).
  private mutating func fillWeights(_ beta: [Double]) {
    shift = -.infinity
    for row in weights.indices {
      var eta = 0.0
      for j in 0..<size { eta += layout.rows[row * size + j] * beta[j] }
      weights[row] = eta
      shift = max(shift, eta)
    }
    for row in weights.indices { weights[row] = Double.exp(weights[row] - shift) }
  }

  /// Sums of those who had other events, forward in time.
  private mutating func sumParts() {
    var sums = [Double](repeating: 0, count: width)
    var number = 0
    for time in layout.times {
      if !time.own.isEmpty {
        for i in 0..<width { parts[number * width + i] = sums[i] }
        number += 1
      }
      guard !time.other.isEmpty else { continue }
      sums.withUnsafeMutableBufferPointer { sums in
        layout.rows.withUnsafeBufferPointer { rows in
          guard let target = sums.baseAddress, let x = rows.baseAddress else { return }
          for row in time.other {
            Self.add(x + row * size, weights[row] / time.uncensored, size, to: target)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func add(
    _ x: UnsafePointer<Double>,
    _ weight: Double,
    _ size: Int,
    to moments: UnsafeMutablePointer<Double>
  ) {
    moments[0] += weight
    var place = 1 + size
    for j in 0..<size {
      let weighted = weight * x[j]
      moments[1 + j] += weighted
      for k in 0...j {
        moments[place] += weighted * x[k]
        place += 1
      }
    }
  }
}
