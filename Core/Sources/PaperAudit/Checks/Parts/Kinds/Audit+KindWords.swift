// SPDX-License-Identifier: Apache-2.0

/// Whether the words say that everybody is counted once, or may be counted twice.
extension Audit {
  /// Whether somebody may be of two kinds, or only some kinds are told.
  func mayOverlap(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let next =
      sentence.index + 1 < reading.sentences.count ? reading.sentences[sentence.index + 1].tokens : 0..<0
    return sentence.tokens.contains { isOverlap($0, look) } || next.contains { isOverlap($0, look) }
  }

  /// "No patient had more than one".
  private func isNegated(_ place: Int, _ look: PhraseLook) -> Bool {
    (place - 6..<place).contains {
      [.not, .none].contains(look.sense($0)) || document.isWord($0, in: ["no", "none", "never"])
    }
  }

  private func isOverlap(_ place: Int, _ look: PhraseLook) -> Bool {
    if document.isWord(place, in: Self.overlapping) { return true }
    switch document.sense(place) {
    case .including: return !document.isWord(place, in: ["included", "其中"])
    case .both: return !document.isWord(place, in: ["两组", "二组"])
    case .than where document.isWord(place - 1, in: ["more"]): return !isNegated(place, look)
    default:
      return document.isWord(place, in: ["most"])
        && document.isWord(place + 1, in: ["common", "commonly", "frequent", "frequently"])
        || document.isWord(place, in: ["or"]) && document.isWord(place + 1, in: ["more", "higher", "worse"])
    }
  }

  private static let overlapping: Set<String> = [
    "overlap", "overlapped", "overlapping", "multiple", "several", "also", "mainly", "mostly", "crossover",
    "cross-over", "simultaneously", "concurrently", "同时", "合并", "主要", "兼有", "交叉",
  ]

  /// "And another reason in 32", 其他2例: nobody is left out.
  func isOther(_ place: Int) -> Bool {
    document.isWord(place, in: ["other", "others", "another", "其", "其他"])
  }

  func tellsMissing(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    sentence.tokens.contains {
      document.isWord(
        $0,
        in: [
          "missing", "unknown", "unavailable", "unspecified", "undetermined", "unclear", "不详",
          "缺失",
        ]
      )
        || look.sense($0) == .not
          && document.isWord(
            $0 + 1,
            in: ["recorded", "known", "available", "assessed", "reported", "stated", "tested"]
          )
    }
  }

  /// Where the sentence says that everybody, or everything, is counted once.
  func exclusivity(_ sentence: SentenceReading, _ look: PhraseLook) -> Int? {
    sentence.tokens.first { place in
      if look.isIdeographic(place) { return isCountedOnce(ideographic: place, look) }
      guard look.isWord(place) || look.isOne(place) else { return false }
      switch look.isOne(place) ? "one" : document.word(place) {
      case "counted", "classified", "coded", "recorded", "categorized", "categorised", "assigned", "listed":
        return (place + 1..<place + 5).contains { document.word($0) == "once" || look.isOne($0) }
      case "deaths":
        // "The 48 deaths were cardiovascular (n = 26), …": each has one cause.
        return look.sense(place + 1) == .was && document.isNumber(place - 1)
          && !document.word(place + 2).hasSuffix("ed")

      case "exclusive": return document.isWord(place - 1, in: ["mutually"])
      case "than": return document.isWord(place - 1, in: ["more"]) && isNegated(place, look)
      case "histology", "aetiology", "etiology", "cause", "reason", "indication", "diagnosis", "subtype",
        "mechanism",
        "mode":
        // "The cause of death was infection in 9, …".
        let words = (place + 1..<place + 5).prefix { look.sense($0) != .comma }
        return words.contains { look.sense($0) == .was }
          && !document.isWord(place - 1, in: ["common", "frequent"])
      case "one", "single", "leading", "principal", "highest", "worst", "maximum", "maximal", "predominant",
        "underlying", "main":
        return (place + 1..<place + 3).contains { document.isWord($0, in: Self.singular) }
          && (sentence.tokens.contains { look.sense($0) == .each } || document.word(place) != "main")
      default: return false
      }
    }
  }

  private static let singular: Set<String> = [
    "reason", "cause", "indication", "site", "grade", "severity", "diagnosis", "category", "type",
    "complication", "mechanism",
  ]

  /// 仅计1种, 只计一次, 最高级别, 最严重, 首要原因.
  private func isCountedOnce(ideographic place: Int, _ look: PhraseLook) -> Bool {
    let pair = document.word(place) + document.word(place + 1)
    return ["仅计", "只计", "各计", "仅记", "互斥"].contains(pair)
      || ["最高", "最重", "最严"].contains(pair)
        && (place + 2..<place + 5).contains { document.isWord($0, in: ["级", "度", "重", "分"]) }
  }

  /// The lists of a sentence that says that each is counted once: behind that, or behind a colon, a bracket or 其中 before it.
  func listsTold(around statement: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> [KindList] {
    let openers = sentence.tokens.filter {
      $0 < statement && ([.colonSign, .including, .open].contains(look.sense($0)) || isWhom($0, look))
    }
    return (openers.prefix(6) + [statement]).compactMap { list(from: $0, sentence, look) }
  }

  private func isWhom(_ place: Int, _ look: PhraseLook) -> Bool {
    look.sense(place) == .that && look.sense(place - 1) == .of
  }

  private func list(from start: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> KindList? {
    var parts: [(count: Int, place: Int)] = []
    var end = start
    for index in sentence.phrases.indices where sentence.phrases[index].tokens.lowerBound > start {
      let tokens = sentence.phrases[index].tokens
      // １级288名: the degree is no count.
      if look.sense(tokens.upperBound) == .grade, look.isIdeographic(tokens.upperBound) { continue }
      let behind = totalBehind(tokens, look)
      guard let share = share(index, sentence), let events = share.events,
        share.total == nil || behind != nil,
        parts.count < 12
      else { break }
      let gap = end..<tokens.lowerBound
      guard gap.count <= 16 else { break }
      if !parts.isEmpty {
        guard gap.contains(where: { [.comma, .and, .or].contains(look.sense($0)) }),
          !gap.contains(where: { [.stop, .semicolon, .arm, .was, .each].contains(look.sense($0)) }),
          sentence.mentions.allSatisfy({
            !gap.contains($0.tokens.lowerBound) || !corroboration.allocated.contains($0.arm)
          })
        else { break }
      }
      // "Counted once": the number itself.
      guard look.sense(tokens.lowerBound - 1) != .each, document.word(tokens.lowerBound) != "once",
        !isOnce(tokens.lowerBound)
      else {
        guard parts.isEmpty else { break }
        continue
      }
      parts.append((events, tokens.lowerBound))
      end = tokens.upperBound
      if behind != nil { break }
    }
    guard parts.count >= 2, let first = parts.first,
      !parts.dropLast().contains(where: { part in
        (part.place + 1..<part.place + 3).contains { look.sense($0) == .of }
      })
    else { return nil }
    return KindList(parts: parts, tokens: first.place..<end, kinds: [], start: start, family: nil)
  }
}

extension PhraseLook {
  fileprivate func isOne(_ place: Int) -> Bool {
    sentence.contains(place) && document.tokens[place].numeral?.count == 1
  }
}
