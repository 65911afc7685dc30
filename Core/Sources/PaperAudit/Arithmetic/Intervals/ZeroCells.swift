// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import RealModule

/// Estimates that papers use for rare events and empty cells.
extension TwoProportions {
  /// Peto's odds ratio exp((O − E) / V), with the hypergeometric variance V; nil without variation.
  ///
  /// Yusuf, Peto, Lewis, Collins & Sleight (1985), Progress in Cardiovascular Diseases 27:335–371.
  func peto(level: Double) -> Estimate? {
    let (n1, n2, m) = (Double(treatment.n), Double(reference.n), Double(events))
    let total = n1 + n2
    let variance = n1 * n2 * m * (total - m) / (total * total * (total - 1))
    guard variance > 0 else { return nil }
    let centre = (Double(treatment.events) - n1 * m / total) / variance
    let half = StandardNormal.quantile(upperTail: (1 - level) / 2) / variance.squareRoot()
    return Estimate(.exp(centre), Interval(.exp(centre - half), .exp(centre + half)))
  }

  /// The risk ratio with ½ added to each cell, where one is empty; nil where none is.
  var withHalves: HalvedRatio? {
    guard cells.contains(0), treatment.n > 0, reference.n > 0 else { return nil }
    return HalvedRatio(
      events: (Double(treatment.events) + 0.5, Double(reference.events) + 0.5),
      n: (Double(treatment.n) + 1, Double(reference.n) + 1)
    )
  }
}

/// A risk ratio of counts that are not whole.
struct HalvedRatio {
  let events: (Double, Double)
  let n: (Double, Double)

  var value: Double { events.0 / n.0 / (events.1 / n.1) }

  /// Katz's interval.
  func interval(level: Double) -> Interval {
    let variance = 1 / events.0 - 1 / n.0 + 1 / events.1 - 1 / n.1
    let factor = Double.exp(StandardNormal.quantile(upperTail: (1 - level) / 2) * variance.squareRoot())
    return Interval(value / factor, value * factor)
  }
}
