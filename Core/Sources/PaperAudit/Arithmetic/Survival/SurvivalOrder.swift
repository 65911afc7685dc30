// SPDX-License-Identifier: Apache-2.0

/// What holds for every survival curve, without assumptions.
public enum SurvivalOrder {
  /// A rate at a time.
  public struct Rate: Hashable, Sendable {
    public let time: Double
    public let rate: PrintedNumber

    public init(at time: Double, _ rate: PrintedNumber) {
      (self.time, self.rate) = (time, rate)
    }
  }

  /// The pairs of rates, by index, of which the later one is surely higher.
  ///
  /// No curve rises. Each rate is held against the lowest before it only, so that the work grows as n log n.
  public static func rises(_ rates: [Rate]) -> [(earlier: Int, later: Int)] {
    let order = rates.indices.filter { !rates[$0].time.isNaN }.sorted {
      (rates[$0].time, $0) < (rates[$1].time, $1)
    }
    var found = [(earlier: Int, later: Int)]()
    var lowest: Int?
    for i in order {
      if let lowest, rates[lowest].time < rates[i].time,
        rates[i].rate.possible.lowerBound > rates[lowest].rate.possible.upperBound
      {
        found.append((lowest, i))
      }
      let isLower =
        lowest.map { rates[i].rate.possible.upperBound < rates[$0].rate.possible.upperBound } ?? true
      if isLower { lowest = i }
    }
    return found
  }

  /// Whether a median and a rate at a time can belong to one curve: at least one half until the median, at most
  /// one half from there on.
  ///
  /// - Parameters:
  ///   - median: In the unit of the time; nil for "not reached".
  ///   - rate: The rate at `time`, estimated within follow-up.
  ///   - time: When.
  ///   - whole: What is printed for certainty, 100 for percentages.
  /// - Returns: Inconsistent if the median lies on the other side of the time than the rate of one half.
  public static func consistency(
    median: PrintedNumber?,
    rate: PrintedNumber,
    at time: PrintedNumber,
    whole: Double = 100
  ) -> Consistency {
    let range = rate.possible
    let half = whole / 2
    guard let median else { return range.upperBound < half ? .inconsistent : .consistent }
    if range.lowerBound > half, median.possible.upperBound < time.possible.lowerBound { return .inconsistent }
    if range.upperBound < half, median.possible.lowerBound > time.possible.upperBound { return .inconsistent }
    return .consistent
  }

  /// The most events until a time with which the rate at that time can be as printed.
  ///
  /// Each event lowers the curve by at least 1 / n of the whole, whoever was censored before.
  ///
  /// - Parameters:
  ///   - rate: The survival rate.
  ///   - n: Subjects at the start.
  ///   - whole: What is printed for certainty, 100 for percentages.
  /// - Returns: Nil without subjects.
  public static func mostEvents(rate: PrintedNumber, n: Int, whole: Double = 100) -> Int? {
    guard n >= 1, n <= .largestCount, whole > 0, whole.isFinite else { return nil }
    let lost = (whole - rate.possible.lowerBound) / whole
    return Int(bounded: (min(1, max(0, lost)) * Double(n) + 1e-9).rounded(.down))
  }

  /// Whether an event that includes another, such as progression or death, can be later or rarer than it.
  ///
  /// - Parameters:
  ///   - composite: Rate or median of the wider endpoint, such as progression-free survival.
  ///   - single: Rate or median of the narrower one, such as overall survival, in the same subjects.
  /// - Returns: Inconsistent if the wider endpoint is surely the better one.
  public static func consistency(composite: PrintedNumber, single: PrintedNumber) -> Consistency {
    composite.possible.lowerBound > single.possible.upperBound ? .inconsistent : .consistent
  }
}

/// Events per person-time: whether a printed rate, the events and the time agree.
///
/// - Parameters:
///   - rate: Events per `per` units of time.
///   - events: At least 0.
///   - personTime: In the unit of the rate.
///   - per: 100 for rates per 100 person-years.
/// - Returns: Undetermined without person-time.
public func personTimeRate(
  _ rate: PrintedNumber,
  events: Int,
  personTime: PrintedNumber,
  per: Double
) -> (consistency: Consistency, expected: ClosedRange<Double>?) {
  guard events >= 0 else { return (.inconsistent, nil) }
  guard personTime.value > 0, personTime.possible.lowerBound > 0, per > 0, per.isFinite else {
    return (.undetermined(.undefined), nil)
  }
  let time = personTime.possible
  let scaled = Double(events) * per
  let expected = ClosedRange(uncheckedBounds: (scaled / time.upperBound, scaled / time.lowerBound))
  return (rate.rounding(ofSomeIn: expected) == nil ? .inconsistent : .consistent, expected)
}
