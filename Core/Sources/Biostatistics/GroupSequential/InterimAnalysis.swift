// SPDX-License-Identifier: Apache-2.0

/// What a monitored trial may do after a look.
public enum MonitoringAction: String, Hashable, Sendable {
  case continueTrial = "continue"
  case rejectAndStop = "reject and stop"
  case acceptAndStop = "accept and stop"
  /// At the last look.
  case reject
  case accept
}

/// One look of a monitored trial, with everything a committee asks of it.
public struct LookAnalysis: Hashable, Sendable {
  /// Counted from 1.
  public let look: Int
  /// The subjects new at this look alone.
  public let stage: LookStatistic
  /// All subjects so far.
  public let overall: LookStatistic
  /// Looks so far combined with their planned weights: Σ wᵢ zᵢ / √Σ wᵢ², wᵢ² = tᵢ − tᵢ₋₁.
  ///
  /// Lehmacher & Wassmer (1999), Biometrics 55:1286–1290.
  public let inverseNormal: Double
  public let estimate: Double
  public let action: MonitoringAction
  /// The probability of rejecting later if nothing is at work; nil at the last look.
  public let conditionalRejectionProbability: Double?
  public let repeatedInterval: Interval
  /// Nil where the design has none, see ``GroupSequentialDesign/repeatedP(look:z:)``.
  public let repeatedP: Double?
}

/// The result of a trial that has stopped.
public struct FinalAnalysis: Hashable, Sendable {
  public let look: Int
  /// By the stage-wise ordering.
  public let p: Double
  /// The median-unbiased estimate and its interval, on the scale of the effect.
  public let effect: Estimate
}

/// The analysis of a trial by its group-sequential design.
///
/// Critical values are those of the plan; where the looks come at other fractions, make a plan of the
/// fractions as they were first.
public struct InterimAnalysis: Sendable {
  public let design: GroupSequentialDesign
  public let looks: [LookAnalysis]
  /// Nil while the trial goes on; a lower boundary that does not bind stops no trial by itself.
  public let final: FinalAnalysis?

  /// Analyses data with as many looks as there are, at most those of the design.
  ///
  /// - Throws: ``GroupSequentialError/look(_:)`` for a look beyond the plan.
  public init(_ data: some MonitoredData, design: GroupSequentialDesign) throws(GroupSequentialError) {
    self.design = design
    var looks = [LookAnalysis]()
    for look in 1...data.lookCount {
      looks.append(try Self.analysis(of: look, data, design))
    }
    self.looks = looks
    final = try Self.finalAnalysis(data, design, looks)
  }

  private static func analysis(of look: Int, _ data: some MonitoredData, _ design: GroupSequentialDesign)
    throws(GroupSequentialError) -> LookAnalysis
  {
    let t = design.fractions
    guard look <= t.count else { throw .look(look) }
    let overall = data.overall(look)
    // B at the look, if every stage counts with its planned weight.
    let b = (1...look).reduce(0) { sum, stage in
      sum + data.stage(stage).z * (t[stage - 1] - (stage > 1 ? t[stage - 2] : 0)).squareRoot()
    }
    let isLast = look == t.count
    return LookAnalysis(
      look: look,
      stage: data.stage(look),
      overall: overall,
      inverseNormal: b / t[look - 1].squareRoot(),
      estimate: data.estimate(look),
      action: action(look, z: overall.z, design),
      conditionalRejectionProbability: isLast
        ? nil : try design.conditionalPower(afterLook: look, z: overall.z, drift: 0),
      repeatedInterval: data.interval(look, critical: design.criticalValues[look - 1]),
      repeatedP: try design.repeatedP(look: look, z: overall.z)
    )
  }

