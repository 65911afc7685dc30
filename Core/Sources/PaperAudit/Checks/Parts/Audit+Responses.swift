// SPDX-License-Identifier: Apache-2.0

/// Best responses of subjects, each of whom has one, and the rates that are sums of them.
extension Audit {
  /// "Complete response in 6 and partial response in 31 of the 104 patients, for an objective response rate of 35.6%"; CR 5例，PR
  /// 15例，ORR 40.0%.
  mutating func checkResponses(in sentence: SentenceReading) {
    let look = look(sentence)
    let names = responseNames(in: sentence, look)
    guard names.contains(where: { !$0.name.isRate }), names.contains(where: \.name.isRate) else { return }
    var said: [SaidResponse] = []
    for index in names.indices {
      let name = names[index]
      guard !name.name.isRate else {
        if said.isEmpty, judgeBehind(index, names, sentence, look) { return }
        if let rate = figure(of: names, index, sentence, isBehind: true) { judge(rate, name, said, sentence) }
        continue
      }
      // The next arm begins.
      if said.contains(where: { $0.name == name.name }) || said.last.map({ isApart($0, name, look) }) ?? false
      {
        said = []
      }
      guard let figure = figure(of: names, index, sentence, isBehind: isBehind(names, sentence)) else {
        continue
      }
      said.append(SaidResponse(name: name.name, share: figure))
    }
  }

  // MARK: Names

  struct SaidResponse {
    let name: ResponseName
    let share: ProportionPhrase
  }

  typealias NamedPlace = (name: ResponseName, tokens: Range<Int>)

  /// Where the sentence names a response or a rate of responses.
  private func responseNames(in sentence: SentenceReading, _ look: PhraseLook) -> [NamedPlace] {
    var found: [NamedPlace] = []
    var index = sentence.tokens.lowerBound
    while index < sentence.tokens.upperBound {
      if let name = responseName(at: index, look) {
        found.append((name.name, index..<name.end))
        index = name.end
      } else {
        index += 1
      }
    }
    // "CR/CRi rate", "ORR (CR + PR)" are explanations, no figures of their own.
    return found.indices.filter { place in
      guard !found[place].name.isRate else { return true }
      let next = look.sense(found[place].tokens.upperBound)
      let last = look.sense(found[place].tokens.lowerBound - 1)
      return next != .slash && last != .slash && !isPlus(found[place].tokens.upperBound)
        && !isPlus(found[place].tokens.lowerBound - 1)
    }.map { found[$0] }
  }

  private func isApart(_ last: SaidResponse, _ name: NamedPlace, _ look: PhraseLook) -> Bool {
    (last.share.tokens.upperBound..<max(last.share.tokens.upperBound, name.tokens.lowerBound)).contains {
      look.sense($0) == .semicolon
    }
  }

  /// Whether figures stand behind their names: "CR in 6", and not "6 had a CR".
  private func isBehind(_ names: [NamedPlace], _ sentence: SentenceReading) -> Bool {
    guard let first = names.first(where: { !$0.name.isRate }) else { return true }
    let before = sentence.phrases.last {
      $0.tokens.upperBound <= first.tokens.lowerBound && first.tokens.lowerBound - $0.tokens.upperBound <= 4
        && responseFigure($0) != nil && !isPopulation($0, sentence)
    }
    guard let before else { return true }
    // "…, 5 had a complete response": no comma between.
    return (before.tokens.upperBound..<first.tokens.lowerBound).contains {
      [.comma, .semicolon, .colonSign].contains(document.sense($0))
    }
  }

  func isPopulation(_ phrase: Phrase, _ sentence: SentenceReading) -> Bool {
    sentence.populations.contains { phrase.tokens.contains($0.place) }
  }

  func responseFigure(_ phrase: Phrase) -> ProportionPhrase? {
    switch phrase {
    case .proportion(let share) where !share.isOther && !share.isSurvival && !share.isApproximate: share
    case .count(let count): ProportionPhrase(tokens: count.tokens, events: count.value)
    default: nil
    }
  }

