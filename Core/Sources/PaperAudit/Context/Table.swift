// SPDX-License-Identifier: Apache-2.0

/// The head of a table that was flattened to lines: cells between bars, tabs or semicolons.
struct TableHead {
  /// What a column holds.
  enum Column {
    case label
    /// Figures of an arm, or of all with `arm` nil, and the size in the head.
    case group(arm: Int?, size: Int, isOfAll: Bool)
    case p
    case other

    var isLabel: Bool { if case .label = self { true } else { false } }
  }

  let separator: Sense
  let columns: [Column]

  /// A line with at least three cells, two of them with sizes.
  init?(_ document: Document, _ line: Range<Int>, _ arms: [Arm]) {
    guard
      let separator = [Sense.bar, .semicolon].first(where: { sign in
        line.count { document.sense($0) == sign } >= 2
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
    for index in line where document.sense(index) == separator {
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
      let inside = phrases.filter { cell.contains($0.tokens.lowerBound) }
      switch column {
      case .group(let arm, let size, let isOfAll): found += inside.map { $0.inColumn(arm, size, isOfAll) }
      case .p:
        if let p = p(in: cell, document) { found.append(.p(p)) }
      case .label, .other: found += inside.filter { if case .proportion = $0 { false } else { true } }
      }
    }
    return found
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
