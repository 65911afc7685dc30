// SPDX-License-Identifier: Apache-2.0
import Testing

/// The largest disagreement among very many comparisons, reported once.
struct Worst {
  private var error = 0.0
  private var place = ""
  private(set) var count = 0

  /// Notes how far `actual` is from `expected`, relative to it.
  mutating func compare(_ actual: Double, _ expected: Double, _ what: @autoclosure () -> String) {
    count += 1
    if actual == expected || actual.isNaN && expected.isNaN { return }
    let off = (actual - expected).magnitude / max(expected.magnitude, 1e-300)
    // Not a number, or infinite, is the worst of all.
    if !(off <= error) {
      error = off.isNaN ? .infinity : off
      place = "\(what()): got \(actual), expected \(expected)"
    }
  }

  /// Whether all agreed to `relative`, and there was something to compare.
  func expect(below relative: Double, at location: SourceLocation = #_sourceLocation) {
    #expect(count > 0 && error <= relative, "\(place), off by \(error)", sourceLocation: location)
  }
}

/// Pascal's triangle, up to 30.
let pascal: [[Int]] = (0...30).reduce(into: []) { rows, n in
  let last = rows.last ?? []
  rows.append((0...n).map { $0 == 0 || $0 == n ? 1 : last[$0 - 1] + last[$0] })
}
