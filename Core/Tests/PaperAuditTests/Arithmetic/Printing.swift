// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit

/// The ways in which people print a number.
enum Printing: CaseIterable {
  case halfUp, halfEven, cutOff

  func print(_ exact: Double, decimals: Int) -> PrintedNumber {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let rule: FloatingPointRoundingRule =
      switch self {
      case .halfUp: .toNearestOrAwayFromZero
      case .halfEven: .toNearestOrEven
      case .cutOff: .towardZero
      }
    // A hair for products such as 0.29 × 100 = 28.999999999999996 before they are cut off.
    let scaled = exact * power
    let whole = scaled.rounded()
    let units = (scaled - whole).magnitude < 1e-9 ? whole : scaled.rounded(rule)
    return PrintedNumber(units / power, decimals: decimals)
  }
}

extension RandomStream {
  /// A number printed in any way, with few or many decimals.
  mutating func printed(_ exact: Double, decimals: ClosedRange<Int> = 0...3) -> PrintedNumber {
    Printing.allCases[integer(below: 3)].print(exact, decimals: integer(in: decimals))
  }

  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + integer(below: range.upperBound - range.lowerBound + 1)
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[integer(below: elements.count)] }
}

/// "0.05" or "−1.2" or "30": a printed number from its digits.
func number(_ text: String) -> PrintedNumber {
  let decimals = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  return PrintedNumber(Double(text) ?? 0, decimals: decimals)
}

/// "= 0.03", "< 0.001", "≥ 0.05".
func p(_ text: String) -> PrintedP {
  let parts = text.split(separator: " ").map(String.init)
  let relations: [String: PrintedP.Relation] = [
    "=": .equal, "<": .less, "≤": .atMost, ">": .greater, "≥": .atLeast,
  ]
  return PrintedP(relations[parts[0]] ?? .equal, number(parts[1]))
}
