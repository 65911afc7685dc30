// SPDX-License-Identifier: Apache-2.0

/// The Kaplan–Meier estimate of a survival curve, with Greenwood's variance.
///
///     S(t) = Π (1 − dᵢ/nᵢ)        over event times tᵢ ≤ t
///     Var log S(t) = Σ dᵢ / (nᵢ (nᵢ − dᵢ))
///     H(t) = Σ dᵢ/nᵢ              Nelson–Aalen cumulative hazard, variance Σ dᵢ/nᵢ²
///
/// - SeeAlso: Kaplan & Meier (1958), J Am Stat Assoc 53:457–481; Kalbfleisch & Prentice (2002), section 1.4.
public struct KaplanMeier: Sendable {
  /// What happened at one distinct time, and the estimates from that time on.
  public struct Step: Hashable, Sendable {
    public let time: Double
    /// Subjects whose time is at least `time`.
    public let atRisk: Int
    public let events: Int
    public let censored: Int
    /// S(t), right-continuous: after the events at `time`.
    public let survival: Double
    /// Greenwood's variance of log S(t); infinite once S(t) is 0.
    public let logVariance: Double
    /// Cumulative hazard by Nelson and Aalen.
    public let nelsonAalen: Double
    /// Variance of the cumulative hazard.
    public let nelsonAalenVariance: Double

    /// Greenwood's standard error of S(t); nil once S(t) is 0, where it is undefined.
    public var standardError: Double? {
      survival > 0 ? survival * logVariance.squareRoot() : nil
    }
  }

  /// One step per distinct time, of events and of censorings alone, ascending.
  public let steps: [Step]
  /// Number of subjects.
  public let subjects: Int
  /// Number of events.
  public let events: Int
  /// Entries, ascending, each with the number who entered; empty if all are observed from the origin on.
  private let lateEntries: [(time: Double, subjects: Int)]

  /// Estimates the curve; without subjects it has no steps and stays at 1.
  ///
  /// With late entries only those who have entered count as at risk. If the few early ones all have the event
  /// S falls to 0 and stays there: `SurvivalTimes.landmark(at:)` then gives the curve from a later time on.
  public init(_ data: SurvivalTimes) {
    self.init(data, subjects: data.count, weights: nil)
  }

  /// Estimates the curve of rows that each stand for several subjects alike.
  ///
  /// - Parameters:
  ///   - data: One row per kind of subject.
  ///   - frequencies: How many subjects each row stands for, at least 0.
  public init(_ data: SurvivalTimes, frequencies: [Int]) {
    precondition(frequencies.count == data.count, "\(frequencies.count) frequencies for \(data.count) rows")
    precondition(frequencies.allSatisfy { $0 >= 0 }, "frequencies must be at least 0")
    self.init(data, subjects: frequencies.reduce(0, +), weights: frequencies)
  }

  private init(_ data: SurvivalTimes, subjects: Int, weights: [Int]?) {
    let times = data.sortedTimes
    let isEvent = data.sortedEvents
    let entries = data.entries ?? []
    var steps = [Step]()
    steps.reserveCapacity(distinctCount(times))
    var survival = 1.0
    var logVariance = 0.0
    var hazard = 0.0
    var hazardVariance = 0.0
    var events = 0
    var row = 0
    var entered = 0
    let isLate = data.entries != nil
    var atRisk = isLate ? 0 : subjects
    while row < times.count {
      let time = times[row]
      while isLate, entered < entries.count, entries[Int(data.entryOrder[entered])] < time {
        atRisk += weights?[Int(data.entryOrder[entered])] ?? 1
        entered += 1
      }
      var died = 0
      var censored = 0
      while row < times.count && times[row] == time {
        let weight = weights?[Int(data.order[row])] ?? 1
        if isEvent[row] { died += weight } else { censored += weight }
        row += 1
      }
      if died > 0 {
        let (d, n) = (Double(died), Double(atRisk))
        survival *= (n - d) / n
        logVariance += d / (n * (n - d))
        hazard += d / n
        hazardVariance += d / (n * n)
        events += died
      }
      steps.append(
        Step(
          time: time,
          atRisk: atRisk,
          events: died,
          censored: censored,
          survival: survival,
          logVariance: logVariance,
          nelsonAalen: hazard,
          nelsonAalenVariance: hazardVariance
        )
      )
      atRisk -= died + censored
    }
    self.steps = steps
    self.subjects = subjects
    self.events = events
    lateEntries = data.entryOrder.map { (entries[Int($0)], weights?[Int($0)] ?? 1) }
  }

  /// The curve of follow-up, with censoring as the event (reverse Kaplan–Meier).
  ///
  /// Its median is the median follow-up of Schemper & Smith (1996), Control Clin Trials 17:343–346.
  public static func reverse(_ data: SurvivalTimes) -> KaplanMeier {
    KaplanMeier(data.reversed)
  }

  /// The longest time observed, beyond which nothing is known; nil without subjects.
  public var lastTime: Double? { steps.last?.time }

  /// S(t): the probability of no event up to and including `time`.
  ///
  /// Beyond `lastTime` the last value is carried on; whether that is honest is for the caller, who can ask
  /// `atRisk(at:)`.
  public func survival(at time: Double) -> Double {
    step(at: time)?.survival ?? 1
  }

  /// Greenwood's standard error of S(t): 0 before the first event, nil once S(t) is 0.
  public func standardError(at time: Double) -> Double? {
    guard let step = step(at: time) else { return 0 }
    return step.standardError
  }

  /// Nelson–Aalen cumulative hazard up to and including `time`.
  public func nelsonAalen(at time: Double) -> Double {
    step(at: time)?.nelsonAalen ?? 0
  }

  /// Subjects still under observation just before `time`.
  public func atRisk(at time: Double) -> Int {
    let index = stepCount { $0.time < time }
    guard index < steps.count else { return 0 }
    // Who enters between `time` and the step is at risk there, but not yet here.
    let step = steps[index]
    return lateEntries.reduce(step.atRisk) {
      $0 - ($1.time >= time && $1.time < step.time ? $1.subjects : 0)
    }
  }

  /// Events up to and including `time`.
  public func cumulativeEvents(at time: Double) -> Int {
    steps.prefix(stepCount { $0.time <= time }).reduce(0) { $0 + $1.events }
  }

  /// The last step at or before `time`; nil before the first.
  func step(at time: Double) -> Step? {
    let index = stepCount { $0.time <= time }
    return index > 0 ? steps[index - 1] : nil
  }

  /// The last step before `time`; nil up to the first.
  func step(before time: Double) -> Step? {
    let index = stepCount { $0.time < time }
    return index > 0 ? steps[index - 1] : nil
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

/// How many different values an ascending column has.
private func distinctCount(_ sorted: [Double]) -> Int {
  var count = sorted.isEmpty ? 0 : 1
  for index in sorted.indices.dropFirst() where sorted[index] != sorted[index - 1] {
    count += 1
  }
  return count
}

/// The Kaplan–Meier estimate of `data`.
public func kaplanMeier(_ data: SurvivalTimes) -> KaplanMeier {
  KaplanMeier(data)
}
