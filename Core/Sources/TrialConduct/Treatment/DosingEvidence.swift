// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Something that doses rest on, and where it comes from.
public struct DosingEvidence: Hashable, Sendable {
  public let fact: Fact
  /// What the calendar is calculated with; nil where the record has no value, or one on file is set aside.
  public let used: Value?
  public let origin: Origin

  public init(_ fact: Fact, _ used: Value?, from origin: Origin) {
    self.fact = fact
    self.used = used
    self.origin = origin
  }

  public enum Fact: String, CaseIterable, Sendable {
    case regimen
    case start
    case height
    case weight
    case earlierWeight = "earlier-weight"
    case age
    case sex
    case creatinine
    case bilirubin
    case coMedication = "co-medication"
  }

  public enum Value: Hashable, Sendable {
    case quantity(Quantity)
    case day(CivilDate)
    case word(String)
  }

  public enum Origin: Hashable, Sendable {
    case record(OnFile)
    /// Given with the command, in the place of what is on file; nil where nothing is.
    case option(inPlaceOf: OnFile?)
    /// Day 1, by the regimen's length of a cycle in days, from a cycle whose day 1 is known.
    case planned(after: Int, on: CivilDate, length: Int)
    case absent(DosingAbsence)
  }

  /// A value as the record has it.
  public struct OnFile: Hashable, Sendable {
    public let value: Value
    public let item: ItemPath
    /// When it was found; nil where the form has no day, or is filled once without one.
    public let day: CivilDate?

    public init(_ value: Value, item: ItemPath, day: CivilDate? = nil) {
      self.value = value
      self.item = item
      self.day = day
    }
  }
}

/// Why the record has no value for a calendar.
public enum DosingAbsence: Error, Hashable, Sendable {
  /// The protocol does not say which item it is: the key that would.
  case notNamed(key: String)
  /// Nothing on file; with a day, nothing that was found up to it.
  case notRecorded(ItemPath, by: CivilDate?)
  /// Known in part only.
  case partial(ItemPath, PartialDate)
  /// Different values of one day.
  case contradictory(ItemPath, on: CivilDate?)
  /// Nothing is known of the cycle, or of one before it from which it could be planned.
  case cycleUnknown(Int)
  /// The cycle before is known, and the regimen states no length of a cycle.
  case lengthUnknown(cycle: Int, after: Int, on: CivilDate)
}
