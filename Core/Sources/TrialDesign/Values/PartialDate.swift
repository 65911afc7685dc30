// SPDX-License-Identifier: Apache-2.0

/// A date of which the day, or the month and the day, may be unknown: `2025-03-14`, `2025-03`, `2025`.
///
/// Partial dates stay partial (ISO 8601 as CDISC SDTM uses it, `--DTC`); an analysis that needs a
/// day has to say how it imputes one.
public struct PartialDate: Hashable, Sendable {
  public let year: Int
  /// 1–12; nil where unknown.
  public let month: Int?
  /// 1–31; nil where unknown, always nil where the month is.
  public let day: Int?

  init(year: Int, month: Int?, day: Int?) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `UN` or `UNK` may stand for an unknown month or day.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4, let year = Self.digits(parts[0]) else {
      return nil
    }
    var known: [Int] = []
    var open = false
    for part in parts.dropFirst() {
      if part == "UN" || part == "UNK" {
        open = true
      } else {
        guard !open, part.utf8.count == 2, let value = Self.digits(part) else { return nil }
        known.append(value)
      }
    }
    let month = known.first
    let day = known.count > 1 ? known[1] : nil
    guard CivilDate(year: year, month: month ?? 1, day: day ?? 1) != nil else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The full date, where all three parts are known.
  public var date: CivilDate? {
    guard let month, let day else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// The first and the last day it can be.
  public var days: ClosedRange<CivilDate> {
    let first = CivilDate(year: year, month: month ?? 1, day: day ?? 1)
    let lastMonth = month ?? 12
    let last = CivilDate(year: year, month: lastMonth, day: day ?? CivilDate.days(in: lastMonth, of: year))
    // Every value of this type is in the calendar.
    let origin = CivilDate(day: 0)
    return (first ?? origin)...max(first ?? origin, last ?? origin)
  }

  private static func digits(_ text: some StringProtocol) -> Int? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }
}

extension PartialDate: CustomStringConvertible {
  /// As ISO 8601 writes it, as far as it is known.
  public var description: String {
    let yearText = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return [yearText, month.map(Self.padded), day.map(Self.padded)].compactMap(\.self).joined(separator: "-")
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
