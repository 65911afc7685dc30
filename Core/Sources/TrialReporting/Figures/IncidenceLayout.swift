// SPDX-License-Identifier: Apache-2.0
import Markup

/// Where everything in a figure of cumulative incidences stands, panel under panel.
struct IncidenceLayout {
  private let figure: IncidenceFigure
  private let left: Double
  private let right: Double
  private let x: Scale
  /// The highest share shown, the same in all panels so that they can be compared.
  private let most: Double
  private let ticks: [Double]
  private let labelWidth: Double
  private static let panelHeight = 200.0
  private static let inset = 18.0

  init(_ figure: IncidenceFigure) {
    self.figure = figure
    let curves = figure.panels.flatMap(\.curves)
    let widest = max(
      TextMeasure.widest(curves.map(\.name), .strong),
      TextMeasure.widest(curves.map(\.detail), .note)
    )
    labelWidth = min(widest, figure.width * 0.28)
    left = 54
    right = figure.width - labelWidth - Self.inset - 6
    let last = curves.compactMap { $0.steps.last?.time }.max() ?? 0
    x = Scale(0...(last > 0 ? last : 1), from: left, to: right)
    let highest = curves.flatMap { $0.steps.map { $0.base + $0.value } }.max() ?? 0
    // Bands may pass the curves, but not without bound: a wide one would press them flat.
    let upper = curves.flatMap { $0.steps.compactMap(\.upper) }.max() ?? 0
    let wanted = min(max(highest, min(upper, 1.6 * highest)), 1)
    most = [0.1, 0.2, 0.25, 0.5, 0.75, 1].first { $0 >= wanted - 1e-12 } ?? 1
    let step = Ticks.decimalStep(atLeast: 52 * x.upper / max(right - left, 1))
    ticks = Ticks.multiples(of: step, from: 0, to: x.upper)
  }

  var drawing: Drawing {
    var nodes: [Node] = []
    var edge = 4.0
    for (index, panel) in figure.panels.enumerated() {
      edge = draw(panel, at: edge, isLast: index == figure.panels.count - 1, into: &nodes) + 14
    }
    return Drawing(width: figure.width, height: edge - 6, nodes: nodes)
  }

  /// Draws a panel from `edge` downwards and returns where it ends.
  private func draw(
    _ panel: IncidenceFigure.Panel,
    at edge: Double,
    isLast: Bool,
    into nodes: inout [Node]
  ) -> Double {
    var top = edge
    for line in TextMeasure.lines(panel.title, within: figure.width - 8, .strong) {
      nodes.append(.lettering(line, x: 4, y: top + TextStyle.strong.ascent, class: "strong"))
      top += TextStyle.strong.leading
    }
    let words = [figure.words.incidence, panel.result].filter { !$0.isEmpty }.joined(separator: " · ")
    nodes.append(.lettering(words, x: 4, y: top + TextStyle.label.ascent + 3, class: "label"))
    top += TextStyle.label.leading + 14
    let bottom = top + Self.panelHeight
    let y = Scale(0...most, from: bottom, to: top)
    nodes += axes(y, top, bottom)
    for (index, curve) in panel.curves.enumerated() { nodes += area(curve, index, y) }
    for (index, curve) in panel.curves.enumerated() { nodes += line(curve, index, y) }
    nodes += labels(panel, y, top, bottom)
    var foot = bottom + 20
    if isLast || !panel.rows.isEmpty {
      nodes.append(
        .lettering(
          figure.words.time,
          x: (left + right) / 2,
          y: foot + TextStyle.label.leading - 3,
          anchor: .middle,
          class: "label"
        )
      )
      foot += TextStyle.label.leading + 4
    }
    return risk(panel.rows, at: foot, into: &nodes)
  }

  private func axes(_ y: Scale, _ top: Double, _ bottom: Double) -> [Node] {
    var nodes: [Node] = []
    let step = most <= 0.25 ? 0.05 : most <= 0.5 ? 0.1 : 0.25
    for share in Ticks.multiples(of: step, from: 0, to: most) {
      if share > 0 { nodes.append(.line(x1: left, y1: y(share), x2: right, y2: y(share), class: "grid")) }
      nodes.append(
        .lettering(Ticks.label(share * 100), x: left - 8, y: y(share) + 4, anchor: .end, class: "tick")
      )
    }
    nodes.append(.line(x1: left, y1: bottom, x2: right, y2: bottom, class: "axis"))
    for tick in ticks {
      nodes.append(.line(x1: x(tick), y1: bottom, x2: x(tick), y2: bottom + 4, class: "axis"))
      nodes.append(
        .lettering(Ticks.label(tick), x: x(tick), y: bottom + 17, anchor: .middle, class: "tick")
      )
    }
    return nodes
  }

