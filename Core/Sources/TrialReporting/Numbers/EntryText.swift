// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

/// Writes the numbers of a report: every digit, sign and bracket in tables, figures and lists is decided here.
///
/// - Shares are percentages with one decimal, without the sign: the line's head says `%`.
/// - P-values have three decimals, `<0.001` below and never `0.000`.
/// - What reconstructed data leave open is a range over cohorts, never a point; a p-value or an interval that is
///   open is only called undetermined, because a range of either would be read as a finding.
struct EntryText: Sendable {
  let texts: Texts
  /// Whether days are written as months of 30.4375 days (365.25 / 12).
  let inMonths: Bool
  /// Whether a number that is the same in all cohorts is said to be so in one word, which a legend explains.
  var isBrief = false

  static let daysPerMonth = 365.25 / 12

  // MARK: One cell

  /// One number as it stands in a list.
  func text(of cell: Cell) -> String {
    switch cell.value {
    case .number(let number): text(number, cell.kind)
    case .notReached: texts[ResultMessage.notReached]
    case .notEstimable(let absence): text(absence)
    case .range(let lower, let upper, _): range(lower, upper, cell.kind)
    }
  }

  /// A number of a kind.
  func text(_ number: Double, _ kind: NumberKind) -> String {
    switch kind {
    case .count: DecimalText.fixed(number, decimals: 0)
    case .fraction, .fractionDifference: DecimalText.fixed(number, decimals: 1, shift: 2)
    case .ratio: DecimalText.fixed(number, decimals: 2)
    case .pValue, .probability: probability(number)
    case .statistic: DecimalText.fixed(number, decimals: 3)
    case .days:
      inMonths
        ? DecimalText.fixed(number / Self.daysPerMonth, decimals: 1) : DecimalText.fixed(number, decimals: 0)
    case .value(let decimals):
      // The median of an even number of whole values may lie between two of them.
      DecimalText.fixed(number, decimals: decimals == 0 && number != number.rounded() ? 1 : decimals)
    }
  }

  private func probability(_ number: Double) -> String {
    if number < 0.001 { return "<0.001" }
    if number > 0.999, number < 1 { return ">0.999" }
    return DecimalText.fixed(number, decimals: 3)
  }

  private func text(_ absence: CellValue.Absence) -> String {
    switch absence {
    case .noData: texts[ResultMessage.noData]
    case .monotoneLikelihood: texts[ResultMessage.noMaximum]
    case .tooLarge: texts[ResultMessage.leftOut]
    case .refused: texts[ResultMessage.refused]
    case .zeroDenominator: texts[ResultMessage.zeroDenominator]
    case .variesInKind: texts[ResultMessage.undetermined]
    }
  }

  private func range(_ lower: Double, _ upper: Double, _ kind: NumberKind) -> String {
    if kind == .pValue { return texts[ResultMessage.undetermined] }
    let low = text(lower, kind)
    let high = kind == .days && upper == .infinity ? texts[ResultMessage.notReached] : text(upper, kind)
    guard low == high else { return texts(ResultMessage.range, low, high) }
    return texts(isBrief ? ResultMessage.rangeOfOneBrief : .rangeOfOne, low)
  }

  // MARK: The numbers of an entry together

