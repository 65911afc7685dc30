// SPDX-License-Identifier: Apache-2.0
import Markup

/// Where everything in a Kaplan–Meier figure stands.
struct KaplanMeierLayout {
  /// A block of text beside the end of a curve.
  private struct EndLabel {
    let names: [String]
    let details: [String]

    var height: Double {
      Double(names.count) * TextStyle.strong.leading + Double(details.count) * TextStyle.note.leading
    }
  }

  /// Lines of text and their upper left corner.
  struct Spot {
    let x: Double
    let y: Double
    let lines: [String]
  }

  private let figure: KaplanMeierFigure
  private let left: Double
  private let right: Double
  private let top: Double
  private let bottom: Double
  private let x: Scale
  private let y: Scale
  private let ticks: [Double]
  /// Those ticks that are far enough apart for the numbers at risk.
  private let tableTicks: [Double]
  private let labels: [EndLabel]
  /// Whether names in the table stand on lines of their own, because they are too long to stand beside the
  /// numbers.
  private let isStacked: Bool
  private let resultLines: [String]

  /// Distance of the end labels from the plot; ranges need room for their bars.
  private let inset: Double

  init(_ figure: KaplanMeierFigure, resultAbove: Bool) {
    self.figure = figure
    let arms = figure.arms
    let width = figure.width

    inset =
      arms.contains { if case .undetermined = $0.curve { true } else { false } }
      ? 16 + 4 * Double(min(arms.count, FigureStyle.armCount)) : 20

    // The labels at the right take what they need, up to a quarter of the width; a third, if words would be
    // cut.
    let longest = arms.map { TextMeasure.widestWord($0.name, .strong) }.max() ?? 0
    let most = max(84, width * 0.24, min(longest, width * 0.34))
    labels = arms.map { arm in
      EndLabel(
        names: TextMeasure.lines(arm.name, within: most, .strong),
        details: arm.detail.isEmpty ? [] : TextMeasure.lines(arm.detail, within: most, .note)
      )
    }
    let labelWidth = labels.map {
      max(TextMeasure.widest($0.names, .strong), TextMeasure.widest($0.details, .note))
    }
    .max()
    let inset = self.inset

    let end = max(arms.compactMap(\.lastTime).max() ?? 0, 0)
    let last = end > 0 ? end : (figure.unit == .months ? 12 : 1)
    let widestEntry = Self.widestEntry(arms)
    let nameWidth = TextMeasure.widest(arms.map(\.name), .strong)
    isStacked = nameWidth > min(96, width * 0.13)
    let beside = isStacked ? 0 : nameWidth + 12
    left = max(46, beside + widestEntry / 2 + 4)
    right = width - max(labelWidth.map { $0 + inset + 4 } ?? 12, widestEntry / 2 + 4)

    resultLines =
      figure.result.isEmpty ? [] : TextMeasure.lines(figure.result, within: width - 16, .label)
    let room = resultAbove ? Double(resultLines.count) * TextStyle.label.leading + 4 : 0
    top = room + 30
    let tallest = labels.reduce(0) { $0 + $1.height + 6 }
    bottom = top + max(min((right - left) * 0.66, 330), 190, tallest)
    x = Scale(0...last, from: left, to: right)
    y = Scale(0...1, from: bottom, to: top)

    // As many as leave room for their numbers; the table has entries at some of the ticks.
    let perUnit = last / max(right - left, 1)
    let step = figure.unit == .months && last >= 1 ? Ticks.monthStep : Ticks.decimalStep
    let axisStep = step(44 * perUnit)
    let tableStep = step(max(widestEntry + 12, 44) * perUnit)
    let isMultiple = (tableStep / axisStep).truncatingRemainder(dividingBy: 1) == 0
    tableTicks = Ticks.multiples(of: tableStep, from: 0, to: last)
    ticks = Ticks.multiples(of: isMultiple ? axisStep : tableStep, from: 0, to: last)
  }

  /// The width of the widest table entry, whichever times become ticks.
  private static func widestEntry(_ arms: [KaplanMeierFigure.Arm]) -> Double {
    let entries = arms.flatMap { arm -> [String] in
      switch arm.curve {
      case .estimated(let steps, _): ["\(arm.size) (\(steps.reduce(0) { $0 + $1.events }))"]
      case .undetermined(let points, _): points.map { arm.tableEntry(at: $0.time) }
      }
    }
    return TextMeasure.widest(entries, .tick)
  }

