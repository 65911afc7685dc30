// SPDX-License-Identifier: Apache-2.0
import Markup

/// Rising step curves in panels that share their axes: cumulative incidences of competing events.
///
/// A panel is either a cause with a curve for each arm, or an arm with its causes one above the other.
public struct IncidenceFigure: Figure {
  /// A time from which a curve has a new height.
  public struct Step: Sendable {
    public let time: Double
    /// The lower edge: 0, or what lies below it where causes are stacked.
    public let base: Double
    /// From 0 to 1, above `base`.
    public let value: Double
    /// Confidence limits; nil where they don't exist.
    public let lower: Double?
    public let upper: Double?

    public init(time: Double, base: Double = 0, value: Double, lower: Double? = nil, upper: Double? = nil) {
      self.time = time
      self.base = base
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  public struct Curve: Sendable {
    public let name: String
    /// A second line at the curve's end, such as its number of events.
    public let detail: String
    /// In the order of time, up to the end of follow-up.
    public let steps: [Step]

    public init(name: String, detail: String = "", steps: [Step]) {
      self.name = name
      self.detail = detail
      self.steps = steps
    }
  }

  /// A line of numbers at risk under a panel.
  public struct RiskRow: Sendable {
    public let name: String
    /// The sign of the arm, from 0; nil for plain ink.
    public let arm: Int?
    /// How many are at risk just before each time, in the order of time.
    public let atRisk: [(time: Double, count: Int)]

    public init(name: String, arm: Int?, atRisk: [(time: Double, count: Int)]) {
      self.name = name
      self.arm = arm
      self.atRisk = atRisk
    }

    func count(at time: Double) -> Int { atRisk.first { $0.time >= time }?.count ?? 0 }
  }

  public struct Panel: Sendable {
    public let title: String
    public let curves: [Curve]
    /// Empty leaves the table out.
    public let rows: [RiskRow]
    /// One line above the curves at the right, such as a test; empty leaves it out.
    public let result: String

    public init(title: String, curves: [Curve], rows: [RiskRow], result: String = "") {
      self.title = title
      self.curves = curves
      self.rows = rows
      self.result = result
    }
  }

  /// The words in the figure, in the reader's language.
  public struct Words: Sendable {
    /// Such as "Cumulative incidence, %".
    public let incidence: String
    public let time: String
    /// Such as "At risk".
    public let atRisk: String

    public init(incidence: String, time: String, atRisk: String) {
      self.incidence = incidence
      self.time = time
      self.atRisk = atRisk
    }
  }

  public let notes: FigureNotes
  public let words: Words
  public let panels: [Panel]
  /// Whether the areas between curves are filled, one above the other.
  public let isStacked: Bool
  /// Width of the view box, at least 320.
  public let width: Double

  public init(notes: FigureNotes, words: Words, panels: [Panel], isStacked: Bool, width: Double = 760) {
    self.notes = notes
    self.words = words
    self.panels = panels
    self.isStacked = isStacked
    self.width = max(320, width)
  }

  public var drawing: Drawing { IncidenceLayout(self).drawing }
}
