// SPDX-License-Identifier: Apache-2.0
import Markup

/// The flow of subjects through a trial (CONSORT 2025): enrolment, allocation, follow-up, analysis.
///
/// Boxes stand on a grid with a column for each arm and a row for each stage; arrows run at right angles.
/// Whether the numbers add up is checked where they are counted, not here.
public struct FlowFigure: Figure {
  /// A number with its words; in a list of reasons.
  public struct Item: Sendable {
    public let count: String
    public let text: String

    public init(count: String, text: String) {
      self.count = count
      self.text = text
    }
  }

  public struct Box: Sendable {
    /// The large number, or "not reported", or a range.
    public let count: String
    /// What is counted, such as "randomized".
    public let text: String
    /// Reasons and parts, beneath.
    public let items: [Item]
    /// The cell that opens when the box is clicked.
    public let cell: String?

    public init(count: String, text: String, items: [Item] = [], cell: String? = nil) {
      self.count = count
      self.text = text
      self.items = items
      self.cell = cell
    }
  }

  public struct Arm: Sendable {
    public let name: String
    /// One box a stage, in the order of `stages`; nil leaves the place free and the arrow goes through.
    public let boxes: [Box?]

    public init(name: String, boxes: [Box?]) {
      self.name = name
      self.boxes = boxes
    }
  }

  public let notes: FigureNotes
  /// Name of the first row, such as "Enrolment".
  public let enrolment: String
  public let assessed: Box
  /// Those assessed and not randomized; nil where nothing is known of them.
  public let excluded: Box?
  public let randomized: Box
  /// Names of the rows below, such as "Allocation", "Follow-up", "Analysis".
  public let stages: [String]
  public let arms: [Arm]

  public init(
    notes: FigureNotes,
    enrolment: String,
    assessed: Box,
    excluded: Box?,
    randomized: Box,
    stages: [String],
    arms: [Arm]
  ) {
    self.notes = notes
    self.enrolment = enrolment
    self.assessed = assessed
    self.excluded = excluded
    self.randomized = randomized
    self.stages = stages
    self.arms = arms
  }

  public var drawing: Drawing {
    FlowLayout(self).drawing
  }
}

/// The grid of a flow diagram.
private struct FlowLayout {
  private static let gap = 24.0
  private static let drop = 30.0
  private static let padding = 10.0

  private let figure: FlowFigure
  private let columnWidth: Double
  private let gutter: Double
  private let width: Double

  init(_ figure: FlowFigure) {
    self.figure = figure
    let count = Double(max(figure.arms.count, 1))
    // Two columns leave room for sentences; more of them become narrower before the sheet becomes wider.
    columnWidth = count <= 2 ? 270 : count == 3 ? 230 : 206
    let stages = [figure.enrolment] + figure.stages
    gutter = 4 + min(110, TextMeasure.widest(stages, .note)) + 14
    // One column would leave no room beside the spine for those excluded.
    width = gutter + max(count * columnWidth + (count - 1) * Self.gap, 2 * 270 + Self.gap) + 4
  }

  private var centre: Double { gutter + (width - 4 - gutter) / 2 }

  private func columnCentre(_ index: Int) -> Double {
    let step = columnWidth + Self.gap
    return centre + (Double(index) - Double(figure.arms.count - 1) / 2) * step
  }

  var drawing: Drawing {
    var nodes: [Node] = []
    var y = 6.0
    nodes += stageName(figure.enrolment, y)
    let headWidth = 250.0
    let headLeft = centre - headWidth / 2

    let assessed = BoxLayout(figure.assessed, width: headWidth)
    nodes += assessed.nodes(x: headLeft, y: y)
    y += assessed.height

    if let excluded = figure.excluded {
      let left = centre + Self.gap
      let box = BoxLayout(excluded, width: width - 4 - left)
      let middle = y + 14 + box.height / 2
      nodes.append(spine(centre, from: y, to: y + box.height + 28))
      nodes += arrow([(centre, middle), (left, middle)])
      nodes += box.nodes(x: left, y: y + 14)
      y += box.height + 28
    } else {
      nodes += arrow([(centre, y), (centre, y + Self.drop)])
      y += Self.drop
    }
    if figure.excluded != nil { nodes.append(head(at: (centre, y), downwards: true)) }
    let randomized = BoxLayout(figure.randomized, width: headWidth)
    nodes += randomized.nodes(x: headLeft, y: y)
    y += randomized.height

    nodes += columns(from: y, height: &y)
    return Drawing(
      width: width,
      height: y + 6,
      nodes: nodes,
      isInteractive: allBoxes.contains { $0.cell != nil }
    )
  }

  private var allBoxes: [FlowFigure.Box] {
    [figure.assessed, figure.randomized] + [figure.excluded].compactMap(\.self)
      + figure.arms.flatMap { $0.boxes.compactMap(\.self) }
  }

