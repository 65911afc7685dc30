// SPDX-License-Identifier: Apache-2.0

/// How text is set: a class name for the style sheet and the size that the layout reckons with.
public struct TextStyle: Hashable, Sendable {
  public let name: String
  /// Height of the type in units of the view box.
  public let size: Double
  public let isBold: Bool

  /// Distance from one baseline to the next.
  var leading: Double { (size * 1.3).rounded() }

  /// How far letters rise above the baseline, with a little air.
  var ascent: Double { size * 0.8 }

  /// How far letters fall below the baseline.
  var descent: Double { size * 0.22 }

  /// Numbers and names in tables and beside marks.
  public static let label = TextStyle(name: "label", size: 13, isBold: false)
  /// Names of arms and heads of columns.
  public static let strong = TextStyle(name: "strong", size: 13, isBold: true)
  /// Large counts.
  public static let count = TextStyle(name: "count", size: 15, isBold: true)
  /// Numbers along axes.
  public static let tick = TextStyle(name: "tick", size: 12, isBold: false)
  /// Explanations under the figure.
  public static let note = TextStyle(name: "note", size: 12, isBold: false)
  /// The title of a figure that stands alone.
  public static let heading = TextStyle(name: "heading", size: 15, isBold: true)

  public static let all = [label, strong, count, tick, note, heading]
}

/// Sets text without a font at hand: widths are those of a wide sans serif.
///
/// The letters come from the reader's system, so no width can be exact. Taking too much room is harmless;
/// taking too little lets labels collide. CJK signs are one em wide in every font.
enum TextMeasure {
  /// Width of one line.
  ///
  /// - Parameters:
  ///   - text: A single line.
  ///   - style: Size and weight.
  /// - Returns: Units of the view box.
  static func width(of text: String, _ style: TextStyle) -> Double {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + advance(of: $1) }
    return Double(thousandths) / 1000 * style.size * (style.isBold ? 1.12 : 1)
  }

  static func widest(_ texts: [String], _ style: TextStyle) -> Double {
    texts.map { width(of: $0, style) }.max() ?? 0
  }

  /// The width below which words would have to be cut.
  static func widestWord(_ text: String, _ style: TextStyle) -> Double {
    widest(pieces(of: text[...]).map { trimmed($0) }, style)
  }

  /// Breaks text into lines no wider than `width`.
  ///
  /// Lines end at blanks and between CJK signs, never before a closing sign; a word wider than a line is cut.
  ///
  /// - Parameters:
  ///   - text: What is set; line breaks in it are kept.
  ///   - width: Units of the view box.
  ///   - style: Size and weight.
  /// - Returns: At least one line.
  static func lines(_ text: String, within width: Double, _ style: TextStyle) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines: [String] = []
      var line = ""
      for piece in pieces(of: paragraph) {
        let longer = line + piece
        if Self.width(of: trimmed(longer), style) <= width {
          line = longer
        } else if line.isEmpty || Self.width(of: trimmed(piece), style) > width {
          for letter in piece {
            if !line.isEmpty, Self.width(of: line + String(letter), style) > width {
              lines.append(trimmed(line))
              line = ""
            }
            line.append(letter)
          }
        } else {
          lines.append(trimmed(line))
          line = piece
        }
      }
      return lines + [trimmed(line)]
    }
  }

  /// The parts between which a line may break; a blank belongs to the word before it.
  private static func pieces(of text: Substring) -> [String] {
    var pieces: [String] = []
    var depth = 0
    for (index, letter) in zip(text.indices, text) {
      if letter == "(", isShortAside(text[index...]) { depth = 1 }
      if letter == ")" { depth = 0 }
      guard let last = pieces.last?.last else {
        pieces.append(String(letter))
        continue
      }
      let isBetweenWide = (isWide(last) || isWide(letter)) && !closing.contains(letter) && letter != " "
      // "P = 0.19" and "n ≥ 5" read as one.
      let isRelation = relations.contains(letter) || relations.contains(pieces.last?.dropLast().last ?? "a")
      if last == " " && !isRelation && (depth == 0 || letter == "(")
        || isBetweenWide && !opening.contains(last)
      {
        pieces.append(String(letter))
      } else {
        pieces[pieces.count - 1].append(letter)
      }
    }
    return pieces
  }

  /// Whether text begins with a bracket that closes soon, as that of an interval does: "(0.29 to 1.28)".
  private static func isShortAside(_ text: Substring) -> Bool {
    text.prefix(18).contains(")")
  }

  private static let closing: Set<Character> = [
    "，", "。", "、", "；", "：", "！", "？", "）", "」", "』", "》", "”", "％", ",", ".", ";", ":", ")", "%",
  ]
  private static let opening: Set<Character> = ["（", "「", "『", "《", "“", "("]

  private static let relations: Set<Character> = ["=", "<", ">", "≤", "≥", "±", "/"]

  private static func isWide(_ letter: Character) -> Bool {
    letter.unicodeScalars.first.map(isWide) ?? false
  }

  /// East Asian wide and full-width signs (Unicode Standard Annex 11).
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  private static func trimmed(_ line: String) -> String {
    guard let last = line.lastIndex(where: { $0 != " " }) else { return "" }
    return String(line[...last])
  }

  /// Thousandths of the type's size: for each sign the width in the widest sans serif that systems fall back
  /// on (DejaVu Sans, Verdana), rounded up by class.
  private static func advance(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "j", "l", "'": return 280
    case " ", "I", "!", ".", ",", ":", ";", "/", "\\", "|", "·": return 340
    case "f", "t", "-", "(", ")", "[", "]": return 395
    case "r", "`", "{", "}", "\"", "°", "*": return 480
    case "c", "k", "s", "v", "x", "y", "z", "J", "?", "_", "†", "‡", "–": return 580
    case "m", "W", "%", "@": return 985
    case "w", "+", "=", "<", ">", "~", "−", "±", "×", "≤", "≥", "#", "^": return 840
    case "D", "G", "H", "M", "N", "O", "Q", "U": return 790
    case "A"..."Z": return 690
    case "0"..."9", "a"..."z", "$": return 638
    case "&", "—", "…": return 1000
    case "\u{300}"..."\u{36F}": return 0
    case "\u{2009}", "\u{202F}": return 220
    default: return isWide(scalar) ? 1020 : 720
    }
  }
}
