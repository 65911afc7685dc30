// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The influence of each subject on the score of a Fine–Gray model, and the baseline subdistribution hazard.
///
///     ηᵢ = ∫ (xᵢ − x̄(t)) wᵢ(t) dM¹ᵢ(t)        the subject's own part
///     ψᵢ = ∫ q(u)/π(u) dMᶜᵢ(u)                 its part in the estimate of G
///     q(u) = Σ over other events tᵢ < u of ∫ from u on of (xᵢ − x̄(t)) wᵢ(t) eᵢ dΛ(t)
///
/// π(u) is the number at risk of censoring. The integrals are differences of sums over time, so that the cost is linear.
struct FineGrayScores {
  /// Σ (η + ψ)(η + ψ)', in scaled units.
  private(set) var crossproduct: [[Double]]
  /// Event times, and the cumulative subdistribution hazard up to and including them, at the
  /// centre of the covariates.
  private(set) var baseline: [(time: Double, hazard: Double)] = []

  init(_ likelihood: inout FineGrayLikelihood, beta: [Double]) {
    let size = beta.count
    let times = likelihood.layout.times
    // dΛ and x̄ at each time, 0 where no event of the kind happens.
    var hazard = [Double](repeating: 0, count: times.count)
    var mean = [Double](repeating: 0, count: times.count * size)
    _ = likelihood.walk(beta) { place, events, _, total, moments in
      hazard[place] = Double(events) / total
      for j in 0..<size { mean[place * size + j] = moments[1 + j] / total }
    }
    // Σ G dΛ and Σ G x̄ dΛ from each time on.
    var later = [Double](repeating: 0, count: times.count + 1)
    var laterMean = [Double](repeating: 0, count: (times.count + 1) * size)
    for place in times.indices.reversed() {
      let weight = times[place].uncensored * hazard[place]
      later[place] = later[place + 1] + weight
      for j in 0..<size {
        laterMean[place * size + j] = laterMean[(place + 1) * size + j] + weight * mean[place * size + j]
      }
    }
    let rows = likelihood.layout.rows
    let e = likelihood.weights
    let unit = Double.exp(-likelihood.shift)
    let count = e.count
    var sums = [Double](repeating: 0, count: size * size)
    var influence = [Double](repeating: 0, count: size)
    var past = 0.0
    var pastMean = [Double](repeating: 0, count: size)
    // Σ e/G and Σ e x/G over other events before this time.
    var others = 0.0
    var othersMean = [Double](repeating: 0, count: size)
    // Σ q c/π² over censoring times so far, with c censorings at each.
    var drift = [Double](repeating: 0, count: size)
    var own = [Double](repeating: 0, count: size)
    for (place, time) in times.enumerated() {
      past += hazard[place]
      for j in 0..<size {
        pastMean[j] += hazard[place] * mean[place * size + j]
        own[j] = 0
      }
      if !time.own.isEmpty { baseline.append((time.time, past * unit)) }
      if !time.censored.isEmpty {
        let atRisk = Double(count - time.rows.lowerBound)
        let c = Double(time.censored.count)
        for j in 0..<size {
          let q = othersMean[j] * later[place] - others * laterMean[place * size + j]
          own[j] = q / atRisk
          drift[j] += own[j] * c / atRisk
        }
      }
      for row in time.rows {
        let isOwn = time.own.contains(row)
        let isOther = time.other.contains(row)
        let isCensored = time.censored.contains(row)
        for j in 0..<size {
          let x = rows[row * size + j]
          var value = -drift[j] - e[row] * (x * past - pastMean[j])
          if isOwn { value += x - mean[place * size + j] }
          if isCensored { value += own[j] }
          if isOther {
            value -=
              e[row] / time.uncensored * (x * later[place + 1] - laterMean[(place + 1) * size + j])
          }
          influence[j] = value
        }
        for j in 0..<size {
          for k in 0...j { sums[j * size + k] += influence[j] * influence[k] }
        }
      }
      for row in time.other {
        let weight = e[row] / time.uncensored
        others += weight
        for j in 0..<size { othersMean[j] += weight * rows[row * size + j] }
      }
    }
    crossproduct = (0..<size).map { j in (0..<size).map { k in sums[max(j, k) * size + min(j, k)] } }
  }
}
