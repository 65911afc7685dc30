// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Draws a value that an item may have, from its type, range, codes and dates alone: plausible to a form, not to medicine.
struct ValueDrawing {
  let stage: Stage

  /// A value as it would be typed, never empty; limits of normal that stand in the row already draw their values near.
  func value(
    of item: Item,
    in form: Form,
    beside row: [String: String],
    on day: CivilDate,
    at site: String,
    drawing stream: inout RandomStream
  ) -> String {
    switch item.kind {
    case .category: return item.categories[stream.integer(below: max(1, item.categories.count))].code
    case .arm: return stage.study.arms[stream.integer(below: stage.study.arms.count)].id
    case .site: return site
    case .text: return "Virtual text \(1 + stream.integer(below: 9))"
    case .days: return "0"
    case .integer, .decimal:
      return Self.text(number(of: item, in: form, beside: row, drawing: &stream), of: item)
    case .date:
      guard form.happened != item.id else { return "\(day)" }
      // A date that other values of the row are dated by lies shortly before the row's day.
      if form.items.contains(where: { $0.happened == item.id }) {
        return "\(day + -stream.integer(below: 3))"
      }
      if item.imputation != nil, stream.uniform() < 0.2 { return String("\(day)".prefix(7)) }
      return "\(day + -stream.integer(below: 40))"
    }
  }

  private func number(
    of item: Item,
    in form: Form,
    beside row: [String: String],
    drawing stream: inout RandomStream
  ) -> Double {
    let range = Self.range(of: item)
    if let upper = item.limits.upper, upper.form == form.id, let text = row[upper.item],
      let limit = Double(text), let other = stage.study.item(upper),
      let factor = stage.study.limitFactor(from: other, to: item)
    {
      return min(max(limit * factor * (0.3 + 1.4 * stream.uniform()), range.lowerBound), range.upperBound)
    }
    // Ranges are wide on the far side: most values lie in the lower half.
    let place = stream.uniform() * (0.3 + 0.7 * stream.uniform())
    return range.lowerBound + (range.upperBound - range.lowerBound) * place
  }

  /// Where an item has no range.
  static func range(of item: Item) -> ClosedRange<Double> { item.range ?? 0...200 }

  /// A number as it would be typed into an item, inside its range.
  static func text(_ number: Double, of item: Item) -> String {
    guard item.kind != .integer else { return "\(Int(number.rounded()))" }
    let range = range(of: item)
    let digits = range.upperBound - range.lowerBound >= 20 ? 1 : 2
    let scale = digits == 1 ? 10.0 : 100.0
    var units = Int((number * scale).rounded())
    if Double(units) / scale < range.lowerBound { units += 1 }
    if Double(units) / scale > range.upperBound { units -= 1 }
    let whole = units.magnitude / UInt(scale)
    let rest = "\(units.magnitude % UInt(scale))"
    let sign = units < 0 ? "-" : ""
    return "\(sign)\(whole).\(String(repeating: "0", count: digits - rest.count))\(rest)"
  }
}
