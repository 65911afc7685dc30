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
    let substance: Analyte?

    /// A value in the limit's unit.
    public func converted(_ quantity: Quantity) throws(ConversionFailure) -> Double {
      try quantity.converted(to: limit.unit, of: substance).value
    }
  }

  public let id: String
  public let title: LocalizedText
  public let source: LocalizedText
  public let parameters: [Finding]
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
  /// Those that the parameters let count.
  public let abnormalities: [Abnormality]
  /// From laboratory tumor lysis to clinical: outcomes `none`, `laboratory`, `clinical`.
  public let clinical: DecisionList

  /// Whether a change from baseline counts and the hours do not matter.
  public var isVersion2004: Bool { Self.code(of: "version", parameters) == "2004" }

  static func code(of parameter: String, _ parameters: [Finding]) -> String? {
    guard let found = parameters.first(where: { $0.id == parameter }), let value = found.value else {
      return nil
    }
    return found.item.categories[Int(value)].code
  }
}

extension TumorLysisCriteria {
  /// Reads the criteria in their written form.
  ///
  /// - Parameters:
  ///   - root: The outermost block of the file.
  ///   - setting: Other values of the parameters, by id.
  /// - Returns: The criteria; those that a parameter takes out of force are left out.
  /// - Throws: Every problem of the file at once, in its order.
  public static func read(_ root: ProtocolNode, setting: [String: String] = [:]) throws(ProtocolProblems)
    -> TumorLysisCriteria
  {
    let reading = ProtocolReading()
    let criteria = NodeReader(root, at: "", in: reading).block { TumorLysisCriteria(&$0, setting, reading) }
    guard reading.problems.isEmpty else {
      throw ProtocolProblems(
        reading.problems.sorted { ($0.position, $0.place) < ($1.position, $1.place) },
        forData: nil
      )
    }
    return criteria
  }

  private init(_ block: inout BlockReader, _ setting: [String: String], _ reading: ProtocolReading) {
    block.optional("equipoise") { $0.integer() }
    id = block.text("id")
    title = block.localized("title")
    source = block.localized("source")
    var parameters = block.list("parameters") { reader in reader.block { Finding(&$0, isParameter: true) } }
    for index in parameters.indices {
      guard let text = setting[parameters[index].id] else { continue }
      guard let value = parameters[index].item.value(of: text) else {
        let codes = parameters[index].item.categories.map(\.code)
        block.report(
          "\"\(text)\" is not a value of \(parameters[index].id)",
          remedy: advice(for: text, among: codes)
        )
        continue
      }
      parameters[index].value = value
    }
    self.parameters = parameters
    var days = (before: 0, after: 0)
    var minutes = 0
    block.required("window", else: ()) { reader in
      reader.block { block in
        days.before = block.required("before", else: 0) { $0.quantity()?.days }
        days.after = block.required("after", else: 0) { $0.quantity()?.days }
        minutes = block.required("together", else: 0) { reader in
          reader.quantity().flatMap { quantity in
            Unit("min").flatMap { quantity.converted(to: $0) }.map { Int($0.value.rounded()) }
          }
        }
      }
    }
    (daysBefore, daysAfter, minutesTogether) = (days.before, days.after, minutes)
    change = block.required("change", else: 0) { reader in
      reader.quantity().flatMap { quantity in Unit("1").flatMap { quantity.converted(to: $0) }?.value }
    }
    needed = block.required("needed", else: 1) { $0.integer() }
    let inForce = parameters
    abnormalities = block.list("abnormal") { reader in
      reader.block { block in Abnormality(&block) { Self.code(of: $0, inForce) == "on" } }
    }.compactMap(\.self)
    clinical = block.required("clinical", else: .empty) { reader in
      reader.block { DecisionList(&$0, reading) }
    }
  }
}

extension TumorLysisCriteria.Abnormality {
  /// nil where a parameter takes it out of force.
  fileprivate init?(_ block: inout BlockReader, isOn: (String) -> Bool) {
    id = block.text("id")
    analyte = block.optional("analyte") { $0.text() } ?? id
    title = block.localized("title")
    substance = block.optional("substance") { reader in
      reader.value("a substance with conversion factors", example: "potassium") { Analyte($0) }
    }
    let switchedBy = block.optional("needs") { $0.text() }
    let relations: [Comparison.Relation] = [.atLeast, .atMost]
    guard let relation = relations.first(where: { block.has($0.rawValue) }),
      let limit = block.optional(relation.rawValue, { $0.quantity() })
    else {
      block.report("an abnormality without a limit", remedy: "Write at-least or at-most with a quantity.")
      return nil
    }
    self.relation = relation
    self.limit = limit
    if let switchedBy, !isOn(switchedBy) { return nil }
  }
}

extension DecisionList {
  /// What stands in after a problem was reported.
  fileprivate static let empty = DecisionList(
    id: "",
    title: LocalizedText(""),
    source: LocalizedText(""),
    findings: [],
    parameters: [],
    outcomes: [],
    rules: [],
    otherwise: Rule(outcome: 0, criterion: .all([]), because: nil, source: nil)
  )
}
