// SPDX-License-Identifier: Apache-2.0
import Markup

/// An effect by subgroup: one row each, with the line of no effect and of the overall estimate.
public struct ForestFigure: Figure {
  public struct Estimate: Sendable {
    public let value: Double
    public let lower: Double
    public let upper: Double

    public init(value: Double, lower: Double, upper: Double) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  /// What a row can say.
  public enum Effect: Sendable {
    /// An estimate with its interval. The square's area follows `weight`, from 0 to 1 (for example the share
    /// of subjects).
    case estimated(Estimate, weight: Double)
    /// The range over cohorts that fit what was published; drawn hatched and without a point.
    case undetermined(ClosedRange<Double>)
    /// The comparison was not made; the reason stands in `Row.text`.
    case refused
    /// A head without numbers of its own.
    case none
  }

  public struct Row: Sendable {
    public let label: String
    /// 0 for heads and for the whole trial, 1 for the subgroups below a head.
    public let level: Int
    /// One text an arm, such as "16/30"; may be empty.
    public let counts: [String]
    public let effect: Effect
    /// Estimate and interval as the tables write them, the range, or why there is none.
    public let text: String
    /// Interaction p-value at a head, or other short remark.
    public let remark: String
    /// The cell that opens when the row is clicked.
    public let cell: String?

    public init(
      label: String,
      level: Int,
      counts: [String] = [],
      effect: Effect,
      text: String = "",
      remark: String = "",
      cell: String? = nil
    ) {
      self.label = label
      self.level = level
      self.counts = counts
      self.effect = effect
      self.text = text
      self.remark = remark
      self.cell = cell
    }
  }

  /// How effects are spaced.
  public enum Axis: Sendable {
    /// For differences; no effect at 0.
    case difference
    /// For ratios; no effect at 1, equal ratios equally far apart.
    case ratio
  }

  /// The words in the figure, in the reader's language.
  public struct Words: Sendable {
    /// Such as "Subgroup".
    public let subgroup: String
    /// One head an arm, such as "CAV, n/N".
    public let counts: [String]
    /// Such as "Difference, percentage points (95% CI)".
    public let effect: String
    /// "P for interaction"; the column is left out where no row has a remark.
    public let remark: String
    /// "Favours MEC", under the lower side.
    public let favoursLower: String
    /// "Favours CAV", under the upper side.
    public let favoursUpper: String
    /// Such as "No subgroup has been analysed yet", where there is nothing to draw.
    public let empty: String

    public init(
      subgroup: String,
      counts: [String],
      effect: String,
      remark: String,
      favoursLower: String,
      favoursUpper: String,
      empty: String
    ) {
      self.subgroup = subgroup
      self.counts = counts
      self.effect = effect
      self.remark = remark
      self.favoursLower = favoursLower
      self.favoursUpper = favoursUpper
      self.empty = empty
    }
  }

  public let notes: FigureNotes
  public let words: Words
  public let rows: [Row]
  /// The whole trial's estimate, drawn as a dashed line; nil leaves it out.
  public let overall: Double?
  public let axis: Axis
  /// The values shown; intervals that reach further end in an arrow.
  ///
  /// Nil takes what the rows need, within reason.
  public let limits: ClosedRange<Double>?
  /// Least width of the view box; long words make it wider.
  public let width: Double

  public init(
    notes: FigureNotes,
    words: Words,
    rows: [Row],
    overall: Double?,
    axis: Axis,
    limits: ClosedRange<Double>? = nil,
    width: Double = 840
  ) {
    self.notes = notes
    self.words = words
    self.rows = rows
    self.overall = overall
    self.axis = axis
    self.limits = limits
    self.width = width
  }

  public var drawing: Drawing {
    ForestLayout(self).drawing
  }
}

/// Where everything in a forest plot stands: label, counts, plot, text, remark, from left to right.
private struct ForestLayout {
  private static let gap = 18.0
  private static let rowPadding = 7.0
  private static let leastPlot = 190.0

