// SPDX-License-Identifier: Apache-2.0

/// The outline of an SVG path, built move by move.
///
/// Moves are absolute and go in as places; they are written relative to the last place, which is shorter.
/// Differences are taken between *rounded* places, so that rounding does not add up along a curve of
/// thousands of steps.
public struct PathData: Sendable {
  public private(set) var text = ""
  private var x = Hundredths.zero
  private var y = Hundredths.zero

  public init() {}

  public var isEmpty: Bool { text.isEmpty }

  /// Lifts the pen and begins anew.
  public mutating func move(to x: Double, _ y: Double) {
    self.x = Hundredths(x)
    self.y = Hundredths(y)
    text += "M\(self.x.text),\(self.y.text)"
  }

  /// Draws a straight line.
  public mutating func line(to x: Double, _ y: Double) {
    let (newX, newY) = (Hundredths(x), Hundredths(y))
    if newY == self.y { return horizontal(to: x) }
    if newX == self.x { return vertical(to: y) }
    text += "l\((newX - self.x).text),\((newY - self.y).text)"
    (self.x, self.y) = (newX, newY)
  }

  public mutating func horizontal(to x: Double) {
    let new = Hundredths(x)
    guard new != self.x else { return }
    text += "h\((new - self.x).text)"
    self.x = new
  }

  public mutating func vertical(to y: Double) {
    let new = Hundredths(y)
    guard new != self.y else { return }
    text += "v\((new - self.y).text)"
    self.y = new
  }

  /// Returns to where the pen was last put down.
  public mutating func close() {
    text += "z"
  }
}
