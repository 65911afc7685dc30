// SPDX-License-Identifier: Apache-2.0
import Markup

/// Subjects with each adverse event by arm, with the risk difference.
///
/// Two arms share the terms in the middle and their bars grow outwards (a butterfly); the dark part of a bar
/// is grade 3 or worse. Other numbers of arms become dots on one axis. Counts that are undetermined are
/// hatched from the lowest to the highest that fit.
public struct AdverseEventFigure: Figure {
  /// How many subjects of an arm had the event.
  public struct Bar: Sendable {
    /// At any grade; lowest and highest are equal unless undetermined.
    public let any: ClosedRange<Int>
    /// At grade 3 or worse; nil where grades are not known or not meant.
    public let severe: ClosedRange<Int>?
    /// Subjects in the arm's safety set, above 0.
    public let denominator: Int
    /// As the tables write it, such as "12 (40.0)".
    public let text: String

    public init(any: ClosedRange<Int>, severe: ClosedRange<Int>?, denominator: Int, text: String) {
      self.any = any
      self.severe = severe
      self.denominator = denominator
      self.text = text
    }
  }

  public enum Difference: Sendable {
    /// Percentage points with an interval.
    case estimated(value: Double, lower: Double, upper: Double)
    /// Percentage points over the cohorts that fit.
    case undetermined(ClosedRange<Double>)
    case none
  }

  public struct Row: Sendable {
    public let term: String
    /// One an arm, in the order of the arms.
    public let bars: [Bar]
    public let difference: Difference
    /// The difference as the tables write it.
    public let text: String
    /// The cell that opens when the row is clicked.
    public let cell: String?

    public init(term: String, bars: [Bar], difference: Difference, text: String, cell: String? = nil) {
      self.term = term
      self.bars = bars
      self.difference = difference
      self.text = text
      self.cell = cell
    }
  }

  /// The words in the figure, in the reader's language.
  public struct Words: Sendable {
    /// Such as "Event".
    public let term: String
    /// Such as "Subjects, %".
    public let share: String
    /// Such as "Any grade".
    public let any: String
    /// Such as "Grade 3 or worse".
    public let severe: String
    /// "Risk difference, percentage points (95% CI)"; empty leaves the columns out.
    public let difference: String
    /// Such as "No adverse event has been recorded", where there is nothing to draw.
    public let empty: String

    public init(
      term: String,
      share: String,
      any: String,
      severe: String,
      difference: String,
      empty: String
    ) {
      self.term = term
      self.share = share
      self.any = any
      self.severe = severe
      self.difference = difference
      self.empty = empty
    }
  }

  public let notes: FigureNotes
  public let words: Words
  /// Names as they stand above the columns, such as "CAV, N = 30".
  public let arms: [String]
  /// Most frequent first, as given.
  public let rows: [Row]
  /// Least width of the view box; long words make it wider.
  public let width: Double

  public init(notes: FigureNotes, words: Words, arms: [String], rows: [Row], width: Double = 900) {
    self.notes = notes
    self.words = words
    self.arms = arms
    self.rows = rows
    self.width = width
  }

  public var drawing: Drawing {
    AdverseEventLayout(self).drawing
  }
}

/// Columns from left to right.
///
/// Butterfly: count, bar, term, bar, count, difference, text. Dots: term, dots, counts,
/// difference, text.
private struct AdverseEventLayout {
  private static let gap = 14.0
  private static let barHeight = 12.0

  private let figure: AdverseEventFigure
  private let isButterfly: Bool
  private let terms: [[String]]
  private let texts: [[String]]
  private let armHeads: [[String]]
  private let differenceHead: [String]
  /// Right edges of the counts of each arm.
  private let countEdges: [Double]
  private let termEdges: (left: Double, right: Double)
  /// Places of 0 % and of the longest bar, one an arm.
  private let bars: [Scale]
  private let difference: Scale?
  private let textEdge: Double
  private let width: Double

