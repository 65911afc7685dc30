// SPDX-License-Identifier: Apache-2.0

/// Lines and columns of a terminal, where Chinese characters take two columns.
enum TextColumns {
  /// How many columns a line takes.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// East Asian wide and full-width forms (Unicode Standard Annex 11) take two columns, combining marks none.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The text with blanks up to a width, behind it or (`right`) before it.
  static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, columns - width(text)))
    return right ? blanks + text : text + blanks
  }

  /// The text behind a label, its further lines indented as far as the label reaches.
  static func hanging(_ label: String, _ text: String, to columns: Int) -> [String] {
    let indent = String(repeating: " ", count: width(label))
    let lines = wrapped(text, to: columns - width(label))
    guard let first = lines.first else { return [label] }
    return [label + first] + lines.dropFirst().map { indent + $0 }
  }

  /// The text in lines of at most this width; `indent` stands before every line but the first.
  ///
  /// Breaks at blanks and between Chinese characters; a longer word is cut.
  static func wrapped(_ text: String, to columns: Int, indent: String = "") -> [String] {
    let columns = max(columns, 8)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n") {
      var line = lines.isEmpty ? "" : indent
      for piece in pieces(of: paragraph) {
        if width(line) + width(trimmedEnd(piece)) > columns, !line.allSatisfy({ $0 == " " }) {
          lines.append(trimmedEnd(line))
          line = indent
        }
        line += piece
        while width(trimmedEnd(line)) > columns {
          let head = prefix(of: line, columns)
          lines.append(head)
          line = indent + line.dropFirst(head.count)
        }
      }
      lines.append(trimmedEnd(line))
    }
    return lines
  }

  /// Words with the blank behind them; Chinese characters each alone, with the punctuation that follows.
  private static func pieces(of text: Substring) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in text {
      let isWide = width(String(character)) == 2
      let isPunctuation = "，。；：、）！？」』》”’".contains(character)
      let endsPiece = piece.last.map { $0 == " " || width(String($0)) == 2 } ?? false
      if !piece.isEmpty, !isPunctuation, character != " " || piece.last == " ", endsPiece || isWide,
        piece.last != "（"
      {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }

  private static func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  private static func prefix(of text: String, _ columns: Int) -> String {
    var head = ""
    for character in text {
      if width(head) + width(String(character)) > columns { break }
      head.append(character)
    }
    return head
  }
}

/// A table of words in a terminal: no lines but one beneath its head.
struct TextTable {
  private static let gap = 2
  private static let narrowest = 8

  private let head: [String]
  private let numeric: Set<Int>
  private let rows: [[String]]
  private let notes: [[String]]

  /// A table with numbers on the right of their columns.
  ///
  /// - Parameters:
  ///   - head: The columns' titles.
  ///   - numeric: The columns that stand on the right.
  ///   - rows: The cells.
  ///   - notes: What stands beneath each row, indented and followed by an empty line; empty for a plain table.
  init(_ head: [String], numeric: Set<Int>, _ rows: [[String]], below notes: [[String]] = []) {
    self.head = head
    self.numeric = numeric
    self.rows = rows
    self.notes = notes
  }

  /// Indented by two; columns that are too wide together give way, the widest first.
  var lines: [String] {
    let widths = self.widths
    let rule = "  " + String(repeating: "╌", count: widths.reduce(-Self.gap) { $0 + $1 + Self.gap })
    guard !notes.isEmpty else { return row(head, widths) + [rule] + rows.flatMap { row($0, widths) } }
    let indent = 2 + (widths.first ?? 0) + Self.gap
    let parts = zip(rows, notes).map { cells, notes in row(cells, widths) + below(notes, indent) }
    return row(head, widths) + [rule] + parts.joined(separator: [""])
  }

  /// Notes wrapped to the full width, further lines two deeper than the first.
  private func below(_ notes: [String], _ indent: Int) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    return notes.flatMap { note in
      TextColumns.wrapped(note, to: SynopsisText.width - indent, indent: "  ").map { blanks + $0 }
    }
  }

  private var widths: [Int] {
    var widths = head.indices.map { column in
      ([head] + rows).map { $0.indices.contains(column) ? TextColumns.width($0[column]) : 0 }.max() ?? 0
    }
    let room = SynopsisText.width - 2 - Self.gap * (widths.count - 1)
    while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.narrowest
    {
      widths[widest] -= 1
    }
    return widths
  }

  private func row(_ cells: [String], _ widths: [Int]) -> [String] {
    let wrapped = zip(cells, widths).map { TextColumns.wrapped($0, to: $1) }
    let height = max(1, wrapped.map(\.count).max() ?? 1)
    return (0..<height).map { line in
      let parts = widths.indices.map { column in
        let text = column < wrapped.count && line < wrapped[column].count ? wrapped[column][line] : ""
        return TextColumns.padded(text, to: widths[column], right: numeric.contains(column))
      }
      var text = "  " + parts.joined(separator: String(repeating: " ", count: Self.gap))
      while text.last == " " { text.removeLast() }
      return text
    }
  }
}
