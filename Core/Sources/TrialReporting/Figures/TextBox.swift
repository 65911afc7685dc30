// SPDX-License-Identifier: Apache-2.0

/// The room that a piece of text takes; y grows downwards.
struct TextBox: Sendable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  init(left: Double, top: Double, width: Double, height: Double) {
    self.init(left: left, top: top, right: left + width, bottom: top + height)
  }

  init(around centre: (x: Double, y: Double), reach: Double) {
    self.init(
      left: centre.x - reach,
      top: centre.y - reach,
      right: centre.x + reach,
      bottom: centre.y + reach
    )
  }

  func overlaps(_ other: TextBox) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func contains(_ other: TextBox) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }

  func grown(by margin: Double) -> TextBox {
    TextBox(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
  }
}