  init(_ figure: AdverseEventFigure) {
    self.figure = figure
    isButterfly = figure.arms.count == 2
    terms = figure.rows.map { TextMeasure.lines($0.term, within: 190, .label) }
    texts = figure.rows.map { $0.text.isEmpty ? [] : TextMeasure.lines($0.text, within: 200, .label) }
    let hasDifference = !figure.words.difference.isEmpty && !figure.rows.isEmpty
    differenceHead = hasDifference ? TextMeasure.lines(figure.words.difference, within: 210, .strong) : []

    let termWidth = max(
      TextMeasure.widest(terms.flatMap(\.self), .label),
      TextMeasure.width(of: figure.words.term, .strong)
    )
    let countWidths = figure.arms.indices.map { arm in
      TextMeasure.widest(figure.rows.compactMap { arm < $0.bars.count ? $0.bars[arm].text : nil }, .label)
    }
    let textWidth = TextMeasure.widest(texts.flatMap(\.self), .label)
    let headWidth = TextMeasure.widest(differenceHead, .strong)
    let differencePlot = hasDifference ? max(150, headWidth - textWidth - Self.gap) : 0
    let tail = hasDifference ? 24 + differencePlot + Self.gap + textWidth + 4 : 4

    let highest = figure.rows.flatMap(\.bars).map {
      Double($0.any.upperBound) / Double(max($0.denominator, 1)) * 100
    }
    let step = Ticks.decimalStep(atLeast: max(highest.max() ?? 0, 5) / 4)
    let most = ((highest.max() ?? 0) / step).rounded(.up) * step
    let domain = 0...max(most, step)

    if isButterfly {
      let heads = figure.arms.map { TextMeasure.lines($0, within: 200, .strong) }
      armHeads = heads
      let fixed = 4 + countWidths[0] + countWidths[1] + termWidth + 6 * Self.gap + tail
      let bar = max(
        (figure.width - fixed) / 2,
        90,
        TextMeasure.widest(heads.flatMap(\.self), .strong) - (countWidths.min() ?? 0) - Self.gap
      )
      let firstBar = 4 + countWidths[0] + Self.gap
      let term = firstBar + bar + Self.gap
      let secondBar = term + termWidth + Self.gap
      let secondCount = secondBar + bar + Self.gap + countWidths[1]
      countEdges = [4 + countWidths[0], secondCount]
      termEdges = (term, term + termWidth)
      bars = [
        Scale(domain, from: firstBar + bar, to: firstBar),
        Scale(domain, from: secondBar, to: secondBar + bar),
      ]
    } else {
      let heads = figure.arms.map {
        TextMeasure.lines($0, within: max(84, TextMeasure.widestWord($0, .strong)), .strong)
      }
      armHeads = heads
      termEdges = (4, 4 + termWidth)
      let columns = zip(countWidths, heads).map { max($0, TextMeasure.widest($1, .strong)) + Self.gap }
      let fixed = 4 + termWidth + 3 * Self.gap + columns.reduce(0, +) + tail
      let plot = max(figure.width - fixed, 150)
      let start = 4 + termWidth + Self.gap + 8
      bars = figure.arms.map { _ in Scale(domain, from: start, to: start + plot) }
      var edge = start + plot + Self.gap
      var edges: [Double] = []
      for column in columns {
        edge += column
        edges.append(edge)
      }
      countEdges = edges
    }
    let lastEdge =
      isButterfly ? countEdges[1] : max(countEdges.last ?? 0, bars.first.map { $0(domain.upperBound) } ?? 160)
    let start = lastEdge + 24
    textEdge = start + differencePlot + Self.gap
    width = max(figure.width, lastEdge + tail, start + headWidth + 4)
    let values = figure.rows.flatMap(\.differences) + [0]
    let (low, high) = (max(values.min() ?? 0, -100), min(values.max() ?? 0, 100))
    let reach = max(high - low, 10)
    difference =
      hasDifference
      ? Scale(
        (low - reach * 0.05)...(max(high, low + 10) + reach * 0.05),
        from: start,
        to: start + differencePlot
      )
      : nil
  }

  var drawing: Drawing {
    guard !figure.rows.isEmpty else {
      let line = Node.lettering(figure.words.empty, x: 4, y: 20, class: "label")
      return Drawing(width: width, height: 32, nodes: [line])
    }
    var nodes: [Node] = [
      .defs(
        (isButterfly ? [0, 1] : Array(figure.arms.indices)).map { figure.hatch(arm: $0) } + [
          figure.hatch(arm: nil)
        ]
      )
    ]
    let lines = (armHeads + [differenceHead]).map(\.count).max() ?? 1
    var y = Double(max(lines, 1)) * TextStyle.strong.leading + 4
    nodes += heads(bottom: y)
    y += 6
    nodes.append(.line(x1: 4, y1: y, x2: width - 4, y2: y, class: "axis"))
    let top = y
    y += 4
    var marks: [Node] = []
    for (index, row) in figure.rows.enumerated() {
      let height = Double(max(terms[index].count, texts[index].count, 1)) * TextStyle.label.leading + 7
      let parts = self.row(row, index, from: y)
      if let cell = row.cell {
        let area = Node.rect(x: 0, y: y, width: width, height: height, class: "touch")
        marks.append(
          .g([area] + parts, attributes: [("data-cell", cell), ("tabindex", "0"), ("role", "button")])
        )
      } else {
        marks += parts
      }
      y += height
      // A little air every five rows guides the eye.
      if index % 5 == 4, index + 1 < figure.rows.count { y += 6 }
    }
    let bottom = y + 4
    nodes += axes(from: top, to: bottom)
    nodes += marks
    let height = legend(from: bottom + 26, into: &nodes)
    return Drawing(
      width: width,
      height: height,
      nodes: nodes,
      isInteractive: figure.rows.contains { $0.cell != nil }
    )
  }

