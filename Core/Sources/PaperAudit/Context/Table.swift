// SPDX-License-Identifier: Apache-2.0

/// The head of a table that was flattened to lines: cells between bars, tabs or semicolons.
struct TableHead {
  /// What a column holds.
  enum Column {
    case label
    /// Figures of an arm, or of all with `arm` nil, and the size in the head.
    case group(arm: Int?, size: Int, isOfAll: Bool)
    case p
    /// Ratios or differences with their intervals.
    case estimate(EstimatePhrase.Measure)
    case other

    var isLabel: Bool { if case .label = self { true } else { false } }
  }

  let separator: Sense
  let columns: [Column]

  /// A line with at least three cells, two of them with sizes.
  init?(_ document: Document, _ line: Range<Int>, _ arms: [Arm]) {
    guard
      let separator = [Sense.bar, .semicolon].first(where: { sign in
        Self.cells(document, line, sign).count > 2
      })
    else { return nil }
    let look = PhraseLook(document, line)
    var columns: [Column] = []
    for cell in Self.cells(document, line, separator) {
      let size = cell.first { look.sense($0) == .sampleSize && look.sense($0 + 1) == .equals }.flatMap {
        look.whole($0 + 2)
      }
      if let size {
        columns.append(
          .group(
            arm: arms.firstIndex {
              cell.overlaps($0.tokens) && $0.sizes.contains(size)
                && !cell.contains { look.sense($0) == .total }
            },
            size: size,
            isOfAll: cell.contains { [.total, .all].contains(look.sense($0)) }
          )
        )
      } else if cell.contains(where: { look.sense($0) == .pValue }), cell.count <= 4 {
        columns.append(.p)
      } else if !columns.isEmpty, let measure = Self.measure(cell, document) {
        columns.append(.estimate(measure))
      } else {
        columns.append(columns.isEmpty ? .label : .other)
      }
    }
    let groups = columns.count { if case .group = $0 { true } else { false } }
    guard groups >= 2 else { return nil }
    self.separator = separator
    self.columns = columns
  }

  static func cells(_ document: Document, _ line: Range<Int>, _ separator: Sense) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    var depth = 0
    for index in line {
      // "(SD 4.1; range 18-75)" is no end of a cell.
      switch document.sense(index) {
      case .open where separator == .semicolon: depth += 1
      case .close: depth = max(0, depth - 1)
      default: break
      }
      guard document.sense(index) == separator, depth == 0 else { continue }
      cells.append(start..<index)
      start = index + 1
    }
    cells.append(start..<line.upperBound)
    return cells
  }

  /// The phrases of a row with the arms and sizes of their columns, and bare p-values made phrases; nil if the line is no row.
  func reading(_ phrases: [Phrase], _ document: Document, _ line: Range<Int>) -> [Phrase]? {
    let cells = Self.cells(document, line, separator)
    guard cells.count >= 3, cells.count <= columns.count + 1, abs(cells.count - columns.count) <= 1 else {
      return nil
    }
    var found: [Phrase] = []
    // The empty cell above the labels may not have been printed.
    let isShifted = cells.count == columns.count + 1 && columns.first.map { !$0.isLabel } ?? false
    for (column, cell) in zip(isShifted ? [.label] + columns : columns, cells) {
      let inside = phrases.filter { $0.isIn(cell) }
      switch column {
      case .group(let arm, let size, let isOfAll): found += inside.map { $0.inColumn(arm, size, isOfAll) }
      case .p:
        if let p = p(in: cell, document) { found.append(.p(p)) }
      case .estimate(let measure):
        if let estimate = estimate(measure, in: cell, document) { found.append(.estimate(estimate)) }
      case .label, .other: found += inside.filter { if case .proportion = $0 { false } else { true } }
      }
    }
    return found
  }

  /// "Hazard ratio (95% CI)", "Odds ratio", "RR (95% CI)", "Mean difference (95% CI)".
  private static func measure(_ cell: Range<Int>, _ document: Document) -> EstimatePhrase.Measure? {
    for index in cell {
      switch (document.sense(index), document.sense(index + 1)) {
      case (.hazardRatio, _), (.hazard, .ratio): return .hazardRatio
      case (.oddsRatio, _), (.odds, .ratio): return .oddsRatio
      case (.riskRatio, _), (.risk, .ratio), (.relative, .risk), (.rate, .ratio): return .riskRatio
      case (.difference, _): return .difference
      default: break
      }
    }
    return nil
  }

  /// "0.47 (0.20–1.10)".
  private func estimate(_ measure: EstimatePhrase.Measure, in cell: Range<Int>, _ document: Document)
    -> EstimatePhrase?
  {
    let reader = PhraseReader(document, cell, isTable: true)
    guard let place = cell.first(where: { document.sense($0) != .end }), let value = reader.numeral(place),
      reader.sense(place + 1) == .open, let limits = reader.limits(at: place + 2),
      reader.sense(limits.end) == .close,
      limits.lower.decimals == Int(value.decimals), limits.upper.decimals == limits.lower.decimals
    else { return nil }
    return EstimatePhrase(
      tokens: place..<limits.end,
      measure: measure,
      value: value.printed,
      isPercent: false,
      interval: IntervalPhrase(
        tokens: place + 2..<limits.end,
        level: nil,
        lower: limits.lower,
        upper: limits.upper
      ),
      isAdjusted: true,
      hasUnit: measure == .difference
    )
  }

  private func p(in cell: Range<Int>, _ document: Document) -> PPhrase? {
    guard let place = cell.first(where: { document.tokens[$0].isNumber }),
      let numeral = document.tokens[place].numeral, !numeral.isSigned,
      numeral.decimals > 0, numeral.value <= 1,
      place + 1 >= cell.upperBound || document.sense(place + 1) == .end
    else { return nil }
    let isBound = place > cell.lowerBound && document.sense(place - 1) == .less
    return PPhrase(
      tokens: place..<place + 1,
      printed: PrintedP(isBound ? .less : .equal, numeral.printed),
      isQualified: false
    )
  }
}

extension Phrase {
  /// Whether the figures stand in a cell; "mean (SD)" may be its label's.
  fileprivate func isIn(_ cell: Range<Int>) -> Bool {
    if case .summary = self { cell.contains(tokens.upperBound - 1) } else { cell.contains(tokens.lowerBound) }
  }

  /// The same figures as those of a column.
  fileprivate func inColumn(_ arm: Int?, _ size: Int, _ isOfAll: Bool) -> Phrase {
    switch self {
    case .proportion(var share):
      share.arm = arm
      share.isArmSure = arm != nil
      share.column = size
      share.isOfAll = isOfAll
      return .proportion(share)
    case .summary(var summary):
      summary.arm = arm
      summary.isArmSure = arm != nil
      summary.size = summary.size ?? size
      return .summary(summary)
    default: return self
    }
  }
}
