// SPDX-License-Identifier: Apache-2.0

/// What a script saw of the protocol while it wrote.
public struct Observations: Sendable {
  /// How many candidates were drawn to be eligible, and how many of them came out so.
  public internal(set) var meantEligible = 0
  public internal(set) var madeEligible = 0
  /// Rules that stayed open in candidates who were meant to be eligible, by rule: in how many.
  public internal(set) var open: [String: Int] = [:]
  /// Rules that were to fail in somebody, by rule: how often it was tried, and how often it came out so.
  public internal(set) var failing: [String: (tried: Int, failed: Int)] = [:]
  /// Checks that were to fail in a row, by form and check: how often it was tried, and how often it came out so.
  public internal(set) var violated: [CheckName: (tried: Int, failed: Int)] = [:]
  /// Visits that were made, by visit id.
  public internal(set) var visits: [String: Int] = [:]
  /// Visits that could not be placed in time, by visit id.
  public internal(set) var unplaced: [String: Int] = [:]

  /// A check of a form.
  public struct CheckName: Hashable, Sendable {
    public let form: String
    public let check: String

    public init(form: String, check: String) {
      self.form = form
      self.check = check
    }
  }
}
