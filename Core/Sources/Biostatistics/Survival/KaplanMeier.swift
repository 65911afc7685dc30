// SPDX-License-Identifier: Apache-2.0

/// The Kaplan–Meier estimate of a survival curve, with Greenwood's variance.
///
///     S(t) = Π (1 − dᵢ/nᵢ)        over event times tᵢ ≤ t
///     Var log S(t) = Σ dᵢ / (nᵢ (nᵢ − dᵢ))
///
/// Hazards of the same steps: `cumulativeHazards(_:)`.
///
/// - SeeAlso: Kaplan & Meier (1958), J Am Stat Assoc 53:457–481; Kalbfleisch & Prentice (2002), section 1.4.
public struct KaplanMeier: Sendable {
  /// What happened at one distinct time, and the estimates from that time on.
  public struct Step: Hashable, Sendable {
    public let time: Double
    /// Subjects whose time is at least `time`.
    public var atRisk: Int { Int(atRiskCount) }
    public var events: Int { Int(eventCount) }
    public var censored: Int { Int(censoredCount) }
    /// S(t), right-continuous: after the events at `time`.
    public let survival: Double
    /// Greenwood's variance of log S(t); infinite once S(t) is 0.
    public let logVariance: Double

    // Half a word each: a step is the memory that a curve takes.
    private let atRiskCount: Int32
    private let eventCount: Int32
    private let censoredCount: Int32

    @inline(__always)
    init(
      time: Double,
      counts: (atRisk: Int, events: Int, censored: Int),
      survival: Double,
      logVariance: Double
    ) {
      self.time = time
      self.survival = survival
      self.logVariance = logVariance
      atRiskCount = Int32(counts.atRisk)
      eventCount = Int32(counts.events)
      censoredCount = Int32(counts.censored)
    }

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
    let order = data.sorted
    guard weights != nil || data.entries != nil else {
      self.init(order, part: 0)
      return
    }
    let late = data.sortedEntries
    var steps = [Step]()
    var estimate = RunningEstimate(atRisk: late == nil ? subjects : 0)
    var place = 0
    var entered = 0
    while place < order.count {
      let time = order.times[place]
      while let late, entered < late.count, late.times[entered] < time {
        estimate.atRisk += weights?[late.row(entered)] ?? 1
        entered += 1
      }
      var died = 0
      var censored = 0
      while place < order.count && order.times[place] == time {
        let weight = weights?[order.row(place)] ?? 1
        if order.isEvent(place) { died += weight } else { censored += weight }
        place += 1
      }
      steps.append(estimate.step(time: time, events: died, censored: censored))
    }
    self.init(
      steps: steps,
      subjects: subjects,
      lateEntries: late.map { late in
        (0..<late.count).map { (late.times[$0], weights?[late.row($0)] ?? 1) }
      } ?? []
    )
  }

  init(steps: [Step], subjects: Int, lateEntries: [(time: Double, subjects: Int)] = []) {
    self.steps = steps
    self.subjects = subjects
    self.lateEntries = lateEntries
    events = steps.reduce(0) { $0 + $1.events }
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
  func stepCount(where condition: (Step) -> Bool) -> Int {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if condition(steps[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The Kaplan–Meier estimate of `data`.
public func kaplanMeier(_ data: SurvivalTimes) -> KaplanMeier {
  KaplanMeier(data)
}

/// The Kaplan–Meier estimate of each group.
///
/// - Parameters:
///   - data: Times to event.
///   - groups: One number in 0..<`groupCount` per subject.
///   - groupCount: Number of groups.
/// - Returns: One curve per group; that of an empty one has no steps.
public func kaplanMeier(_ data: SurvivalTimes, groups: [Int], groupCount: Int) -> [KaplanMeier] {
  guard data.entries == nil else {
    return data.split(by: groups, groupCount: groupCount).map { KaplanMeier($0) }
  }
  let sizes = groupSizes(groups, groupCount: groupCount, subjects: data.count)
  return KaplanMeier.byPart(data.sorted.apart(by: groups, sizes: sizes))
}

/// The Kaplan–Meier estimate of each group, from plain columns.
///
/// Whole days are counted rather than sorted, which is many times faster and changes no digit.
///
/// - Parameters:
///   - times: Finite and at least 0, one per subject.
///   - events: Whether each time ended with the event.
///   - groups: One number in 0..<`groupCount` per subject.
///   - groupCount: Number of groups.
/// - Returns: One curve per group; that of an empty one has no steps.
public func kaplanMeier(times: [Double], events: [Bool], groups: [Int], groupCount: Int) -> [KaplanMeier] {
  if let counts = DayCounts(times: times, events: events, groups: groups, groupCount: groupCount) {
    return KaplanMeier.byDay(counts)
  }
  return KaplanMeier.byPart(
    TimeOrder(times: times, events: events, groups: groups, groupCount: groupCount)
  )
}
