// SPDX-License-Identifier: Apache-2.0

extension UTCOffset {
  /// An offset in whole minutes; nil beyond 14 hours.
  public init?(minutes: Int) {
    guard abs(minutes) <= 14 * 60 else { return nil }
    self.init(wholeMinutes: minutes)
  }
}

extension Timestamp {
  /// An instant and the offset of the place where it was taken.
  ///
  /// - Parameters:
  ///   - seconds: Since 1970-01-01T00:00Z.
  ///   - offset: How local time stood from UTC.
  public init(seconds: Int64, offset: UTCOffset) {
    let local = seconds + Int64(offset.minutes) * 60
    let day = (local >= 0 ? local : local - 86_399) / 86_400
    self.init(CivilDate(day: Int32(clamping: day)), seconds: seconds, offset: offset)
  }

  /// Reads the form that `instantText` writes, `2025-04-10T23:30:05+08:00` or with `Z`, and no other; many times faster
  /// than the general form, for ledgers of millions of entries.
  public init?(instant text: String) {
    var text = text
    let parts: (day: Int32, ofDay: Int, offset: Int)? = text.withUTF8 { bytes in
      let isUTC = bytes.count == 20 && bytes[19] == UInt8(ascii: "Z")
      guard isUTC || bytes.count == 25 else { return nil }
      func digits(_ start: Int, _ count: Int) -> Int? {
        var value = 0
        for byte in bytes[start..<start + count] {
          guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
          value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
      }
      guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
        bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
        let year = digits(0, 4), let month = digits(5, 2), let day = digits(8, 2),
        let hour = digits(11, 2), let minute = digits(14, 2), let second = digits(17, 2),
        hour < 24, minute < 60, second < 60, let date = CivilDate(year: year, month: month, day: day)
      else { return nil }
      let ofDay = hour * 3600 + minute * 60 + second
      if isUTC { return (date.day, ofDay, 0) }
      let isEast = bytes[19] == UInt8(ascii: "+")
      guard isEast || bytes[19] == UInt8(ascii: "-"), bytes[22] == UInt8(ascii: ":"),
        let hours = digits(20, 2), let minutes = digits(23, 2), minutes < 60, hours * 60 + minutes <= 14 * 60
      else { return nil }
      return (date.day, ofDay, (isEast ? 1 : -1) * (hours * 60 + minutes))
    }
    guard let parts else { return nil }
    let seconds = Int64(parts.day) * 86_400 + Int64(parts.ofDay - parts.offset * 60)
    self.init(
      CivilDate(day: parts.day),
      seconds: seconds,
      offset: UTCOffset(wholeMinutes: parts.offset)
    )
  }

  /// ISO 8601 to the second with the offset, `2025-04-10T23:30:05+08:00`; the day where only a day is known.
  public var instantText: String {
    guard let seconds, let offset else { return date.description }
    let local = seconds + Int64(offset.minutes) * 60
    let ofDay = Int(((local % 86_400) + 86_400) % 86_400)
    let clock = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map(Self.twoDigits).joined(separator: ":")
    let minutes = Int(offset.minutes.magnitude)
    let sign = offset.minutes < 0 ? "-" : "+"
    let zone = "\(sign)\(Self.twoDigits(minutes / 60)):\(Self.twoDigits(minutes % 60))"
    return "\(date)T\(clock)\(offset.minutes == 0 ? "Z" : zone)"
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
