// SPDX-License-Identifier: Apache-2.0
import Markup

/// Survival curves with numbers at risk, or, where the data leave them open, the range in which they lie.
///
/// An arm is either *estimated* — steps, confidence band, censoring ticks, median — or *undetermined*: many
/// cohorts fit what was published and only the band between the lowest and the highest curve is drawn,
/// hatched, never a line, together with the points that were published.
public struct KaplanMeierFigure: Figure {
  /// A time at which the curve or the risk set changes.
  public struct Step: Sendable {
    /// In the unit of the axis; zero is legal for events too.
    public let time: Double
    /// Subjects at risk just before `time`.
    public let atRisk: Int
    public let events: Int
    public let censored: Int
    /// Just after `time`, from 0 to 1.
    public let survival: Double
    /// Confidence limits; nil where they don't exist.
    public let lower: Double?
    public let upper: Double?

    public init(
      time: Double,
      atRisk: Int,
      events: Int,
      censored: Int,
      survival: Double,
      lower: Double?,
      upper: Double?
    ) {
      self.time = time
      self.atRisk = atRisk
      self.events = events
      self.censored = censored
      self.survival = survival
      self.lower = lower
      self.upper = upper
    }
  }

  /// What all cohorts that fit have between them from `time` until the next point.
  public struct EnvelopePoint: Sendable {
    public let time: Double
    /// Lowest and highest survival, from 0 to 1.
    public let survival: ClosedRange<Double>
    /// Subjects at risk at `time`; nil leaves the table empty there.
    public let atRisk: ClosedRange<Int>?
    /// Events until `time`, `time` included.
    public let events: ClosedRange<Int>?

    public init(
      time: Double,
      survival: ClosedRange<Double>,
      atRisk: ClosedRange<Int>? = nil,
      events: ClosedRange<Int>? = nil
    ) {
      self.time = time
      self.survival = survival
      self.atRisk = atRisk
      self.events = events
    }
  }

  /// A survival that was published for one time.
  public struct PublishedPoint: Sendable {
    public let time: Double
    public let survival: Double
    /// Such as "67.1 % at 12 months".
    public let label: String

    public init(time: Double, survival: Double, label: String) {
      self.time = time
      self.survival = survival
      self.label = label
    }
  }

  public enum Curve: Sendable {
    /// Steps in the order of time, one for each time at which someone has an event or is censored.
    case estimated([Step], median: Double?)
    /// Points in the order of time, the first at time zero; the last one ends the band.
    case undetermined([EnvelopePoint], published: [PublishedPoint])
  }

  public struct Arm: Sendable {
    public let name: String
    /// A second line at the curve's end, such as "median 12.3 (8.1 to NR)" or "range over 200 cohorts that
    /// fit".
    public let detail: String
    public let curve: Curve

    public init(name: String, detail: String = "", curve: Curve) {
      self.name = name
      self.detail = detail
      self.curve = curve
    }
  }

  public enum TimeUnit: Sendable {
    case months
    /// Days, years or whatever the label says.
    case other
  }

  /// The words in the figure, in the reader's language.
  public struct Words: Sendable {
    /// Such as "Overall survival, %".
    public let survival: String
    /// Such as "Months since randomization".
    public let time: String
    /// Such as "At risk (events so far)".
    public let atRisk: String
    /// Such as "Fewer than 10 % at risk".
    public let sparse: String
    /// Such as "Nobody has been followed yet", where there is nothing to draw.
    public let empty: String

    public init(survival: String, time: String, atRisk: String, sparse: String, empty: String) {
      self.survival = survival
      self.time = time
      self.atRisk = atRisk
      self.sparse = sparse
      self.empty = empty
    }
  }

  /// A time up to which the area under each curve is shaded, as the restricted mean survival time.
  public struct Horizon: Sendable {
    public let time: Double
    /// Such as "τ = 24".
    public let label: String

    public init(time: Double, label: String) {
      self.time = time
      self.label = label
    }
  }

  public let notes: FigureNotes
  public let words: Words
  public let arms: [Arm]
  /// Estimate, interval and p-value with its test, on one line; empty leaves it out.
  public let result: String
  public let unit: TimeUnit
  /// Shades areas instead of confidence bands; nil leaves it out.
  public let horizon: Horizon?
  /// Width of the view box, at least 320.
  public let width: Double

  public init(
    notes: FigureNotes,
    words: Words,
    arms: [Arm],
    result: String = "",
    unit: TimeUnit = .months,
    horizon: Horizon? = nil,
    width: Double = 560
  ) {
    self.notes = notes
    self.words = words
    self.arms = arms
    self.result = result
    self.unit = unit
    self.horizon = horizon
    self.width = max(320, width)
  }

  public var drawing: Drawing {
    let inside = KaplanMeierLayout(self, resultAbove: false)
    if let spot = inside.freeSpotForResult() { return inside.drawing(result: spot) }
    let above = KaplanMeierLayout(self, resultAbove: true)
    return above.drawing(result: above.spotAbove)
  }
}

// MARK: - What the curves say at a time

extension KaplanMeierFigure.Arm {
  /// The end of follow-up.
  var lastTime: Double? {
    switch curve {
    case .estimated(let steps, _): steps.last?.time
    case .undetermined(let points, let published): (points.map(\.time) + published.map(\.time)).max()
    }
  }

  /// The most subjects at risk at once, at the start unless some enter late; for an undetermined curve the most that any
  /// cohort has.
  var size: Int {
    switch curve {
    case .estimated(let steps, _): steps.map(\.atRisk).max() ?? 0
    case .undetermined(let points, _): points.first?.atRisk?.upperBound ?? 0
    }
  }

  func atRisk(at time: Double) -> ClosedRange<Int>? {
    switch curve {
    case .estimated(let steps, _):
      let index = steps.firstIndexWhere { $0.time >= time }
      let count = index < steps.count ? steps[index].atRisk : 0
      return count...count
    case .undetermined(let points, _): return points.last { $0.time <= time }?.atRisk
    }
  }

  func events(until time: Double) -> ClosedRange<Int>? {
    switch curve {
    case .estimated(let steps, _):
      let count = steps[..<steps.firstIndexWhere { $0.time > time }].reduce(0) { $0 + $1.events }
      return count...count
    case .undetermined(let points, _): return points.last { $0.time <= time }?.events
    }
  }

  /// Lowest and highest survival drawn at a time, confidence band excluded; nil after the end.
  func survival(at time: Double) -> ClosedRange<Double>? {
    guard let lastTime, time <= lastTime else { return nil }
    switch curve {
    case .estimated(let steps, _):
      let index = steps.firstIndexWhere { $0.time > time }
      let value = index > 0 ? steps[index - 1].survival : 1
      return value...value
    case .undetermined(let points, _): return points.last { $0.time <= time }?.survival
    }
  }

  /// What the table says for a time: "12 (3)", or "8–14 (2–5)" for an undetermined arm.
  func tableEntry(at time: Double) -> String {
    func text(_ range: ClosedRange<Int>) -> String {
      range.lowerBound == range.upperBound
        ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
    }
    guard let atRisk = atRisk(at: time) else { return "–" }
    guard let events = events(until: time) else { return text(atRisk) }
    return "\(text(atRisk)) (\(text(events)))"
  }
}

extension [KaplanMeierFigure.Step] {
  /// The first index that meets a condition which, once met, stays met; the count where none does.
  fileprivate func firstIndexWhere(_ isMet: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isMet(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
