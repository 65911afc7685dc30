// SPDX-License-Identifier: Apache-2.0

/// A value of the protocol that no source states, with the reason why it was chosen.
///
/// Any value of a protocol file may be written as `{value: …, assumed: true, source: "…"}`.
public struct Assumption: Hashable, Sendable {
  /// Keys from the top of the file.
  public let place: String
  /// The value as written: one value, a list of them, or the English text; nil for a block.
  public let value: String?
  public let source: LocalizedText

  public init(place: String, value: String?, source: LocalizedText) {
    self.place = place
    self.value = value
    self.source = source
  }
}
