// SPDX-License-Identifier: Apache-2.0

/// A proportion in a treatment arm beside one in a reference arm: a two-by-two table.
///
/// Every contrast is treatment against reference: differences are treatment minus reference, ratios
/// treatment over reference, and "greater" means more events under treatment.
public struct TwoProportions: Hashable, Sendable {
  public let treatment: Proportion
  public let reference: Proportion

  /// Makes a table from its two rows.
  public init(_ treatment: Proportion, versus reference: Proportion) {
    self.treatment = treatment
    self.reference = reference
  }

  /// The table with its arms exchanged.
  public var swapped: TwoProportions { TwoProportions(reference, versus: treatment) }

  /// All subjects of both arms.
  public var n: Int { treatment.n + reference.n }

  /// All events of both arms.
  public var events: Int { treatment.events + reference.events }

  /// Treatment proportion minus reference proportion; NaN if an arm is empty.
  public var difference: Double { treatment.estimate - reference.estimate }

  /// Treatment proportion over reference proportion.
  ///
  /// Zero without events under treatment, infinite without events under reference, NaN without any event.
  public var riskRatio: Double { treatment.estimate / reference.estimate }

  /// The sample odds ratio a d / (b c).
  ///
  /// Zero or infinite if one cell is empty, NaN if an arm is empty or all subjects, or none, have an event.
  public var oddsRatio: Double {
    Double(treatment.events) * Double(reference.others)
      / (Double(reference.events) * Double(treatment.others))
  }

  /// The odds ratio with ½ added to each cell (Haldane–Anscombe), finite whatever the table.
  public var oddsRatioHaldane: Double {
    let c = cells.map { $0 + 0.5 }
    return c[0] * c[3] / (c[1] * c[2])
  }

  /// One over the difference: how many subjects to treat for one event more (positive) or less (negative).
  ///
  /// Infinite for equal proportions. Its confidence limits are one over those of the difference; if these
  /// enclose zero, the set of values runs through infinity and is no interval (Altman 1998, BMJ
  /// 317:1309–1312).
  public var numberNeededToTreat: Double { 1 / difference }

  /// The difference over the root of the mean of both binomial variances; NaN if neither arm varies.
  ///
  /// - SeeAlso: Austin (2009), Communications in Statistics 38:1228–1234.
  public var standardizedDifference: Double {
    let (p, q) = (treatment.estimate, reference.estimate)
    let variance = (p * (1 - p) + q * (1 - q)) / 2
    return variance > 0 ? difference / variance.squareRoot() : .nan
  }

  /// Events and others under treatment, events and others under reference.
  public var cells: [Double] {
    [treatment.events, treatment.others, reference.events, reference.others].map(Double.init)
  }

  /// The counts expected in ``cells`` if both arms had the same proportion.
  public var expectedCounts: [Double] {
    let (total, events) = (Double(n), Double(events))
    return [treatment, reference].flatMap { arm in
      [Double(arm.n) * events / total, Double(arm.n) * (total - events) / total]
    }
  }

  /// Whether events and arms both vary; if not, no test can tell anything.
  var isInformative: Bool { treatment.n > 0 && reference.n > 0 && events > 0 && events < n }
}
