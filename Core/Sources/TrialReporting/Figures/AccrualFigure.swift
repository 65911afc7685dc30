// SPDX-License-Identifier: Apache-2.0

import Markup

/// Subjects randomized over time against the plan, with what is to be expected.
public struct AccrualFigure: Figure {
  /// A number of subjects at a time.
  public struct Point: Sendable {
    /// Months since the trial opened; fractions are legal.
    public let month: Double
    public let count: Double

    public init(month: Double, count: Double) {
      self.month = month
      self.count = count
    }
  }

  /// The fewest and most subjects over cohorts that fit what was published, from a time on.
  public struct RangePoint: Sendable {
    public let month: Double
    public let counts: ClosedRange<Double>

    public init(month: Double, counts: ClosedRange<Double>) {
      self.month = month
      self.counts = counts
    }
  }

  /// What is expected from the last point on.
  public struct Projection: Sendable {
    public let end: Point
    /// The counts at the end that are likely; nil where no range is given.
    public let range: ClosedRange<Double>?
    /// Such as "Target in March 2028".
    public let label: String

    public init(end: Point, range: ClosedRange<Double>? = nil, label: String) {
      self.end = end
      self.range = range
      self.label = label
    }
  }

  /// A place on the axis with its calendar name, such as "Oct 2022".
  public struct Tick: Sendable {
    public let month: Double
    public let label: String

    public init(month: Double, label: String) {
      self.month = month
      self.label = label
    }
  }

  /// The words in the figure, in the reader's language.
  public struct Words: Sendable {
    /// Such as "Subjects randomized".
    public let count: String
    /// Such as "55 randomized".
    public let observed: String
    /// Such as "Plan".
    public let plan: String
    /// Such as "Target 104".
    public let target: String
    /// Such as "Nobody has been randomized yet", where there is nothing to draw.
    public let empty: String

    public init(count: String, observed: String, plan: String, target: String, empty: String) {
      self.count = count
      self.observed = observed
      self.plan = plan
      self.target = target
      self.empty = empty
    }
  }

  public let notes: FigureNotes
  public let words: Words
  /// Cumulative counts in the order of time; the line is a step at each and goes on to the last one's month.
  public let observed: [Point]
  /// Counts that the published figures leave open, in the order of time; then no line is drawn to the last of
  /// `observed`, which stands alone as a point.
  public let undetermined: [RangePoint]
  /// Corners of the planned line; empty leaves it out.
  public let plan: [Point]
  public let projection: Projection?
  public let target: Double?
  /// Candidates; as many are shown as have room.
  public let ticks: [Tick]
  public let width: Double

  public init(
    notes: FigureNotes,
    words: Words,
    observed: [Point],
    undetermined: [RangePoint] = [],
    plan: [Point],
    projection: Projection?,
    target: Double?,
    ticks: [Tick],
    width: Double = 560
  ) {
    self.notes = notes
    self.words = words
    self.observed = observed
    self.undetermined = undetermined
    self.plan = plan
    self.projection = projection
    self.target = target
    self.ticks = ticks
    self.width = max(320, width)
  }

  public var drawing: Drawing {
    AccrualLayout(self).drawing
  }
}

private struct AccrualLayout {
  private struct Label {
    let lines: [String]
    let style: String
    let y: Double
    /// Where the line that it names ends.
    let x: Double

    var height: Double { Double(lines.count) * TextStyle.strong.leading }
  }

  private let figure: AccrualFigure
  private let left: Double
  private let right: Double
  private let top = 34.0
  private let bottom: Double
  private let x: Scale
  private let y: Scale
  private let step: Double
  private let labelLimit: Double