  func drawing(result spot: Spot?) -> Drawing {
    var nodes: [Node] = [.defs(figure.arms.indices.filter(isUndetermined).map { figure.hatch(arm: $0) })]
    nodes += sparseShade
    nodes += axes
    for index in figure.arms.indices { nodes += areas(of: index) }
    nodes += medians
    nodes += horizonLine
    for index in figure.arms.indices { nodes += lines(of: index) }
    nodes += endLabels
    nodes += publishedPoints
    nodes += spot.map(resultText) ?? []
    if figure.arms.isEmpty || figure.arms.allSatisfy({ $0.lastTime == nil }) {
      nodes += TextMeasure.lines(figure.words.empty, within: right - left - 16, .label).enumerated().map {
        .lettering(
          $1,
          x: (left + right) / 2,
          y: (top + bottom) / 2 + Double($0) * TextStyle.label.leading,
          anchor: .middle,
          class: "label halo"
        )
      }
    }
    var foot = bottom + 20
    foot = timeLabel(at: foot, into: &nodes)
    foot = riskTable(at: foot, into: &nodes)
    foot = sparseNote(at: foot, into: &nodes)
    return Drawing(width: figure.width, height: foot + 4, nodes: nodes)
  }

  private func isUndetermined(_ index: Int) -> Bool {
    if case .undetermined = figure.arms[index].curve { true } else { false }
  }

  // MARK: Axes

