// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Takes values to places on the sheet.
struct Scale: Sendable {
  enum Form: Sendable {
    case linear
    /// Equal ratios are equally far apart; values must be above zero.
    case logarithmic
  }

  let form: Form
  let lower: Double
  let upper: Double
  private let start: Double
  private let end: Double

  /// A scale on which `domain` fills the places from `start` to `end`.
  ///
  /// - Parameters:
  ///   - domain: The values at both ends; one of no width is widened.
  ///   - start: Place of the lowest value.
  ///   - end: Place of the highest value; may lie before `start`, as it does for y.
  ///   - form: How values are spaced.
  init(_ domain: ClosedRange<Double>, from start: Double, to end: Double, form: Form = .linear) {
    self.form = form
    lower = domain.lowerBound
    upper = domain.upperBound > domain.lowerBound ? domain.upperBound : domain.lowerBound + 1
    self.start = start
    self.end = end
  }

  func callAsFunction(_ value: Double) -> Double {
    let fraction =
      switch form {
      case .linear: (value - lower) / (upper - lower)
      case .logarithmic: Double.log(value / lower) / Double.log(upper / lower)
      }
    return start + fraction * (end - start)
  }

  /// The place of a value, kept inside the scale.
  func clamped(_ value: Double) -> Double {
    self(min(max(value, lower), upper))
  }
}

/// Round numbers for axes.
enum Ticks {
  /// The multiples of `step` from `lower` to `upper`, both included where they are multiples.
  static func multiples(of step: Double, from lower: Double, to upper: Double) -> [Double] {
    guard step > 0, upper >= lower else { return [] }
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard last >= first, last - first < 1000 else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Steps of 1, 2 and 5 times powers of ten, upwards from the first that is at least `least`.
  static func decimalStep(atLeast least: Double) -> Double {
    guard least > 0, least.isFinite else { return 1 }
    let power = Double.pow(10, Double.log10(least).rounded(.down))
    for factor in [1.0, 2, 5, 10] where factor * power >= least * (1 - 1e-9) { return factor * power }
    return 10 * power
  }

  /// Steps that people count months in.
  static func monthStep(atLeast least: Double) -> Double {
    for months in [1.0, 2, 3, 6, 12, 24, 36, 60, 120, 240] where months >= least { return months }
    return decimalStep(atLeast: least)
  }

  /// Ratios for a logarithmic axis: 1, 2, 5 times powers of ten within the range, thinned until at most
  /// `most` remain.
  static func ratios(from lower: Double, to upper: Double, most: Int) -> [Double] {
    for factors in [[1.0, 2, 5], [1.0, 3], [1.0]] {
      let all = (-6...6).flatMap { power in factors.map { $0 * Double.pow(10, Double(power)) } }
      let ticks = all.filter { $0 >= lower * (1 - 1e-9) && $0 <= upper * (1 + 1e-9) }
      if ticks.count <= most || factors.count == 1 { return ticks }
    }
    return []
  }

  /// A number as it stands at an axis: no digits that are all zero, a real minus sign.
  static func label(_ value: Double) -> String {
    let text = decimals(value, 2)
    var trimmed = text[...]
    if trimmed.contains(".") {
      while trimmed.last == "0" { trimmed.removeLast() }
      if trimmed.last == "." { trimmed.removeLast() }
    }
    return String(trimmed)
  }

  /// A number with a fixed count of decimals and a real minus sign.
  static func decimals(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    let unit = (0..<places).reduce(1) { power, _ in power * 10 }
    let count = Int((abs(value) * Double(unit)).rounded())
    let sign = value < 0 && count > 0 ? "−" : ""
    guard places > 0 else { return "\(sign)\(count)" }
    let part = String(count % unit)
    return "\(sign)\(count / unit).\(String(repeating: "0", count: places - part.count))\(part)"
  }
}

/// Moves blocks along a line until none overlaps another.
///
/// Blocks keep their order and move as little as they can: those that touch form a pile around the mean of
/// the places they wish for (the pool-adjacent-violators idea), and the whole is kept between `lower` and
/// `upper` as far as it fits.
///
/// - Parameters:
///   - wishes: The centres the blocks would like to have, with their heights.
///   - lower: Least place of an edge.
///   - upper: Greatest place of an edge; yields where there is no room.
///   - gap: Free space between blocks.
/// - Returns: Centres in the order of `wishes`.
func spread(_ wishes: [(centre: Double, height: Double)], from lower: Double, to upper: Double, gap: Double)
  -> [Double]
{
  let order = wishes.indices.sorted { (wishes[$0].centre, $0) < (wishes[$1].centre, $1) }
  var piles: [(members: [Int], centre: Double, height: Double)] = []
  func height(_ members: [Int]) -> Double {
    members.reduce(-gap) { $0 + wishes[$1].height + gap }
  }
  func placed(_ members: [Int]) -> (members: [Int], centre: Double, height: Double) {
    let total = height(members)
    var offset = -total / 2
    var sum = 0.0
    for member in members {
      sum += wishes[member].centre - (offset + wishes[member].height / 2)
      offset += wishes[member].height + gap
    }
    let centre = min(sum / Double(members.count), upper - total / 2)
    return (members, max(centre, lower + total / 2), total)
  }
  for index in order {
    piles.append(placed([index]))
    while piles.count > 1 {
      let (last, before) = (piles[piles.count - 1], piles[piles.count - 2])
      guard last.centre - last.height / 2 < before.centre + before.height / 2 + gap else { break }
      piles.removeLast(2)
      piles.append(placed(before.members + last.members))
    }
  }
  var centres = wishes.map(\.centre)
  for pile in piles {
    var edge = pile.centre - pile.height / 2
    for member in pile.members {
      centres[member] = edge + wishes[member].height / 2
      edge += wishes[member].height + gap
    }
  }
  return centres
}
