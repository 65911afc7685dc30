// SPDX-License-Identifier: Apache-2.0

/// Laboratory and clinical tumor lysis: limits, the days around the start of therapy, and what makes it clinical.
public struct TumorLysisCriteria: Sendable {
  /// A measured substance beyond its limit.
  public struct Abnormality: Sendable {
    /// What counts once, however it was measured; corrected and ionized calcium share one.
    public let id: String
    /// How it is measured, as samples name it.
    public let analyte: String
    public let title: LocalizedText
    public let relation: Comparison.Relation
    public let limit: Quantity
    /// Where the limit is printed.
    public let source: LocalizedText
    let substance: Analyte?
    /// The parameter that has to be "on" for it to count; nil where it always does.
    let switchedBy: String?

    /// A value in the limit's unit.
    public func converted(_ quantity: Quantity) throws(ConversionFailure) -> Double {
      try quantity.converted(to: limit.unit, of: substance).value
    }
  }

  public let id: String
  public let title: LocalizedText
  public let source: LocalizedText
  public private(set) var parameters: [Finding]
  /// Whole days before the start of therapy from which values count.
  public let daysBefore: Int
  /// Whole days after the start of therapy up to which values count.
  public let daysAfter: Int
  /// Minutes within which two abnormalities count together.
  public let minutesTogether: Int
  /// The fraction of baseline by which a value has to change, in the 2004 definition.
  public let change: Double
  /// How many different abnormalities are needed.
  public let needed: Int
  /// From laboratory tumor lysis to clinical: outcomes `none`, `laboratory`, `clinical`.
  public let clinical: DecisionList
  let everyAbnormality: [Abnormality]

  /// Those that the parameters let count.
  public var abnormalities: [Abnormality] {
    everyAbnormality.filter { abnormality in
      abnormality.switchedBy.map { code(of: $0) == "on" } ?? true
    }
  }

  /// What counts once, in the order of the criteria.
  public var ids: [String] {
    var told: Set<String> = []
    return abnormalities.map(\.id).filter { told.insert($0).inserted }
  }

  /// Whether a change from baseline counts and the hours do not matter.
  public var isVersion2004: Bool { code(of: "version") == "2004" }

  /// The value of a category parameter.
  public func code(of parameter: String) -> String? { parameters.code(of: parameter) }

  /// The criteria with other values of their parameters.
  ///
  /// - Parameter values: By the parameter's id, a category's code.
  /// - Returns: The same limits and windows with these readings.
  /// - Throws: The first name or value that the criteria do not have.
  public func setting(_ values: [String: String]) throws(ParameterProblem) -> TumorLysisCriteria {
    var criteria = self
    criteria.parameters = try parameters.setting(values)
    return criteria
  }

  init(
    id: String,
    title: LocalizedText,
    source: LocalizedText,
    parameters: [Finding],
    window: (before: Int, after: Int, minutes: Int),
    change: Double,
    needed: Int,
    abnormalities: [Abnormality],
    clinical: DecisionList
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.parameters = parameters
    daysBefore = window.before
    daysAfter = window.after
    minutesTogether = window.minutes
    self.change = change
    self.needed = needed
    everyAbnormality = abnormalities
    self.clinical = clinical
  }
}
