// SPDX-License-Identifier: Apache-2.0

/// A date of the course of a trial, as the words around it tell.
struct CalendarDate {
  enum Role { case entryStart, entryEnd, lastSeen }

  let role: Role
  let date: PrintedDate
  let tokens: Range<Int>
  let sentence: Int
}

extension Audit {
  /// The dates of a sentence that tell when entry began or ended, or when subjects were last seen; `before` is what the last
  /// date of the sentence before tells.
  func calendarDates(in sentence: SentenceReading, after before: CalendarDate.Role?) -> [CalendarDate] {
    let look = look(sentence)
    var found: [CalendarDate] = []
    var start = sentence.tokens.lowerBound
    var index = start
    while index < sentence.tokens.upperBound {
      if [.semicolon, .stop].contains(look.sense(index)) { start = index + 1 }
      guard let dated = date(at: index, look) else {
        index += 1
        continue
      }
      let words = max(start, index - 18)..<index
      let behind = dated.end..<clauseEnd(of: dated.end, look)
      let last = found.last?.role ?? (continues(sentence, look) ? before : nil)
      if let date = dated.date, date.month != nil, !isOfOtherMatters(words, behind, look),
        let role = role(words, behind, last, sentence, look)
      {
        found.append(
          CalendarDate(role: role, date: date, tokens: index..<dated.end, sentence: sentence.index)
        )
      }
      start = dated.end
      index = max(dated.end, index + 1)
    }
    return found
  }

  /// "It was completed on …": of what the sentence before speaks.
  private func continues(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    document.isWord(sentence.tokens.lowerBound, in: ["it", "they", "both"])
  }

  /// Up to the next comma, sign or date, as Chinese verbs stand behind their dates.
  private func clauseEnd(of place: Int, _ look: PhraseLook) -> Int {
    (place..<place + 14).first { index in
      [.comma, .semicolon, .stop, .end, .close, .until, .to].contains(look.sense(index))
        || document.isNumber(index)
    } ?? place
  }

  private func isOfOtherMatters(_ words: Range<Int>, _ behind: Range<Int>, _ look: PhraseLook) -> Bool {
    func isOther(_ place: Int) -> Bool { document.isWord(place, in: Self.otherMatters) }
    // "Closed in April 2018 after slow accrual" tells why; "after the pilot was completed in" tells of the pilot.
    return behind.contains(where: isOther)
      || words.contains { place in
        isOther(place)
          || document.isWord(place, in: ["after", "when", "once", "because", "following", "since", "before"])
      }
  }

  private static let otherMatters: Set<String> = [
    "registered", "registration", "approved", "approval", "ethics", "published", "pilot", "feasibility",
    "previous", "previously", "earlier", "prior", "another", "other", "amended", "amendment", "protocol",
    "pandemic", "lockdown", "run", "screening", "substudy",
    "extension", "interim", "arm", "cohort", "stage", "注册", "批准", "伦理", "预试验",
  ]

  private func role(
    _ words: Range<Int>,
    _ behind: Range<Int>,
    _ last: CalendarDate.Role?,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> CalendarDate.Role? {
    // "On 12 June 2017 the first patient was enrolled"; 2019年3月启动, where no verb stands before.
    let isVerbBehind = look.isIdeographic(behind.lowerBound)
    let places = isVerbBehind ? Array(behind) + words.reversed() : words.reversed() + Array(behind)
    for place in places {
      if let role = role(at: place, last, sentence, look) { return role }
    }
    return nil
  }

  private func role(
    at place: Int,
    _ last: CalendarDate.Role?,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> CalendarDate.Role? {
    let word = document.word(place)
    if isCutoff(before: place + 1, look) && ["cutoff", "cut-off", "cut", "off", "截"].contains(word)
      || ["lock", "locked", "censored"].contains(word)
        && (place - 4..<place + 5).contains { document.isWord($0, in: ["database", "data", "were"]) }
    {
      return .lastSeen
    }
    if look.sense(place) == .until, (place - 8..<place).contains(where: { look.sense($0) == .follow }) {
      return .lastSeen
    }
    let near = place + 1..<place + 5
    let isOfSubject = near.contains { look.sense($0) == .subject || document.word($0) == "pt" }
    switch word {
    case "first", "首":
      return isOfSubject ? .entryStart : nil
    case "last", "final", "末":
      if (place - 6..<place + 8).contains(where: {
        look.sense($0) == .follow
          || document.isWord($0, in: ["visit", "assessment", "examination", "访", "诊"])
      }) {
        return .lastSeen
      }
      let isElliptic = last == .entryStart && look.sense(place + 1) == .preposition
      return isElliptic || isOfSubject ? .entryEnd : nil
    default: break
    }
    let isStart =
      Self.starts.contains(word) && look.isWord(place)
      || (word == "开" && document.word(place + 1) == "始") || (word == "启" && document.word(place + 1) == "动")
    let isEnd =
      Self.ends.contains(word) && look.isWord(place) || word == "结" && document.word(place + 1) == "束"
    guard isStart || isEnd else { return nil }
    let subjects = max(sentence.tokens.lowerBound, place - 12)..<place
    let isOfEntry = subjects.contains {
      look.sense($0) == .enrolled || document.isWord($0, in: ["recruitment", "accrual", "inclusion"])
    }
    let isOfTrial = subjects.contains {
      document.isWord($0, in: ["trial", "study", "研究", "试验"])
        || document.word($0) == "研" && document.word($0 + 1) == "究"
        || look.sense($0) == .follow
    }
    if isStart { return isOfEntry || isOfTrial ? .entryStart : nil }
    guard isOfEntry || isOfTrial || last == .entryStart else { return nil }
    return isOfEntry && !isOfTrial ? .entryEnd : .lastSeen
  }

  private static let starts: Set<String> = [
    "began", "begin", "started", "commenced", "opened", "initiated", "launched",
  ]
  private static let ends: Set<String> = [
    "completed", "ended", "closed", "finished", "concluded", "完成",
  ]
}
