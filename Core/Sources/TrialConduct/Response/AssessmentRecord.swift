// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One assessment as it is written down in one row, dates and all.
///
/// Days count from 1970-01-01. Where an event's date is partial, its range holds every day it may have been; no
/// date means that the event did not happen, as far as is known.
public struct AssessmentRecord: Sendable {
  /// One value of a blood count, in 10*9/L; NaN is missing.
  public struct Count: Hashable, Sendable {
    public enum Dated: Hashable, Sendable {
      case day(Int32)
      case undated
      /// A date is written of which the day is unknown.
      case partial
    }

    public var value: Double
    public var dated: Dated
    /// Whether a value is written, but no unit: such a value is not used.
    public var lacksUnit: Bool

    public init(_ value: Double = .nan, dated: Dated = .undated, lacksUnit: Bool = false) {
      self.value = value
      self.dated = dated
      self.lacksUnit = lacksUnit
    }
  }

  /// Day of the marrow; nil where it is not known.
  public var day: Int32?
  /// Everything that needs no date.
  public var facts: AssessmentFacts
  public var neutrophils: Count
  public var platelets: Count
  public var growthFactor: ClosedRange<Int32>?
  public var plateletTransfusion: ClosedRange<Int32>?
  public var newTherapy: ClosedRange<Int32>?
  /// nil where nothing was measured.
  public var residualDisease: ResidualDiseaseSample?

  public init(
    day: Int32? = nil,
    facts: AssessmentFacts = AssessmentFacts(),
    neutrophils: Count = Count(),
    platelets: Count = Count(),
    growthFactor: ClosedRange<Int32>? = nil,
    plateletTransfusion: ClosedRange<Int32>? = nil,
    newTherapy: ClosedRange<Int32>? = nil,
    residualDisease: ResidualDiseaseSample? = nil
  ) {
    self.day = day
    self.facts = facts
    self.neutrophils = neutrophils
    self.platelets = platelets
    self.growthFactor = growthFactor
    self.plateletTransfusion = plateletTransfusion
    self.newTherapy = newTherapy
    self.residualDisease = residualDisease
  }
}

extension ResponseAssessor {
  /// Judges one row.
  public func verdict(on record: AssessmentRecord) -> AssessmentVerdict {
    var flags: [ResponseFlag] = []
    let facts = facts(of: record, &flags)
    return verdict(on: facts, flags: flags)
  }

  /// The facts of a row once its dates are dealt with.
  ///
  /// - Parameters:
  ///   - record: The row.
  ///   - flags: Takes what a reader should know about the dates.
  /// - Returns: Counts only where they belong to the marrow and count.
  public func facts(of record: AssessmentRecord, _ flags: inout [ResponseFlag]) -> AssessmentFacts {
    let rules = scheme.parameters
    var facts = record.facts
    facts.afterNewTherapy = record.isAfterNewTherapy
    facts.neutrophils = .nan
    facts.platelets = .nan

    switch Pairing(record.neutrophils, record.day, rules) {
    case .none: break
    case .refused(.noUnit): flags.append(.neutrophilsWithoutUnit)
    case .refused(.outside): flags.append(.neutrophilsUnpaired)
    case .paired(let day, let isUndated):
      facts.neutrophils = record.neutrophils.value
      if isUndated { flags.append(.neutrophilsUndated) }
      if record.growthFactor.map({ Self.mayPrecede($0, day, within: rules.growthFactor) }) == true {
        flags.append(.growthFactor)
      }
    }
    switch Pairing(record.platelets, record.day, rules) {
    case .none: break
    case .refused(.noUnit): flags.append(.plateletsWithoutUnit)
    case .refused(.outside): flags.append(.plateletsUnpaired)
    case .paired(let day, let isUndated):
      if record.plateletTransfusion.map({ Self.mayPrecede($0, day, within: rules.transfusion) }) == true {
        flags.append(.transfused)
      } else {
        facts.platelets = record.platelets.value
        if isUndated { flags.append(.plateletsUndated) }
      }
    }
    return facts
  }

  /// Whether an event may have been on the day or up to so many days before it; an unknown day may be any.
  private static func mayPrecede(_ event: ClosedRange<Int32>, _ day: Int32?, within days: Int32) -> Bool {
    day.map { event.overlaps($0 - days...$0) } ?? true
  }
}

/// Whether a count belongs to a marrow.
private enum Pairing {
  enum Refusal {
    case noUnit
    case outside
  }

  /// Nothing was counted.
  case none
  case refused(Refusal)
  /// The day of the count; nil where the row has no dates at all.
  case paired(day: Int32?, isUndated: Bool)

  init(_ count: AssessmentRecord.Count, _ marrow: Int32?, _ rules: ResponseParameters) {
    guard !count.lacksUnit else {
      self = .refused(.noUnit)
      return
    }
    guard !count.value.isNaN else {
      self = .none
      return
    }
    switch (count.dated, marrow) {
    case (.day(let day), let marrow?):
      let window = marrow - rules.pairedBefore...marrow + rules.pairedAfter
      self = window.contains(day) ? .paired(day: day, isUndated: false) : .refused(.outside)
    case (.undated, let marrow?) where rules.undatedCounts == .sameDay:
      self = .paired(day: marrow, isUndated: true)
    case (.undated, nil): self = .paired(day: nil, isUndated: false)
    case (.undated, _), (.partial, _), (.day, nil): self = .refused(.outside)
    }
  }
}

extension AssessmentRecord {
  /// Begun on the day of the marrow is not before it: the marrow shows what the earlier treatment did.
  fileprivate var isAfterNewTherapy: Answer {
    guard let newTherapy else { return .no }
    guard let day else { return .notRecorded }
    if newTherapy.upperBound < day { return .yes }
    return newTherapy.lowerBound >= day ? .no : .notRecorded
  }
}
