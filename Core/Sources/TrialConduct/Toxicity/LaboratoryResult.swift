// SPDX-License-Identifier: Apache-2.0

/// One laboratory value with what is known around it; NaN is missing.
///
/// Value, limits, baseline and infarction limit stand in one unit, that of the row.
public struct LaboratoryResult: Hashable, Sendable {
  public var value: Double
  /// The lower limit of normal of the laboratory that measured it.
  public var lln: Double
  /// The upper limit of normal of the laboratory that measured it.
  public var uln: Double
  /// The last value before the first dose.
  public var baseline: Double
  /// The manufacturer's limit for myocardial infarction, of troponins.
  public var infarctionLimit: Double
  /// In degrees Celsius.
  public var temperature: Double
  /// How long it lasted, in hours.
  public var duration: Double
  public var flags: ClinicalFlags

  public init(
    value: Double = .nan,
    lln: Double = .nan,
    uln: Double = .nan,
    baseline: Double = .nan,
    infarctionLimit: Double = .nan,
    temperature: Double = .nan,
    duration: Double = .nan,
    flags: ClinicalFlags = ClinicalFlags()
  ) {
    self.value = value
    self.lln = lln
    self.uln = uln
    self.baseline = baseline
    self.infarctionLimit = infarctionLimit
    self.temperature = temperature
    self.duration = duration
    self.flags = flags
  }
}

/// Facts that are yes, no or unknown, as bits in the order of `GradingScheme.flags`.
public struct ClinicalFlags: Hashable, Sendable {
  public private(set) var yes: UInt16 = 0
  public private(set) var known: UInt16 = 0

  public init() {}

  public subscript(bit: Int) -> Bool? {
    get { known >> UInt16(bit) & 1 == 1 ? yes >> UInt16(bit) & 1 == 1 : nil }
    set {
      let mask: UInt16 = 1 << UInt16(bit)
      known = newValue == nil ? known & ~mask : known | mask
      yes = newValue == true ? yes | mask : yes & ~mask
    }
  }
}
