// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Whether laboratory values around the start of therapy show tumor lysis.
///
/// Two different substances have to be abnormal within the criteria's hours of each other, in the criteria's days. A
/// substance that was never measured in those days could have been abnormal, so it leaves the verdict open where it
/// would matter; so do a value that cannot be read, a day that is not known, and a time of day that is not known where
/// it decides whether two values belong together.
public struct TumorLysis: Sendable {
  /// When a sample was taken or therapy began, as far as it is known.
  public struct Time: Hashable, Sendable {
    /// The days it may have been, on any scale of whole days; nil where nothing is known.
    public let days: ClosedRange<Int>?
    /// After midnight; nil where unknown.
    public let minute: Int?

    public static let unknown = Time(days: nil)

    public init(days: ClosedRange<Int>?, minute: Int? = nil) {
      self.days = days
      self.minute = minute
    }

    public init(day: Int, minute: Int? = nil) {
      self.init(days: day...day, minute: minute)
    }
  }

  /// One measured value.
  public struct Sample: Sendable {
    /// As the criteria name it: `potassium`, `phosphate`, `urate`, `calcium` (corrected for albumin), `ionized-calcium`;
    /// nil where that cannot be read: then it may have been any of them.
    public let analyte: String?
    public let when: Time
    /// nil where the value or its unit cannot be read: then it may have been abnormal.
    public let quantity: Quantity?
    /// The value before therapy in the same unit, of which the 2004 definition counts changes; nil where unknown.
    public let baseline: Double?

    public init(analyte: String?, when: Time, quantity: Quantity?, baseline: Double? = nil) {
      self.analyte = analyte
      self.when = when
      self.quantity = quantity
      self.baseline = baseline
    }
  }

  /// What a sample says about one of the criteria's abnormalities, where it counts or may count by its day.
  public struct Reading: Sendable {
    /// What makes a value abnormal.
    public enum Clause: Hashable, Sendable {
      /// It reaches the limit.
      case limit
      /// It has changed from baseline by enough; 2004 only.
      case change
    }

    /// Index of the sample.
    public let sample: Int
    /// Index into the criteria's abnormalities.
    public let abnormality: Int
    /// In the unit of the limit; nil where it cannot be read.
    public let value: Double?
    /// nil where it is not abnormal, or not known to be.
    public let clause: Clause?
    public let isAbnormal: Truth
    /// Whether it was taken in the days that count; never not met.
    public let isInWindow: Truth
  }

  /// Laboratory tumor lysis.
  public let laboratory: Truth
  /// By sample, then in the order of the criteria.
  public let readings: [Reading]
  /// The largest set of abnormal readings within the hours that count, as indices, by time.
  ///
  /// One of each substance; of several such sets the earliest.
  public let together: [Int]
  /// Substances that were not measured in the days that count.
  public let notMeasured: [String]
  /// Samples of other days, as indices.
  public let outside: [Int]
  /// What leaves the verdict open; empty where it is decided.
  public let gaps: [TumorLysisGap]

  /// - Parameters:
  ///   - samples: Of one subject, in any order.
  ///   - start: When therapy began, on the samples' scale of days.
  ///   - criteria: The limits and windows.
  /// - Throws: A unit that does not convert.
  public init(_ samples: [Sample], therapyStart start: Time, criteria: TumorLysisCriteria)
    throws(ConversionFailure)
  {
    var readings: [Reading] = []
    var outside: [Int] = []
    for (index, sample) in samples.enumerated() {
      let isInWindow = criteria.counts(sample.when, from: start)
      guard isInWindow != .notMet else {
        outside.append(index)
        continue
      }
      for (position, abnormality) in criteria.abnormalities.enumerated()
      where sample.analyte == nil || sample.analyte == abnormality.analyte {
        readings.append(
          try Self.reading(index, sample, (position, abnormality), isInWindow: isInWindow, criteria)
        )
      }
    }
    let search = TumorLysisSearch(samples, start, readings, criteria)
    let together = search.together
    self.readings = readings
    self.outside = outside
    self.together = together
    notMeasured = search.notMeasured
    let gaps = together.count >= criteria.needed ? [] : search.gaps
    self.gaps = gaps
    laboratory = together.count >= criteria.needed ? .met : gaps.isEmpty ? .notMet : .unknown
  }

  private static func reading(
    _ index: Int,
    _ sample: Sample,
    _ abnormality: (position: Int, is: TumorLysisCriteria.Abnormality),
    isInWindow: Truth,
    _ criteria: TumorLysisCriteria
  ) throws(ConversionFailure) -> Reading {
    var value: Double?
    var clause: Reading.Clause?
    var isAbnormal = Truth.unknown
    if sample.analyte != nil, let quantity = sample.quantity {
      let (relation, limit) = (abnormality.is.relation, abnormality.is.limit.value)
      let converted = try abnormality.is.converted(quantity)
      value = converted
      if relation.holds(converted, limit) {
        (clause, isAbnormal) = (.limit, .met)
      } else if criteria.isVersion2004 {
        if let baseline = sample.baseline {
          let isChanged = relation.holds(quantity.value, baseline * criteria.changeFactor(of: relation))
          (clause, isAbnormal) = (isChanged ? .change : nil, Truth(isChanged))
        }
      } else {
        isAbnormal = .notMet
      }
    }
    return Reading(
      sample: index,
      abnormality: abnormality.position,
      value: value,
      clause: clause,
      isAbnormal: isAbnormal,
      isInWindow: isInWindow
    )
  }
}

extension TumorLysisCriteria {
  /// Whether a time lies in the days around the start of therapy that count, both ends included.
  public func counts(_ time: TumorLysis.Time, from start: TumorLysis.Time) -> Truth {
    guard let days = time.days, let start = start.days else { return .unknown }
    if days.upperBound < start.lowerBound - daysBefore || days.lowerBound > start.upperBound + daysAfter {
      return .notMet
    }
    return Truth(
      days.lowerBound >= start.upperBound - daysBefore && days.upperBound <= start.lowerBound + daysAfter
    ) || .unknown
  }

  /// What baseline is multiplied with to give the value from which on a change counts.
  public func changeFactor(of relation: Comparison.Relation) -> Double {
    relation == .atMost ? 1 - change : 1 + change
  }
}
