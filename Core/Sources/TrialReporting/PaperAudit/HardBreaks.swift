// SPDX-License-Identifier: Apache-2.0

/// A text whose lines were broken to a width, as in mails and PDF files, with blanks for these breaks.
///
/// A line break ends a sentence for a reader of tables; in a text that was broken to a width it does not. A break was
/// made for the width if the next word would not have fitted, and if the lines do not look like rows of a table. Every
/// break becomes one blank, so that all places stay what they were.
public func textWithoutHardBreaks(_ text: String) -> String {
  var scalars = Array(text.unicodeScalars)
  var block: [Range<Int>] = []
  var (start, hasGap) = (0, false)
  while start < scalars.count {
    let end = scalars[start...].firstIndex { $0 == "\n" || $0 == "\u{C}" } ?? scalars.count
    let line = trimmed(start..<end, in: scalars)
    if line.isEmpty {
      hasGap = true
    } else {
      if hasGap, !isInSentence(block.last, line, scalars) {
        soften(block, in: &scalars)
        block = []
      }
      block.append(line)
      hasGap = false
    }
    start = end + 1
  }
  soften(block, in: &scalars)
  return String(String.UnicodeScalarView(scalars))
}

/// Lines shorter than this were not broken to a width, longer ones are paragraphs.
private let widths = 40...120

private func soften(_ block: [Range<Int>], in scalars: inout [Unicode.Scalar]) {
  let lines = block.filter { $0.count <= widths.upperBound }
  guard let width = lines.map(\.count).max(), width >= widths.lowerBound, lines.count * 4 >= block.count * 3
  else {
    return
  }
  for (line, next) in zip(block, block.dropFirst()) where line.count >= widths.lowerBound {
    let word = scalars[next].prefix { !$0.properties.isWhitespace }.count
    // Letters of different widths leave some room.
    guard (line.count + 1 + word) * 100 > width * 85, !isRow(scalars[line]), !isRow(scalars[next]),
      flows(scalars[line], scalars[next])
    else { continue }
    for index in line.upperBound..<next.lowerBound where scalars[index] != " " { scalars[index] = " " }
  }
}

/// Whether a sentence goes on behind an empty line, as between the columns and pages of a PDF.
private func isInSentence(_ last: Range<Int>?, _ next: Range<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
  guard let last, last.count >= widths.lowerBound else { return false }
  let end = scalars[last.upperBound - 1]
  return (end.properties.isAlphabetic || end == ",") && scalars[next.lowerBound].properties.isLowercase
}

/// Cells of a table have a tab, a bar or several blanks between them.
private func isRow(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
  var blanks = 0
  for scalar in line {
    if scalar == "\t" || scalar == "|" { return true }
    blanks = scalar == " " ? blanks + 1 : 0
    if blanks == 3 { return true }
  }
  return false
}

/// Whether the second line goes on with the first: not behind figures with a capital, as rows of a table do, not at a
/// heading or a point of a list, and not in Chinese, which is set without blanks.
private func flows(_ line: ArraySlice<Unicode.Scalar>, _ next: ArraySlice<Unicode.Scalar>) -> Bool {
  guard let last = line.last, let first = next.first else { return false }
  if last.properties.isIdeographic || first.properties.isIdeographic { return false }
  if "•-–*#·".unicodeScalars.contains(first) { return false }
  guard first.properties.isUppercase else { return true }
  let word = next.prefix { $0.properties.isAlphabetic }
  if next.dropFirst(word.count).first == ":" { return false }
  return last.properties.isAlphabetic || ".,;".unicodeScalars.contains(last)
}

private func trimmed(_ line: Range<Int>, in scalars: [Unicode.Scalar]) -> Range<Int> {
  var (start, end) = (line.lowerBound, line.upperBound)
  while start < end, scalars[start].properties.isWhitespace { start += 1 }
  while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
  return start..<end
}
