// SPDX-License-Identifier: Apache-2.0

/// The three truth values of Kleene's strong logic (Introduction to Metamathematics, 1952, §64).
///
/// They are ordered, and the order is the logic: *and* is the lesser, *or* the greater of two.
public enum Truth: UInt8, CaseIterable, Comparable, Sendable {
  case notMet
  /// Something needed for the answer is missing.
  case unknown
  case met

  public init(_ isMet: Bool) {
    self = isMet ? .met : .notMet
  }

  public static func < (a: Truth, b: Truth) -> Bool { a.rawValue < b.rawValue }

  /// One unmet part settles the matter, however much is missing.
  public static func && (a: Truth, b: Truth) -> Truth { min(a, b) }

  /// One met part settles the matter, however much is missing.
  public static func || (a: Truth, b: Truth) -> Truth { max(a, b) }

  /// What is unknown stays unknown.
  public static prefix func ! (a: Truth) -> Truth {
    switch a {
    case .notMet: .met
    case .unknown: .unknown
    case .met: .notMet
    }
  }
}
