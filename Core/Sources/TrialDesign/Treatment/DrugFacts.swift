// SPDX-License-Identifier: Apache-2.0

/// What is known of a drug wherever it is given: steps of rounding, tablets, interactions, organ function, limits.
///
/// Facts are data, on the shelf or in the protocol. Nothing here is filled in where sources are silent: a drug without
/// rules for an organ is *not assessed* for it, never "no adjustment".
public struct DrugFacts: Sendable {
  public let id: String
  public let title: LocalizedText
  /// What the drug is, such as a BCL-2 inhibitor.
  public let drugClass: LocalizedText?
  /// Steps of rounding; empty where doses stay as calculated.
  public let rounding: [RoundingStep]
  /// Amounts of one tablet, the largest first; empty for what is no tablet.
  public let strengths: [Quantity]
  /// What co-medications do to the dose, the strongest effect first.
  public let interactions: [InteractionRule]
  /// What organ function does to the dose; each list is decided on its own.
  public let adjustments: [DoseAdjustmentRules]
  /// The largest amount of a lifetime; nil where none is known.
  public let lifetimeLimit: LifetimeLimit?
  /// What to do about a missed dose.
  public let missed: LocalizedText?
  /// What whoever gives the drug has to know.
  public let handling: [LocalizedText]
  public let source: LocalizedText?
  /// The co-medications that the interactions are about.
  public let coMedications: [CoMedication]
  /// Names of the classes of co-medications.
  public let classes: [InteractionClass]
  /// Values of these facts that no source states.
  public let assumptions: [Assumption]

  /// The largest amount per m² that a person should ever get.
  public struct LifetimeLimit: Sendable {
    /// In mg/m².
    public let amount: Double
    /// How much of this drug one mg of another counts as.
    public let equivalents: [Equivalent]
    public let source: LocalizedText?
  }

  public struct Equivalent: Sendable {
    public let drug: String
    /// mg of this drug that 1 mg of the other one counts as; nil where sources leave it open.
    public let factor: Double?
    public let source: LocalizedText?
  }

  init(_ block: inout BlockReader, table: DrugTable) {
    id = block.text("id")
    title = block.optional("title") { $0.localized() } ?? LocalizedText(id)
    drugClass = block.optional("class") { $0.localized() }
    rounding = block.list("rounding") { reader in reader.block { RoundingStep(&$0) } }
    strengths = block.list("strengths") { $0.amount() }.sorted { $0.value > $1.value }
    interactions = block.list("interactions") { reader in reader.block { InteractionRule(&$0) } }
    adjustments = block.list("adjustments") { $0.doseAdjustment(findings: table.findings) }
    lifetimeLimit = block.optional("lifetime-limit") { reader in reader.block { LifetimeLimit(&$0) } }
    missed = block.optional("missed") { $0.localized() }
    handling = block.list("handling") { $0.localized() }
    source = block.optional("source") { $0.localized() }
    let own = block.list("co-medications") { reader in reader.block { CoMedication(&$0) } }
    coMedications = own + table.coMedications.filter { known in !own.contains { $0.id == known.id } }
    classes = table.classes
    assumptions = []
    for (index, rule) in interactions.enumerated() {
      let words = coMedications.map(\.id) + classes.map(\.id)
      for name in rule.with where !words.contains(name) {
        block.report(
          "\"\(name)\" is neither a co-medication nor a class of them",
          at: "interactions[\(index)]",
          remedy: advice(for: name, among: words)
        )
      }
    }
  }

  /// The same facts with the assumptions that were found while they were read.
  fileprivate init(_ facts: DrugFacts, assumptions: [Assumption]) {
    id = facts.id
    title = facts.title
    drugClass = facts.drugClass
    rounding = facts.rounding
    strengths = facts.strengths
    interactions = facts.interactions
    adjustments = facts.adjustments
    lifetimeLimit = facts.lifetimeLimit
    missed = facts.missed
    handling = facts.handling
    source = facts.source
    coMedications = facts.coMedications
    classes = facts.classes
    self.assumptions = assumptions
  }
}

extension DrugFacts.LifetimeLimit {
  fileprivate init(_ block: inout BlockReader) {
    amount = block.required("dose", else: 0) { reader in
      reader.value("an amount by body surface", example: "140 mg/m2") { text in
        guard let unit = Unit("mg/m2") else { return nil }
        return Dose(text)?.quantity.converted(to: unit)?.value
      }
    }
    equivalents = block.list("equivalents") { reader in
      reader.block { block in
        DrugFacts.Equivalent(
          drug: block.text("drug"),
          factor: block.optional("factor") { $0.number() },
          source: block.optional("source") { $0.localized() }
        )
      }
    }
    source = block.optional("source") { $0.localized() }
  }
}

// MARK: - On the shelf

extension Shelf {
  /// The file with the facts of all drugs.
  private var drugFile: ProtocolNode? { entry(.drugs, "drugs") }

  /// The names of all drugs with facts.
  var drugNames: [String] { drugNodes.map(\.name) }

  /// The nodes of a drug's facts.
  func drug(_ name: String) -> ProtocolNode? { drugNodes.first { $0.name == name }?.node }

  private var drugNodes: [(name: String, node: ProtocolNode)] {
    guard let file = drugFile, case .sequence(let nodes)? = file.value(of: "drugs")?.content else {
      return []
    }
    return nodes.compactMap { node in
      guard case .scalar(let name)? = node.value(of: "id")?.content else { return nil }
      return (name, node)
    }
  }

  /// What all drugs of the shelf share, read with its problems.
  func drugTable(_ reading: ProtocolReading) -> DrugTable {
    guard let file = drugFile else { return .empty }
    return NodeReader(file, at: "drugs", in: reading).block { DrugTable(&$0) }
  }

  /// The facts of a drug as the shelf has them; nil where it has none.
  ///
  /// Problems are programming errors of the shelf.
  public func drugFacts(_ name: String) throws(ProtocolProblems) -> DrugFacts? {
    guard let node = drug(name) else { return nil }
    let reading = ProtocolReading(shelf: self)
    let table = drugTable(reading)
    let found = reading.assumptions.count
    let facts = NodeReader(node, at: "drugs.\(name)", in: reading).block { DrugFacts(&$0, table: table) }
    guard reading.problems.isEmpty else { throw ProtocolProblems(reading.problems, forData: nil) }
    return DrugFacts(facts, assumptions: Array(reading.assumptions[found...]))
  }
}

extension ProtocolNode {
  /// The value of a key of a block.
  func value(of key: String) -> ProtocolNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}

extension BlockReader {
  /// The facts that a drug of a regimen names (`facts: name`), writes or changes (`facts: {shelf: name, …}`), or has by
  /// its English name.
  mutating func drugFacts(of name: String) -> DrugFacts? {
    let shelf = shelf
    guard has("facts") else {
      optional("facts") { $0.text() }
      return try? shelf.drugFacts(name)
    }
    return optional("facts") { reader in
      if case .scalar(let named) = reader.node.content {
        if let facts = try? shelf.drugFacts(named) { return facts }
        reader.report(
          "\"\(named)\" has no facts on the shelf",
          remedy: advice(for: named, among: shelf.drugNames)
        )
        return nil
      }
      let table = shelf.drugTable(ProtocolReading(shelf: shelf))
      return reader.block(shelved: { shelf.drug($0) }, names: shelf.drugNames) { block in
        DrugFacts(&block, table: table)
      }
    }
  }
}