  /// The band of a curve, or the whole area beneath it where causes are stacked.
  private func area(_ curve: IncidenceFigure.Curve, _ index: Int, _ y: Scale) -> [Node] {
    let number = FigureStyle.number(ofArm: index)
    let bounds: [(time: Double, lower: Double, upper: Double)] = curve.steps.map { step in
      guard !figure.isStacked else { return (step.time, step.base, step.base + step.value) }
      return (step.time, step.lower ?? step.value, step.upper ?? step.value)
    }
    guard let last = bounds.last else { return [] }
    let upper = thinned(bounds.map { (x($0.time), y.clamped($0.upper)) }, column: 1)
    let lower = thinned(bounds.map { (x($0.time), y.clamped($0.lower)) }, column: 1)
    var path = PathData()
    path.move(to: left, y(0))
    for corner in upper {
      path.horizontal(to: corner.x)
      path.vertical(to: corner.y)
    }
    path.horizontal(to: x(last.time))
    for (place, corner) in lower.enumerated().reversed() {
      path.vertical(to: corner.y)
      path.horizontal(to: corner.x)
      if place == 0 { path.vertical(to: y(0)) }
    }
    path.close()
    return [.path(path, class: figure.isStacked ? "faint-\(number)" : "band-\(number)")]
  }

  private func line(_ curve: IncidenceFigure.Curve, _ index: Int, _ y: Scale) -> [Node] {
    guard let last = curve.steps.last else { return [] }
    var path = PathData()
    path.move(to: left, y(0))
    for corner in thinned(curve.steps.map { (x($0.time), y.clamped($0.base + $0.value)) }, column: 0.5) {
      path.horizontal(to: corner.x)
      path.vertical(to: corner.y)
    }
    path.horizontal(to: x(last.time))
    return [.path(path, class: "line-\(FigureStyle.number(ofArm: index))")]
  }

  private func labels(_ panel: IncidenceFigure.Panel, _ y: Scale, _ top: Double, _ bottom: Double) -> [Node] {
    let blocks = panel.curves.map { curve in
      TextMeasure.lines(curve.name, within: labelWidth, .strong).map { ($0, TextStyle.strong) }
        + (curve.detail.isEmpty
          ? [] : TextMeasure.lines(curve.detail, within: labelWidth, .note).map { ($0, TextStyle.note) })
    }
    let ends = panel.curves.map { curve -> (x: Double, y: Double) in
      guard let last = curve.steps.last else { return (left, bottom) }
      let height = figure.isStacked ? last.base + last.value / 2 : last.value
      return (x(last.time), y.clamped(height))
    }
    let heights = blocks.map { $0.reduce(0) { $0 + $1.1.leading } }
    let centres = spread(
      zip(ends, heights).map { ($0.y, $1) },
      from: top - 6,
      to: bottom + 6,
      gap: 5
    )
    return panel.curves.indices.flatMap { index -> [Node] in
      let number = FigureStyle.number(ofArm: index)
      var nodes: [Node] = []
      if ends[index].x < right - 8 || abs(ends[index].y - centres[index]) > 5 {
        var leader = PathData()
        leader.move(to: ends[index].x + 6, ends[index].y)
        leader.line(to: right + Self.inset - 4, centres[index])
        nodes.append(.path(leader, class: "leader"))
      }
      nodes.append(marker(arm: index, x: ends[index].x, y: ends[index].y))
      var edge = centres[index] - heights[index] / 2
      for (line, style) in blocks[index] {
        nodes.append(
          .lettering(
            line,
            x: right + Self.inset,
            y: edge + style.ascent + 2,
            class: style == .strong ? "strong ink-\(number)" : "note"
          )
        )
        edge += style.leading
      }
      return nodes
    }
  }

  private func risk(_ rows: [IncidenceFigure.RiskRow], at edge: Double, into nodes: inout [Node]) -> Double {
    guard !rows.isEmpty else { return edge }
    var line = edge + TextStyle.note.leading
    nodes.append(.lettering(figure.words.atRisk, x: 4, y: line, class: "note"))
    for row in rows {
      let ink = row.arm.map { " ink-\(FigureStyle.number(ofArm: $0))" } ?? ""
      if !row.name.isEmpty {
        for text in TextMeasure.lines(row.name, within: figure.width - 8, .strong) {
          line += TextStyle.strong.leading + 2
          nodes.append(.lettering(text, x: 4, y: line, class: "strong\(ink)"))
        }
      }
      line += TextStyle.strong.leading + 2
      for tick in ticks {
        nodes.append(
          .lettering("\(row.count(at: tick))", x: x(tick), y: line, anchor: .middle, class: "tick\(ink)")
        )
      }
    }
    return line + 8
  }
}