  /// The numbers of an entry, as its form asks for.
  func text(of entry: ResultTable.Entry) -> String {
    if entry.isUndetermined { return undetermined(entry) }
    let cells = entry.cells.map { text(of: $0) }
    guard let first = cells.first else { return "–" }
    switch entry.form {
    case .single: return first
    case .countOfTotal: return cells.count > 1 ? "\(first)/\(cells[1])" : first
    case .countAndShare: return with(first, share(of: entry))
    case .countOfTotalAndShare:
      return cells.count > 1 ? with("\(first)/\(cells[1])", share(of: entry)) : first
    case .estimateAndInterval:
      // A statistic without a value has no interval either; its reason is said once.
      guard cells.count > 2, entry.cells[0].value.isThere else { return first }
      if entry.cells[1...].contains(where: \.isOpen) {
        return with(first, texts[ResultMessage.intervalUndetermined])
      }
      return "\(first) (\(texts(ResultMessage.interval, cells[1], cells[2])))"
    case .interval:
      guard cells.count > 1, entry.cells[0].value.isThere || entry.cells[1].value.isThere else {
        return first
      }
      return texts(ResultMessage.interval, first, cells[1])
    case .medianAndRange:
      guard cells.count > 2, entry.cells[0].value.isThere else { return first }
      return "\(first) (\(texts(ResultMessage.interval, cells[1], cells[2])))"
    case .pair: return cells.count > 1 && entry.cells[0].value.isThere ? "\(first); \(cells[1])" : first
    case .meanAndSD: return cells.count > 1 && entry.cells[0].value.isThere ? with(first, cells[1]) : first
    case .test:
      let p = cells.last ?? first
      guard let statistic = entry.cell(named: "statistic") else { return p }
      return "\(text(of: statistic)); \(p)"
    }
  }

  /// The share of a count; nil where it has no value, as with a denominator of zero.
  private func share(of entry: ResultTable.Entry) -> String? {
    guard let cell = entry.cell(named: "estimate"), cell.value.isThere else { return nil }
    return text(of: cell)
  }

  private func with(_ main: String, _ bracket: String?) -> String {
    bracket.map { "\(main) (\($0))" } ?? main
  }

  /// An entry of which the published figures leave at least one number open: the range of what it is about.
  private func undetermined(_ entry: ResultTable.Entry) -> String {
    switch entry.form {
    case .interval, .test: return texts[ResultMessage.undetermined]
    case .countOfTotalAndShare, .countOfTotal:
      guard let events = entry.cells.first, let total = entry.cell(named: "n") else { break }
      return texts(ResultMessage.rangeOfTotal, ends(of: events), ends(of: total))
    case .pair where entry.cells.count > 1:
      return texts(ResultMessage.rangeOfPair, ends(of: entry.cells[0]), ends(of: entry.cells[1]))
    case .meanAndSD where entry.cells.count > 1:
      return texts(ResultMessage.rangeOfMean, ends(of: entry.cells[0]), ends(of: entry.cells[1]))
    case .medianAndRange where entry.cells.count > 2:
      guard case .number = entry.cells[1].value, case .number = entry.cells[2].value else { break }
      let extremes = texts(ResultMessage.interval, text(of: entry.cells[1]), text(of: entry.cells[2]))
      return with(text(of: entry.cells[0]), extremes)
    default: break
    }
    return entry.cells.first.map { text(of: $0) } ?? "–"
  }

  /// A number, or the two ends of its range, without a word.
  private func ends(of cell: Cell) -> String {
    guard case .range(let lower, let upper, _) = cell.value else { return text(of: cell) }
    let (low, high) = (text(lower, cell.kind), text(upper, cell.kind))
    return low == high ? low : texts(ResultMessage.interval, low, high)
  }
}

extension ResultTable.Entry {
  /// Whether any number that it states is only known as a range over cohorts, or not even as one.
  var isUndetermined: Bool { stated.contains(where: \.isOpen) }

  /// The numbers it stands for: an estimate may be printed while its interval stays open.
  var stated: ArraySlice<Cell> { form == .estimateAndInterval ? cells.prefix(1) : cells[...] }

  /// The cell whose address ends in a word.
  func cell(named name: String) -> Cell? {
    cells.first { $0.path.split(separator: "/").last.map { $0 == name } ?? false }
  }

  /// The address of the whole, which is that of its first number.
  var address: String? { cells.first?.path }
}

extension Cell {
  /// Whether the published figures leave it open.
  var isOpen: Bool {
    switch value {
    case .range, .notEstimable(.variesInKind): true
    default: false
    }
  }
}

extension CellValue {
  /// A number, or a quantile that is not reached: something that can have an interval.
  var isThere: Bool {
    switch self {
    case .number, .notReached: true
    case .notEstimable, .range: false
    }
  }
}
