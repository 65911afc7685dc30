// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Something that leaves tumor lysis open.
public enum TumorLysisGap: Hashable, Sendable {
  /// When therapy began.
  case therapyStart
  /// A substance that was not measured in the days that count, by its id.
  case notMeasured(String)
  /// Of a sample, as index: its day, its time of day, its value with unit, its baseline, the limit of normal.
  case date(Int)
  case time(Int)
  case amount(Int)
  case baseline(Int)
  case upperLimit(Int)
  /// Creatinine was not measured in the days that count.
  case creatinine
  /// A clinical finding, as index of the list's inputs.
  case finding(Int)
}

/// Looks for abnormal readings that belong together, and for those that might.
struct TumorLysisSearch {
  private let samples: [TumorLysis.Sample]
  private let start: TumorLysis.Time
  private let readings: [TumorLysis.Reading]
  private let criteria: TumorLysisCriteria
  private let abnormalities: [TumorLysisCriteria.Abnormality]
  /// Readings in the order of time, those without a day in front.
  private let order: [Int]

  init(
    _ samples: [TumorLysis.Sample],
    _ start: TumorLysis.Time,
    _ readings: [TumorLysis.Reading],
    _ criteria: TumorLysisCriteria
  ) {
    self.samples = samples
    self.start = start
    self.readings = readings
    self.criteria = criteria
    abnormalities = criteria.abnormalities
    order = readings.indices.sorted { a, b in
      let (one, other) = (samples[readings[a].sample].when, samples[readings[b].sample].when)
      return (one.days?.lowerBound ?? .min, one.minute ?? -1, a)
        < (other.days?.lowerBound ?? .min, other.minute ?? -1, b)
    }
  }

  /// Substances of which no sample counts or may count.
  var notMeasured: [String] {
    let measured = Set(readings.filter { samples[$0.sample].analyte != nil }.map { id(of: $0) })
    return criteria.ids.filter { !measured.contains($0) }
  }

  /// The largest set of certain abnormalities, one of each substance, that certainly lie within the hours.
  var together: [Int] {
    let certain = order.filter { readings[$0].isAbnormal == .met && readings[$0].isInWindow == .met }
    let groups = certain.indices.map { group(from: $0, in: certain) { $0 == .met } }
    let largest = groups.map(\.count).max() ?? 0
    return groups.first { $0.count == largest } ?? []
  }

  /// What could still be found out and make enough abnormalities; empty where nothing could.
  var gaps: [TumorLysisGap] {
    let possible = order.filter { readings[$0].isAbnormal != .notMet }
    // Days that are not known may be days that count, so their substance may or may not have been measured.
    let unplaced = readings.filter { $0.isInWindow == .unknown }
    let placed = Set(
      readings.filter { $0.isInWindow == .met && samples[$0.sample].analyte != nil }.map { id(of: $0) }
    )
    let open = Set(notMeasured).union(unplaced.map { id(of: $0) }.filter { !placed.contains($0) })
    var found: Set<TumorLysisGap> = []
    let groups = possible.indices.map { group(from: $0, in: possible) { $0 != .notMet } } + [[]]
    for group in groups {
      let own = Set(group.map { id(of: readings[$0]) })
      let missing = open.subtracting(own)
      guard own.count + missing.count >= criteria.needed else { continue }
      if start.days == nil { found.insert(.therapyStart) }
      found.formUnion(group.flatMap { gaps(of: readings[$0]) })
      for one in group {
        for other in group where one != other { found.formUnion(gaps(between: one, other)) }
      }
      found.formUnion(notMeasured.filter { missing.contains($0) }.map { .notMeasured($0) })
      for reading in unplaced where missing.contains(id(of: reading)) {
        found.formUnion(gaps(ofDayOf: reading))
      }
    }
    return found.sorted()
  }

  /// The readings from one on that lie together with all before them in the set, one of each substance and sample.
  private func group(from first: Int, in readings: [Int], where isEnough: (Truth) -> Bool) -> [Int] {
    var group: [Int] = []
    for index in readings[first...]
    where group.allSatisfy({ isOther($0, index) && isEnough(near($0, index)) }) {
      group.append(index)
    }
    return group
  }

  private func isOther(_ a: Int, _ b: Int) -> Bool {
    id(of: readings[a]) != id(of: readings[b]) && readings[a].sample != readings[b].sample
  }

  private func id(of reading: TumorLysis.Reading) -> String { abnormalities[reading.abnormality].id }

  // MARK: Time

  private func near(_ a: Int, _ b: Int) -> Truth {
    guard !criteria.isVersion2004 else { return .met }
    let (one, other) = (samples[readings[a].sample].when, samples[readings[b].sample].when)
    return Self.isWithin(criteria.minutesTogether, one, other)
  }

  /// Whether two times lie within some minutes; unknown where what is not known of them decides.
  private static func isWithin(_ minutes: Int, _ a: TumorLysis.Time, _ b: TumorLysis.Time) -> Truth {
    guard let first = span(a), let second = span(b) else { return .unknown }
    let nearest = max(0, max(first.lowerBound - second.upperBound, second.lowerBound - first.upperBound))
    let farthest = max(first.upperBound - second.lowerBound, second.upperBound - first.lowerBound)
    if farthest <= minutes { return .met }
    return nearest <= minutes ? .unknown : .notMet
  }

  /// The minutes it may have been.
  private static func span(_ time: TumorLysis.Time) -> ClosedRange<Int>? {
    let day = 1440
    guard let days = time.days else { return nil }
    guard days.count == 1, let minute = time.minute else {
      return days.lowerBound * day...(days.upperBound + 1) * day - 1
    }
    return days.lowerBound * day + minute...days.lowerBound * day + minute
  }

  // MARK: What is missing

  private func gaps(of reading: TumorLysis.Reading) -> [TumorLysisGap] {
    let sample = samples[reading.sample]
    let isReadable = sample.quantity != nil && sample.analyte != nil
    let ofValue: [TumorLysisGap] =
      reading.isAbnormal == .unknown ? [isReadable ? .baseline(reading.sample) : .amount(reading.sample)] : []
    return ofValue + (reading.isInWindow == .unknown ? gaps(ofDayOf: reading) : [])
  }

  private func gaps(ofDayOf reading: TumorLysis.Reading) -> [TumorLysisGap] {
    var gaps: [TumorLysisGap] = start.days?.count == 1 ? [] : [.therapyStart]
    if samples[reading.sample].when.days?.count != 1 { gaps.append(.date(reading.sample)) }
    return gaps
  }

  private func gaps(between a: Int, _ b: Int) -> [TumorLysisGap] {
    guard near(a, b) == .unknown else { return [] }
    return [readings[a].sample, readings[b].sample].compactMap { index in
      let when = samples[index].when
      guard when.days?.count == 1 else { return .date(index) }
      return when.minute == nil ? .time(index) : nil
    }
  }
}

extension TumorLysisGap: Comparable {
  /// In the order in which they are told; of one kind by sample, what was not measured by name.
  private var rank: (Int, Int, String) {
    switch self {
    case .therapyStart: (0, 0, "")
    case .notMeasured(let id): (1, 0, id)
    case .date(let sample): (2, sample, "")
    case .time(let sample): (3, sample, "")
    case .amount(let sample): (4, sample, "")
    case .baseline(let sample): (5, sample, "")
    case .creatinine: (6, 0, "")
    case .upperLimit(let sample): (7, sample, "")
    case .finding(let input): (8, input, "")
    }
  }

  public static func < (a: TumorLysisGap, b: TumorLysisGap) -> Bool { a.rank < b.rank }
}