  init(_ figure: AccrualFigure) {
    self.figure = figure
    let points = figure.observed + figure.plan + [figure.projection?.end].compactMap(\.self)
    let lastMonth = max(points.map(\.month).max() ?? 0, figure.ticks.map(\.month).max() ?? 0)
    let most =
      (points.map(\.count) + [figure.target, figure.projection?.range?.upperBound].compactMap(\.self)).max()
    let highest = max(most ?? 0, 1)
    step = max(1, Ticks.decimalStep(atLeast: highest / 6))
    let top = (highest / step).rounded(.up) * step

    let texts = [figure.words.observed, figure.words.plan, figure.projection?.label ?? ""]
    let longest = texts.map { TextMeasure.widestWord($0, .strong) }.max() ?? 0
    let limit = max(84, figure.width * 0.24, min(longest, figure.width * 0.34))
    labelLimit = limit
    let labelWidth = texts.flatMap { TextMeasure.lines($0, within: limit, .strong) }
    let numbers = Ticks.multiples(of: step, from: 0, to: top).map(Ticks.label)
    left = 4 + max(TextMeasure.widest(numbers, .tick), 20) + 10
    right = figure.width - TextMeasure.widest(labelWidth, .strong) - 24
    bottom = self.top + max(190, min((right - left) * 0.6, 300))
    x = Scale(0...max(lastMonth, 1), from: left, to: right)
    y = Scale(0...top, from: bottom, to: self.top)
  }

  var drawing: Drawing {
    var nodes: [Node] = []
    nodes.append(.lettering(figure.words.count, x: 4, y: top - 16, class: "label"))
    for tick in Ticks.multiples(of: step, from: 0, to: y.upper) {
      if tick > 0 { nodes.append(.line(x1: left, y1: y(tick), x2: right, y2: y(tick), class: "grid")) }
      nodes.append(.lettering(Ticks.label(tick), x: left - 8, y: y(tick) + 4, anchor: .end, class: "tick"))
    }
    nodes.append(.line(x1: left, y1: bottom, x2: right, y2: bottom, class: "axis"))
    nodes += calendar
    nodes += band
    nodes += lines
    nodes += labels
    if figure.observed.isEmpty {
      nodes.append(
        .lettering(
          figure.words.empty,
          x: right - 8,
          y: bottom - 14,
          anchor: .end,
          class: "label halo"
        )
      )
    }
    return Drawing(width: figure.width, height: bottom + 26, nodes: nodes)
  }

  private var calendar: [Node] {
    var nodes: [Node] = []
    // Every n-th candidate, so that what is shown stays evenly spaced.
    let candidates = figure.ticks.filter { $0.month >= 0 && $0.month <= x.upper }
    let widest = TextMeasure.widest(candidates.map(\.label), .tick)
    let stride =
      [1, 2, 3, 4, 6, 12, 24, 48].first { stride in
        zip(candidates, candidates.dropFirst(stride)).allSatisfy { x($1.month) - x($0.month) > widest + 10 }
      } ?? max(candidates.count, 1)
    let isCrowded = zip(candidates, candidates.dropFirst()).contains { x($1.month) - x($0.month) < 7 }
    for (index, tick) in candidates.enumerated() where !isCrowded || index % stride == 0 {
      let place = x(tick.month)
      nodes.append(.line(x1: place, y1: bottom, x2: place, y2: bottom + 4, class: "axis"))
      guard index % stride == 0 else { continue }
      let half = TextMeasure.width(of: tick.label, .tick) / 2
      let centre = min(max(place, half + 4), figure.width - half - 4)
      nodes.append(.lettering(tick.label, x: centre, y: bottom + 18, anchor: .middle, class: "tick"))
    }
    return nodes
  }

  /// The hatched band between the fewest and the most subjects of each month.
  private var band: [Node] {
    guard let first = figure.undetermined.first else { return [] }
    var outline = PathData()
    outline.move(to: x(first.month), y(first.counts.upperBound))
    for point in figure.undetermined.dropFirst() {
      outline.horizontal(to: x(point.month))
      outline.vertical(to: y(point.counts.upperBound))
    }
    for (point, earlier) in zip(figure.undetermined.reversed(), figure.undetermined.dropLast().reversed()) {
      outline.line(to: x(point.month), y(point.counts.lowerBound))
      outline.vertical(to: y(earlier.counts.lowerBound))
    }
    outline.line(to: x(first.month), y(first.counts.lowerBound))
    return [
      .defs(figure.hatch(arm: 0)),
      .element("path", [("class", "range-1"), ("d", outline.text), figure.hatchFill(arm: 0)], []),
    ]
  }

