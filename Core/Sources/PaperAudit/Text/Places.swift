// SPDX-License-Identifier: Apache-2.0

/// The places from one to before another: none where the other stands first.
///
/// A text may put its words in any order, so no order of two places may be taken for granted: within this module `..<` of whole
/// numbers takes the place of the standard library's, which stops the program there.
func ..< (start: Int, end: Int) -> Range<Int> {
  Range(uncheckedBounds: (start, max(start, end)))
}

extension ClosedRange where Bound == Double {
  /// The values between two, in whichever order a text prints them.
  static func between(_ one: Double, _ other: Double) -> Self { one < other ? one...other : other...one }
}
