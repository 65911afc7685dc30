// SPDX-License-Identifier: Apache-2.0

/// Markdown without the signs of emphasis, code and links, which would stand between a figure and its words.
///
/// Lines stay lines, headings and tables keep their signs. A star between blanks is a sign of its own, an underscore
/// inside a word belongs to it, and behind a backslash every sign is only a sign.
public func textOfMarkdown(_ markdown: String) -> String {
  let scalars = Array(markdown.unicodeScalars)
  var text = String.UnicodeScalarView()
  func isWord(_ index: Int) -> Bool {
    scalars.indices.contains(index)
      && (scalars[index].properties.isAlphabetic || scalars[index].properties.numericType != nil)
  }
  func isBlank(_ index: Int) -> Bool {
    !scalars.indices.contains(index) || scalars[index].properties.isWhitespace
  }
  var index = 0
  while index < scalars.count {
    let scalar = scalars[index]
    switch scalar {
    case "\\" where index + 1 < scalars.count && "*_`[]()#~|\\".unicodeScalars.contains(scalars[index + 1]):
      text.append(scalars[index + 1])
      index += 2
    case "*", "_", "`":
      var end = index
      while end < scalars.count, scalars[end] == scalar { end += 1 }
      let isAlone = isBlank(index - 1) && isBlank(end)
      let isInWord = scalar == "_" && isWord(index - 1) && isWord(end)
      if isAlone || isInWord { text.append(contentsOf: scalars[index..<end]) }
      index = end
    case "[",
      "!" where index + 1 < scalars.count && scalars[index + 1] == "[":
      // Of a link its words stay; a bracket without an address is a bracket.
      let start = scalar == "!" ? index + 1 : index
      if let link = link(at: start, in: scalars) {
        text.append(contentsOf: scalars[link.words].filter { $0 != "*" && $0 != "`" })
        index = link.end
      } else {
        text.append(scalar)
        index += 1
      }
    default:
      text.append(scalar)
      index += 1
    }
  }
  return String(text)
}

/// The words of a link and the place behind its address: `[words](address)`, on one line and not endless.
private func link(at start: Int, in scalars: [Unicode.Scalar]) -> (words: Range<Int>, end: Int)? {
  let limit = min(scalars.count, start + 1_000)
  guard let close = scalars[start + 1..<limit].firstIndex(where: { "[]\n".unicodeScalars.contains($0) }),
    scalars[close] == "]", close + 1 < limit, scalars[close + 1] == "(",
    let end = scalars[close + 2..<limit].firstIndex(where: { ")\n".unicodeScalars.contains($0) }),
    scalars[end] == ")"
  else { return nil }
  // "[95% CI](0.5)" may be brackets of a text; an address has a letter, a slash or a hash first.
  guard let first = scalars[close + 2..<end].first,
    first.properties.isAlphabetic || "/#.<".unicodeScalars.contains(first)
  else { return nil }
  return (start + 1..<close, end + 1)
}
