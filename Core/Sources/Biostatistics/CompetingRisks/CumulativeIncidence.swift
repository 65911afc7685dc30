// SPDX-License-Identifier: Apache-2.0

/// The Aalen–Johansen estimate of the cumulative incidence of each kind of event.
///
///     F_k(t) = Σ S(tᵢ−) d_kᵢ/nᵢ        over event times tᵢ ≤ t
///
/// S is the Kaplan–Meier estimate of staying free of every kind, so that S + Σ F_k = 1. One minus the Kaplan–Meier
/// estimate of a single kind would count those who can no longer have it as if they still could.
///
/// - SeeAlso: Aalen & Johansen (1978), Scand J Statist 5:141–150; Kalbfleisch & Prentice (2002), section 8.2.
public struct CumulativeIncidence: Sendable {
  /// What happened at one distinct time, and the estimates from that time on.
  public struct Step: Hashable, Sendable {
    public let time: Double
    /// Subjects whose time is at least `time`.
    public let atRisk: Int
    public let censored: Int
    /// S(t): the probability of no event of any kind up to and including `time`.
    public let survival: Double
  }

  /// One kind of event at one step.
  public struct Incidence: Hashable, Sendable {
    public let events: Int
    /// F(t), right-continuous.
    public let value: Double
    /// Variance by Aalen, 0 before the first event of the kind.
    public let aalenVariance: Double
    /// Variance by the infinitesimal jackknife.
    public let jackknifeVariance: Double
  }

  /// One step per distinct time, of events and of censorings alone, ascending.
  public let steps: [Step]
  /// For each kind of event, cause 1 first, one value per step.
  public let incidences: [[Incidence]]
  /// Number of subjects.
  public let subjects: Int

  /// Estimates the curves; without subjects they have no steps and stay at 0.
  public init(_ data: CompetingTimes) {
    var steps = [Step]()
    var events = [[Int]](repeating: [], count: data.causeCount)
    var survival = 1.0
    var place = 0
    while place < data.order.count {
      let time = data.times[Int(data.order[place])]
      let atRisk = data.order.count - place
      var counts = [Int](repeating: 0, count: data.causeCount + 1)
      while place < data.order.count, data.times[Int(data.order[place])] == time {
        counts[data.causes[Int(data.order[place])]] += 1
        place += 1
      }
      let died = counts.dropFirst().reduce(0, +)
      survival *= Double(atRisk - died) / Double(atRisk)
      steps.append(Step(time: time, atRisk: atRisk, censored: counts[0], survival: survival))
      for cause in events.indices { events[cause].append(counts[cause + 1]) }
    }
    self.steps = steps
    subjects = data.count
    incidences = events.map { IncidenceSums.incidences(steps, $0) }
  }

  /// The longest time observed, beyond which nothing is known; nil without subjects.
  public var lastTime: Double? { steps.last?.time }

  /// F(t): the probability that an event of the kind `cause` has happened up to and including `time`.
  ///
  /// Beyond `lastTime` the last value is carried on.
  public func incidence(of cause: Int, at time: Double) -> Double {
    step(of: cause, at: time)?.value ?? 0
  }

  /// Standard error of F(t); 0 before the first event of the kind.
  public func standardError(of cause: Int, at time: Double, variance: IncidenceVariance) -> Double {
    step(of: cause, at: time)?.variance(variance).squareRoot() ?? 0
  }

  /// A pointwise confidence interval of F(t).
  ///
  /// - Parameters:
  ///   - cause: 1 … number of kinds.
  ///   - time: In the unit of the data.
  ///   - variance: Which variance; programs differ.
  ///   - transform: The scale of the interval, with F in place of S; programs differ.
  ///   - level: Confidence level in (0, 1).
  /// - Returns: Limits in [0, 1]; nil before the first event of the kind.
  public func interval(
    of cause: Int,
    at time: Double,
    variance: IncidenceVariance,
    transform: IntervalTransform,
    level: Double
  ) -> Interval? {
    guard let step = step(of: cause, at: time), step.value > 0 else { return nil }
    let margin = twoSidedNormalQuantile(level: level) * step.variance(variance).squareRoot()
    return transform.interval(of: step.value, margin: margin / step.value)
  }

  /// Subjects still under observation without an event just before `time`.
  public func atRisk(at time: Double) -> Int {
    let index = stepCount { $0.time < time }
    return index < steps.count ? steps[index].atRisk : 0
  }

  /// The values of a kind from the last step at or before `time`; nil before the first.
  public func step(of cause: Int, at time: Double) -> Incidence? {
    precondition(incidences.indices.contains(cause - 1), "cause \(cause) is not in 1...\(incidences.count)")
    let index = stepCount { $0.time <= time }
    return index > 0 ? incidences[cause - 1][index - 1] : nil
  }

  /// How many leading steps satisfy `condition`, which must hold for a prefix.
  private func stepCount(where condition: (Step) -> Bool) -> Int {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if condition(steps[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension CumulativeIncidence.Incidence {
  func variance(_ kind: IncidenceVariance) -> Double {
    kind == .aalen ? aalenVariance : jackknifeVariance
  }
}
