// SPDX-License-Identifier: Apache-2.0

/// Time that subjects were observed, such as 412 person-years.
private struct PersonTime {
  let value: PrintedNumber
  let unit: Sense
  let place: Int
}

/// A rate per so much time, such as 4.4 per 100 person-years.
private struct PersonTimeRate {
  let value: Numeral
  let per: Double
  let unit: Sense
  let place: Int
  /// The place behind the unit.
  let end: Int
}

extension Audit {
  /// "18 episodes over 412 person-years (4.4 per 100 person-years)"; 随访412人年，发生18例（4.4/100人年）.
  ///
  /// A rate is wrong only if no number of the clause over no time of the sentence gives it.
  mutating func checkPersonTime(in sentence: SentenceReading) {
    let look = look(sentence)
    let found = personTimes(look)
    guard !found.times.isEmpty, !found.rates.isEmpty, found.times.count <= 8, found.rates.count <= 8,
      !sentence.tokens.contains(where: { look.isWord($0) && Self.modelledRates.contains(document.word($0)) })
    else { return }
    var start = sentence.tokens.lowerBound
    for rate in found.rates {
      let times = found.times.filter { $0.unit == rate.unit && abs($0.place - rate.place) <= 60 }
      let counts = events(between: start, and: rate, found.times, found.rates, look)
      let begin = start
      start = rate.end
      guard !times.isEmpty, !counts.isEmpty else { continue }
      // "And 20 in 1,010 with B": a time may stand without its unit behind the first.
      let bare =
        times.contains { $0.place >= begin } ? [] : counts.map { PrintedNumber(Double($0), decimals: 0) }
      let answers = (times.map(\.value) + bare).flatMap { time in
        counts.map { personTimeRate(rate.value.printed, events: $0, personTime: time, per: rate.per) }
      }
      let fits = answers.contains { $0.consistency == .consistent }
      // Of several counts and times none need be the ones that are meant, unless each rate has a time of its own.
      guard fits || answers.allSatisfy({ $0.consistency == .inconsistent }) else { continue }
      let isBound = answers.count == 1 || times.count >= found.rates.count
      add(
        .rate,
        at: rate.place..<rate.place + 2,
        fits ? .consistent : isBound ? .inconsistent : .undetermined,
        .rateOfTime,
        printed: [Figure(.rate, rate.value.printed)],
        recomputed: answers.count == 1 ? answers[0].expected.map { [Recomputation(.rate, $0)] } ?? [] : [],
        answers.count == 1 ? .likely : .oneOfSeveral
      )
    }
  }

  private static let modelledRates: Set<String> = [
    "adjusted", "standardized", "standardised", "weighted", "model", "modelled", "modeled", "estimated", "校正",
    "标化",
  ]

  /// Times and rates of a sentence in order.
  private func personTimes(_ look: PhraseLook) -> (times: [PersonTime], rates: [PersonTimeRate]) {
    var times: [PersonTime] = []
    var rates: [PersonTimeRate] = []
    for index in look.sentence where document.tokens[index].isNumber || isPer(index, look) {
      if let per = per(at: index, times.last?.unit, look) {
        rates += self.rates(before: index, per, look)
      } else if let number = document.tokens[index].numeral, !isPer(index - 1, look), !number.isSigned,
        let unit = personUnit(at: index + 1, look)
      {
        // "Over 8270 and 8236 patient-years".
        let first = index - 2
        if [.and, .versus].contains(look.sense(index - 1)), look.sentence.contains(first),
          let other = document.tokens[first].numeral, !other.isSigned, other.decimals == number.decimals,
          !isPer(first - 1, look)
        {
          times.append(PersonTime(value: other.printed, unit: unit.sense, place: first))
        }
        times.append(PersonTime(value: number.printed, unit: unit.sense, place: index))
      }
    }
    return (times, rates.isEmpty ? annualRates(look, times) : rates)
  }

  /// "An annualised relapse rate of 0.22 (44 relapses in 200 patient-years)".
  private func annualRates(_ look: PhraseLook, _ times: [PersonTime]) -> [PersonTimeRate] {
    guard
      let word = look.sentence.first(where: {
        look.isWord($0) && ["annualised", "annualized", "annual", "年化"].contains(document.word($0))
      }),
      let rate = (word + 1..<word + 5).first(where: { look.sense($0) == .rate }),
      let place = (rate + 1..<rate + 5).first(where: {
        look.sentence.contains($0) && document.tokens[$0].isNumber
      }),
      let value = document.tokens[place].numeral, value.decimals > 0, look.sense(place + 1) != .percent,
      times.allSatisfy({ $0.unit == .year })
    else { return [] }
    return [PersonTimeRate(value: value, per: 1, unit: .year, place: place, end: place + 1)]
  }

  private func isPer(_ index: Int, _ look: PhraseLook) -> Bool {
    look.sense(index) == .each || look.sense(index) == .slash
  }

  /// "Person-years", "patient years", "device-days", 人年.
  private func personUnit(at index: Int, _ look: PhraseLook) -> (sense: Sense, end: Int)? {
    guard look.isWord(index) else { return nil }
    if document.word(index) == "人" {
      return look.sense(index + 1).isTimeUnit ? (look.sense(index + 1), index + 2) : nil
    }
    guard Self.observed.contains(document.word(index)) else { return nil }
    let unit = look.sense(index + 1) == .dash ? index + 2 : index + 1
    return look.sense(unit).isTimeUnit ? (look.sense(unit), unit + 1) : nil
  }

