// SPDX-License-Identifier: Apache-2.0

/// One thing that a text states and arithmetic can judge, or a habit of design or language that a reader should know.
public struct Claim: Hashable, Sendable {
  /// The place in the given text, counted in Unicode scalars.
  public let range: Range<Int>
  /// The same place as offsets of UTF-8 bytes.
  public let bytes: Range<Int>
  /// The words at that place, as printed.
  public let text: String
  public let kind: Kind
  /// The figures that the claim consists of, as the text prints them.
  public let printed: [Figure]
  /// The figures that arithmetic gives instead or besides; empty where nothing can be computed.
  public let recomputed: [Recomputation]
  public let verdict: Verdict
  public let because: Because
  public let reading: Reading

  /// What sort of statement it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Events of a total, with or without the percentage.
    case proportion
    /// A percentage whose count is not printed.
    case percentage
    /// A number of subjects that stands for all of them.
    case total
    /// Parts that belong to a whole.
    case part
    case pValue
    /// An estimate with its confidence interval.
    case estimateInterval
    case mean
    case median
    /// Two limits, such as of ages.
    case range
    /// A rate at a time, or a median time, of survival.
    case rate
    case date
    case sampleSize
    case testStatistic
    /// Sizes of arms.
    case allocation
    case design
    case language
  }

  /// What arithmetic can say of a claim.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// There is a sound way from the other figures to this one.
    case consistent
    /// No reading lets all the figures be true.
    case inconsistent
    /// Something is missing that would decide it.
    case undetermined
    /// No contradiction, but something that a careful reader has to know.
    case warning
  }

  /// How surely the sentence was understood.
  public enum Reading: String, Hashable, Sendable, CaseIterable {
    /// The sentence says it in so many words.
    case sure
    /// The nearest arm, total or sentence before was taken.
    case likely
    /// The most charitable of several readings was taken; `because` names it.
    case oneOfSeveral
  }
}

/// A printed number and what it stands for.
public struct Figure: Hashable, Sendable {
  public let role: Role
  public let number: PrintedNumber

  public init(_ role: Role, _ number: PrintedNumber) {
    self.role = role
    self.number = number
  }

  init(_ role: Role, _ count: Int) { self.init(role, PrintedNumber(Double(count), decimals: 0)) }

  /// What a figure stands for.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    case events, total, percent, part, size, p, estimate, lower, upper, level
    case mean, deviation, standardError, median, minimum, maximum, firstQuartile, thirdQuartile
    case statistic, degreesOfFreedom, secondDegreesOfFreedom
    case year, month, day, duration, power, alpha, rate
  }
}

/// A number that arithmetic gives.
public struct Recomputation: Hashable, Sendable {
  public let role: Figure.Role
  /// One value twice where it is determined, else the lowest and the highest possible.
  public let values: ClosedRange<Double>

  init(_ role: Figure.Role, _ value: Double) { self.init(role, value...value) }

  init(_ role: Figure.Role, _ values: ClosedRange<Double>) {
    self.role = role
    self.values = values
  }
}
