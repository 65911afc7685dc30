// SPDX-License-Identifier: Apache-2.0

/// What is to be explained by what, as statisticians write it: `Surv(time, event) ~ arm + strata(site)`.
///
/// Names of columns stand bare (`arm`, `wt.loss`, `性别`) or, with blanks and signs in them, in backquotes or
/// quotes (`` `time to death` ``). Blanks between the parts do not matter.
public struct ModelFormula: Hashable, Sendable {
  /// A column by its name, and where the formula names it.
  public struct Column: Hashable, Sendable {
    public let name: String
    /// The character of the formula at which the name begins, counted from 1.
    public let position: Int
  }

  /// What stands on the left of `~`.
  public enum Response: Hashable, Sendable {
    /// A measured value.
    case value(Column)
    /// A time to an event, from `entry` on where subjects are not followed from time 0.
    case survival(entry: Column?, time: Column, event: EventRule)
  }

  /// One covariate, or one column that forms groups.
  public struct Term: Hashable, Sendable {
    public let column: Column
    /// Whether `factor()` asks for levels, although the values may look like numbers.
    public let isFactor: Bool
  }

  /// The formula as it was typed.
  public let text: String
  public let response: Response
  /// In the order of the formula; empty for `~ 1`.
  public let terms: [Term]
  /// The columns within `strata()`.
  public let strata: [Column]
  /// The column within `cluster()`, whose rows may depend on each other; nil if every row stands alone.
  public let cluster: Column?

  /// Every column that the formula names, each once.
  public var columns: [Column] {
    let left: [Column] =
      switch response {
      case .value(let column): [column]
      case .survival(let entry, let time, let event): [entry, time, event.column].compactMap(\.self)
      }
    let named = left + terms.map(\.column) + strata
    // Subjects may be strata and clusters at once.
    return named
      + [cluster].compactMap(\.self).filter { cluster in !named.contains { $0.name == cluster.name } }
  }
}

/// Which values of a column say that the event happened.
public struct EventRule: Hashable, Sendable {
  public enum Test: Hashable, Sendable {
    /// 0 and 1, no and yes, false and true.
    case asCoded
    /// `status == 2`
    case equals(String)
    /// `status != 0`
    case differs(String)
    /// `response %in% c("CR", "CRi")`
    case isOneOf([String])
  }

  public let column: ModelFormula.Column
  public let test: Test
}
