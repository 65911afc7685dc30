// SPDX-License-Identifier: Apache-2.0

import Ledger
import TrialConduct
import TrialDesign

/// A request on its way to the ledger.
public struct Order: Sendable {
  public let act: Act
  public let user: String
  public let role: String?
  public let reason: String?
  /// An idempotency key: an order with a key that was answered before is not carried out again.
  public let key: String?
  /// How many entries the ledger had when the request was made up, where that matters; nil elsewhere.
  public let after: Int?

  public init(
    _ act: Act,
    by user: String,
    as role: String? = nil,
    reason: String? = nil,
    key: String? = nil,
    after: Int? = nil
  ) {
    self.act = act
    self.user = user
    self.role = role
    self.reason = reason
    self.key = key
    self.after = after
  }

  func request(at: Timestamp) -> Conduct.Request {
    Conduct.Request(act, by: user, as: role, at: at, reason: reason)
  }
}

/// What an order led to.
public struct Receipt: Sendable {
  /// The entries of the ledger that it made.
  public let entries: ClosedRange<Int>
  /// What then had happened; empty where the answer was given in an earlier run of the program.
  public let events: [TrialEvent]
  /// Where the ledger ended after it.
  public let head: Head
  /// Whether the order's key had been answered before, so that nothing was done this time.
  public let isRepeated: Bool
}

/// What an order would lead to, and what that was decided on.
public struct Foresight: Sendable {
  public let request: Conduct.Request
  public let outcome: Result<[TrialEvent], Refusal>
  public let state: TrialState
  public let conduct: Conduct
}
