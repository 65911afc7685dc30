// SPDX-License-Identifier: Apache-2.0

/// Drugs, doses and days of one treatment (`regimens:`).
///
/// The same form serves the protocol file, an entry of the shelf, and a file of its own. Day 1 is the day of the
/// first cytotoxic dose, so that a growth factor may begin on day 0.
public struct Regimen: Sendable {
  public let id: String
  public let title: LocalizedText
  /// Length of a cycle in days; nil where the source gives none.
  public let cycle: Int?
  /// Planned number of cycles; nil where the source gives none.
  public let cycles: Int?
  public let drugs: [Drug]
  public let notes: [LocalizedText]
  /// Where the regimen was published; nil where the protocol itself is the source.
  public let source: LocalizedText?

  /// One drug of a regimen; its doses may change from day to day.
  public struct Drug: Sendable {
    public let name: LocalizedText
    public let route: String?
    public let doses: [Course]
    /// What is known of the drug wherever it is given; nil where the shelf has nothing of that name.
    public let facts: DrugFacts?
    /// How doses are rounded here; empty where the drug's own steps hold.
    public let rounding: [RoundingStep]
    /// Until when the drug goes on after its last day, such as recovery of counts; nil where it ends.
    public let until: LocalizedText?
    /// What to do about a missed dose; nil where the drug's own rule holds.
    public let missed: LocalizedText?
    public let notes: [LocalizedText]
    /// Where the dose was published; nil where the regimen's source says it.
    public let source: LocalizedText?
    /// What graded toxicity does to the dose; nil where the protocol has no rule.
    public let modifications: DoseModificationRules?
  }

  /// The same dose on some days.
  public struct Course: Sendable {
    public let dose: Dose
    public let days: DaySet
    /// Administrations on each of these days.
    public let perDay: Int
    /// The cycles that have the course, so that a ramp-up is not repeated; nil for all.
    public let cycles: DaySet?
    /// Hours over which one administration runs; nil for what is not infused, or where the source does not say.
    public let infusion: Double?
    /// Hours between administrations of one day; nil for even parts of 24 hours.
    public let interval: Double?
    /// Hours by which an administration may come early or late; nil where the protocol's own window holds.
    public let window: Double?
    /// The drug of the same day that it follows.
    public let after: Follows?
  }

  /// An administration that waits for another drug.
  public struct Follows: Hashable, Sendable {
    /// The English name of the drug that goes first.
    public let drug: String
    /// Hours from the start of that drug to the start of this one.
    public let hours: Double
  }

  /// The last planned day of any drug, counted from 1.
  public var lastDay: Int? { drugs.flatMap(\.doses).compactMap(\.days.last).max() }

  /// The first planned day of any drug: 1, or 0 for a growth factor on the day before.
  public var firstDay: Int? { drugs.flatMap(\.doses).compactMap(\.days.days.first).min() }

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    cycle = block.optional("cycle") { $0.quantity()?.days }
    cycles = block.optional("cycles") { $0.integer() }
    drugs = block.list("drugs") { reader in reader.block { Drug(&$0) } }
    notes = block.list("notes") { $0.localized() }
    source = block.optional("source") { $0.localized() }
    checkDays(&block)
    let names = drugs.map(\.name.english)
    for (index, drug) in drugs.enumerated() {
      for course in drug.doses {
        guard let first = course.after?.drug, !names.contains(first) || first == drug.name.english else {
          continue
        }
        block.report(
          "\"\(first)\" is no other drug of this regimen",
          at: "drugs[\(index)]",
          remedy: advice(for: first, among: names.filter { $0 != drug.name.english })
        )
      }
    }
  }
}

extension Regimen {
  /// A day that stands in two courses of a drug in one cycle would be given twice.
  private func checkDays(_ block: inout BlockReader) {
    for (index, drug) in drugs.enumerated() {
      for (number, course) in drug.doses.enumerated() {
        for other in drug.doses.dropFirst(number + 1) {
          let share = course.cycles.map { own in
            other.cycles.map { !Set(own.days).isDisjoint(with: $0.days) } ?? true
          }
          guard share ?? true, let day = course.days.days.first(where: other.days.days.contains) else {
            continue
          }
          block.report(
            "day \(day) stands in two doses of \(drug.name.english)",
            at: "drugs[\(index)]",
            remedy: "Give each day one dose, or say in which cycles each holds (in-cycles)."
          )
        }
      }
    }
  }
}

extension Regimen.Drug {
  fileprivate init(_ block: inout BlockReader) {
    let name = block.localized("drug")
    self.name = name
    route = block.optional("route") { $0.text() }
    if block.has("doses") {
      doses = block.list("doses") { reader in reader.block { Regimen.Course(&$0) } }
    } else {
      doses = [Regimen.Course(&block)]
    }
    facts = block.drugFacts(of: name.english)
    rounding = block.list("rounding") { reader in reader.block { RoundingStep(&$0) } }
    until = block.optional("until") { $0.localized() }
    missed = block.optional("missed") { $0.localized() }
    notes = block.list("notes") { $0.localized() }
    source = block.optional("source") { $0.localized() }
    modifications = block.optional("dose-modifications") { reader in
      reader.block { DoseModificationRules(&$0) }
    }
  }

  /// The steps that hold for this drug in this regimen.
  public var roundingSteps: [RoundingStep] { rounding.isEmpty ? facts?.rounding ?? [] : rounding }
}

extension Regimen.Course {
  fileprivate init(_ block: inout BlockReader) {
    dose = block.required("dose", else: .none) { reader in
      reader.value("a dose", example: "5 mg/m2, 20 mg or 5 ug/kg") { Dose($0) }
    }
    days = block.required("days", else: DaySet([])) { reader in
      reader.value("a set of treatment days", example: "1-5 or 1, 8, 15") { DaySet($0) }
    }
    perDay =
      block.optional("per-day") { reader in
        reader.value("how often a day, 1 to 24", example: "2") { text in
          Int(text).flatMap { (1...24).contains($0) ? $0 : nil }
        }
      } ?? 1
    cycles = block.optional("in-cycles") { reader in
      reader.value("a set of cycles", example: "1 or 2-6") { DaySet($0) }
    }
    infusion = block.optional("infusion") { $0.hours() }
    interval = block.optional("interval") { $0.hours() }
    window = block.optional("window") { $0.hours() }
    after = block.optional("after") { reader in
      reader.block { block in
        Regimen.Follows(
          drug: block.text("drug"),
          hours: block.required("by", else: 0) { $0.hours() }
        )
      }
    }
  }

  /// Whether the course belongs to this cycle, counted from 1.
  public func isGiven(inCycle cycle: Int) -> Bool { cycles?.days.contains(cycle) ?? true }
}

extension NodeReader {
  /// A length of time in hours, more than 0 and at most a day.
  func hours() -> Double? {
    value("a time of at most 24 h with its unit", example: "2 h or 30 min") { text in
      guard let hour = Unit("h"), let hours = Quantity(text)?.converted(to: hour)?.value else { return nil }
      return hours > 0 && hours <= 24 ? hours : nil
    }
  }

  /// A share, written `5 %` or as a number between 0 and 1.
  func share() -> Double? {
    value("a share", example: "75 % or 0.75") { text in
      guard let unit = Unit("1") else { return nil }
      let share = Quantity(text)?.converted(to: unit)?.value ?? Double(text)
      return share.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
  }
}
