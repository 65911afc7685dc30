// SPDX-License-Identifier: Apache-2.0

/// Days of a cycle, counted from 1; day 0 is the day before the first cytotoxic dose.
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