  /// The only figure between a name and its neighbour.
  private func figure(of names: [NamedPlace], _ index: Int, _ sentence: SentenceReading, isBehind: Bool)
    -> ProportionPhrase?
  {
    let name = names[index].tokens
    let range =
      isBehind
      ? name
        .upperBound..<(index + 1 < names.count ? names[index + 1].tokens.lowerBound : name.upperBound + 12)
      : (index > 0
        ? names[index - 1].tokens.upperBound : max(sentence.tokens.lowerBound, name.lowerBound - 8))..<name
        .lowerBound
    let found = sentence.phrases.compactMap { phrase -> ProportionPhrase? in
      guard range.contains(phrase.tokens.lowerBound), !isPopulation(phrase, sentence) else { return nil }
      return responseFigure(phrase)
    }
    guard let figure = isBehind ? found.first : found.last else { return nil }
    // Two figures are of two arms.
    let near = found.filter {
      abs($0.tokens.lowerBound - figure.tokens.lowerBound) <= 6 && $0.tokens != figure.tokens
    }
    return near.contains { isJoined($0, figure) } ? nil : figure
  }

  private func isJoined(_ a: ProportionPhrase, _ b: ProportionPhrase) -> Bool {
    let gap = min(a.tokens.upperBound, b.tokens.upperBound)..<max(a.tokens.lowerBound, b.tokens.lowerBound)
    return gap.contains { [.versus, .and].contains(document.sense($0)) } && gap.count <= 2
  }

  // MARK: Rates

  private mutating func judge(
    _ rate: ProportionPhrase,
    _ name: NamedPlace,
    _ said: [SaidResponse],
    _ sentence: SentenceReading
  ) {
    guard let percent = rate.percent, rate.tokens.lowerBound - name.tokens.upperBound <= 6 else { return }
    let needed: [ResponseName] =
      name.name == .controlRate ? [.complete, .partial, .stable] : [.complete, .partial]
    let parts = said.filter { needed.contains($0.name) }
    // Without complete responses there may have been none.
    guard parts.contains(where: { $0.name == .partial }),
      name.name != .controlRate || parts.contains(where: { $0.name == .stable }),
      parts.contains(where: { $0.name == .complete }) || said.contains(where: { $0.name == .progressive })
    else { return }
    let tokens = name.tokens.lowerBound..<rate.tokens.upperBound
    if parts.allSatisfy({ $0.share.events != nil }) {
      let events = parts.compactMap(\.share.events).reduce(0, +)
      judge(events, percent, rate, at: tokens, said, sentence)
    } else if parts.allSatisfy({ $0.share.percent != nil }) {
      let shares = parts.compactMap(\.share.percent)
      let sum = shares.dropFirst().reduce(shares[0].possible) { $0 + $1.possible }
      addSum(of: sum, percent, at: tokens)
    }
  }

  mutating func judge(
    _ events: Int,
    _ percent: PrintedNumber,
    _ rate: ProportionPhrase,
    at tokens: Range<Int>,
    _ said: [SaidResponse],
    _ sentence: SentenceReading
  ) {
    let stated =
      [rate.total, sentence.population(before: tokens.lowerBound)?.size]
      + said.map(\.share.total) + [
        said.contains { $0.name == .progressive } ? said.compactMap(\.share.events).reduce(0, +) : nil
      ]
    let sizes = rate.arm.map { reading.arms[$0].sizes } ?? []
    var totals = stated.compactMap { $0 } + sizes
    guard let nearest = totals.first(where: { $0 >= events }) else { return }
    // Any other total of the text may be meant.
    totals += candidates(for: rate, in: sentence).map(\.size)
    for case .count(let count) in sentence.phrases where count.value >= events { totals.append(count.value) }
    let fits = totals.first {
      PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
    }
    let check = PercentageCheck(count: events, of: fits ?? nearest, printed: percent)
    guard let exact = check.exact else { return }
    if fits == nil, let own = rate.events, own != events, rate.total != nil {
      return contradict(events, own, at: tokens)
    }
    add(
      .percentage,
      at: tokens,
      fits != nil ? .consistent : .inconsistent,
      .difference(of: exact...exact),
      printed: [Figure(.percent, percent)],
      recomputed: [Recomputation(.events, Double(events)), Recomputation(.percent, exact)],
      .likely
    )
  }

  private mutating func contradict(_ events: Int, _ printed: Int, at tokens: Range<Int>) {
    add(
      .part,
      at: tokens,
      .inconsistent,
      .difference(of: Double(events)...Double(events)),
      printed: [Figure(.events, printed)],
      recomputed: [Recomputation(.events, Double(events))],
      .likely
    )
  }
}
