// SPDX-License-Identifier: Apache-2.0

/// The corners of a step line with at most one for each column of `column` units: the height at which the
/// line leaves the column.
///
/// A curve of thousands of steps has more corners than a screen has columns; what is left out could not be
/// seen. Heights that don't change need no corner.
///
/// - Parameters:
///   - corners: Where the line changes height, from left to right; y is the height from there on.
///   - column: Width of a column in units of the view box.
/// - Returns: The corners kept, from left to right.
func thinned(_ corners: [(x: Double, y: Double)], column: Double) -> [(x: Double, y: Double)] {
  var kept: [(x: Double, y: Double)] = []
  for corner in corners {
    guard let last = kept.last else {
      kept.append(corner)
      continue
    }
    if last.y == corner.y { continue }
    if (last.x / column).rounded(.down) == (corner.x / column).rounded(.down) {
      kept[kept.count - 1].y = corner.y
    } else {
      kept.append(corner)
    }
  }
  return kept
}
