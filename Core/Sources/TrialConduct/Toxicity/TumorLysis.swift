// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Whether laboratory values around the start of therapy show tumor lysis.
///
/// Two different substances have to be abnormal within the criteria's hours of each other, in the criteria's days. A
/// substance that was never measured in those days could have been abnormal, so it leaves the verdict open where it
/// would matter; a time of day that is not known leaves open whether two values of adjacent days belong together.
public struct TumorLysis: Sendable {
  /// One measured value.
  public struct Sample: Sendable {
    /// As the criteria name it: `potassium`, `phosphate`, `urate`, `calcium` (corrected for albumin), `ionized-calcium`.
    public let analyte: String
    public let when: LaboratoryLog.Moment
    public let quantity: Quantity
    /// The value before therapy in the same unit, of which the 2004 definition counts changes; nil where unknown.
    public let baseline: Double?

    public init(analyte: String, when: LaboratoryLog.Moment, quantity: Quantity, baseline: Double? = nil) {
      self.analyte = analyte
      self.when = when
      self.quantity = quantity
      self.baseline = baseline
    }
  }

  /// Laboratory tumor lysis.
  public let laboratory: Truth
  /// The samples, as indices, that were abnormal in the days that count.
  public let abnormal: [Int]
  /// Substances that were not measured in the days that count.
  public let notMeasured: [String]

  /// - Parameters:
  ///   - samples: Of one subject, in any order.
  ///   - start: When therapy began, on the samples' scale of days.
  ///   - criteria: The limits and windows.
  /// - Throws: A unit that does not convert.
  public init(
    _ samples: [Sample],
    therapyStart start: LaboratoryLog.Moment,
    criteria: TumorLysisCriteria
  ) throws(ConversionFailure) {
    let window = (start.day - criteria.daysBefore)...(start.day + criteria.daysAfter)
    var abnormal: [(sample: Int, id: String, truth: Truth)] = []
    var measured: Set<String> = []
    for (index, sample) in samples.enumerated() where window.contains(sample.when.day) {
      for abnormality in criteria.abnormalities where abnormality.analyte == sample.analyte {
        measured.insert(abnormality.id)
        let truth = try Self.isAbnormal(sample, abnormality, criteria)
        if truth != .notMet { abnormal.append((index, abnormality.id, truth)) }
      }
    }
    self.abnormal = abnormal.filter { $0.truth == .met }.map(\.sample)
    let ids = criteria.abnormalities.map(\.id)
    notMeasured = ids.indices.filter { ids.firstIndex(of: ids[$0]) == $0 && !measured.contains(ids[$0]) }.map
    { ids[$0] }

    var together = Truth.notMet
    for anchor in abnormal {
      // The best that holds for each other substance near this sample; then the count that all of them reach.
      var best = [anchor.id: anchor.truth]
      for other in abnormal where other.id != anchor.id {
        let near =
          criteria.isVersion2004
          ? Truth.met
          : Self.isWithin(criteria.minutesTogether, samples[anchor.sample].when, samples[other.sample].when)
        best[other.id] = (best[other.id] ?? .notMet) || (other.truth && near)
      }
      let truths = best.values.sorted(by: >)
      if truths.count >= criteria.needed { together = together || truths[criteria.needed - 1] }
    }
    let possible = Set(abnormal.map(\.id)).count + notMeasured.count
    laboratory =
      together == .notMet && !notMeasured.isEmpty && possible >= criteria.needed ? .unknown : together
  }

  private static func isAbnormal(
    _ sample: Sample,
    _ abnormality: TumorLysisCriteria.Abnormality,
    _ criteria: TumorLysisCriteria
  ) throws(ConversionFailure) -> Truth {
    let value = try abnormality.converted(sample.quantity)
    let isBeyond = Truth(abnormality.relation.holds(value, abnormality.limit.value))
    guard criteria.isVersion2004 else { return isBeyond }
    guard let baseline = sample.baseline else { return isBeyond || .unknown }
    let isFall = abnormality.relation == .atMost
    let changed = baseline * (isFall ? 1 - criteria.change : 1 + criteria.change)
    return isBeyond || Truth(abnormality.relation.holds(sample.quantity.value, changed))
  }

  /// Whether two moments lie within some minutes; unknown where a missing time of day decides.
  private static func isWithin(_ minutes: Int, _ a: LaboratoryLog.Moment, _ b: LaboratoryLog.Moment) -> Truth
  {
    let day = 1440
    func span(_ moment: LaboratoryLog.Moment) -> ClosedRange<Int> {
      let start = moment.day * day
      return moment.minute.map { start + $0...start + $0 } ?? start...start + day - 1
    }
    let (first, second) = (span(a), span(b))
    let nearest = max(0, max(first.lowerBound - second.upperBound, second.lowerBound - first.upperBound))
    let farthest = max(first.upperBound - second.lowerBound, second.upperBound - first.lowerBound)
    if farthest <= minutes { return .met }
    return nearest <= minutes ? .unknown : .notMet
  }
}
