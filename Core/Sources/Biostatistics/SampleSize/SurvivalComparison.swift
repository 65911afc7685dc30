// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Two survival curves with proportional hazards, subjects who enter over time, and subjects who are lost.
///
/// Times have one unit throughout, such as months.
public struct SurvivalComparison: Hashable, Sendable {
  /// How many events a hazard ratio h needs, with r experimental subjects per control.
  public enum EventFormula: Hashable, Sendable {
    /// (z(α) + z(β))² (1 + r)² / (r log² h). Schoenfeld (1981), Biometrika 68:316–319.
    case schoenfeld
    /// (z(α) + z(β))² (1 + r h)² / (r (1 − h)²). Freedman (1982), Statistics in Medicine 1:121–129.
    case freedman
    /// (z(α) + z(β))² (1 + r)² (1 + h)² / (4 r (1 − h)²). Hsieh (1992), Statistics in Medicine 11:1091–1098.
    case hsiehFreedman
  }

  public let controlHazard: PiecewiseRate
  public let hazardRatio: Double
  public let experimentalDropout: PiecewiseRate
  public let controlDropout: PiecewiseRate
  /// Subjects per unit of time; only the shape matters where the size is sought.
  public let accrual: PiecewiseRate
  /// When recruitment ends.
  public let accrualEnd: Double
  /// Experimental subjects per control subject.
  public let ratio: Double

  /// Makes a comparison; the hazard ratio is positive and not 1.
  public init(
    controlHazard: PiecewiseRate,
    hazardRatio: Double,
    accrual: PiecewiseRate = PiecewiseRate(1),
    accrualEnd: Double,
    experimentalDropout: PiecewiseRate = PiecewiseRate(0),
    controlDropout: PiecewiseRate = PiecewiseRate(0),
    ratio: Double = 1
  ) {
    precondition(
      hazardRatio > 0 && hazardRatio != 1 && ratio > 0,
      "need a hazard ratio other than 1 and a ratio"
    )
    precondition(accrualEnd > 0 && accrual.integral(to: accrualEnd) > 0, "recruitment must recruit somebody")
    (self.controlHazard, self.hazardRatio) = (controlHazard, hazardRatio)
    (self.experimentalDropout, self.controlDropout) = (experimentalDropout, controlDropout)
    (self.accrual, self.accrualEnd, self.ratio) = (accrual, accrualEnd, ratio)
  }

  /// The events that a trial without interim looks needs.
  ///
  /// - Parameters:
  ///   - alpha: Type I error in the direction of the effect.
  ///   - beta: Type II error.
  ///   - formula: Which approximation; programs differ.
  /// - Returns: Events in both arms, not rounded.
  public func fixedEvents(alpha: Double, beta: Double, formula: EventFormula) -> Double {
    let z = StandardNormal.quantile(upperTail: alpha) + StandardNormal.quantile(upperTail: beta)
    let h = hazardRatio
    let root =
      switch formula {
      case .schoenfeld: z * (1 + ratio) / .log(h)
      case .freedman: z * (1 + ratio * h) / (1 - h)
      case .hsiehFreedman: z * (1 + ratio) * (1 + h) / (2 * (1 - h))
      }
    return root * root / ratio
  }

  /// The mean of the log-rank statistic after so many events, √(d r) |log h| / (1 + r).
  public func drift(events: Double) -> Double {
    Double.log(hazardRatio).magnitude * (events * ratio).squareRoot() / (1 + ratio)
  }

  /// The hazard ratio at which the log-rank statistic of so many events is `z`, in the direction of the effect.
  public func effect(reaching z: Double, events: Double) -> Double {
    let logRatio = z * (1 + ratio) / (events * ratio).squareRoot()
    return .exp(hazardRatio < 1 ? -logRatio : logRatio)
  }

  /// The share of all subjects that has entered by a time.
  public func entered(by time: Double) -> Double {
    accrual.integral(to: min(max(time, 0), accrualEnd)) / accrual.integral(to: accrualEnd)
  }

  /// The probability that a subject has had an event by calendar time `time`, entered or not.
  public func eventProbability(by time: Double) -> (experimental: Double, control: Double) {
    (
      probability(controlHazard.scaled(by: hazardRatio), experimentalDropout, by: time),
      probability(controlHazard, controlDropout, by: time)
    )
  }

  /// The same over both arms.
  public func overallEventProbability(by time: Double) -> Double {
    let arms = eventProbability(by: time)
    return (ratio * arms.experimental + arms.control) / (1 + ratio)
  }

  /// When a trial of so many subjects has so many events; nil if it never has.
  public func time(ofEvents events: Double, subjects: Double) -> Double? {
    let goal = events / subjects
    var late = max(accrualEnd, 1)
    while overallEventProbability(by: late) < goal {
      late *= 2
      if late > 1e9 { return nil }
    }
    return root(from: (0, -1), to: (late, 1), absolute: 1e-15) { overallEventProbability(by: $0) - goal }
  }

  /// The subjects of a trial analysed at `time`, by the variances of Lachin and Foulkes.
  ///
  ///     ( z(α) √(1/E₀ + 1/(r E₀)) + z(β) √(1/E₂ + 1/(r E₁)) )² / log² h   controls
  ///
  /// E₁ and E₂ are the event probabilities of both arms, E₀ that under one hazard, the average of both, in
  /// either arm. Like `nSurv` in gsDesign.
  ///
  /// - Parameters:
  ///   - time: Calendar time of the analysis.
  ///   - alpha: Type I error in the direction of the effect.
  ///   - beta: Type II error.
  /// - Returns: Subjects and events in both arms, not rounded.
  /// - SeeAlso: Lachin & Foulkes (1986), Biometrics 42:507–519.
  public func lachinFoulkes(analysis time: Double, alpha: Double, beta: Double) -> (
    subjects: Double, events: Double
  ) {
    let common = controlHazard.scaled(by: (1 + ratio * hazardRatio) / (1 + ratio))
    let null = (
      experimental: probability(common, experimentalDropout, by: time),
      control: probability(common, controlDropout, by: time)
    )
    let arms = eventProbability(by: time)
    let spread =
      StandardNormal.quantile(upperTail: alpha)
      * (1 / null.control + 1 / (ratio * null.experimental)).squareRoot()
      + StandardNormal.quantile(upperTail: beta)
      * (1 / arms.control + 1 / (ratio * arms.experimental)).squareRoot()
    let root = spread / .log(hazardRatio)
    let subjects = root * root * (1 + ratio)
    return (subjects, subjects * overallEventProbability(by: time))
  }

  private func probability(_ hazard: PiecewiseRate, _ dropout: PiecewiseRate, by time: Double) -> Double {
    let event = EventProbability(hazard: hazard, dropout: dropout)
    var sum = 0.0
    for (i, start) in accrual.starts.enumerated() where start < min(time, accrualEnd) {
      let next = i + 1 < accrual.starts.count ? accrual.starts[i + 1] : accrualEnd
      let end = min(next, accrualEnd, time)
      sum += accrual.rates[i] * (event.integral(to: time - start) - event.integral(to: time - end))
    }
    return sum / accrual.integral(to: accrualEnd)
  }
}