  private let figure: ForestFigure
  private let labels: [[String]]
  private let texts: [[String]]
  private let heads: (label: [String], counts: [[String]], text: [String], remark: [String])
  private let countEdges: [Double]
  private let plot: (left: Double, right: Double)
  private let textEdge: Double
  private let remarkEdge: Double
  private let width: Double
  private let scale: Scale

  init(_ figure: ForestFigure) {
    self.figure = figure
    let words = figure.words
    let labels = figure.rows.map {
      TextMeasure.lines($0.label, within: 230 - Self.indent($0), $0.level == 0 ? .strong : .label)
    }
    self.labels = labels
    texts = figure.rows.map { $0.text.isEmpty ? [] : TextMeasure.lines($0.text, within: 190, .label) }
    heads = (
      TextMeasure.lines(words.subgroup, within: 220, .strong),
      words.counts.map {
        TextMeasure.lines($0, within: max(90, TextMeasure.widestWord($0, .strong)), .strong)
      },
      TextMeasure.lines(words.effect, within: 190, .strong),
      figure.rows.allSatisfy(\.remark.isEmpty) ? [] : TextMeasure.lines(words.remark, within: 90, .strong)
    )

    let labelWidth = zip(figure.rows, labels).map {
      Self.indent($0) + TextMeasure.widest($1, $0.level == 0 ? .strong : .label)
    }
    var edge = 4 + max(labelWidth.max() ?? 0, TextMeasure.widest(heads.label, .strong))
    var countEdges: [Double] = []
    for (index, head) in heads.counts.enumerated() {
      let entries = figure.rows.compactMap { index < $0.counts.count ? $0.counts[index] : nil }
      edge += Self.gap + max(TextMeasure.widest(entries, .label), TextMeasure.widest(head, .strong))
      countEdges.append(edge)
    }
    self.countEdges = countEdges

    let textWidth = max(
      TextMeasure.widest(texts.flatMap { $0 }, .label),
      TextMeasure.widest(heads.text, .strong)
    )
    let remarks = figure.rows.map(\.remark)
    let remarkWidth = max(TextMeasure.widest(remarks, .label), TextMeasure.widest(heads.remark, .strong))
    let tail = Self.gap + textWidth + (remarkWidth > 0 ? Self.gap + remarkWidth : 0) + 4
    plot = (edge + Self.gap + 6, max(figure.width - tail, edge + Self.gap + 6 + Self.leastPlot))
    textEdge = plot.right + Self.gap
    remarkEdge = textEdge + textWidth + Self.gap + remarkWidth
    width = plot.right + tail
    scale = Self.scale(of: figure, from: plot.left, to: plot.right)
  }

  private static func indent(_ row: ForestFigure.Row) -> Double { Double(row.level) * 16 }

