// SPDX-License-Identifier: Apache-2.0

/// Times that stand together: "1, 3 and 5 years", "1- and 2-year", 1年、3年, "at 12 months".
struct TimeList {
  var months: [PrintedNumber]
  var tokens: Range<Int>
}

extension Audit {
  /// The times of a sentence, those that stand together as one list.
  func timeLists(_ look: PhraseLook) -> [TimeList] {
    var lists: [TimeList] = []
    var pending: [(Numeral, Int)] = []
    for index in look.sentence {
      guard let numeral = document.tokens[index].numeral else { continue }
      guard look.sense(index + 1) != .percent, numeral.value < 400, !numeral.isSigned else {
        pending = []
        continue
      }
      let unit = look.sense(index + 1) == .dash ? index + 2 : index + 1
      if let last = pending.last, !isListed(last.1 + 1..<index, look) { pending = [] }
      guard look.sense(unit).isTimeUnit else {
        pending.append((numeral, index))
        continue
      }
      // A median is no time at which a rate is given, and neither is 15.2 months.
      let isTime = numeral.decimals == 0 && !isMedianValue(index, look)
      let months = (pending.map(\.0) + [numeral]).compactMap { self.months($0.printed, look.sense(unit)) }
      let tokens = (pending.first?.1 ?? index)..<unit + 1
      pending = []
      guard isTime, months.count >= 1, zip(months, months.dropFirst()).allSatisfy({ $0.value < $1.value })
      else {
        continue
      }
      if let last = lists.last, isListed(last.tokens.upperBound..<tokens.lowerBound, look),
        let end = last.months.last, let start = months.first, end.value < start.value
      {
        lists[lists.count - 1] = TimeList(
          months: last.months + months,
          tokens: last.tokens.lowerBound..<tokens.upperBound
        )
      } else {
        lists.append(TimeList(months: months, tokens: tokens))
      }
    }
    return lists
  }

  /// Whether "median" stands before a number with no other number between.
  private func isMedianValue(_ index: Int, _ look: PhraseLook) -> Bool {
    for place in (max(look.sentence.lowerBound, index - 8)..<index).reversed() {
      if look.sense(place) == .median { return true }
      if document.tokens[place].isNumber { return false }
    }
    return false
  }

  private func isListed(_ gap: Range<Int>, _ look: PhraseLook) -> Bool {
    gap.count <= 4 && gap.allSatisfy { [.and, .comma, .dash, .slash, .or].contains(look.sense($0)) }
  }

  /// "45.1% … at 12 months": a time behind a figure, before the next one.
  func timeBehind(_ end: Int, before next: Int, _ times: [TimeList], _ look: PhraseLook) -> TimeList? {
    guard
      let time = times.first(where: { $0.tokens.lowerBound >= end }), time.months.count == 1,
      time.tokens.lowerBound - end <= 10, time.tokens.lowerBound < next,
      look.sense(time.tokens.lowerBound - 1) == .preposition,
      !(end..<time.tokens.lowerBound).contains(where: { [.comma, .semicolon, .and].contains(look.sense($0)) })
    else { return nil }
    return time
  }

  private func months(_ number: PrintedNumber, _ unit: Sense) -> PrintedNumber? {
    switch unit {
    // A time at which a curve is read is exact.
    case .month: return number.value < 1000 ? PrintedNumber(number.value, decimals: 6) : nil
    case .year: return number.value < 100 ? PrintedNumber(number.value * 12, decimals: 6) : nil
    default: return nil
    }
  }
}
