// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a field says as a date.
enum DateReading: Equatable {
  case day(Int32)
  /// The day, or month and day, are missing or written `UN` or `UNK`.
  case partial(PartialDate)
  /// Shaped like a date, but the calendar has none such (30 February, month 13).
  case impossible
  case malformed

  /// Reads a field in the table's format; without its day, or month and day, a date is partial.
  init(_ text: UnsafeBufferPointer<UInt8>, as format: Mapping.DateFormat) {
    var fields = DateFields(text, separator: format.separator)
    guard let first = fields.next() else {
      self = .malformed
      return
    }
    let second = fields.next()
    let third = fields.next()
    guard fields.isAtEnd else {
      self = .malformed
      return
    }
    let year: DateFields.Part
    let month: DateFields.Part
    let day: DateFields.Part
    switch (format.order, second, third) {
    case (_, nil, _): (year, month, day) = (first, .unknown, .unknown)
    case (.yearFirst, let second?, let third): (year, month, day) = (first, second, third ?? .unknown)
    case (_, let second?, nil): (year, month, day) = (second, first, .unknown)
    case (.dayFirst, let second?, let third?): (year, month, day) = (third, second, first)
    case (.monthFirst, let second?, let third?): (year, month, day) = (third, first, second)
    }
    let widths = format.order == .yearFirst && format.separator != UInt8(ascii: "/") ? 2...2 : 1...2
    self.init(year, month, day, widths: widths)
  }

  private init(
    _ year: DateFields.Part,
    _ month: DateFields.Part,
    _ day: DateFields.Part,
    widths: ClosedRange<Int>
  ) {
    guard year.digits == 4,
      month.isUnknown || widths.contains(month.digits),
      day.isUnknown || (widths.contains(day.digits) && !month.isUnknown)
    else {
      self = .malformed
      return
    }
    let asFirst = CivilDate(
      year: year.value,
      month: month.isUnknown ? 1 : month.value,
      day: day.isUnknown ? 1 : day.value
    )
    guard let asFirst else {
      self = .impossible
      return
    }
    guard day.isUnknown else {
      self = .day(asFirst.day)
      return
    }
    // ISO writes year, month and day in this order, so that a part left out is a shorter text.
    let partial = PartialDate(iso: asFirst.description.prefix(month.isUnknown ? 4 : 7))
    self = partial.map { .partial($0) } ?? .impossible
  }
}

/// The parts of a date between its separators, one after the other.
private struct DateFields {
  struct Part {
    var value = 0
    var digits = 0
    var isUnknown = false

    static let unknown = Part(isUnknown: true)
  }

  private let text: UnsafeBufferPointer<UInt8>
  /// nil for the compact format, in which four, two and two digits follow each other.
  private let separator: UInt8?
  private var index = 0
  private var isFirst = true
  private(set) var isAtEnd = false

  init(_ text: UnsafeBufferPointer<UInt8>, separator: UInt8?) {
    self.text = text
    self.separator = separator
    isAtEnd = text.isEmpty
  }

  /// The next part, without digits where it is neither a number nor `UN`; nil at the end.
  mutating func next() -> Part? {
    guard !isAtEnd else { return nil }
    let end: Int
    if let separator {
      end = text[index...].firstIndex(of: separator) ?? text.count
    } else {
      end = min(text.count, index + (isFirst ? 4 : 2))
    }
    let part = Self.part(text[index..<end])
    isFirst = false
    index = end
    if separator != nil, end < text.count {
      index += 1
    } else {
      isAtEnd = end == text.count
    }
    return part
  }

  private static func part(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Part {
    if bytes.elementsEqual("UN".utf8) || bytes.elementsEqual("UNK".utf8) { return .unknown }
    var part = Part()
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), part.digits < 4 else { return Part() }
      part.value = part.value * 10 + Int(byte - UInt8(ascii: "0"))
      part.digits += 1
    }
    return part
  }
}

extension Mapping.DateFormat {
  fileprivate enum Order {
    case yearFirst
    case dayFirst
    case monthFirst
  }

  fileprivate var order: Order {
    switch self {
    case .yearMonthDay, .yearMonthDaySlashes, .compact: .yearFirst
    case .dayMonthYearDots, .dayMonthYearSlashes: .dayFirst
    case .monthDayYearSlashes: .monthFirst
    }
  }

  fileprivate var separator: UInt8? {
    switch self {
    case .yearMonthDay: UInt8(ascii: "-")
    case .dayMonthYearDots: UInt8(ascii: ".")
    case .dayMonthYearSlashes, .monthDayYearSlashes, .yearMonthDaySlashes: UInt8(ascii: "/")
    case .compact: nil
    }
  }

  /// 14 March 2025, for messages.
  var example: String {
    switch self {
    case .yearMonthDay: "2025-03-14"
    case .dayMonthYearDots: "14.03.2025"
    case .dayMonthYearSlashes: "14/03/2025"
    case .monthDayYearSlashes: "03/14/2025"
    case .yearMonthDaySlashes: "2025/03/14"
    case .compact: "20250314"
    }
  }

  /// March 2025, for messages.
  var exampleWithoutDay: String {
    switch self {
    case .yearMonthDay: "2025-03"
    case .dayMonthYearDots: "03.2025"
    case .dayMonthYearSlashes, .monthDayYearSlashes: "03/2025"
    case .yearMonthDaySlashes: "2025/03"
    case .compact: "202503"
    }
  }
}