  private func heads(bottom: Double) -> [Node] {
    func column(_ lines: [String], _ x: Double, _ anchor: TextAnchor, _ style: String) -> [Node] {
      lines.enumerated().map { index, line in
        let y = bottom - Double(lines.count - 1 - index) * TextStyle.strong.leading
        return .lettering(line, x: x, y: y, anchor: anchor, class: style)
      }
    }
    let termPlace = isButterfly ? (termEdges.left + termEdges.right) / 2 : termEdges.left
    var nodes = column([figure.words.term], termPlace, isButterfly ? .middle : .start, "strong")
    for (arm, lines) in armHeads.enumerated() {
      let style = "strong ink-\(FigureStyle.number(ofArm: arm))"
      if isButterfly {
        nodes += column(lines, bars[arm](0), arm == 0 ? .end : .start, style)
      } else {
        nodes += column(lines, countEdges[arm], .end, style)
      }
    }
    if let difference { nodes += column(differenceHead, difference(difference.lower), .start, "strong") }
    return nodes
  }

  private func row(_ row: AdverseEventFigure.Row, _ index: Int, from y: Double) -> [Node] {
    let leading = TextStyle.label.leading
    let first = y + 3.5 + TextStyle.label.ascent + 2
    let middle = y + 3.5 + leading / 2
    var nodes: [Node] = terms[index].enumerated().map { line, text in
      .lettering(
        text,
        x: isButterfly ? (termEdges.left + termEdges.right) / 2 : termEdges.left,
        y: first + Double(line) * leading,
        anchor: isButterfly ? .middle : .start,
        class: "label"
      )
    }
    for (arm, bar) in row.bars.prefix(figure.arms.count).enumerated() {
      nodes += isButterfly ? self.bar(bar, arm, middle) : dot(bar, arm, middle)
      nodes.append(.lettering(bar.text, x: countEdges[arm], y: first, anchor: .end, class: "label"))
    }
    guard let difference else { return nodes }
    nodes += texts[index].enumerated().map {
      .lettering($1, x: textEdge, y: first + Double($0) * leading, class: "label")
    }
    switch row.difference {
    case .none: break
    case .undetermined(let range):
      let (left, right) = (difference.clamped(range.lowerBound), difference.clamped(range.upperBound))
      nodes.append(
        .rect(
          x: left,
          y: middle - 5,
          width: right - left,
          height: 10,
          class: "range-0",
          attributes: [figure.hatchFill(arm: nil)]
        )
      )
    case .estimated(let value, let lower, let upper):
      nodes.append(
        .line(
          x1: difference.clamped(lower),
          y1: middle,
          x2: difference.clamped(upper),
          y2: middle,
          class: "interval"
        )
      )
      nodes.append(.circle(x: difference.clamped(value), y: middle, radius: 3.5, class: "estimate"))
    }
    return nodes
  }

  private func place(_ count: Int, of bar: AdverseEventFigure.Bar, _ arm: Int) -> Double {
    bars[arm].clamped(Double(count) / Double(max(bar.denominator, 1)) * 100)
  }

  private func bar(_ bar: AdverseEventFigure.Bar, _ arm: Int, _ middle: Double) -> [Node] {
    let number = FigureStyle.number(ofArm: arm)
    func piece(_ from: Int, _ to: Int, _ style: String, _ fill: [(String, String)] = []) -> Node {
      let (start, end) = (place(from, of: bar, arm), place(to, of: bar, arm))
      return .rect(
        x: min(start, end),
        y: middle - Self.barHeight / 2,
        width: abs(end - start),
        height: Self.barHeight,
        class: style,
        attributes: fill
      )
    }
    let hatch = [figure.hatchFill(arm: arm)]
    var nodes: [Node] = []
    if bar.any.lowerBound > 0 { nodes.append(piece(0, bar.any.lowerBound, "pale-\(number)")) }
    if bar.any.upperBound > bar.any.lowerBound {
      nodes.append(piece(bar.any.lowerBound, bar.any.upperBound, "range-\(number)", hatch))
    }
    if let severe = bar.severe {
      if severe.lowerBound > 0 { nodes.append(piece(0, severe.lowerBound, "mark-\(number)")) }
      if severe.upperBound > severe.lowerBound {
        nodes.append(piece(severe.lowerBound, severe.upperBound, "range-\(number)", hatch))
      }
    }
    return nodes
  }

