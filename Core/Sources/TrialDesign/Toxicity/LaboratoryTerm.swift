// SPDX-License-Identifier: Apache-2.0

/// A term whose grades follow from a laboratory value.
public struct LaboratoryTerm: Sendable {
  /// The term as published.
  public let term: String
  public let title: LocalizedText
  /// Short names that people write for it.
  public let names: [String]
  /// Index into `GradingScheme.analytes`.
  public let analyte: Int
  /// Whether the analyte alone does not lead to this term: its grades need more than the value.
  public let isByNameOnly: Bool
  /// The bits of flags without which the grade stays open; every other flag counts where it is given.
  public let neededFlags: UInt16
  /// One for each printed unit system; to the first, other units are converted.
  public let systems: [System]

  /// The criteria in one unit system.
  public struct System: Sendable {
    /// The unit of value, limits and baseline in the criteria.
    public let unit: Unit
    /// Whether only multiples of the subject's own limits count, so that the unit does not matter.
    public let isRelative: Bool
    public let list: DecisionList
    /// Where each finding of the list comes from.
    public let inputs: [Input]
  }

  /// A finding of the criteria.
  public enum Input: Hashable, Sendable {
    case value
    case lln
    case uln
    case baseline
    /// Value less baseline; negative for a fall.
    case change
    /// Value less the upper limit of normal.
    case excess
    /// The manufacturer's limit for myocardial infarction.
    case infarctionLimit
    /// In degrees Celsius.
    case temperature
    /// In hours.
    case duration
    /// By its bit.
    case flag(Int)
  }

  /// The highest grade that the criteria can give.
  public var highestGrade: Int {
    systems.flatMap { $0.list.rules.map(\.outcome) }.max() ?? 0
  }

  func setting(_ values: [String: String]) throws(ParameterProblem) -> LaboratoryTerm {
    var systems: [System] = []
    for system in self.systems {
      let own = Set(system.list.parameters.map(\.id))
      let list = try system.list.setting(values.filter { own.contains($0.key) })
      systems.append(
        System(unit: system.unit, isRelative: system.isRelative, list: list, inputs: system.inputs)
      )
    }
    return LaboratoryTerm(
      term: term,
      title: title,
      names: names,
      analyte: analyte,
      isByNameOnly: isByNameOnly,
      neededFlags: neededFlags,
      systems: systems
    )
  }
}
