// SPDX-License-Identifier: Apache-2.0

/// How many of `n` subjects have an event, such as a response.
public struct Proportion: Hashable, Sendable {
  public let events: Int
  public let n: Int

  /// Makes a proportion; `events` lies between 0 and `n`.
  public init(events: Int, of n: Int) {
    precondition(events >= 0 && events <= n, "need 0 ≤ events ≤ n, got \(events) of \(n)")
    self.events = events
    self.n = n
  }

  /// Events divided by subjects; NaN without subjects.
  public var estimate: Double { Double(events) / Double(n) }

  /// The subjects without an event.
  public var others: Int { n - events }

  /// The same subjects seen from the other side.
  public var complement: Proportion { Proportion(events: others, of: n) }
}
