// SPDX-License-Identifier: Apache-2.0

/// Which items tell what doses are calculated with (`dosing.items`); nil where the protocol names none.
///
/// The arm and the first dose have their places in `record:` already.
public struct DosingItems: Sendable {
  public let height: ItemPath?
  public let weight: ItemPath?
  public let age: ItemPath?
  public let sex: ItemPath?
  /// In serum.
  public let creatinine: ItemPath?
  /// Total, in serum.
  public let bilirubin: ItemPath?
  public let coMedication: CoMedicationItems?
  public let cycle: CycleItems?
  /// The item that answers each finding that rules of adjustment and modification ask for, by the finding's id.
  public let findings: [String: ItemPath]

  /// Where co-medications are recorded, one row for each.
  public struct CoMedicationItems: Sendable {
    /// As tables of interactions name it.
    public let name: ItemPath
    /// The first and the last day; nil where it is not recorded, and the co-medication counts throughout.
    public let first: ItemPath?
    public let last: ItemPath?
  }

  /// Where it is recorded in which cycle something was given.
  public struct CycleItems: Sendable {
    /// Counted from 1.
    public let number: ItemPath
    /// The day of the row.
    public let start: ItemPath
    /// The drug of the row, of which only those of day 1 tell when a cycle began; nil where each row is a cycle.
    public let drug: ItemPath?
  }

  /// The measures and how they have to be recorded.
  public enum Measure: String, CaseIterable, Sendable {
    case height
    case weight
    case age
    case sex
    case creatinine
    case bilirubin

    /// The unit of calculations; nil for what has none.
    public var unit: Unit? {
      switch self {
      case .height: Unit("cm")
      case .weight: Unit("kg")
      case .age: Unit("a")
      case .creatinine, .bilirubin: Unit("mg/dL")
      case .sex: nil
      }
    }

    /// What is measured, where the same substance is written by mass and by amount.
    public var analyte: Analyte? { Analyte(rawValue) }
  }

  /// The item of a measure.
  public subscript(measure: Measure) -> ItemPath? {
    switch measure {
    case .height: height
    case .weight: weight
    case .age: age
    case .sex: sex
    case .creatinine: creatinine
    case .bilirubin: bilirubin
    }
  }

  init(_ block: inout BlockReader) {
    height = block.optional("height") { $0.itemPath() }
    weight = block.optional("weight") { $0.itemPath() }
    age = block.optional("age") { $0.itemPath() }
    sex = block.optional("sex") { $0.itemPath() }
    creatinine = block.optional("creatinine") { $0.itemPath() }
    bilirubin = block.optional("bilirubin") { $0.itemPath() }
    coMedication = block.optional("co-medication") { reader in
      reader.block { block in
        CoMedicationItems(
          name: block.required("name", else: .nowhere) { $0.itemPath() },
          first: block.optional("first") { $0.itemPath() },
          last: block.optional("last") { $0.itemPath() }
        )
      }
    }
    cycle = block.optional("cycle") { reader in
      reader.block { block in
        CycleItems(
          number: block.required("number", else: .nowhere) { $0.itemPath() },
          start: block.required("start", else: .nowhere) { $0.itemPath() },
          drug: block.optional("drug") { $0.itemPath() }
        )
      }
    }
    let named = block.optional("findings") { reader in
      reader.entries().compactMap { id, reader in reader.itemPath().map { (id, $0) } }
    }
    findings = Dictionary(named ?? []) { first, _ in first }
  }

  /// Every item that is named, with its key and the kinds it may have.
  package var inputs: [(key: String, path: ItemPath, kinds: Set<Item.Kind>)] {
    let number: Set<Item.Kind> = [.integer, .decimal]
    let words: Set<Item.Kind> = [.category, .text]
    let measures = Measure.allCases.map { measure -> (String, ItemPath?, Set<Item.Kind>) in
      (measure.rawValue, self[measure], measure == .sex ? [.category] : number)
    }
    let logs: [(String, ItemPath?, Set<Item.Kind>)] = [
      ("co-medication.name", coMedication?.name, words),
      ("co-medication.first", coMedication?.first, [.date]),
      ("co-medication.last", coMedication?.last, [.date]),
      ("cycle.number", cycle?.number, [.integer]), ("cycle.start", cycle?.start, [.date]),
      ("cycle.drug", cycle?.drug, words),
    ]
    let answers = findings.sorted { $0.key < $1.key }.map { id, path in
      ("findings.\(id)", path as ItemPath?, number.union([.category]))
    }
    return (measures + logs + answers).compactMap { key, path, kinds in path.map { (key, $0, kinds) } }
  }
}