  private static func action(_ look: Int, z: Double, _ design: GroupSequentialDesign) -> MonitoringAction {
    let isLast = look == design.fractions.count
    let extremity = design.plan.sides == .two ? z.magnitude : z
    if extremity >= design.criticalValues[look - 1] { return isLast ? .reject : .rejectAndStop }
    if isLast { return .accept }
    if let bounds = design.futilityBounds, extremity <= bounds[look - 1] { return .acceptAndStop }
    return .continueTrial
  }

  /// The first look that rejected, or the last one planned.
  private static func finalAnalysis(
    _ data: some MonitoredData,
    _ design: GroupSequentialDesign,
    _ looks: [LookAnalysis]
  ) throws(GroupSequentialError) -> FinalAnalysis? {
    let isBinding = design.plan.futilityBinds
    let stop = looks.first { look in
      look.action != .continueTrial && (look.action != .acceptAndStop || isBinding)
    }
    guard let stop else { return nil }
    let tail = design.plan.alphaPerSide
    let outcome = try design.stagewiseOrdering.outcome(
      look: stop.look,
      z: stop.overall.z,
      level: 1 - 2 * tail
    )
    // Stopping at the first look biases nothing: the test of that look has an interval of its own.
    if stop.look == 1 {
      let interval = data.firstLookInterval(critical: StandardNormal.quantile(upperTail: tail))
      return FinalAnalysis(look: 1, p: outcome.p, effect: Estimate(data.estimate(1), interval))
    }
    let scale = design.fractions[stop.look - 1].squareRoot()
    func effect(_ drift: Double) -> Double { data.effect(stop.look, meanZ: drift * scale) }
    let interval = Interval(effect(outcome.drift.interval.lower), effect(outcome.drift.interval.upper))
    return FinalAnalysis(
      look: stop.look,
      p: outcome.p,
      effect: Estimate(effect(outcome.drift.value), interval)
    )
  }

  /// The probability of rejecting by each later look, with subjects yet to come.
  ///
  /// Stages keep their planned weights, so that the number of subjects may be changed at a look.
  ///
  /// - Parameters:
  ///   - comparison: The effect assumed from now on.
  ///   - subjects: New subjects at each later look, over all arms.
  /// - Returns: A probability per later look, ascending; empty after the last look.
  /// - Throws: ``GroupSequentialError/look(_:)`` if the numbers of looks and subjects do not fit.
  public func conditionalPower(of comparison: some PlannedComparison, subjects: [Double])
    throws(GroupSequentialError) -> [Double]
  {
    guard let now = looks.last else { throw .look(0) }
    let t = design.fractions
    guard subjects.count == t.count - now.look, subjects.allSatisfy({ $0 > 0 }) else {
      throw .look(now.look + subjects.count)
    }
    guard let rejection = now.conditionalRejectionProbability else { return [] }
    let total = subjects.reduce(0, +)
    // The variance under the null hypothesis counts for the level that is left.
    let mean = comparison.drift(subjects: total, alpha: max(rejection, 1e-300))
    let start = t[now.look - 1]
    var b = now.inverseNormal * start.squareRoot()
    var previous = start
    var lower = [Double]()
    var upper = [Double]()
    var inner = [ClosedRange<Double>?]()
    for (i, new) in subjects.enumerated() {
      let look = now.look + i
      // What these subjects add to B on average.
      b += mean * (new / total * (t[look] - previous)).squareRoot()
      previous = t[look]
      let left = (t[look] - start).squareRoot()
      func seen(_ bound: Double) -> Double { (bound * t[look].squareRoot() - b) / left }
      upper.append(seen(design.criticalValues[look]))
      let futility = design.futilityBounds.flatMap { look < $0.count ? $0[look] : nil }
      lower.append(seen(design.plan.lowerEnd(design.criticalValues[look], futility)))
      inner.append(design.plan.wedge(futility).map { seen($0.lowerBound)...seen($0.upperBound) })
    }
    let rest = t[now.look...].map { $0 - start }
    return cumulated(
      BoundaryCrossing(fractions: rest, lower: lower, upper: upper, inner: inner).probabilities(drift: 0)
        .upper
    )
  }
}
