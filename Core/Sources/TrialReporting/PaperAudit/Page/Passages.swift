// SPDX-License-Identifier: Apache-2.0

/// A text in passages that a page sets beside their notes: sentences with claims each alone, others together.
///
/// Only the layout depends on it. A passage ends behind a line or a sentence, never inside a claim; abbreviations and
/// initials end none.
struct Passages {
  /// Ranges of Unicode scalars, without gaps, in order.
  let ranges: [Range<Int>]

  /// Splits a text.
  ///
  /// - Parameters:
  ///   - scalars: The text.
  ///   - claims: Ranges that stay whole, in the order of their beginnings.
  init(_ scalars: [Unicode.Scalar], keeping claims: [Range<Int>]) {
    var ranges: [Range<Int>] = []
    var (start, next, reach) = (0, 0, 0)
    var lastHasClaims = true
    func close(_ end: Int) {
      let hasClaims = next > 0 && claims[next - 1].lowerBound >= start
      if let last = ranges.last, !hasClaims, !lastHasClaims {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(start..<end)
      }
      (start, lastHasClaims) = (end, hasClaims)
    }
    for index in scalars.indices {
      while next < claims.count, claims[next].lowerBound <= index {
        reach = max(reach, claims[next].upperBound)
        next += 1
      }
      let end = index + 1
      guard reach <= end, end < scalars.count, Self.ends(behind: index, in: scalars) else { continue }
      close(end)
    }
    if start < scalars.count { close(scalars.count) }
    self.ranges = ranges
  }

  /// Whether a passage may end behind a scalar: a line break, a Chinese stop, or the blank behind a stop.
  private static func ends(behind index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let scalar = scalars[index]
    if scalar == "\n" { return true }
    let next = scalars[index + 1]
    if "。！？".unicodeScalars.contains(scalar) { return !"”』」）".unicodeScalars.contains(next) }
    guard scalar == " ", next != " ", next.properties.isUppercase || next.properties.isIdeographic else {
      return false
    }
    var stop = index - 1
    while stop > 0, ")]”’\"' ".unicodeScalars.contains(scalars[stop]) { stop -= 1 }
    guard stop > 0, ".!?".unicodeScalars.contains(scalars[stop]) else { return false }
    return scalars[stop] != "." || !isAbbreviated(stop, scalars)
  }

  /// An initial or a short word that is usually cut.
  private static func isAbbreviated(_ stop: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    var start = stop
    while start > 0, stop - start < 8, scalars[start - 1].properties.isAlphabetic { start -= 1 }
    let word = String(String.UnicodeScalarView(scalars[start..<stop])).lowercased()
    return word.count == 1
      || ["vs", "al", "fig", "no", "dr", "st", "ca", "approx", "resp", "ref"].contains(word)
  }
}
