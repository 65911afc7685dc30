// SPDX-License-Identifier: Apache-2.0

/// Numbers for endpoints: those that include deaths from any cause first.
enum CurveEndpoint {
  static let overall = 1
  /// Endpoints in which death counts as an event.
  static let composites = 2...5
  static let abbreviations = ["os": 1, "pfs": 2, "efs": 3, "dfs": 4, "rfs": 5]
  static let events = ["progression": 2, "event": 3, "disease": 4, "relapse": 5, "recurrence": 5]
  static let ideographs = ["总": 1, "展": 2, "件": 3, "病": 4, "瘤": 4, "发": 5]
  /// Cumulative incidences, which rise.
  static let incidence = 8
  static let firstIncidence = 1 << 32
  /// Other endpoints are told apart by the word that names them.
  static let firstOther = 100
}

extension Audit {
  func rateEndpoint(_ tokens: Range<Int>, _ look: PhraseLook) -> Int? {
    if isIncidence(before: tokens.lowerBound, look) { return incidenceEndpoint(tokens.lowerBound, look) }
    if let freedom = freedom(of: tokens, look) { return freedom }
    let end = tokens.upperBound
    if (end..<end + 7).contains(where: { look.sense($0) == .alive }) { return CurveEndpoint.overall }
    return endpoint(before: tokens.lowerBound, look)
  }

  /// "Free of progression", "relapse-free", and not before "survival", which tells it itself.
  func isFreedom(_ index: Int, _ look: PhraseLook) -> Bool {
    document.isWord(index, in: ["free"]) && look.sense(index + 1) != .survival
      || document.isWord(index, in: ["freedom"])
  }

  /// The endpoint of "56% were free of progression", "56% of patients were alive and progression-free".
  func freedom(of tokens: Range<Int>, _ look: PhraseLook) -> Int? {
    let start = tokens.lowerBound
    if let before = (start - 14..<start).last(where: { document.isWord($0, in: ["freedom"]) }),
      look.sentence.contains(before), look.sense(before + 1) == .since
    {
      return CurveEndpoint.events[document.word(before + 2)]
    }
    let end = tokens.upperBound
    let words = (end..<end + 9).prefix { look.sense($0) != .comma && !document.isNumber($0) }
    guard let free = words.first(where: { look.sentence.contains($0) && isFreedom($0, look) }) else {
      return nil
    }
    let isBehind = [.of, .since].contains(look.sense(free + 1))
    guard isBehind || look.sense(free - 1) == .dash else { return nil }
    return CurveEndpoint.events[document.word(isBehind ? free + 2 : free - 2)]
  }

  /// The cumulative incidence "of relapse": the word behind the last "of" tells of what.
  private func incidenceEndpoint(_ end: Int, _ look: PhraseLook) -> Int {
    let of = (max(look.sentence.lowerBound, end - 24)..<end).last {
      look.sense($0) == .of && look.isWord($0 + 1)
    }
    guard let of, !look.isIdeographic(of) else { return CurveEndpoint.incidence }
    let place = look.sense(of + 1) == .article ? of + 2 : of + 1
    return CurveEndpoint.firstIncidence + Int(document.tokens[place].word)
  }

  /// "Overall survival", OS, "progression-free survival", 无进展生存率: the words before "survival" tell which.
  func endpoint(before end: Int, _ look: PhraseLook) -> Int? {
    for place in (look.sentence.lowerBound..<max(look.sentence.lowerBound, end)).reversed() {
      if look.sense(place) == .alive { return CurveEndpoint.overall }
      guard look.sense(place) == .survival else { continue }
      let word = document.word(place)
      let other = CurveEndpoint.firstOther + Int(document.tokens[place].word)
      if look.isIdeographic(place) { return ideographicEndpoint(place, look) }
      if word != "survival" { return CurveEndpoint.abbreviations[word] ?? other }
      guard place > look.sentence.lowerBound, look.isWord(place - 1) else { return CurveEndpoint.overall }
      let before = document.word(place - 1)
      if before == "free", place - 3 >= look.sentence.lowerBound {
        return CurveEndpoint.events[document.word(place - 3)]
          ?? CurveEndpoint.firstOther + Int(document.tokens[place - 3].word)
      }
      let isPlain =
        look.sense(place - 1) != .other || ["overall", "patient", "estimated", "actuarial"].contains(before)
      return isPlain ? CurveEndpoint.overall : CurveEndpoint.firstOther + Int(document.tokens[place - 1].word)
    }
    return nil
  }

  private func ideographicEndpoint(_ place: Int, _ look: PhraseLook) -> Int {
    for before in (max(look.sentence.lowerBound, place - 2)..<place).reversed()
    where look.isIdeographic(before) {
      let word = document.word(before)
      if let known = CurveEndpoint.ideographs[word.isEmpty ? "" : String(word.suffix(1))] { return known }
      if !look.sense(before).isTimeUnit, look.sense(before) == .other {
        return CurveEndpoint.firstOther + Int(document.tokens[before].word)
      }
    }
    return CurveEndpoint.overall
  }
}
