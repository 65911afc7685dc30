// SPDX-License-Identifier: Apache-2.0

/// Drugs, doses and days of one treatment (`regimens:`).
public struct Regimen: Sendable {
  public let id: String
  public let title: LocalizedText
  /// Length of a cycle in days; nil where the source gives none.
  public let cycle: Int?
  /// Planned number of cycles; nil where the source gives none.
  public let cycles: Int?
  public let drugs: [Drug]
  public let notes: [LocalizedText]

  /// One drug of a regimen; its doses may change from day to day.
  public struct Drug: Sendable {
    public let name: LocalizedText
    public let route: String?
    public let doses: [Course]
  }

  /// The same dose on some days.
  public struct Course: Sendable {
    public let dose: Dose
    public let days: DaySet
    /// Administrations on each of these days.
    public let perDay: Int
  }

  /// The last planned day of any drug, counted from 1.
  public var lastDay: Int? { drugs.flatMap(\.doses).compactMap(\.days.last).max() }

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    cycle = block.optional("cycle") { $0.quantity()?.days }
    cycles = block.optional("cycles") { $0.integer() }
    drugs = block.list("drugs") { reader in reader.block { Drug(&$0) } }
    notes = block.list("notes") { $0.localized() }
  }
}

extension Regimen.Drug {
  fileprivate init(_ block: inout BlockReader) {
    name = block.localized("drug")
    route = block.optional("route") { $0.text() }
    if block.has("doses") {
      doses = block.list("doses") { reader in reader.block { Regimen.Course(&$0) } }
    } else {
      doses = [Regimen.Course(&block)]
    }
  }
}

extension Regimen.Course {
  fileprivate init(_ block: inout BlockReader) {
    dose = block.required("dose", else: .none) { reader in
      reader.value("a dose", example: "5 mg/m2, 20 mg or 5 ug/kg") { Dose($0) }
    }
    days = block.required("days", else: DaySet([])) { reader in
      reader.value("a set of treatment days", example: "1-5 or 1, 8, 15") { DaySet($0) }
    }
    perDay = block.optional("per-day") { $0.integer() } ?? 1
  }
}

/// An amount of drug for one administration.
public struct Dose: Hashable, Sendable {
  /// What the amount is multiplied with.
  public enum Basis: Sendable {
    case flat
    case bodySurfaceArea
    case bodyWeight
  }

  /// The amount as written, such as 5 mg/m2.
  public let quantity: Quantity
  public let basis: Basis

  static let none = Dose(quantity: nil)

  public init?(_ text: some StringProtocol) {
    guard let quantity = Quantity(text), quantity.value > 0 else { return nil }
    switch quantity.unit.code {
    case "mg/m2", "g/m2", "ug/m2": basis = .bodySurfaceArea
    case "mg/kg", "ug/kg": basis = .bodyWeight
    case "g", "mg", "ug": basis = .flat
    default: return nil
    }
    self.quantity = quantity
  }

  private init(quantity: Quantity?) {
    self.quantity = quantity ?? Quantity(0, .milligram)
    basis = .flat
  }
}

/// Days of a cycle, counted from 1.
public struct DaySet: Hashable, Sendable {
  /// Ascending, without repeats.
  public let days: [Int]

  public init(_ days: [Int]) {
    self.days = Set(days).sorted()
  }

  /// Reads `1-5`, `1, 8, 15` and mixtures.
  public init?(_ text: some StringProtocol) {
    var days: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { Int(String($0.filter { $0 != " " })) }
      switch ends.count {
      case 1:
        guard let day = ends[0], day >= 0 else { return nil }
        days.append(day)
      case 2:
        guard let first = ends[0], let last = ends[1], first <= last, last < 1000 else { return nil }
        days.append(contentsOf: first...last)
      default: return nil
      }
    }
    guard !days.isEmpty else { return nil }
    self.init(days)
  }

  public var last: Int? { days.last }
}

extension DaySet: CustomStringConvertible {
  /// Runs as ranges: `1–5, 8`.
  public var description: String {
    var runs: [(Int, Int)] = []
    for day in days {
      if let last = runs.last, last.1 + 1 == day {
        runs[runs.count - 1].1 = day
      } else {
        runs.append((day, day))
      }
    }
    return runs.map { $0.0 == $0.1 ? "\($0.0)" : "\($0.0)–\($0.1)" }.joined(separator: ", ")
  }
}
