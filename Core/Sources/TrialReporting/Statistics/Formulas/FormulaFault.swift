// SPDX-License-Identifier: Apache-2.0

/// The first thing in a formula that cannot be read or used, and where it stands.
public struct FormulaFault: Error, Hashable, Sendable {
  /// What may stand at a place.
  public enum Expectation: Hashable, Sendable {
    case column
    /// A number or a text in quotes.
    case value
    case closing
    /// `+` and another term, or nothing.
    case plus
    case tilde
    /// `c(…)` behind `%in%`.
    case list
  }

  public enum Kind: Hashable, Sendable {
    case empty
    case strayCharacter(String)
    case unclosed(quote: String)
    /// A bare name that begins with digits, such as `2nd`.
    case digitFirst(String)
    case expected(Expectation, found: String?)
    case secondTilde
    case unknownFunction(String)
    /// `*`, `:`, `-` and so on, which this program does not read.
    case unknownOperator(String)
    case singleEquals
    case survivalArguments(Int)
    case repeated(String)
    case unknownColumn(String, known: [String])
    case repeatedColumn(String)
    /// The command needs `Surv(…)` on the left, or must not have it.
    case needsSurvival
    case needsValue
    case needsTerm
    case strataNotUsed
    case clusterNotUsed
    /// Competing risks need the column of causes, not a comparison.
    case causeColumn
    /// Rows can be clustered by one column.
    case secondCluster
    case lateEntry
  }

  /// The formula as typed.
  public let text: String
  /// The character at which it goes wrong, counted from 1; one behind the last where the formula ends too early.
  public let position: Int
  public let kind: Kind
}
