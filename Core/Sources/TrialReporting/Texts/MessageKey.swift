// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The key of a text for people; every part of the product that speaks has an enum of its own.
///
/// The catalogue is one `switch` over the keys that gives both languages side by side. A key without a text, or a
/// text without one of its languages, does not compile:
///
/// ```swift
/// enum VisitMessage: MessageKey {
///   case window
///
///   var message: Message {
///     switch self {
///     case .window: Message("days {0} to {1}", "第 {0} 至 {1} 天")
///     }
///   }
/// }
/// ```
public protocol MessageKey: CaseIterable, Hashable, Sendable {
  var message: Message { get }
}

/// One text in each language, with `{0}`, `{1}`, … where arguments go.
///
/// Whole sentences, never parts that are put together: word order differs between languages.
public struct Message: Hashable, Sendable {
  public let english: String
  public let simplifiedChinese: String

  public init(_ english: String, _ simplifiedChinese: String) {
    self.english = english
    self.simplifiedChinese = simplifiedChinese
  }

  /// The text in a language, its places for arguments still open.
  public func pattern(in language: Language) -> String {
    switch language {
    case .english: english
    case .simplifiedChinese: simplifiedChinese
    }
  }
}
