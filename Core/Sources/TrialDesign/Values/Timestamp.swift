// SPDX-License-Identifier: Apache-2.0

/// How far local time stands from UTC, fixed: no rule of summer time is known here.
public struct UTCOffset: Hashable, Sendable {
  /// East positive, −14 h to +14 h.
  public let minutes: Int

  public static let utc = UTCOffset(wholeMinutes: 0)

  init(wholeMinutes: Int) {
    minutes = wholeMinutes
  }

  /// Reads `Z`, `+08:00` or `-0330`.
  public init?(_ text: some StringProtocol) {
    if text == "Z" {
      self = .utc
      return
    }
    let digits = String(text.dropFirst().filter { $0 != ":" })
    let colons = text.utf8.filter { $0 == UInt8(ascii: ":") }.count
    guard let sign = text.first, "+-−".contains(sign), digits.utf8.count == 4, digits.allSatisfy(\.isASCII),
      colons <= 1, let hours = Int(digits.prefix(2)),
      let minutes = Int(digits.suffix(2)), minutes < 60, hours * 60 + minutes <= 14 * 60
    else { return nil }
    self.init(wholeMinutes: (sign == "+" ? 1 : -1) * (hours * 60 + minutes))
  }
}

extension UTCOffset: CustomStringConvertible {
  /// `UTC+08:00`.
  public var description: String {
    let (hours, rest) = (minutes.magnitude / 60, minutes.magnitude % 60)
    return "UTC\(minutes < 0 ? "−" : "+")\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
  }
}

/// When something became known: an instant with its offset, or a day alone.
///
/// ISO 8601: `2025-04-10T23:30+08:00`, `2025-04-10T15:30:05Z` or `2025-04-10`. A time without an offset is refused: it
/// names no instant.
public struct Timestamp: Hashable, Sendable {
  /// The day as written.
  public let date: CivilDate
  /// Seconds since 1970-01-01T00:00Z; nil where only a day is written.
  public let seconds: Int64?
  /// The offset as written; nil where only a day is written.
  public let offset: UTCOffset?

  /// A day alone.
  public init(_ date: CivilDate) {
    self.init(date, seconds: nil, offset: nil)
  }

  init(_ date: CivilDate, seconds: Int64?, offset: UTCOffset?) {
    self.date = date
    self.seconds = seconds
    self.offset = offset
  }

  /// Reads one of the three forms.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let date = CivilDate(iso: parts[0]) else { return nil }
    guard parts.count == 2 else {
      self.init(date)
      return
    }
    let clock = parts[1].prefix { $0.isASCII && ($0.isNumber || $0 == ":") }
    guard let offset = UTCOffset(parts[1][clock.endIndex...]), let ofDay = Self.seconds(clock) else {
      return nil
    }
    let seconds = Int64(date.day) * 86_400 + Int64(ofDay - offset.minutes * 60)
    self.init(date, seconds: seconds, offset: offset)
  }

  /// The day it was at an offset (nil: the offset as written); a day alone stays that day.
  public func day(at zone: UTCOffset?) -> CivilDate {
    guard let seconds, let zone else { return date }
    let local = seconds + Int64(zone.minutes) * 60
    return CivilDate(day: Int32((local >= 0 ? local : local - 86_399) / 86_400))
  }

  /// `hh:mm` or `hh:mm:ss` as seconds of the day.
  private static func seconds(_ clock: some StringProtocol) -> Int? {
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { $0.utf8.count == 2 ? Int($0) : nil }
    guard (2...3).contains(fields.count), numbers.count == fields.count, numbers[0] < 24,
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
  }
}
