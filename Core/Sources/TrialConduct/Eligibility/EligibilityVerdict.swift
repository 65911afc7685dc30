// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What the eligibility rules of a protocol say about one subject on one day, and because of what.
///
/// Eligible is only who meets every inclusion rule and no exclusion rule: one unmet rule settles the matter, and while any
/// rule is unknown nobody is eligible.
public struct EligibilityVerdict: Sendable {
  /// Index in `TrialRecord.subjects`.
  public let subject: Int
  /// The day asked about, as `FormTable.happened` counts: the day of randomization unless another was named; nil where the
  /// subject is not randomized and none was named.
  public let day: Int32?
  /// Inclusion rules first, in the order of the protocol.
  public let rules: [RuleVerdict]

  /// Met for an eligible subject, not met for one who is not, unknown while something is missing.
  public var truth: Truth { rules.reduce(.met) { $0 && $1.passes } }
}

/// What one rule says about a subject.
public struct RuleVerdict: Sendable {
  public let kind: Eligibility.Kind
  public let rule: Eligibility.Rule
  /// The rule as it is written, over all completions of what is missing: met or not met only where every value that the
  /// missing findings could have leads there.
  public let truth: Truth
  /// Its comparisons in the order in which they are written, the confirming item last; empty for words alone.
  public let parts: [ExaminedPart]
  /// For an unknown rule, the missing items of which some value alone would settle it.
  ///
  /// Where none does alone, all that it hangs on; empty where the rule is words alone.
  public let settledBy: [ItemPath]

  /// What the rule says for entering the trial: an exclusion rule passes where it is not met.
  public var passes: Truth { kind == .inclusion ? truth : !truth }

  /// Whether the protocol gives words only, so that nothing on file can answer.
  public var isWordsAlone: Bool { rule.question(as: kind) == nil }
}

/// One comparison of a rule and how it came out.
public struct ExaminedPart: Sendable {
  /// A value that counted.
  public struct Value: Hashable, Sendable {
    /// As the protocol writes it: a code, a number in the item's unit, a date.
    public let text: String
    /// When it was measured: ISO 8601 as far as known, or days since randomization; nil where the form does not say.
    public let day: String?
    /// Days from the measurement to the day asked about; nil where either is unknown.
    public let age: Int?
    /// The limit that the threshold is a multiple of, in the item's unit; nil for other comparisons and where missing.
    public let limit: Double?
    /// The day that a date is compared with, its offset included; nil for other comparisons and where missing.
    public let otherDay: String?
  }

  public let item: ItemPath
  public let comparison: Comparison
  /// Whether the part stands under an odd number of `not`.
  public let isNegated: Bool
  /// What the comparison itself says, before any `not`.
  public let truth: Truth
  /// Whether the rule's verdict rests on it.
  public let isDeciding: Bool
  /// One for each row of a log that counts; empty where nothing does.
  public let values: [Value]
  /// Why something did not count.
  public let gaps: [FindingGap]
}

/// Why a finding does not count.
public enum FindingGap: Hashable, Sendable {
  /// Nothing is on file.
  case missing
  /// Nothing is on file, and this code says why.
  case notRecorded(reason: String)
  /// The value is older than the rule allows.
  case expired(value: String, day: String, age: Int, validity: Int)
  /// A value is on file without the day on which it was measured, or with a part of it only, so that it may be too old.
  case undated(value: String, day: String?)
  /// The value was measured after the day asked about.
  case later(value: String, day: String)
  /// Nobody said on which day eligibility is asked, and the subject is not randomized.
  case noDay(value: String)
  /// Several values of one day disagree about the comparison.
  case contradictory(values: [String])
  /// The value is there, its limit of normal or baseline is not; nil where only the laboratories' table could have it.
  case noLimit(ItemPath?)
  /// The date is there, the one it is compared with is not; nil for the day of randomization.
  case noOtherDay(ItemPath?)
}
