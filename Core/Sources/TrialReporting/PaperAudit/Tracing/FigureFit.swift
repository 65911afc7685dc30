// SPDX-License-Identifier: Apache-2.0

import PaperAudit
import TrialAnalysis

/// Whether a printed figure is a number of the results.
enum FigureFit {
  /// It is that number, as people round.
  case equal
  /// The results leave the number open, and it lies within their range.
  case possible
  case none

  /// - Parameters:
  ///   - figure: As the text prints it.
  ///   - isBelow: Whether the text says that the number is smaller, as "P<0.001".
  ///   - cell: A number of the results.
  init(_ figure: PrintedFigure, isBelow: Bool, _ cell: Cell) {
    guard Self.mayBe(figure.role, cell) else {
      self = .none
      return
    }
    let units = Self.units(of: cell.kind, figure.role)
    switch cell.value {
    case .number(let number):
      let fits = units.contains { unit in
        isBelow ? number * unit < figure.number.value : figure.number.rounding(of: number * unit) != nil
      }
      self = fits ? .equal : .none
    case .range(let lower, let upper, _):
      let printed = figure.number.rounding
      let fits = units.contains { unit in
        isBelow
          ? lower * unit < figure.number.value
          : lower * unit <= printed.upperBound && upper * unit >= printed.lowerBound
      }
      self = fits ? .possible : .none
    case .notReached, .notEstimable: self = .none
    }
  }

  /// Whether a text can print a number of the results in a role.
  static func mayBe(_ role: PrintedFigure.Role, _ cell: Cell) -> Bool {
    let parts = cell.path.split(separator: "/")
    if parts.last == "lower" || parts.last == "upper" { return role == .lower || role == .upper }
    guard cell.kind == .count else { return roles(of: cell.kind).contains(role) }
    switch role {
    case .total, .size: return parts.last == "n" || parts.first == "total"
    case .events, .part: return parts.last != "n" && parts.last != "df"
    case .degreesOfFreedom: return parts.last == "df"
    default: return false
    }
  }

  private static func roles(of kind: NumberKind) -> Set<PrintedFigure.Role> {
    switch kind {
    case .count: []
    case .fraction: [.percent, .rate, .estimate]
    case .fractionDifference: [.percent, .estimate]
    case .ratio: [.estimate]
    case .pValue: [.p]
    case .probability: [.p, .estimate, .percent]
    case .statistic: [.statistic, .estimate]
    case .days: summaries.union([.duration, .rate, .estimate])
    case .value: summaries.union([.deviation, .standardError, .estimate])
    }
  }

  private static let summaries: Set<PrintedFigure.Role> = [
    .mean, .median, .minimum, .maximum, .firstQuartile, .thirdQuartile,
  ]

  /// What the number is multiplied with to be printed: shares as such or as percentages, times in any usual unit.
  private static func units(of kind: NumberKind, _ role: PrintedFigure.Role) -> [Double] {
    switch kind {
    case .fraction, .fractionDifference, .probability: role == .percent ? [100] : [100, 1]
    case .days: [1, 1 / 7, 1 / EntryText.daysPerMonth, 1 / 365.25]
    case .count, .ratio, .pValue, .statistic, .value: [1]
    }
  }
}