  private func columns(from start: Double, height end: inout Double) -> [Node] {
    var nodes: [Node] = []
    var y = start
    // Where the last box of each column ended, so that arrows can pass free places.
    var bottoms = figure.arms.map { _ in start }
    for (stage, name) in figure.stages.enumerated() where !figure.arms.isEmpty {
      let boxes = figure.arms.map { arm -> BoxLayout? in
        guard stage < arm.boxes.count, let box = arm.boxes[stage] else { return nil }
        return BoxLayout(box, width: columnWidth)
      }
      let names = figure.arms.map { arm in
        stage == 0 ? TextMeasure.lines(arm.name, within: columnWidth, .strong) : []
      }
      let nameHeight = Double(names.map(\.count).max() ?? 0) * TextStyle.strong.leading
      let top = y + Self.drop + (stage == 0 ? 12 + nameHeight + 4 : 0)
      for (index, box) in boxes.enumerated() {
        let x = columnCentre(index)
        if let box {
          if stage == 0 {
            // The arrow ends above the arm's name; the name stands on its box.
            let turn = start + Self.drop / 2
            let tip = top - nameHeight - 8
            nodes += arrow([(centre, start), (centre, turn), (x, turn), (x, tip)])
            nodes += self.name(names[index], arm: index, x: x, bottom: top - 6)
          } else {
            nodes += arrow([(x, bottoms[index]), (x, top)])
          }
          nodes += box.nodes(x: x - columnWidth / 2, y: top)
          bottoms[index] = top + box.height
        }
      }
      nodes += stageName(name, top)
      y = top + (boxes.compactMap { $0?.height }.max() ?? 0)
    }
    end = max(y, start)
    return nodes
  }

  private func name(_ lines: [String], arm index: Int, x: Double, bottom: Double) -> [Node] {
    lines.enumerated().map { line, text in
      let y = bottom - Double(lines.count - 1 - line) * TextStyle.strong.leading
      return .lettering(
        text,
        x: x,
        y: y,
        anchor: .middle,
        class: "strong ink-\(FigureStyle.number(ofArm: index))"
      )
    }
  }

  private func stageName(_ name: String, _ y: Double) -> [Node] {
    TextMeasure.lines(name, within: gutter - 14, .note).enumerated().map {
      .lettering($1, x: 4, y: y + 18 + Double($0) * TextStyle.note.leading, class: "note")
    }
  }

  private func spine(_ x: Double, from top: Double, to bottom: Double) -> Node {
    .line(x1: x, y1: top, x2: x, y2: bottom, class: "axis")
  }

  /// A line through corners with a head at its end.
  private func arrow(_ corners: [(x: Double, y: Double)]) -> [Node] {
    guard let first = corners.first, let last = corners.last, corners.count > 1 else { return [] }
    var path = PathData()
    path.move(to: first.x, first.y)
    for corner in corners.dropFirst() { path.line(to: corner.x, corner.y) }
    return [
      .path(path, class: "axis"), head(at: last, downwards: corners[corners.count - 2].y != last.y),
    ]
  }

  private func head(at tip: (x: Double, y: Double), downwards: Bool) -> Node {
    downwards
      ? .polygon([tip, (tip.x - 4, tip.y - 8), (tip.x + 4, tip.y - 8)], class: "arrow")
      : .polygon([tip, (tip.x - 8, tip.y - 4), (tip.x - 8, tip.y + 4)], class: "arrow")
  }

  /// The words of one box, broken to its width.
  private struct BoxLayout {
    private let box: FlowFigure.Box
    private let width: Double
    private let title: [String]
    /// Whether the count stands on the first line of the title; a long one ("not reported") takes a line of
    /// its own.
    private let isBeside: Bool
    private let countWidth: Double
    private let items: [[String]]
    private let itemEdge: Double
    let height: Double

    init(_ box: FlowFigure.Box, width: Double) {
      self.box = box
      self.width = width
      let inner = width - 2 * padding
      countWidth = TextMeasure.width(of: box.count, .count)
      isBeside = countWidth <= inner * 0.35
      title = TextMeasure.lines(box.text, within: isBeside ? inner - countWidth - 8 : inner, .label)
      let edge = min(TextMeasure.widest(box.items.map(\.count), .note), inner * 0.4)
      itemEdge = edge
      items = box.items.map { TextMeasure.lines($0.text, within: inner - edge - 8, .note) }
      let titleLines = Double(title.count) + (isBeside ? 0 : 1)
      let itemLines = Double(items.reduce(0) { $0 + $1.count })
      height =
        2 * padding + titleLines * TextStyle.count.leading
        + (itemLines > 0 ? 4 + itemLines * TextStyle.note.leading : 0) - 4
    }

    func nodes(x: Double, y: Double) -> [Node] {
      let left = x + padding
      var nodes: [Node] = [.rect(x: x, y: y, width: width, height: height, radius: 6, class: "box")]
      var baseline = y + padding + TextStyle.count.ascent
      nodes.append(.lettering(box.count, x: left, y: baseline, class: "count"))
      if !isBeside { baseline += TextStyle.count.leading }
      for (index, line) in title.enumerated() {
        if index > 0 { baseline += TextStyle.count.leading }
        nodes.append(
          .lettering(line, x: isBeside ? left + countWidth + 8 : left, y: baseline, class: "label")
        )
      }
      baseline += 6
      for (item, lines) in zip(box.items, items) {
        for (index, line) in lines.enumerated() {
          baseline += TextStyle.note.leading
          if index == 0 {
            nodes.append(.lettering(item.count, x: left + itemEdge, y: baseline, anchor: .end, class: "note"))
          }
          nodes.append(.lettering(line, x: left + itemEdge + 8, y: baseline, class: "note"))
        }
      }
      guard let cell = box.cell else { return nodes }
      return [.g(nodes, attributes: [("data-cell", cell), ("tabindex", "0"), ("role", "button")])]
    }
  }
}
