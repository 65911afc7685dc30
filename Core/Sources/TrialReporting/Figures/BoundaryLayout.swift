// SPDX-License-Identifier: Apache-2.0
import Markup

/// Where everything in a figure of boundaries stands.
struct BoundaryLayout {
  private typealias Corner = (x: Double, y: Double, value: Double)

  private let figure: BoundaryFigure
  private let left: Double
  private let right: Double
  private let top: Double
  private let bottom: Double
  private let x: Scale
  private let y: Scale
  /// Beyond these a critical value is cut; early ones that spend next to nothing would press the rest flat.
  private static let limit = 8.0

  init(_ figure: BoundaryFigure) {
    self.figure = figure
    let uppers = figure.looks.map(\.efficacy).filter(\.isFinite).map { min($0, Self.limit) }
    let lowers = figure.looks.compactMap(\.futility).map { max($0, -Self.limit) }
    // Room for the words of each region and for the values beside the marks.
    let highest = (uppers.max() ?? 2) + 1
    let lowest = figure.isTwoSided ? -highest : min(lowers.min() ?? 0, 0) - (lowers.isEmpty ? 0.3 : 1)
    left = 44
    right = figure.width - 16
    top = 30
    bottom = top + 300
    // Not from 0: nothing is decided before the first look, but its share of the way should be seen.
    x = Scale(0...1, from: left, to: right - 26)
    y = Scale(lowest...highest, from: bottom, to: top)
  }

  var drawing: Drawing {
    var nodes: [Node] = []
    // A look that spends nothing has no boundary.
    let deciding = figure.looks.filter { $0.efficacy.isFinite }
    let upper = deciding.map { corner($0.information, $0.efficacy) }
    let opposite = figure.isTwoSided ? deciding.map { corner($0.information, -$0.efficacy) } : []
    let futility = futilityCorners
    let lower = figure.isTwoSided ? [] : futility
    let wedge = figure.isTwoSided ? futility : []
    if !upper.isEmpty { nodes.append(region(upper, to: top, class: "band-1")) }
    if !opposite.isEmpty { nodes.append(region(opposite, to: bottom, class: "band-1")) }
    if !lower.isEmpty { nodes.append(region(lower, to: bottom, class: "band-2")) }
    if !wedge.isEmpty { nodes.append(region(wedge, mirrored: mirrored(wedge))) }
    nodes += axes
    for line in [upper, opposite] where !line.isEmpty {
      nodes += boundary(line, sign: 0, isAbove: line[0].y < y(0))
    }
    if !lower.isEmpty { nodes += boundary(lower, sign: 1, isAbove: false, marked: lower.count - 1) }
    if !wedge.isEmpty {
      nodes += boundary(wedge, sign: 1, isAbove: true, marked: wedge.count - 1)
      nodes += boundary(mirrored(wedge), sign: 1, isAbove: false, marked: wedge.count - 1)
    }
    nodes += words(hasFutility: !futility.isEmpty)
    let foot = looks(at: bottom + 6, into: &nodes)
    return Drawing(width: figure.width, height: foot + 6, nodes: nodes)
  }

  private func corner(_ information: Double, _ value: Double) -> Corner {
    (x(information), y.clamped(min(max(value, -Self.limit), Self.limit)), value)
  }

  /// The futility boundary, which ends where it meets the last critical value.
  ///
  /// A wedge that is closed at a later look is there as wide as 0.
  private var futilityCorners: [Corner] {
    let planned = figure.looks.dropLast().drop { $0.futility == nil }
    let found = planned.compactMap { look in
      (look.futility ?? (figure.isTwoSided ? 0 : nil)).map { corner(look.information, $0) }
    }
    guard !found.isEmpty, let last = figure.looks.last else { return [] }
    return found + [corner(last.information, last.efficacy)]
  }

  private func mirrored(_ corners: [Corner]) -> [Corner] {
    corners.map { (x: $0.x, y: y.clamped(min(max(-$0.value, -Self.limit), Self.limit)), value: -$0.value) }
  }

  // MARK: Regions and lines

  /// The area between a boundary and an edge of the plot, a little wider than the looks.
  private func region(_ corners: [Corner], to edge: Double, class style: String) -> Node {
    var path = PathData()
    path.move(to: max(left, corners[0].x - 14), edge)
    path.vertical(to: corners[0].y)
    for corner in corners { path.line(to: corner.x, corner.y) }
    if let last = corners.last {
      path.horizontal(to: last.x + 14)
      path.vertical(to: edge)
    }
    path.close()
    return .path(path, class: style)
  }

  /// The area between both sides of a wedge.
  private func region(_ corners: [Corner], mirrored: [Corner]) -> Node {
    var path = PathData()
    path.move(to: corners[0].x, corners[0].y)
    for corner in corners.dropFirst() { path.line(to: corner.x, corner.y) }
    path.horizontal(to: corners[corners.count - 1].x + 14)
    path.vertical(to: mirrored[mirrored.count - 1].y)
    for corner in mirrored.reversed() { path.line(to: corner.x, corner.y) }
    path.close()
    return .path(path, class: "band-2")
  }

