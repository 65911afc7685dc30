// SPDX-License-Identifier: Apache-2.0

/// The text of an HTML page as a reader sees it: tags out, blocks as lines, cells of tables with a tab between them.
///
/// Scripts, styles, drawings and comments are left out. Raised digits stay raised, so that 10⁹ does not become 109.
/// Any text comes through without failing, in time that grows with its length.
public func textOfHTML(_ page: String) -> String {
  var scanner = TagScanner(page, skipping: ["script", "style", "template", "svg"])
  var lines = LineBuilder()
  var (raised, preserved) = (0, 0)
  while let piece = scanner.next() {
    switch piece {
    case .text(let bytes):
      var text = CharacterReference.resolved(bytes)
      if raised > 0 { text = raisedDigits(text) }
      if preserved > 0 { lines.addPreserved(text) } else { lines.add(text) }
    case .open(let name, _, let isEmpty):
      switch name {
      case "sup" where !isEmpty: raised += 1
      case "pre" where !isEmpty:
        lines.breakLine()
        preserved += 1
      case "td", "th": lines.beginCell()
      case _ where blocks.contains(name): lines.breakLine()
      default: break
      }
    case .close(let name):
      switch name {
      case "sup": raised = max(0, raised - 1)
      case "pre":
        lines.breakLine()
        preserved = max(0, preserved - 1)
      case _ where blocks.contains(name): lines.breakLine()
      default: break
      }
    }
  }
  return lines.text
}

/// Elements that begin and end a line.
private let blocks: Set<String> = [
  "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "dialog", "div",
  "dl",
  "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
  "header",
  "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "section", "summary", "table", "tbody",
  "tfoot", "thead", "title", "tr", "ul",
]

/// Digits and signs as superscripts; other letters stay.
func raisedDigits(_ text: String) -> String {
  let raised: [Unicode.Scalar: Unicode.Scalar] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    "+": "⁺", "-": "⁻", "−": "⁻", "–": "⁻",
  ]
  var output = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { output.append(raised[scalar] ?? scalar) }
  return String(output)
}

/// Lines of a page, runs of blanks as one.
struct LineBuilder {
  private(set) var text = ""
  /// Whether the line has anything in it, and whether a blank waits for what follows.
  private var (isEmpty, hasBlank, hasCells) = (true, false, false)

  /// Adds text, its line breaks as blanks.
  mutating func add(_ piece: String) {
    for scalar in piece.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x09...0x0D: hasBlank = !isEmpty
      default:
        if hasBlank { text.append(" ") }
        text.unicodeScalars.append(scalar)
        (isEmpty, hasBlank) = (false, false)
      }
    }
  }

  /// Adds text with its blanks and line breaks.
  mutating func addPreserved(_ piece: String) {
    guard !piece.isEmpty else { return }
    if hasBlank { text.append(" ") }
    text.append(piece)
    (isEmpty, hasBlank) = (piece.unicodeScalars.last == "\n", false)
  }

  /// Ends the line, unless nothing is in it.
  mutating func breakLine() {
    if !isEmpty { text.append("\n") }
    (isEmpty, hasBlank, hasCells) = (true, false, false)
  }

  /// Begins a cell; a tab stands between it and the one before.
  mutating func beginCell() {
    if hasCells { text.append("\t") }
    (hasCells, hasBlank) = (true, false)
    if !isEmpty { isEmpty = false }
  }
}