  /// The axis: wide enough for all estimates and most intervals, but no interval may flatten the rest.
  private static func scale(of figure: ForestFigure, from left: Double, to right: Double) -> Scale {
    let noEffect = figure.axis == .ratio ? 1.0 : 0.0
    let form: Scale.Form = figure.axis == .ratio ? .logarithmic : .linear
    if let limits = figure.limits { return Scale(limits, from: left, to: right, form: form) }
    var lowest = noEffect
    var highest = noEffect
    for value in figure.rows.flatMap(\.values) + [figure.overall].compactMap(\.self) where value.isFinite {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    switch figure.axis {
    case .ratio:
      // 1/20 to 20 tells all that a subgroup can tell.
      lowest = max(min(lowest, 0.5), 0.05)
      highest = min(max(highest, 2), 20)
      return Scale(lowest / 1.15...highest * 1.15, from: left, to: right, form: .logarithmic)
    case .difference:
      let reach = max(highest, -lowest)
      let margin = reach > 0 ? reach * 0.06 : 1
      return Scale((lowest - margin)...(highest + margin), from: left, to: right)
    }
  }

  var drawing: Drawing {
    var nodes: [Node] = []
    if figure.rows.contains(where: \.isUndetermined) { nodes.append(.defs(figure.hatch(arm: nil))) }

    let headLines = ([heads.label, heads.text, heads.remark] + heads.counts).map(\.count).max() ?? 1
    var y = Double(headLines) * TextStyle.strong.leading + 4
    nodes += head(bottom: y)
    y += 6
    nodes.append(.line(x1: 4, y1: y, x2: width - 4, y2: y, class: "axis"))
    let top = y
    y += 4

    var marks: [Node] = []
    if figure.rows.isEmpty {
      y += TextStyle.label.leading + 8
      nodes.append(.lettering(figure.words.empty, x: 4, y: y, class: "label"))
      return Drawing(width: width, height: y + 12, nodes: nodes)
    }
    for (index, row) in figure.rows.enumerated() {
      let lines = max(labels[index].count, texts[index].count, 1)
      let height = Double(lines) * TextStyle.label.leading + Self.rowPadding
      let parts = self.row(row, index, from: y, height: height)
      if let cell = row.cell {
        let area = Node.rect(x: 0, y: y, width: width, height: height, class: "touch")
        marks.append(
          .g([area] + parts, attributes: [("data-cell", cell), ("tabindex", "0"), ("role", "button")])
        )
      } else {
        marks += parts
      }
      y += height
    }
    let bottom = y + 4

    let noEffect = scale(figure.axis == .ratio ? 1 : 0)
    if let overall = figure.overall, overall >= scale.lower, overall <= scale.upper {
      let place = scale(overall)
      nodes.append(.line(x1: place, y1: top, x2: place, y2: bottom, class: "overall"))
    }
    nodes.append(.line(x1: noEffect, y1: top, x2: noEffect, y2: bottom, class: "reference"))
    nodes += marks
    let height = foot(from: bottom, noEffect: noEffect, into: &nodes)
    return Drawing(
      width: width,
      height: height,
      nodes: nodes,
      isInteractive: figure.rows.contains { $0.cell != nil }
    )
  }

  private func head(bottom: Double) -> [Node] {
    func column(_ lines: [String], _ x: Double, _ anchor: TextAnchor) -> [Node] {
      lines.enumerated().map { index, line in
        let y = bottom - Double(lines.count - 1 - index) * TextStyle.strong.leading
        return .lettering(line, x: x, y: y, anchor: anchor, class: "strong")
      }
    }
    return column(heads.label, 4, .start) + zip(heads.counts, countEdges).flatMap { column($0, $1, .end) }
      + column(heads.text, textEdge, .start) + column(heads.remark, remarkEdge, .end)
  }

  private func row(_ row: ForestFigure.Row, _ index: Int, from y: Double, height: Double) -> [Node] {
    let first = y + Self.rowPadding / 2 + TextStyle.label.ascent + 2
    let style = row.level == 0 ? "strong" : "label"
    let leading = TextStyle.label.leading
    var nodes: [Node] = labels[index].enumerated().map {
      .lettering($1, x: 4 + Self.indent(row), y: first + Double($0) * leading, class: style)
    }
    for (count, edge) in zip(row.counts, countEdges) where !count.isEmpty {
      nodes.append(.lettering(count, x: edge, y: first, anchor: .end, class: "label"))
    }
    let quiet = if case .refused = row.effect { "label quiet" } else { "label" }
    nodes += texts[index].enumerated().map {
      .lettering($1, x: textEdge, y: first + Double($0) * leading, class: quiet)
    }
    if !row.remark.isEmpty {
      nodes.append(.lettering(row.remark, x: remarkEdge, y: first, anchor: .end, class: "label"))
    }
    return nodes + mark(row.effect, y: y + Self.rowPadding / 2 + leading / 2)
  }

  private func mark(_ effect: ForestFigure.Effect, y: Double) -> [Node] {
    switch effect {
    case .none, .refused: return []
    case .undetermined(let range):
      let (left, right) = (scale.clamped(range.lowerBound), scale.clamped(range.upperBound))
      let area = Node.rect(
        x: left,
        y: y - 5,
        width: right - left,
        height: 10,
        class: "range-0",
        attributes: [figure.hatchFill(arm: nil)]
      )
      return [area] + arrows(range.lowerBound, range.upperBound, y)
    case .estimated(let estimate, let weight):
      let (left, right) = (scale.clamped(estimate.lower), scale.clamped(estimate.upper))
      var nodes: [Node] = [.line(x1: left, y1: y, x2: right, y2: y, class: "interval")]
      nodes += arrows(estimate.lower, estimate.upper, y)
      guard estimate.value >= scale.lower, estimate.value <= scale.upper else { return nodes }
      let side = 4 + 9 * min(max(weight, 0), 1).squareRoot()
      let place = scale(estimate.value)
      nodes.append(
        .rect(x: place - side / 2, y: y - side / 2, width: side, height: side, class: "estimate")
      )
      return nodes
    }
  }

  /// Points where an interval is cut by the end of the axis.
  private func arrows(_ lower: Double, _ upper: Double, _ y: Double) -> [Node] {
    func arrow(_ tip: Double, _ direction: Double) -> Node {
      .polygon([(tip, y), (tip - direction * 7, y - 4.5), (tip - direction * 7, y + 4.5)], class: "estimate")
    }
    return (lower < scale.lower ? [arrow(plot.left - 4, -1)] : [])
      + (upper > scale.upper ? [arrow(plot.right + 4, 1)] : [])
  }

  private func foot(from bottom: Double, noEffect: Double, into nodes: inout [Node]) -> Double {
    nodes.append(.line(x1: plot.left, y1: bottom, x2: plot.right, y2: bottom, class: "axis"))
    var lastEdge = -Double.infinity
    for tick in ticks {
      let place = scale(tick)
      let reach = TextMeasure.width(of: Ticks.label(tick), .tick) / 2
      guard place - reach > lastEdge + 6 else { continue }
      lastEdge = place + reach
      nodes.append(.line(x1: place, y1: bottom, x2: place, y2: bottom + 4, class: "axis"))
      nodes.append(
        .lettering(Ticks.label(tick), x: place, y: bottom + 17, anchor: .middle, class: "tick")
      )
    }
    return favours(from: bottom + 24, noEffect: noEffect, into: &nodes)
  }

  private var ticks: [Double] {
    switch figure.axis {
    case .difference:
      let step = Ticks.decimalStep(atLeast: (scale.upper - scale.lower) / ((plot.right - plot.left) / 32))
      return Ticks.multiples(of: step, from: scale.lower, to: scale.upper)
    case .ratio:
      return Ticks.ratios(from: scale.lower, to: scale.upper, most: Int((plot.right - plot.left) / 34))
    }
  }

  /// "Favours …" on both sides of the line of no effect, each as far from it as it has room, one below the
  /// other where they would meet.
  private func favours(from edge: Double, noEffect: Double, into nodes: inout [Node]) -> Double {
    let (lower, upper) = (figure.words.favoursLower, figure.words.favoursUpper)
    var y = edge
    let lowerLines = lower.isEmpty ? [] : TextMeasure.lines("← " + lower, within: width * 0.45, .note)
    let upperLines = upper.isEmpty ? [] : TextMeasure.lines(upper + " →", within: width * 0.45, .note)
    let lowerEnd = max(noEffect - 10, 4 + TextMeasure.widest(lowerLines, .note))
    let upperStart = min(noEffect + 10, width - 4 - TextMeasure.widest(upperLines, .note))
    for (index, line) in lowerLines.enumerated() {
      nodes.append(
        .lettering(
          line,
          x: lowerEnd,
          y: y + Double(index + 1) * TextStyle.note.leading,
          anchor: .end,
          class: "note"
        )
      )
    }
    if lowerEnd > upperStart - 8 { y += Double(lowerLines.count) * TextStyle.note.leading }
    for (index, line) in upperLines.enumerated() {
      nodes.append(
        .lettering(line, x: upperStart, y: y + Double(index + 1) * TextStyle.note.leading, class: "note")
      )
    }
    return y + Double(max(lowerLines.count, upperLines.count)) * TextStyle.note.leading + 8
  }
}

extension ForestFigure.Row {
  fileprivate var values: [Double] {
    switch effect {
    case .estimated(let estimate, _): [estimate.value, estimate.lower, estimate.upper]
    case .undetermined(let range): [range.lowerBound, range.upperBound]
    case .refused, .none: []
    }
  }

  fileprivate var isUndetermined: Bool {
    if case .undetermined = effect { true } else { false }
  }
}
