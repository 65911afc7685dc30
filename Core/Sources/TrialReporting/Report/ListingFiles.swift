// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialConduct
import TrialDesign

/// The lists of subjects as CSV files, for studies too large to carry them on the page.
///
/// Rows are appended as bytes: a hundred thousand subjects in several lists are millions of fields, and a string for each
/// would cost more than the analyses.
struct ListingFiles {
  let words: ReportWords

  init(_ words: ReportWords) {
    self.words = words
  }

  /// The bytes of each list by its file name; empty where the page itself carries the lists.
  var files: [(String, [UInt8])] {
    guard !words.results.hasRowSets else { return [] }
    return words.results.listings.map { (FileName.listing($0.id), bytes(of: $0)) }
  }

  /// One list: the subject, then every column; a missing value is empty.
  func bytes(of listing: Listing) -> [UInt8] {
    let columns = listing.columns.map { writer(of: $0) }
    let statement = words.statement.map { field($0) }
    let subjects = words.results.subjects.map { field($0) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(listing.subjects.count * (16 + 12 * columns.count))
    bytes += field(words.texts[ResultMessage.subject])
    for column in listing.columns {
      bytes.append(UInt8(ascii: ","))
      bytes += field(words.title(column.title))
    }
    if statement != nil { bytes += ",data".utf8 }
    bytes.append(UInt8(ascii: "\n"))
    for (row, subject) in listing.subjects.enumerated() {
      bytes += subjects[Int(subject)]
      for write in columns {
        bytes.append(UInt8(ascii: ","))
        write(row, &bytes)
      }
      if let statement {
        bytes.append(UInt8(ascii: ","))
        bytes += statement
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Appends the value of one row of a column.
  private func writer(of column: Listing.Column) -> (Int, inout [UInt8]) -> Void {
    switch column.values {
    case .codes(let codes, let path):
      let names = codeNames(of: path).map { field($0) }
      return { row, bytes in
        let code = Int(codes[row])
        if names.indices.contains(code) { bytes += names[code] }
      }
    case .numbers(let numbers):
      return { row, bytes in
        let number = numbers[row]
        guard !number.isNaN else { return }
        if number == number.rounded(), abs(number) < 1e15 {
          appendInteger(Int(number), to: &bytes)
        } else {
          bytes += number.description.utf8
        }
      }
    case .dates(let days):
      return { row, bytes in
        if days[row] != ItemColumn.noDay { appendDate(CivilDate(day: days[row]), to: &bytes) }
      }
    case .days(let days):
      return { row, bytes in
        if days[row] != ItemColumn.noDay { appendInteger(Int(days[row]), to: &bytes) }
      }
    case .texts(let texts):
      return { row, bytes in bytes += field(texts[row]) }
    case .truths(let truths):
      let names = truthNames.map { field($0) }
      return { row, bytes in bytes += names[min(Int(truths[row]), names.count - 1)] }
    case .status(let states):
      let names = SubjectStatus.allCases.map { field(words.text($0)) }
      return { row, bytes in bytes += names[Int(states[row].rawValue)] }
    }
  }

  /// What a person reads for each code of an item.
  private func codeNames(of path: ItemPath) -> [String] {
    guard let item = words.study.item(path) else { return [] }
    return words.study.codes(of: item).indices.map { code in
      item.kind == .arm ? words.study.arms[code].id : words.category(code, of: path)
    }
  }

  private var truthNames: [String] {
    [Truth.notMet, .unknown, .met].sorted { $0.rawValue < $1.rawValue }.map { truth in
      switch truth {
      case .met: words.texts[ResultMessage.yes]
      case .notMet: words.texts[ResultMessage.no]
      case .unknown: words.texts[ResultMessage.unknown]
      }
    }
  }
}

/// The bytes of a field, quoted where RFC 4180 asks for it.
private func field(_ text: String) -> [UInt8] {
  let bytes = Array(text.utf8)
  let quote = UInt8(ascii: "\"")
  let special: [UInt8] = [UInt8(ascii: ","), quote, UInt8(ascii: "\n"), UInt8(ascii: "\r")]
  guard bytes.contains(where: special.contains) else { return bytes }
  return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
}

private func appendInteger(_ number: Int, to bytes: inout [UInt8]) {
  if number < 0 { bytes.append(UInt8(ascii: "-")) }
  var rest = number.magnitude
  var power: UInt = 1
  while rest / power >= 10 { power *= 10 }
  while power > 0 {
    bytes.append(UInt8(ascii: "0") + UInt8(rest / power))
    rest %= power
    power /= 10
  }
}

private func appendDate(_ date: CivilDate, to bytes: inout [UInt8]) {
  let (year, month, day) = date.components
  func append(_ number: Int, digits: Int) {
    var power = digits == 4 ? 1000 : 10
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }
  append(year, digits: 4)
  bytes.append(UInt8(ascii: "-"))
  append(month, digits: 2)
  bytes.append(UInt8(ascii: "-"))
  append(day, digits: 2)
}
