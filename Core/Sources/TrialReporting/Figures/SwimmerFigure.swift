// SPDX-License-Identifier: Apache-2.0
import Markup

/// One bar for each subject from randomization to the end of follow-up: response as shades, events as
/// symbols.
public struct SwimmerFigure: Figure {
  /// A time in which a response lasted.
  public struct Response: Sendable {
    public let start: Double
    public let end: Double
    /// Index into `Legend.responses`, from 0.
    public let kind: Int

    public init(start: Double, end: Double, kind: Int) {
      self.start = start
      self.end = end
      self.kind = kind
    }
  }

  public struct Event: Sendable {
    public let time: Double
    /// Index into `Legend.events`, from 0.
    public let kind: Int

    public init(time: Double, kind: Int) {
      self.time = time
      self.kind = kind
    }
  }

  public struct Lane: Sendable {
    /// The subject's number.
    public let label: String
    /// Index into the arms, from 0.
    public let arm: Int
    /// End of follow-up.
    public let end: Double
    /// Whether the subject is still followed at the cut; an arrow.
    public let isContinuing: Bool
    public let responses: [Response]
    public let events: [Event]
    /// The cell that opens when the bar is clicked.
    public let cell: String?

    public init(
      label: String,
      arm: Int,
      end: Double,
      isContinuing: Bool,
      responses: [Response],
      events: [Event],
      cell: String? = nil
    ) {
      self.label = label
      self.arm = arm
      self.end = end
      self.isContinuing = isContinuing
      self.responses = responses
      self.events = events
      self.cell = cell
    }
  }

  /// The words in the figure, in the reader's language.
  public struct Words: Sendable {
    /// Such as "Months since randomization".
    public let time: String
    /// At most three, the best first, such as "CR", "PR".
    public let responses: [String]
    /// At most five, such as "Transplant", "Relapse", "Death".
    public let events: [String]
    /// Such as "Still followed".
    public let continuing: String
    /// Such as "No subject has been randomized yet", where there is nothing to draw.
    public let empty: String

    public init(time: String, responses: [String], events: [String], continuing: String, empty: String) {
      self.time = time
      self.responses = responses
      self.events = events
      self.continuing = continuing
      self.empty = empty
    }
  }

  public let notes: FigureNotes
  public let words: Words
  public let arms: [String]
  /// In any order; drawn by arm, the longest first.
  public let lanes: [Lane]
  public let width: Double

  public init(notes: FigureNotes, words: Words, arms: [String], lanes: [Lane], width: Double = 700) {
    self.notes = notes
    self.words = words
    self.arms = arms
    self.lanes = lanes
    self.width = max(320, width)
  }

  public var drawing: Drawing {
    SwimmerLayout(self).drawing
  }
}

private struct SwimmerLayout {
  private let figure: SwimmerFigure
  private let left: Double
  private let right: Double
  private let x: Scale
  private let pitch: Double
  /// Whether bars are high enough to carry the subjects' numbers.
  private let hasLabels: Bool

  init(_ figure: SwimmerFigure) {
    self.figure = figure
    // Beyond some eighty subjects bars become thin and numbers are left to the page's list.
    hasLabels = figure.lanes.count <= 80
    pitch = hasLabels ? 16 : max(3, 1280 / Double(figure.lanes.count))
    let labels = hasLabels ? TextMeasure.widest(figure.lanes.map(\.label), .tick) : 0
    left = 4 + labels + (hasLabels ? 8 : 0)
    right = figure.width - 22
    let times = figure.lanes.flatMap { [$0.end] + $0.events.map(\.time) + $0.responses.map(\.end) }
    let last = times.max() ?? 0
    x = Scale(0...(last > 0 ? last : 12), from: left, to: right)
  }

  var drawing: Drawing {
    var y = 6.0
    var nodes: [Node] = []
    var bars: [Node] = []
    guard !figure.lanes.isEmpty else {
      let line = Node.lettering(figure.words.empty, x: 4, y: y + 16, class: "label")
      return Drawing(width: figure.width, height: y + 30, nodes: [line])
    }
    for (arm, name) in figure.arms.enumerated() {
      let lanes = figure.lanes.filter { $0.arm == arm }
        .sorted { ($1.end, $0.label) < ($0.end, $1.label) }
      for line in TextMeasure.lines(name, within: figure.width - 8, .strong) {
        y += TextStyle.strong.leading
        bars.append(
          .lettering(line, x: 4, y: y, class: "strong ink-\(FigureStyle.number(ofArm: arm))")
        )
      }
      y += 8
      for lane in lanes {
        bars += self.lane(lane, from: y)
        y += pitch
      }
      y += 10
    }
    let bottom = y
    let isLongScale = x.upper >= 1
    let least = 44 * x.upper / (right - left)
    let step = isLongScale ? Ticks.monthStep(atLeast: least) : Ticks.decimalStep(atLeast: least)
    for tick in Ticks.multiples(of: step, from: 0, to: x.upper) {
      nodes.append(.line(x1: x(tick), y1: 8, x2: x(tick), y2: bottom + 4, class: tick == 0 ? "axis" : "grid"))
      nodes.append(.lettering(Ticks.label(tick), x: x(tick), y: bottom + 17, anchor: .middle, class: "tick"))
    }
    nodes.append(.line(x1: left, y1: bottom, x2: right, y2: bottom, class: "axis"))
    // Names of arms stand over the grid, with paper behind them.
    nodes += bars
    y = bottom + 20
    for line in TextMeasure.lines(figure.words.time, within: right - left, .label) {
      y += TextStyle.label.leading
      nodes.append(.lettering(line, x: (left + right) / 2, y: y - 2, anchor: .middle, class: "label"))
    }
    let height = legend(from: y + 8, into: &nodes)
    return Drawing(
      width: figure.width,
      height: height,
      nodes: nodes,
      isInteractive: figure.lanes.contains { $0.cell != nil }
    )
  }