  private var axes: [Node] {
    var nodes: [Node] = [
      .lettering(
        TextMeasure.lines(figure.words.survival, within: figure.width - 8, .label).first ?? "",
        x: 4,
        y: top - 14,
        class: "label"
      )
    ]
    for percent in [0, 25, 50, 75, 100] {
      let place = y(Double(percent) / 100)
      if percent > 0 {
        nodes.append(.line(x1: left, y1: place, x2: right, y2: place, class: "grid"))
      }
      nodes.append(.lettering("\(percent)", x: left - 8, y: place + 4, anchor: .end, class: "tick"))
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

  private func timeLabel(at edge: Double, into nodes: inout [Node]) -> Double {
    var edge = edge
    let lines = TextMeasure.lines(figure.words.time, within: figure.width - 8, .label)
    let half = TextMeasure.widest(lines, .label) / 2
    let centre = min(max((left + right) / 2, half + 4), figure.width - half - 4)
    for line in lines {
      edge += TextStyle.label.leading
      nodes.append(.lettering(line, x: centre, y: edge - 3, anchor: .middle, class: "label"))
    }
    return edge + 8
  }

  // MARK: Few at risk

  /// The time from which less than a tenth of all subjects is at risk.
  private var sparseTime: Double? {
    let total = figure.arms.reduce(0) { $0 + $1.size }
    guard total > 0, let end = figure.arms.compactMap(\.lastTime).max() else { return nil }
    let times = Set(
      figure.arms.flatMap { arm in
        switch arm.curve {
        case .estimated(let steps, _): steps.map(\.time)
        case .undetermined(let points, _): points.map(\.time)
        }
      }
    )
    .sorted()
    // Where subjects enter late the risk set grows first: what counts is the time from which it stays small, sought
    // from the end. Just after a time, those who leave then are gone; that is the risk set at the next time.
    func isSparse(_ time: Double) -> Bool {
      let atRisk = figure.arms.reduce(0) { $0 + ($1.atRisk(at: time)?.upperBound ?? 0) }
      return atRisk * 10 < total
    }
    let low = (times.lastIndex { !isSparse($0) } ?? -1) + 1
    guard low > 0, low < times.count, times[low - 1] < end else { return nil }
    return times[low - 1]
  }

  private var sparseShade: [Node] {
    guard let sparseTime else { return [] }
    let start = x(sparseTime)
    return [.rect(x: start, y: top, width: right - start, height: bottom - top, class: "shade")]
  }

  private func sparseNote(at edge: Double, into nodes: inout [Node]) -> Double {
    guard sparseTime != nil else { return edge }
    var line = edge + 6
    nodes.append(.rect(x: 8.5, y: line + 1.5, width: 16, height: 11, class: "shade edge"))
    for text in TextMeasure.lines(figure.words.sparse, within: figure.width - 40, .note) {
      line += TextStyle.note.leading
      nodes.append(.lettering(text, x: 32, y: line - 5, class: "note"))
    }
    return line
  }

  // MARK: Curves

  private func areas(of index: Int) -> [Node] {
    let number = FigureStyle.number(ofArm: index)
    switch figure.arms[index].curve {
    case .estimated(let steps, _) where figure.horizon != nil:
      let end = figure.horizon?.time ?? 0
      let bounds = steps.prefix { $0.time <= end }.map { (time: $0.time, lower: 0.0, upper: $0.survival) }
      // Before its first step the curve is 1.
      let outline = outline([(0, 0, 1)] + bounds, from: (0, 1), until: end, every: 0.5)
      return [.path(outline, class: "band-\(number)")]
    case .estimated(let steps, _):
      let limits = steps.prefix { $0.lower != nil && $0.upper != nil }
      guard let last = limits.last else { return [] }
      // A band may begin below 1 only if events happen at time zero; before the first step it is the line
      // itself.
      let bounds = limits.map { (time: $0.time, lower: $0.lower ?? 0, upper: $0.upper ?? 1) }
      let next = limits.count < steps.count ? steps[limits.count].time : last.time
      return [.path(outline(bounds, from: (1, 1), until: next, every: 1), class: "band-\(number)")]
    case .undetermined(let points, _):
      guard let last = points.last else { return [] }
      let bounds = points.map {
        (time: $0.time, lower: $0.survival.lowerBound, upper: $0.survival.upperBound)
      }
      let outline = outline(bounds, from: (1, 1), until: last.time, every: 0.5)
      return [
        .element(
          "path",
          [("class", "range-\(number)"), ("d", outline.text), figure.hatchFill(arm: index)],
          []
        )
      ]
    }
  }

  /// The area between two step lines.
  private func outline(
    _ bounds: [(time: Double, lower: Double, upper: Double)],
    from start: (lower: Double, upper: Double),
    until end: Double,
    every pixel: Double
  ) -> PathData {
    let upper = thinned(bounds.map { (x(clampedTime($0.time)), y.clamped($0.upper)) }, column: pixel)
    let lower = thinned(bounds.map { (x(clampedTime($0.time)), y.clamped($0.lower)) }, column: pixel)
    var path = PathData()
    path.move(to: left, y(start.upper))
    for corner in upper {
      path.horizontal(to: corner.x)
      path.vertical(to: corner.y)
    }
    path.horizontal(to: x(end))
    for (index, corner) in lower.enumerated().reversed() {
      path.vertical(to: corner.y)
      path.horizontal(to: corner.x)
      if index == 0 { path.vertical(to: y(start.lower)) }
    }
    path.horizontal(to: left)
    path.close()
    return path
  }

  private func clampedTime(_ time: Double) -> Double {
    min(max(time, 0), x.upper)
  }

  private func lines(of index: Int) -> [Node] {
    guard case .estimated(let steps, _) = figure.arms[index].curve, let last = steps.last else { return [] }
    let number = FigureStyle.number(ofArm: index)
    var line = PathData()
    line.move(to: left, y(1))
    for corner in thinned(steps.map { (x(clampedTime($0.time)), y.clamped($0.survival)) }, column: 0.5) {
      line.horizontal(to: corner.x)
      line.vertical(to: corner.y)
    }
    line.horizontal(to: x(clampedTime(last.time)))

    var censored = PathData()
    var column = -1.0
    for step in steps where step.censored > 0 {
      let place = x(clampedTime(step.time))
      guard place.rounded() > column else { continue }
      column = place.rounded()
      censored.move(to: place, y.clamped(step.survival) - 4)
      censored.vertical(to: y.clamped(step.survival) + 4)
    }
    let ticks = censored.isEmpty ? [] : [Node.path(censored, class: "censored-\(number)")]
    return [.path(line, class: "line-\(number)")] + ticks
  }

  private var medians: [Node] {
    let found = figure.arms.enumerated().compactMap { index, arm -> (index: Int, time: Double)? in
      guard case .estimated(_, let median?) = arm.curve, median <= x.upper else { return nil }
      return (index, median)
    }
    guard let latest = found.map(\.time).max() else { return [] }
    let half = y(0.5)
    return [.line(x1: left, y1: half, x2: x(latest), y2: half, class: "leader")]
      + found.map {
        .line(
          x1: x($0.time),
          y1: half,
          x2: x($0.time),
          y2: bottom,
          class: "median-\(FigureStyle.number(ofArm: $0.index))"
        )
      }
  }

  private var horizonLine: [Node] {
    guard let horizon = figure.horizon, horizon.time <= x.upper else { return [] }
    let place = x(horizon.time)
    return [
      .line(x1: place, y1: top, x2: place, y2: bottom, class: "reference"),
      .lettering(horizon.label, x: place, y: top - 5, anchor: .middle, class: "tick"),
    ]
  }

  // MARK: Labels

  private var endLabels: [Node] {
    let ends = figure.arms.map { arm -> (x: Double, y: Double, range: ClosedRange<Double>)? in
      guard let time = arm.lastTime, let value = arm.survival(at: time) else { return nil }
      return (x(clampedTime(time)), y.clamped((value.lowerBound + value.upperBound) / 2), value)
    }
    let centres = spread(
      zip(ends, labels).map { ($0?.y ?? top, $1.height) },
      from: top - 6,
      to: bottom + 6,
      gap: 6
    )
    var nodes: [Node] = []
    for (index, label) in labels.enumerated() {
      let number = FigureStyle.number(ofArm: index)
      if let end = ends[index] {
        // A range has no middle that means anything, so its end is a bar and no marker.
        let isRange = isUndetermined(index)
        let barX = end.x + 3 + 4 * Double(index % FigureStyle.armCount)
        if isRange || end.x < right - 8 || abs(end.y - centres[index]) > 5 {
          var leader = PathData()
          leader.move(to: isRange ? barX : end.x + 6, end.y)
          leader.line(to: right + inset - 5, centres[index])
          nodes.append(.path(leader, class: "leader"))
        }
        nodes.append(
          isRange
            ? .line(
              x1: barX,
              y1: y.clamped(end.range.upperBound),
              x2: barX,
              y2: y.clamped(end.range.lowerBound),
              class: "bar-\(number)"
            ) : marker(arm: index, x: end.x, y: end.y)
        )
      }
      var edge = centres[index] - label.height / 2
      for line in label.names {
        nodes.append(
          .lettering(
            line,
            x: right + inset,
            y: edge + TextStyle.strong.ascent + 2,
            class: "strong ink-\(number)"
          )
        )
        edge += TextStyle.strong.leading
      }
      for line in label.details {
        nodes.append(
          .lettering(line, x: right + inset, y: edge + TextStyle.note.ascent + 2, class: "note")
        )
        edge += TextStyle.note.leading
      }
    }
    return nodes
  }

  private func resultText(_ spot: Spot) -> [Node] {
    spot.lines.enumerated().map { index, line in
      .lettering(
        line,
        x: spot.x,
        y: spot.y + TextStyle.label.ascent + Double(index) * TextStyle.label.leading,
        class: "label halo"
      )
    }
  }

  private var publishedPoints: [Node] {
    publishedSpots().flatMap { spot -> [Node] in
      let number = FigureStyle.number(ofArm: spot.arm)
      var nodes = [
        marker(arm: spot.arm, x: spot.x, y: spot.y, size: 5, class: "hollow-\(number)")
      ]
      if let box = spot.box {
        nodes.append(
          .lettering(
            spot.label,
            x: box.left,
            y: box.top + TextStyle.label.ascent,
            class: "label halo ink-\(number)"
          )
        )
      }
      return nodes
    }
  }

  /// Places for the labels of published points: beside, above or below the marker, where nothing else stands.
  private func publishedSpots() -> [(arm: Int, x: Double, y: Double, label: String, box: TextBox?)] {
    let all = figure.arms.enumerated().flatMap { index, arm -> [(Int, KaplanMeierFigure.PublishedPoint)] in
      guard case .undetermined(_, let published) = arm.curve else { return [] }
      return published.map { (index, $0) }
    }
    let markers = all.map { _, point in
      TextBox(around: (x(clampedTime(point.time)), y.clamped(point.survival)), reach: 7)
    }
    var taken: [TextBox] = []
    return all.map { arm, point in
      let (px, py) = (x(clampedTime(point.time)), y.clamped(point.survival))
      let width = TextMeasure.width(of: point.label, .label)
      let height = TextStyle.label.leading
      let sheet = TextBox(left: left + 2, top: top + 2, right: right - 2, bottom: bottom - 2)
      let centred = min(max(px - width / 2, sheet.left), sheet.right - width)
      let places = [0.0, 18, -18, 36, -36, 54, -54, 72, -72, 90, -90, 108, -108, 126, -126].flatMap { shift in
        [
          TextBox(left: px + 11, top: py - height / 2 + shift, width: width, height: height),
          TextBox(left: px - 11 - width, top: py - height / 2 + shift, width: width, height: height),
          TextBox(left: centred, top: py - height / 2 + shift, width: width, height: height),
        ]
      }
      let box = places.first { place in
        sheet.contains(place) && !taken.contains(where: place.overlaps)
          && !markers.contains(where: place.overlaps)
      }
      if let box { taken.append(box) }
      return (arm, px, py, point.label, box)
    }
  }

  // MARK: The line of result

  /// Above the axis title, where the plot has no free corner.
  var spotAbove: Spot {
    Spot(x: 4, y: 4, lines: resultLines)
  }

  /// A corner of the plot in which the result covers no curve, preferably no band either.
  ///
  /// - Returns: The place and its lines; an empty place where there is no result; nil where all corners are
  /// taken.
  func freeSpotForResult() -> Spot? {
    guard !figure.result.isEmpty else { return Spot(x: 0, y: 0, lines: []) }
    let margin = 10.0
    let most = right - left - 2 * margin
    let natural = TextMeasure.width(of: figure.result, .label)
    // The fewest lines first; narrower settings fit into corners that long ones don't.
    let widths = [natural, natural * 0.66, natural / 2 + 20, natural / 3 + 40].filter {
      $0 <= most && $0 > 110
    }
    for allowed in widths {
      let lines = TextMeasure.lines(figure.result, within: allowed, .label)
      let width = TextMeasure.widest(lines, .label)
      let height = Double(lines.count) * TextStyle.label.leading
      let corners = [
        (left + margin, bottom - height - 10), (right - margin - width, top + 8),
        (right - margin - width, bottom - height - 10), (left + margin, top + (bottom - top) * 0.62),
      ]
      for (cornerX, cornerY) in corners {
        let box = TextBox(left: cornerX, top: cornerY, width: width, height: height)
        if isFree(box.grown(by: 6)) { return Spot(x: cornerX, y: cornerY, lines: lines) }
      }
    }
    return nil
  }

  private func isFree(_ box: TextBox) -> Bool {
    for spot in publishedSpots() {
      if spot.box?.overlaps(box) ?? false { return false }
      if TextBox(around: (spot.x, spot.y), reach: 8).overlaps(box) { return false }
    }
    for arm in figure.arms {
      if case .estimated(_, let median?) = arm.curve {
        let (middle, place) = (y(0.5), x(median))
        if box.left < place && box.right > place && box.bottom > middle { return false }
        if box.left < place && box.top < middle && box.bottom > middle { return false }
      }
      var place = box.left
      while place <= box.right {
        let time = (place - left) / (right - left) * x.upper
        if let value = arm.survival(at: time),
          y(value.upperBound) < box.bottom, y(value.lowerBound) > box.top
        {
          return false
        }
        place += 3
      }
    }
    return true
  }

  // MARK: Numbers at risk

  private func riskTable(at edge: Double, into nodes: inout [Node]) -> Double {
    guard figure.arms.contains(where: { $0.lastTime != nil }) else { return edge }
    var line = edge + 2
    for text in TextMeasure.lines(figure.words.atRisk, within: figure.width - 8, .note) {
      line += TextStyle.note.leading
      nodes.append(.lettering(text, x: 4, y: line, class: "note"))
    }
    for (index, arm) in figure.arms.enumerated() {
      let number = FigureStyle.number(ofArm: index)
      if isStacked {
        for text in TextMeasure.lines(arm.name, within: figure.width - 8, .strong) {
          line += TextStyle.strong.leading + 2
          nodes.append(.lettering(text, x: 4, y: line, class: "strong ink-\(number)"))
        }
      }
      line += TextStyle.strong.leading + 2
      if !isStacked {
        nodes.append(.lettering(arm.name, x: 4, y: line, class: "strong ink-\(number)"))
      }
      for tick in tableTicks {
        nodes.append(
          .lettering(
            arm.tableEntry(at: tick),
            x: x(tick),
            y: line,
            anchor: .middle,
            class: "tick ink-\(number)"
          )
        )
      }
    }
    return line + 8
  }
}