  private static let observed: Set<String> = [
    "person", "persons", "patient", "patients", "subject", "participant", "child", "infant", "woman",
    "resident",
    "device", "catheter", "ventilator", "line", "bed", "hospital", "exposure", "pupil", "student",
  ]

  /// "Per 100 person-years", "per patient-year", "/1000 person-years", 每100人年; "per 100 000" after a time alone.
  private func per(at index: Int, _ unit: Sense?, _ look: PhraseLook) -> (
    size: Double, unit: Sense, end: Int
  )? {
    guard isPer(index, look) else { return nil }
    if let unit = personUnit(at: index + 1, look) { return (1, unit.sense, unit.end) }
    guard look.sentence.contains(index + 1), let size = document.tokens[index + 1].numeral?.count, size >= 100
    else { return nil }
    if let unit = personUnit(at: index + 2, look) { return (Double(size), unit.sense, unit.end) }
    let isWhole = [100, 1000, 10_000, 100_000].contains(size)
    let isAlone = !look.isWord(index + 2) && look.sense(index + 2) != .percent
    guard look.sense(index) == .each, isWhole, isAlone, let unit else { return nil }
    return (Double(size), unit, index + 2)
  }

  /// The number before "per" with at most a few words between, and a number joined to it; in Chinese the one behind.
  private func rates(before index: Int, _ per: (size: Double, unit: Sense, end: Int), _ look: PhraseLook)
    -> [PersonTimeRate]
  {
    func rate(_ place: Int, end: Int) -> PersonTimeRate? {
      guard look.sentence.contains(place), let value = document.tokens[place].numeral, !value.isSigned else {
        return nil
      }
      return PersonTimeRate(value: value, per: per.size, unit: per.unit, place: place, end: end)
    }
    if look.isIdeographic(index) || document.word(index) == "每" {
      let behind = (per.end..<per.end + 3).first {
        look.sentence.contains($0) && document.tokens[$0].isNumber
      }
      return [behind.flatMap { rate($0, end: $0 + 1) }].compactMap { $0 }
    }
    var place = index - 1
    if look.sense(place) == .close {
      place = (max(look.sentence.lowerBound, place - 12)..<place).last { look.sense($0) == .open } ?? place
      place -= 1
    }
    while place > index - 18, look.isWord(place) { place -= 1 }
    guard let last = rate(place, end: per.end), place > index - 18 else { return [] }
    guard [.and, .versus].contains(look.sense(place - 1)), let first = rate(place - 2, end: place),
      first.value.decimals == last.value.decimals
    else { return [last] }
    return [first, last]
  }

  /// No year, and no number of subjects of whom nothing is said to have happened: "30 patients followed for".
  private func isOfEvents(_ index: Int, _ look: PhraseLook) -> Bool {
    let isYear =
      document.tokens[index].numeral.map { $0.decimals == 0 && (1900...2100).contains($0.value) } ?? false
    if isYear, [.since, .to, .preposition, .dash, .and, .between, .until].contains(look.sense(index - 1)) {
      return false
    }
    let isOfSubjects = (index + 1..<index + 3).contains {
      look.sense($0) == .subject && document.word($0) != "cases" && !look.isIdeographic($0)
    }
    guard isOfSubjects else { return true }
    return look.sentence.contains {
      look.sense($0) == .died || look.isWord($0) && Self.occurrences.contains(document.word($0))
    }
  }

  private static let occurrences: Set<String> = [
    "had", "developed", "experienced", "suffered", "acquired", "relapsed", "occurred", "seen", "observed",
    "reported",
    "diagnosed", "recorded", "detected", "infected",
  ]

  /// Counts since the rate before, else those in brackets behind.
  private func events(
    between start: Int,
    and rate: PersonTimeRate,
    _ times: [PersonTime],
    _ rates: [PersonTimeRate],
    _ look: PhraseLook
  ) -> [Int] {
    func counts(_ range: Range<Int>) -> [Int] {
      range.compactMap { index in
        guard !times.contains(where: { $0.place == index }), !rates.contains(where: { $0.place == index }),
          !isPer(index - 1, look), look.sense(index + 1) != .percent, look.sense(index + 1) != .confidence
        else { return nil }
        guard isOfEvents(index, look) else { return nil }
        // "In 250 child-years 30 attacks": behind a time, but not of it.
        let isBehindTime = times.contains { $0.place < index && index - $0.place <= 4 }
        return isBehindTime ? document.tokens[index].numeral?.count : look.whole(index)
      }
    }
    let before = counts(min(start, rate.place)..<rate.place)
    guard before.isEmpty else { return before }
    // "(63 falls in 21,000 patient-days)", perhaps after the name of an arm.
    let open = (rate.end..<rate.end + 6).first { [.open, .comma].contains(look.sense($0)) }
    guard let open, (rate.end..<open).allSatisfy(look.isWord) else { return [] }
    let limit = min(open + 16, look.sentence.upperBound)
    let close = (open..<limit).first { look.sense($0) == .close || look.sense($0) == .semicolon } ?? limit
    return counts(open..<close)
  }
}