  private func boundary(_ corners: [Corner], sign: Int, isAbove: Bool, marked: Int? = nil) -> [Node] {
    let number = FigureStyle.number(ofArm: sign)
    var path = PathData()
    path.move(to: corners[0].x, corners[0].y)
    for corner in corners.dropFirst() { path.line(to: corner.x, corner.y) }
    var nodes: [Node] = [.path(path, class: "line-\(number)")]
    var free = -Double.infinity
    for corner in corners.prefix(marked ?? corners.count) where !(figure.isTwoSided && corner.value == 0) {
      nodes.append(marker(arm: sign, x: corner.x, y: corner.y, size: 4.5))
      let text = corner.value.isFinite ? Ticks.decimals(corner.value, 2) : "−∞"
      let half = TextMeasure.width(of: text, .tick) / 2
      // Looks close to each other keep the first value, and the print has them all.
      guard corner.x - half > free else { continue }
      free = corner.x + half + 4
      nodes.append(
        .lettering(
          text,
          x: corner.x + (corner.x < x(1) ? 7 : 0),
          y: isAbove ? corner.y - 10 : corner.y + 19,
          anchor: .middle,
          class: "tick ink-\(number)"
        )
      )
    }
    return nodes
  }

  // MARK: Words and axes

  private func words(hasFutility: Bool) -> [Node] {
    let edge = x(1) + 6
    var nodes: [Node] = [
      .lettering(figure.words.statistic, x: 4, y: top - 14, class: "label"),
      .lettering(figure.words.reject, x: edge, y: top + 18, anchor: .end, class: "strong ink-1"),
    ]
    if figure.isTwoSided {
      nodes.append(
        .lettering(
          figure.words.rejectOpposite,
          x: edge,
          y: bottom - 10,
          anchor: .end,
          class: "strong ink-1"
        )
      )
    }
    if hasFutility {
      // Within the wedge, above the line at 0.
      let place = figure.isTwoSided ? y(0) - 7 : bottom - 10
      nodes.append(
        .lettering(figure.words.futility, x: edge, y: place, anchor: .end, class: "strong ink-2")
      )
    }
    if figure.looks.count > 1, let first = figure.looks.first {
      nodes.append(
        .lettering(figure.words.goOn, x: x(first.information) + 14, y: goOnPlace, class: "label halo")
      )
    }
    return nodes
  }

  /// The middle between the boundaries at the first look.
  private var goOnPlace: Double {
    guard let first = figure.looks.first else { return (top + bottom) / 2 }
    let high = y.clamped(min(first.efficacy, Self.limit))
    // Without a lower boundary the words keep clear of the line at 0.
    let low = first.futility.map { y.clamped($0) } ?? y(0)
    return (high + low) / 2 + 4
  }

  private var axes: [Node] {
    var nodes: [Node] = []
    for value in Ticks.multiples(of: y.upper - y.lower > 8 ? 2 : 1, from: y.lower, to: y.upper) {
      nodes.append(
        .line(x1: left, y1: y(value), x2: right, y2: y(value), class: value == 0 ? "axis" : "grid")
      )
      nodes.append(
        .lettering(Ticks.label(value), x: left - 8, y: y(value) + 4, anchor: .end, class: "tick")
      )
    }
    nodes.append(.line(x1: left, y1: bottom, x2: right, y2: bottom, class: "axis"))
    return nodes
  }

  /// The looks beneath the axis: their share of information and what they count.
  private func looks(at edge: Double, into nodes: inout [Node]) -> Double {
    var free = -Double.infinity
    let hasCounts = figure.looks.contains { !$0.count.isEmpty }
    for look in figure.looks {
      let place = x(look.information)
      nodes.append(.line(x1: place, y1: bottom, x2: place, y2: bottom + 5, class: "axis"))
      let share = Ticks.label(look.information)
      let half = max(TextMeasure.width(of: share, .tick), TextMeasure.width(of: look.count, .tick)) / 2
      guard place - half > free else { continue }
      free = place + half + 6
      nodes.append(.lettering(share, x: place, y: edge + 14, anchor: .middle, class: "tick"))
      if hasCounts {
        nodes.append(.lettering(look.count, x: place, y: edge + 52, anchor: .middle, class: "tick"))
      }
    }
    nodes.append(
      .lettering(
        figure.words.information,
        x: (left + right) / 2,
        y: edge + 32,
        anchor: .middle,
        class: "label"
      )
    )
    guard hasCounts else { return edge + 36 }
    nodes.append(.lettering(figure.words.count, x: 4, y: edge + 52, class: "note"))
    return edge + 56
  }
}
