// SPDX-License-Identifier: Apache-2.0

/// When a visit is due that waits for the blood counts, but not for ever (`recovery:`).
///
/// "After the blood cell count recovery or within 14 days after treatment completion": the text can mean whichever
/// comes first or whichever comes later. The protocol says which one is followed; both are computed.
public struct RecoveryRule: Sendable {
  /// Which of recovery and limit ends the wait.
  public enum Reading: String, CaseIterable, Sendable {
    /// At recovery, at the latest on the limit.
    case first
    /// At recovery, also where it comes after the limit.
    case later
  }

  /// Met by a row of counts that has recovered; nil where the protocol records no counts, then the limit decides.
  public let counts: Criterion?
  /// Days after the last dose.
  public let limit: Int
  public let reading: Reading
  /// How many days after recovery the visit may take; 3 where the protocol does not say.
  public let daysAfterRecovery: Int
  /// How many days before the limit the visit is due without recovery; 2 where the protocol does not say.
  public let daysBeforeLimit: Int

  public init(
    counts: Criterion?,
    limit: Int,
    reading: Reading,
    daysAfterRecovery: Int = 3,
    daysBeforeLimit: Int = 2
  ) {
    self.counts = counts
    self.limit = limit
    self.reading = reading
    self.daysAfterRecovery = daysAfterRecovery
    self.daysBeforeLimit = daysBeforeLimit
  }

  init(_ block: inout BlockReader) {
    counts = block.optional("counts") { $0.criterion() }
    limit = block.required("limit", else: 14) { $0.wholeDays() }
    reading = block.required("or", else: .first) { $0.choice(Reading.self) }
    daysAfterRecovery = block.optional("within") { $0.wholeDays() } ?? 3
    daysBeforeLimit = block.optional("before-limit") { $0.wholeDays() } ?? 2
    if limit < 1 || daysBeforeLimit >= limit {
      block.report(
        "a limit of \(limit) days with \(daysBeforeLimit) days before it",
        at: "limit",
        remedy: "Write a limit longer than before-limit, such as limit: 14 d."
      )
    }
  }
}

extension Schedule {
  /// How a visit comes again (`every:`): counted from the last contact, not from the plan, so that none is asked twice.
  public struct Interval: Sendable {
    public let days: Int
    /// How many days before and after its day the visit still counts as on time.
    public let tolerance: Int

    init(_ block: inout BlockReader) {
      days = block.required("interval", else: 1) { reader in
        guard let days = reader.wholeDays() else { return nil }
        if days == 0 { reader.report("an interval of no days", remedy: "Write, for example, 1 mo.") }
        return max(1, days)
      }
      tolerance = block.required("tolerance", else: 0) { $0.wholeDays() }
    }
  }

  /// A visit that a finding asks for once more (`again:`), such as a marrow that was too empty to judge.
  public struct Repetition: Sendable {
    /// Met by the row that asks for another visit.
    public let criterion: Criterion
    /// First and last day after that row's day.
    public let days: ClosedRange<Int>

    init(_ block: inout BlockReader) {
      criterion = block.required("when", else: .any([])) { $0.criterion() }
      days = block.required("days", else: 7...14) { $0.dayRange(example: "[7, 14]") }
    }
  }
}
