// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A calculated dose beside the one that is given.
public struct RoundedDose: Hashable, Sendable {
  /// As calculated, in the unit of the drug.
  public let exact: Double
  /// What is given; nil where no step or band lies within the limit.
  public let rounded: Double?
  /// The nearest step or band, whether or not it lies within the limit.
  public let nearest: Double
  public let verdict: Verdict

  /// How far rounding moved the dose.
  public enum Verdict: Hashable, Sendable {
    case within
    /// More than the protocol's warning, at most its limit.
    case far
    /// More than the limit; no rounded dose is given.
    case refused
  }

  /// (nearest − exact) / exact.
  public var relativeError: Double { (nearest - exact) / exact }

  /// Rounds a dose to a drug's steps.
  ///
  /// - Parameters:
  ///   - exact: In `unit`, more than 0.
  ///   - unit: Of the dose.
  ///   - steps: The drug's steps or bands; where none holds, the dose stays as it is.
  ///   - rules: Where rounding is far, and where it is refused.
  public init(_ exact: Double, _ unit: Unit, steps: [RoundingStep], rules: DosingRules) {
    self.exact = exact
    nearest = Self.nearest(exact, unit, steps)
    let error = ((nearest - exact) / exact).magnitude
    // Moving by just the limit is allowed; the last bits of a division must not forbid it.
    if error > rules.roundingLimit * (1 + 1e-9) {
      verdict = .refused
    } else {
      verdict = error > rules.roundingWarning * (1 + 1e-9) ? .far : .within
    }
    rounded = verdict == .refused ? nil : nearest
  }

  private static func nearest(_ exact: Double, _ unit: Unit, _ steps: [RoundingStep]) -> Double {
    let holding = steps.first { step in
      guard let below = step.below?.converted(to: unit)?.value else { return step.below == nil }
      return exact < below
    }
    guard let holding else { return exact }
    if let step = holding.step?.converted(to: unit)?.value { return multiple(of: step, nearestTo: exact) }
    let bands = holding.bands.compactMap { $0.converted(to: unit)?.value }.sorted()
    // Of two equally near bands the larger, as half is rounded away from zero.
    return bands.reversed().min { ($0 - exact).magnitude < ($1 - exact).magnitude } ?? exact
  }

  /// The nearest multiple, half away from zero.
  private static func multiple(of step: Double, nearestTo value: Double) -> Double {
    // 0.15 / 0.1 is 1.4999999999999998: a half that a person would round up must not be lost to the last bits.
    let count = (value / step * (1 + 1e-12)).rounded(.toNearestOrAwayFromZero)
    // Steps such as 0.1 have no exact form; their inverse has, and 91 / 10 is the number that is written 9.1.
    let parts = (1 / step).rounded()
    return step < 1 && (parts * step - 1).magnitude < 1e-12 ? count / parts : count * step
  }
}
