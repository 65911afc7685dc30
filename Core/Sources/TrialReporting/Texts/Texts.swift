// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The texts of the product in one language.
///
/// ```swift
/// let texts = Texts(language: .english)
/// texts[SynopsisMessage.arms]                     // Arms
/// texts(SynopsisMessage.dayRange, "−14", "−1")    // day −14 to −1
/// ```
public struct Texts: Sendable {
  public let language: Language

  public init(language: Language) {
    self.language = language
  }

  /// A text without arguments.
  public subscript(_ key: some MessageKey) -> String { key.message.pattern(in: language) }

  /// A text with its arguments put in; a place without an argument stays as it is.
  public func callAsFunction(_ key: some MessageKey, _ arguments: String...) -> String {
    self(key, arguments: arguments)
  }

  /// A text with a list of arguments put in.
  public func callAsFunction(_ key: some MessageKey, arguments: [String]) -> String {
    let pattern = self[key]
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[open...]
      // Arguments are put in once: a brace inside an argument is only a brace.
      if let close = rest.firstIndex(of: "}"), let index = Int(rest[rest.index(after: open)..<close]),
        arguments.indices.contains(index)
      {
        text += arguments[index]
        rest = rest[rest.index(after: close)...]
      } else {
        text += "{"
        rest = rest.dropFirst()
      }
    }
    return text + rest
  }

  /// A text of the protocol.
  public subscript(_ text: LocalizedText) -> String { text.text(in: language) }
}
