// SPDX-License-Identifier: Apache-2.0

/// A text as it was understood: sentences with their figures, arms and totals.
struct PaperReading {
  let document: Document
  let arms: [Arm]
  private(set) var sentences: [SentenceReading] = []
  /// Totals that the text names as such, in order.
  private(set) var totals: [Total] = []

  init(_ text: String, counting steps: StepCounter? = nil) {
    document = Document(text, counting: steps)
    arms = ArmReader(document).arms
    let names = ArmNames(document, arms)
    var order = Self.firstOrder(arms)
    var tableLines = 0
    var table: TableHead?
    for (index, sentence) in document.sentences.enumerated() {
      tableLines = Self.headsTable(document, sentence.tokens) ? 60 : max(0, tableLines - 1)
      let phrases = PhraseReader(document, sentence.tokens, isTable: tableLines > 0).phrases
      if let head = TableHead(document, sentence.tokens, arms) {
        table = head
        tableLines = 60
      }
      let row = tableLines > 0 ? table?.reading(phrases, document, sentence.tokens) : nil
      let attachment = Attachment(
        document,
        sentence.tokens,
        phrases,
        names.mentions(in: sentence.tokens),
        lastOrder: order,
        armCount: arms.count
      )
      if attachment.order.count >= 2 { order = attachment.order }
      let reading = SentenceReading(
        index: index,
        tokens: sentence.tokens,
        section: sentence.section,
        phrases: row ?? attachment.phrases,
        mentions: attachment.mentions,
        order: order,
        populations: PopulationReader.populations(document, sentence.tokens),
        totalsBefore: totals.count
      )
      totals += Self.totals(document, reading)
      sentences.append(reading)
    }
  }

  /// The arms that were declared together first.
  private static func firstOrder(_ arms: [Arm]) -> [Int] {
    guard let first = arms.first else { return [] }
    return arms.indices.filter { arms[$0].sentence == first.sentence }
  }

  /// A head such as "n (%)" says that brackets hold percentages.
  private static func headsTable(_ document: Document, _ tokens: Range<Int>) -> Bool {
    tokens.dropLast(2).contains {
      document.sense($0) == .open && document.sense($0 + 1) == .percent
        && document.sense($0 + 2) == .close
    }
  }

  /// The name of an arm, as it is printed where the arm is declared.
  func name(of arm: Int) -> String {
    arms[arm].name.reduce(into: "") { name, key in
      let declared = arms[arm].tokens.first {
        document.tokens.indices.contains($0) && document.key($0) == key
      }
      let printed = declared.map { document.text.given(document.text.origin(of: document.tokens[$0].range)) }
      let word = printed ?? (key > 0 ? document.words[key] : "\((-key - 1) / 100)")
      let isIdeographic = word.unicodeScalars.first.map { Scalar.isIdeograph($0.value) } ?? false
      name += name.isEmpty || isIdeographic ? word : " " + word
    }
  }
}

/// A sentence with everything that was read in it.
struct SentenceReading {
  let index: Int
  let tokens: Range<Int>
  let section: Document.Section
  let phrases: [Phrase]
  let mentions: [ArmMention]
  /// Arms in the order in which they were last named.
  let order: [Int]
  /// "Of 55 patients, …".
  let populations: [Population]
  /// How many totals the sentences before name.
  let totalsBefore: Int
}

/// A number of subjects that the text names as all of some stage.
struct Total {
  enum Stage { case screened, enrolled, randomized, analyzed, stated }

  let size: Int
  let stage: Stage
  let sentence: Int
  let tokens: Range<Int>
}

extension PaperReading {
  /// The totals named up to a sentence, the last first.
  func totals(upTo sentence: SentenceReading) -> [Total] {
    let end = sentence.index + 1 < sentences.count ? sentences[sentence.index + 1].totalsBefore : totals.count
    return totals[max(0, end - 48)..<end].reversed()
  }

  /// "A total of 55 patients", "55 patients were randomized", "enrolled 55 patients", "共纳入55例".
  private static func totals(_ document: Document, _ sentence: SentenceReading) -> [Total] {
    let look = PhraseLook(document, sentence.tokens)
    var found: [Total] = []
    for case .count(let count) in sentence.phrases where count.value > 0 {
      guard let stage = stage(of: count, look) else { continue }
      found.append(Total(size: count.value, stage: stage, sentence: sentence.index, tokens: count.tokens))
    }
    return found
  }

  private static func stage(of count: CountPhrase, _ look: PhraseLook) -> Total.Stage? {
    let index = count.tokens.lowerBound
    let before = (index - 4..<index).map(look.sense)
    // "Enrollment: 180".
    if look.sense(index - 1) == .colonSign, look.sense(index - 2) == .enrolled { return .enrolled }
    let isTotal =
      before.contains(.total)
      // "Participants 416 men".
      || look.sense(index - 1) == .subject && look.document.tokens[index - 1].isCapital
      || look.sense(index - 1) == .colonSign && look.sense(index - 2) == .subject
      || (look.sense(index - 2) == .sampleSize && look.document.tokens[index - 2].isCapital
        && look.sense(index - 1) == .equals)
    // "120 were randomised"
    let isSubject =
      look.sense(index + 1) == .was
      && (index + 2..<index + 5).contains { [.randomized, .assigned, .enrolled].contains(look.sense($0)) }
      && look.sense(index - 1) != .and
    // "Two hundred women were randomised".
    let isOfSex =
      [.male, .female].contains(look.sense(index + 1))
      && (index + 2..<index + 5).contains { [.randomized, .assigned, .enrolled].contains(look.sense($0)) }
    guard count.isSubjects || isTotal || isSubject || isOfSex, look.sense(index + 1) != .event else {
      return nil
    }
    // 筛选392例，入组428例: the verb stands before.
    if look.isIdeographic(index - 1), look.isIdeographic(index + 1), look.sense(index - 1) == .screened {
      return .screened
    }
    if look.isIdeographic(index - 1), look.isIdeographic(index + 1), look.sense(index - 1) == .enrolled {
      return .enrolled
    }
    // Words behind, up to a bracket, comma or another number.
    var stage: Total.Stage?
    var place = index + 1
    // A word of Chinese is several signs.
    let reach = look.isIdeographic(index + 1) ? 28 : 12
    while place < index + reach, look.sentence.contains(place) {
      let sense = look.sense(place)
      if [.open, .semicolon, .end, .stop, .percent].contains(sense) || look.document.tokens[place].isNumber {
        break
      }
      switch sense {
      case .randomized where look.sense(place - 1) == .not: return nil
      case .randomized: stage = .randomized
      case .assigned where stage != .randomized: stage = .randomized
      case .enrolled where stage == nil: stage = .enrolled
      case .screened where stage == nil: stage = .screened
      case .analyzed where stage == nil: stage = .analyzed
      case .excluded, .completed: return nil
      default: break
      }
      place += 1
    }
    if let stage { return stage }
    if before.contains(.randomized) { return .randomized }
    if before.contains(.enrolled) || before.contains(.assigned) { return .enrolled }
    if before.contains(.screened) { return .screened }
    if before.contains(.analyzed) { return .analyzed }
    return isTotal ? .stated : nil
  }
}