  private var lines: [Node] {
    var nodes: [Node] = []
    if let target = figure.target {
      nodes.append(.line(x1: left, y1: y(target), x2: right, y2: y(target), class: "overall"))
      nodes.append(
        .lettering(
          figure.words.target,
          x: left + 6,
          y: y(target) + (y(target) - top < 20 ? 16 : -6),
          class: "note halo"
        )
      )
    }
    if let first = figure.plan.first {
      var plan = PathData()
      plan.move(to: x(first.month), y(first.count))
      for point in figure.plan.dropFirst() { plan.line(to: x(point.month), y(point.count)) }
      nodes.append(.path(plan, class: "plan"))
    }
    if let projection = figure.projection, let last = figure.observed.last {
      let start = (x: x(last.month), y: y(last.count))
      let end = x(projection.end.month)
      if let range = projection.range {
        nodes.append(
          .polygon([start, (end, y(range.upperBound)), (end, y(range.lowerBound))], class: "band-1")
        )
      }
      nodes.append(
        .line(x1: start.x, y1: start.y, x2: end, y2: y(projection.end.count), class: "projection")
      )
    }
    if !figure.undetermined.isEmpty {
      if let last = figure.observed.last {
        nodes.append(marker(arm: 0, x: x(last.month), y: y(last.count)))
      }
    } else if !figure.observed.isEmpty {
      var steps = PathData()
      steps.move(to: left, bottom)
      for corner in thinned(figure.observed.map { (x($0.month), y($0.count)) }, column: 0.5) {
        steps.horizontal(to: corner.x)
        steps.vertical(to: corner.y)
      }
      nodes.append(.path(steps, class: "line-1"))
    }
    return nodes
  }

  /// Names beside the ends of the lines: inside the plot, below the end, where there is room; otherwise at
  /// the right.
  private var labels: [Node] {
    func label(_ text: String, _ style: String, _ end: AccrualFigure.Point?) -> Label? {
      guard !text.isEmpty, let end else { return nil }
      let lines = TextMeasure.lines(text, within: labelLimit, .strong)
      return Label(lines: lines, style: style, y: y(end.count), x: x(end.month))
    }
    let all = [
      label(figure.words.observed, "strong ink-1", figure.observed.last),
      label(figure.words.plan, "note", figure.plan.last),
      label(figure.projection?.label ?? "", "label ink-1", figure.projection?.end),
    ]
    .compactMap(\.self)
    var taken: [TextBox] = []
    var inside: [Label] = []
    var beside: [Label] = []
    for label in all {
      let box = TextBox(
        left: label.x + 8,
        top: label.y + 5,
        width: TextMeasure.widest(label.lines, .strong),
        height: label.height
      )
      if box.right < right, box.bottom < bottom, !taken.contains(where: box.overlaps) {
        taken.append(box)
        inside.append(label)
      } else {
        beside.append(label)
      }
    }
    let centres = spread(beside.map { ($0.y, $0.height) }, from: top - 6, to: bottom + 6, gap: 4)
    return inside.flatMap { lettering($0, x: $0.x + 8, top: $0.y + 5) }
      + zip(beside, centres).flatMap { label, centre -> [Node] in
        var leader = PathData()
        leader.move(to: label.x + 5, label.y)
        leader.line(to: right + 16, centre)
        return [.path(leader, class: "leader")]
          + lettering(label, x: right + 20, top: centre - label.height / 2)
      }
  }

  private func lettering(_ label: Label, x: Double, top: Double) -> [Node] {
    label.lines.enumerated().map { index, line in
      .lettering(
        line,
        x: x,
        y: top + TextStyle.strong.ascent + 2 + Double(index) * TextStyle.strong.leading,
        class: label.style + " halo"
      )
    }
  }
}
