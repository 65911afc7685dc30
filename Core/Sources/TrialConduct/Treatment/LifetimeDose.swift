// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a subject has had of a drug beside the largest amount of a lifetime, in mg/m².
public struct LifetimeDose: Sendable {
  public let limit: DrugFacts.LifetimeLimit
  /// Before this cycle, in mg/m² of this drug; nil where nobody said.
  public let before: Double?
  /// This cycle; nil where some dose is not by body surface, or not known.
  public let thisCycle: Double?
  /// Earlier drugs of which no source says how they count.
  public let notCounted: [String]
  /// Earlier drugs that were counted by an assumed or published factor.
  public let converted: [DrugFacts.Equivalent]

  /// Before and with this cycle; nil where either is not known.
  public var total: Double? {
    guard let before, let thisCycle, notCounted.isEmpty else { return nil }
    return before + thisCycle
  }

  /// Whether this cycle goes beyond the limit; nil where that cannot be told.
  public var isExceeded: Bool? {
    if let total { return total > limit.amount * (1 + 1e-9) }
    // What is known may be too much already.
    return (before ?? 0) + (thisCycle ?? 0) > limit.amount * (1 + 1e-9) ? true : nil
  }

  /// Counts earlier drugs.
  ///
  /// - Parameters:
  ///   - drug: The drug's id.
  ///   - limit: Its limit.
  ///   - prior: Earlier amounts in mg/m² by drug; nil where nobody was asked.
  ///   - thisCycle: In mg/m².
  init(
    of drug: String,
    limit: DrugFacts.LifetimeLimit,
    prior: [String: Double]?,
    thisCycle: Double?
  ) {
    self.limit = limit
    self.thisCycle = thisCycle
    var sum = 0.0
    var notCounted: [String] = []
    var converted: [DrugFacts.Equivalent] = []
    for (name, amount) in (prior ?? [:]).sorted(by: { $0.key < $1.key }) where amount > 0 {
      if name == drug {
        sum += amount
      } else if let equivalent = limit.equivalents.first(where: { $0.drug == name }),
        let factor = equivalent.factor
      {
        sum += amount * factor
        converted.append(equivalent)
      } else {
        notCounted.append(name)
      }
    }
    before = prior == nil ? nil : sum
    self.notCounted = notCounted
    self.converted = converted
  }
}

extension DoseCalendar {
  /// Earlier amounts with this cycle's added, for the cycle after.
  ///
  /// - Parameter prior: What was had before this cycle, in mg/m² by drug; nil where nobody was asked.
  /// - Returns: Amounts by drug; nil where either is not known.
  public func added(to prior: [String: Double]?) -> [String: Double]? {
    guard var amounts = prior else { return nil }
    for drug in drugs where drug.drug.facts?.lifetimeLimit != nil {
      guard let amount = drug.cumulativePerArea else { return nil }
      amounts[drug.drug.facts?.id ?? drug.key, default: 0] += amount
    }
    return amounts
  }
}
