// SPDX-License-Identifier: Apache-2.0

/// The text of a word processor's document or of its notes, from `word/document.xml`, `word/footnotes.xml` or
/// `word/endnotes.xml` (Office Open XML, ECMA-376, part 1, chapter 17).
///
/// Paragraphs become lines, cells of tables have a tab between them, raised digits stay raised. Deleted text, field
/// codes and the second copy of text boxes are left out; foot- and endnotes stand in other files.
public func textOfWordDocument(_ xml: String) -> String {
  var scanner = TagScanner(xml)
  var text = ""
  var (isText, isRaised, cells, fallbacks, deleted) = (false, false, 0, 0, 0)
  var row = 0
  while let piece = scanner.next() {
    switch piece {
    case .text(let bytes):
      guard isText, fallbacks == 0, deleted == 0 else { continue }
      let plain = CharacterReference.resolved(bytes)
      text += isRaised ? raisedDigits(plain) : plain
    case .open(let name, let attributes, let isEmpty):
      if name == "mc:fallback", !isEmpty { fallbacks += 1 }
      if name == "w:del", !isEmpty { deleted += 1 }
      guard fallbacks == 0, deleted == 0 else { continue }
      switch name {
      case "w:t": isText = !isEmpty
      case "w:tab": text += contains(attributes, "w:pos") ? "" : "\t"
      case "w:br", "w:cr": text += cells > 0 ? " " : "\n"
      case "w:nobreakhyphen": text += "-"
      case "w:vertalign": isRaised = contains(attributes, "superscript")
      case "w:tr": row = 0
      case "w:tc" where !isEmpty:
        if row > 0 { text += "\t" }
        (cells, row) = (cells + 1, row + 1)
      default: break
      }
    case .close(let name):
      switch name {
      case "w:t": isText = false
      case "w:r": isRaised = false
      case "w:p" where fallbacks == 0: text += cells > 0 ? " " : "\n"
      case "w:tc": cells = max(0, cells - 1)
      case "w:tr": text += "\n"
      case "mc:fallback": fallbacks = max(0, fallbacks - 1)
      case "w:del": deleted = max(0, deleted - 1)
      default: break
      }
    }
  }
  return text
}

private func contains(_ attributes: ArraySlice<UInt8>, _ word: String) -> Bool {
  let word = Array(word.utf8)
  guard attributes.count >= word.count else { return false }
  return (attributes.startIndex...attributes.endIndex - word.count).contains {
    attributes[$0...].starts(with: word)
  }
}
