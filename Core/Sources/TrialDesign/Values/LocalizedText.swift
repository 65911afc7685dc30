// SPDX-License-Identifier: Apache-2.0

/// The languages in which Equipoise speaks to people.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case simplifiedChinese = "zh-Hans"
}

/// A text of the protocol in one or more languages; English is always there.
public struct LocalizedText: Hashable, Sendable {
  public let english: String
  /// nil where the protocol gives no Chinese text; then the English one is shown.
  public let simplifiedChinese: String?

  public init(_ english: String, simplifiedChinese: String? = nil) {
    self.english = english
    self.simplifiedChinese = simplifiedChinese
  }

  /// The text in `language`, or in English where it is missing.
  public func text(in language: Language) -> String {
    language == .simplifiedChinese ? simplifiedChinese ?? english : english
  }
}