  private func lane(_ lane: SwimmerFigure.Lane, from y: Double) -> [Node] {
    let number = FigureStyle.number(ofArm: lane.arm)
    let height = pitch * 0.7
    let middle = y + height / 2
    var nodes: [Node] = []
    if hasLabels {
      nodes.append(.lettering(lane.label, x: left - 8, y: middle + 4, anchor: .end, class: "tick"))
    }
    nodes.append(
      .rect(x: left, y: y, width: x.clamped(lane.end) - left, height: height, class: "band-\(number)")
    )
    for response in lane.responses {
      let start = x.clamped(response.start)
      nodes.append(
        .rect(
          x: start,
          y: y,
          width: x.clamped(response.end) - start,
          height: height,
          class: Self.shade(response.kind, number)
        )
      )
    }
    if lane.isContinuing {
      let end = x.clamped(lane.end)
      let reach = min(4.5, height / 2)
      nodes.append(
        .polygon(
          [(end + 9, middle), (end + 2, middle - reach), (end + 2, middle + reach)],
          class: "mark-\(number)"
        )
      )
    }
    for event in lane.events {
      nodes.append(symbol(event.kind, x.clamped(event.time), middle, min(5, height / 2)))
    }
    guard let cell = lane.cell else { return nodes }
    let area = Node.rect(x: 0, y: y, width: figure.width, height: pitch, class: "touch")
    return [.g([area] + nodes, attributes: [("data-cell", cell), ("tabindex", "0"), ("role", "button")])]
  }

  /// The best response is darkest.
  private static func shade(_ kind: Int, _ number: Int) -> String {
    switch kind {
    case 0: "mark-\(number)"
    case 1: "pale-\(number)"
    default: "faint-\(number)"
    }
  }

  private func symbol(_ kind: Int, _ x: Double, _ y: Double, _ size: Double) -> Node {
    switch kind % 5 {
    case 0: return marker(arm: 3, x: x, y: y, size: size * 0.9, class: "event")
    case 1: return marker(arm: 1, x: x, y: y, size: size * 0.9, class: "event")
    case 2:
      var cross = PathData()
      cross.move(to: x - size * 0.8, y - size * 0.8)
      cross.line(to: x + size * 0.8, y + size * 0.8)
      cross.move(to: x - size * 0.8, y + size * 0.8)
      cross.line(to: x + size * 0.8, y - size * 0.8)
      return .path(cross, class: "cross")
    case 3: return marker(arm: 0, x: x, y: y, size: size * 0.8, class: "event")
    default: return marker(arm: 2, x: x, y: y, size: size * 0.8, class: "event")
    }
  }

  private func legend(from edge: Double, into nodes: inout [Node]) -> Double {
    var x = 4.0
    var y = edge + TextStyle.note.leading
    func entry(_ text: String, width signWidth: Double, _ sign: (Double, Double) -> [Node]) {
      let needed = signWidth + 6 + TextMeasure.width(of: text, .note)
      if x > 4, x + needed > figure.width - 4 {
        x = 4
        y += TextStyle.note.leading + 3
      }
      nodes += sign(x, y - 4)
      nodes.append(.lettering(text, x: x + signWidth + 6, y: y, class: "note"))
      x += needed + 18
    }
    let numbers = figure.arms.indices.map(FigureStyle.number)
    for (kind, text) in figure.words.responses.enumerated() {
      entry(text, width: Double(numbers.count) * 14 - 2) { x, y in
        numbers.enumerated().map {
          .rect(x: x + Double($0) * 14, y: y - 5, width: 12, height: 10, class: Self.shade(kind, $1))
        }
      }
    }
    for (kind, text) in figure.words.events.enumerated() {
      entry(text, width: 12) { x, y in [symbol(kind, x + 6, y, 5)] }
    }
    if figure.lanes.contains(where: \.isContinuing) {
      entry(figure.words.continuing, width: 9) { x, y in
        [.polygon([(x + 9, y), (x + 2, y - 4.5), (x + 2, y + 4.5)], class: "arrow")]
      }
    }
    return y + 8
  }
}