  /// Any grade hollow, severe filled; a range is a hatched bar without a marker.
  private func dot(_ bar: AdverseEventFigure.Bar, _ arm: Int, _ middle: Double) -> [Node] {
    let number = FigureStyle.number(ofArm: arm)
    // Arms keep to their own height within the row, so that equal counts don't hide each other.
    let count = Double(max(figure.arms.count - 1, 1))
    let y = middle + (Double(arm) / count - 0.5) * (figure.arms.count > 1 ? 9 : 0)
    func sign(_ range: ClosedRange<Int>, _ style: String) -> Node {
      let (start, end) = (place(range.lowerBound, of: bar, arm), place(range.upperBound, of: bar, arm))
      guard range.lowerBound == range.upperBound else {
        return .rect(
          x: start,
          y: y - 4,
          width: end - start,
          height: 8,
          class: "range-\(number)",
          attributes: [figure.hatchFill(arm: arm)]
        )
      }
      return marker(arm: arm, x: start, y: y, size: 4, class: style)
    }
    return [sign(bar.any, "hollow-\(number)")] + (bar.severe.map { [sign($0, "mark-\(number)")] } ?? [])
  }

  private func axes(from top: Double, to bottom: Double) -> [Node] {
    var nodes: [Node] = []
    func axis(_ scale: Scale, spacing: Double) {
      let (start, end) = (scale(scale.lower), scale(scale.upper))
      let step = Ticks.decimalStep(atLeast: (scale.upper - scale.lower) * spacing / abs(end - start))
      nodes.append(.line(x1: start, y1: bottom, x2: end, y2: bottom, class: "axis"))
      for tick in Ticks.multiples(of: step, from: scale.lower, to: scale.upper) {
        let place = scale(tick)
        nodes.append(
          .line(x1: place, y1: top, x2: place, y2: bottom + 4, class: tick == 0 ? "axis" : "grid")
        )
        nodes.append(.lettering(Ticks.label(tick), x: place, y: bottom + 17, anchor: .middle, class: "tick"))
      }
    }
    for scale in isButterfly ? bars : Array(bars.prefix(1)) { axis(scale, spacing: 34) }
    if let difference { axis(difference, spacing: 34) }
    return nodes
  }

  /// The signs once, under the figure, in a row that breaks where it must.
  private func legend(from edge: Double, into nodes: inout [Node]) -> Double {
    var x = 4.0
    var y = edge + TextStyle.note.leading
    func entry(_ sign: (Double, Double) -> [Node], signWidth: Double, _ text: String) {
      let needed = signWidth + (signWidth > 0 ? 6 : 0) + TextMeasure.width(of: text, .note)
      if x > 4, x + needed > width - 4 {
        x = 4
        y += TextStyle.note.leading + 2
      }
      nodes += sign(x, y)
      nodes.append(.lettering(text, x: x + signWidth + (signWidth > 0 ? 6 : 0), y: y, class: "note"))
      x += needed + 20
    }
    func swatch(_ x: Double, _ y: Double, _ style: String) -> [Node] {
      isButterfly
        ? [
          .rect(x: x, y: y - 9, width: 12, height: 10, class: "\(style)-1"),
          .rect(x: x + 14, y: y - 9, width: 12, height: 10, class: "\(style)-2"),
        ]
        : figure.arms.indices.map {
          marker(
            arm: $0,
            x: x + 6 + Double($0) * 14,
            y: y - 4,
            class: "\(style == "pale" ? "hollow" : style)-\(FigureStyle.number(ofArm: $0))"
          )
        }
    }
    let signWidth = isButterfly ? 26.0 : Double(figure.arms.count) * 14
    entry({ _, _ in [] }, signWidth: 0, figure.words.share)
    entry({ swatch($0, $1, "pale") }, signWidth: signWidth, figure.words.any)
    if figure.rows.contains(where: { $0.bars.contains { $0.severe != nil } }) {
      entry({ swatch($0, $1, "mark") }, signWidth: signWidth, figure.words.severe)
    }
    return y + 8
  }
}

extension AdverseEventFigure.Row {
  fileprivate var differences: [Double] {
    switch difference {
    case .estimated(let value, let lower, let upper): [value, lower, upper]
    case .undetermined(let range): [range.lowerBound, range.upperBound]
    case .none: []
    }
  }
}
