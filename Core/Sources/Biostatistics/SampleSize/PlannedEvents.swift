// SPDX-License-Identifier: Apache-2.0

/// The events, subjects and calendar of a group-sequential survival trial.
public struct PlannedEvents: Hashable, Sendable {
  /// Events without interim looks; nil where events were given.
  public let fixedEvents: Double?
  /// Events that trigger each look.
  public let eventsPerLook: [Double]
  /// Subjects to be recruited in all, if the trial is not stopped while recruiting.
  public let maximumSubjects: Double
  /// Calendar time of each look; infinite if its events never come.
  public let times: [Double]
  /// Subjects recruited by each look.
  public let subjectsPerLook: [Double]
  /// Hazard ratios that just reach each critical value.
  public let criticalEffects: [Double]
  /// Hazard ratios in the other direction, for two-sided tests.
  public let oppositeEffects: [Double]?
  /// Hazard ratios at the futility bounds.
  public let futilityEffects: [Double]?
  public let underNull: OperatingCharacteristics
  public let underHalf: OperatingCharacteristics
  public let underAlternative: OperatingCharacteristics

  public var maximumEvents: Double { eventsPerLook.last ?? 0 }

  /// Expected events under given characteristics.
  public func expectedEvents(_ characteristics: OperatingCharacteristics) -> Double {
    maximumEvents * characteristics.expectedInformation
  }

  /// Expected subjects recruited if the assumed effect is true.
  public var expectedSubjects: Double {
    zip(underAlternative.stopping, subjectsPerLook).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Expected duration if the assumed effect is true.
  public var expectedDuration: Double {
    zip(underAlternative.stopping, times).reduce(0) { $0 + ($1.0 == 0 ? 0 : $1.0 * $1.1) }
  }
}

extension GroupSequentialDesign {
  /// Events and subjects such that the last look falls at `time`.
  ///
  /// - Parameters:
  ///   - comparison: Hazards, recruitment, dropout; recruitment is scaled to the subjects needed.
  ///   - time: Calendar time of the last look.
  ///   - formula: How events are counted.
  /// - Returns: Events, subjects and times, not rounded.
  public func events(
    for comparison: SurvivalComparison,
    lastLook time: Double,
    formula: SurvivalComparison.EventFormula
  ) -> PlannedEvents {
    let fixed = comparison.fixedEvents(alpha: plan.alphaPerSide, beta: plan.beta, formula: formula)
    let subjects = fixed * inflationFactor / comparison.overallEventProbability(by: time)
    return planned(
      comparison,
      fixed: fixed,
      maximum: fixed * inflationFactor,
      subjects: subjects,
      drift: drift
    )
  }

  /// Events, and the times they come, when recruitment and with it the number of subjects are given.
  ///
  /// - Parameters:
  ///   - comparison: Hazards, recruitment in subjects per unit of time, dropout.
  ///   - formula: How events are counted.
  /// - Returns: Events, subjects and times, not rounded.
  public func events(for comparison: SurvivalComparison, formula: SurvivalComparison.EventFormula)
    -> PlannedEvents
  {
    let fixed = comparison.fixedEvents(alpha: plan.alphaPerSide, beta: plan.beta, formula: formula)
    let subjects = comparison.accrual.integral(to: comparison.accrualEnd)
    return planned(
      comparison,
      fixed: fixed,
      maximum: fixed * inflationFactor,
      subjects: subjects,
      drift: drift
    )
  }

  /// Subjects and events by Lachin and Foulkes, inflated for the interim looks.
  ///
  /// - Parameters:
  ///   - comparison: Hazards, recruitment, dropout; recruitment is scaled to the subjects needed.
  ///   - time: Calendar time of the last look.
  /// - Returns: Events, subjects and times, not rounded; like `gsSurv` in gsDesign.
  public func lachinFoulkesEvents(for comparison: SurvivalComparison, lastLook time: Double) -> PlannedEvents
  {
    let fixed = comparison.lachinFoulkes(analysis: time, alpha: plan.alphaPerSide, beta: plan.beta)
    return planned(
      comparison,
      fixed: fixed.events,
      maximum: fixed.events * inflationFactor,
      subjects: fixed.subjects * inflationFactor,
      drift: drift
    )
  }

  /// What this design achieves with given events and subjects.
  public func power(of comparison: SurvivalComparison, events: Double, subjects: Double) -> PlannedEvents {
    precondition(events > 0 && subjects > 0, "a survival trial needs subjects and events")
    let drift = comparison.drift(events: events)
    return planned(comparison, fixed: nil, maximum: events, subjects: subjects, drift: drift)
  }

  private func planned(
    _ comparison: SurvivalComparison,
    fixed: Double?,
    maximum: Double,
    subjects: Double,
    drift: Double
  ) -> PlannedEvents {
    let events = fractions.map { $0 * maximum }
    let times = events.map { comparison.time(ofEvents: $0, subjects: subjects) ?? .infinity }
    func effects(_ bounds: [Double]) -> [Double] {
      zip(bounds, events).map { comparison.effect(reaching: $0, events: $1) }
    }
    return PlannedEvents(
      fixedEvents: fixed,
      eventsPerLook: events,
      maximumSubjects: subjects,
      times: times,
      subjectsPerLook: times.map { subjects * comparison.entered(by: $0) },
      criticalEffects: effects(criticalValues),
      oppositeEffects: plan.sides == .two ? effects(criticalValues.map { -$0 }) : nil,
      futilityEffects: futilityBounds.map(effects),
      underNull: characteristics(drift: 0),
      underHalf: characteristics(drift: drift / 2),
      underAlternative: characteristics(drift: drift)
    )
  }
}
