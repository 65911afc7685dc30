// SPDX-License-Identifier: Apache-2.0

/// One pass of checks over a text that was read.
struct Audit {
  let reading: PaperReading
  private(set) var claims: [Claim] = []
  /// Claims that a later check took back.
  private var withdrawn: Set<Int> = []
  var budget = Budget()
  /// The comparisons of the sentence that was looked at last.
  var knownComparisons: (sentence: Int, all: [Comparison])?
  /// Whether intervals may come from resampling or ranks, which need not lie evenly.
  let isResampled: Bool
  /// Whether p-values may be corrected for many comparisons.
  let hasCorrections: Bool
  /// The sizes that the two groups of the text may have.
  let groups: GroupSizes
  /// What the text says for readings that join figures from different clauses.
  let corroboration: Corroboration
  /// Whether the text says of all its analyses that they are adjusted, so that nothing comes from counts alone.
  let isModelled: Bool
  /// The level of all tests, where the text states one.
  private(set) var statedLevel: (alpha: Double, sides: SizeStatement.Sides?)?
  /// Whether the text says that all percentages are of all randomized subjects.
  private(set) var areSharesOfAll = false
  /// The largest whole number of the text that is no year: no total is larger.
  private(set) var largestNumber = 0
  /// Limits of eligibility other than age.
  private(set) var eligibleValues: [EligibleValue] = []
  /// Counts that fit no total, to be decided when all is read.
  var unbound: [UnboundShare] = []
  /// Counts whose percentage asks for more subjects than any number of the text, and that total.
  var untold: [(claim: Int, totals: ClosedRange<Int>)] = []
  /// Whether some share was of all subjects of its arm or column.
  var hasWholeShares = false
  /// How many shares were of each total.
  var sharesOfTotal: [Int: Int] = [:]
  /// The ends of the spans in which subjects were enrolled, in the order of the text.
  var enrolmentEnds: [PrintedDate] = []
  /// Whether the text states exactly one scale.
  private(set) var soleScale = false
  /// The earliest day of enrolment, and the day on which the data were closed.
  var enrolmentStart: PrintedDate?
  var dataCutoff: PrintedDate?
  /// Limits of age, and the sentence that states them.
  private(set) var eligibleAges: EligibleAges?

  var document: Document { reading.document }

  init(_ reading: PaperReading) {
    self.reading = reading
    isModelled = Self.isModelled(reading)
    corroboration = Corroboration(reading)
    groups = GroupSizes(reading)
    hasCorrections = reading.document.words.contains {
      [
        "bonferroni", "bonferroni-adjusted", "bonferroni-corrected", "holm", "hochberg", "tukey", "dunnett",
        "multiplicity",
        "多重性", "多重比较",
      ].contains($0)
    }
    isResampled = reading.document.words.contains {
      [
        "bootstrap", "bootstrapped", "hodges", "hodges-lehmann", "quantile", "nonparametric",
        "non-parametric",
        "log-transformed", "back-transformed",
      ].contains($0)
    }
  }

  mutating func run() {
    eligibleAges = eligibleAgeLimits()
    eligibleValues = eligibleLimits()
    statedLevel = levelOfTests()
    soleScale = reading.sentences.reduce(0) { $0 + (statedScale(look($1)) == nil ? 0 : 1) } == 1
    areSharesOfAll = reading.sentences.contains { sentence in
      let words = sentence.tokens.map { document.word($0) }
      return words.contains("percentages") && (words.contains("randomized") || words.contains("randomised"))
    }
    largestNumber = document.tokens.reduce(0) { largest, token in
      guard let count = token.numeral?.count, !(1900...2100).contains(count) else { return largest }
      return max(largest, count)
    }
    largestNumber = max(largestNumber, largestSum)
    for sentence in reading.sentences {
      checkProportions(in: sentence)
      checkTotals(in: sentence)
      checkParts(in: sentence)
      checkEstimates(in: sentence)
      checkPValues(in: sentence)
      checkSummaries(in: sentence)
      checkStatistics(in: sentence)
      checkDates(in: sentence)
      checkSurvival(in: sentence)
      checkSampleSize(in: sentence)
      checkMonthlyRates(in: sentence)
      checkReductions(in: sentence)
      checkDifferences(in: sentence)
      checkPersonTime(in: sentence)
      checkChanges(in: sentence)
      checkChangesOfMeans(in: sentence)
      checkCategories(in: sentence)
      checkHelped(in: sentence)
      checkWholes(in: sentence)
      checkColumns(in: sentence)
      checkNested(in: sentence)
      checkWithin(in: sentence)
      checkTotalsBehind(in: sentence)
      checkRemaining(in: sentence)
      checkPartition(in: sentence)
      checkKinds(in: sentence)
      checkPartsOfParts(in: sentence)
      checkCountsOf(sentence)
      checkArmsOfWhole(in: sentence)
      checkLeft(in: sentence)
      checkLosses(in: sentence)
      checkRecalled(in: sentence)
      checkBreakdowns(in: sentence)
      checkScoreLists(in: sentence)
      checkResponses(in: sentence)
      checkComposites(in: sentence)
      checkScales(in: sentence)
      checkQuartiles(in: sentence)
      checkOtherEligibility(in: sentence)
      checkConsequences(in: sentence)
      checkNeeded(in: sentence)
    }
    checkRowsOfPairs()
    checkUnstatedTotals()
    checkRestatedRates()
    checkConclusions()
    checkCalendar()
    checkCurves()
    checkSubgroupRows()
    checkDesign()
    claims = claims.indices.filter { !withdrawn.contains($0) }.map { claims[$0] }
    claims.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    dropRepeated()
  }

  /// The largest sum of sizes in a sentence that allocates, as the total of all may not be printed.
  private var largestSum: Int {
    reading.sentences.reduce(0) { largest, sentence in
      guard
        sentence.tokens.contains(where: { [.randomized, .assigned].contains(document.sense($0)) })
      else { return largest }
      let counts = sentence.phrases.compactMap { phrase -> Int? in
        if case .count(let count) = phrase, !(1900...2100).contains(count.value) { count.value } else { nil }
      }
      // A total beside its parts is counted once.
      let sum = counts.reduce(0, +)
      let isTotal = counts.contains { sum == 2 * $0 } && counts.count > 2
      return counts.count <= 6 && !isTotal ? max(largest, sum) : largest
    }
  }

  /// Says once what two checks found at one place.
  private mutating func dropRepeated() {
    var kept: [Claim] = []
    for claim in claims {
      let same = kept.indices.suffix(6).last { kept[$0].isSame(as: claim) }
      guard let same else {
        kept.append(claim)
        continue
      }
      if kept[same].kind == .part { kept[same] = claim }
    }
    claims = kept
  }

  /// Adds a claim on some tokens.
  mutating func add(
    _ kind: Claim.Kind,
    at tokens: Range<Int>,
    _ verdict: Claim.Verdict,
    _ because: Because,
    printed: [Figure] = [],
    recomputed: [Recomputation] = [],
    _ sureness: Claim.Reading = .sure
  ) {
    guard !tokens.isEmpty, tokens.upperBound <= document.tokens.count else { return }
    let end = closing(tokens)
    let normalized =
      document.tokens[tokens.lowerBound].range.lowerBound..<document.tokens[end - 1].range.upperBound
    let isUngrounded = verdict == .inconsistent && !isGrounded(because, kind, at: tokens)
    let range = document.text.origin(of: normalized)
    let bytes = Int(document.text.bytes[range.lowerBound])..<Int(document.text.bytes[range.upperBound])
    claims.append(
      Claim(
        range: range,
        bytes: bytes,
        text: document.text.given(range),
        kind: kind,
        printed: printed,
        recomputed: recomputed,
        verdict: isUngrounded ? .undetermined : verdict,
        because: because,
        reading: sureness
      )
    )
  }

  /// The end of a place, with the bracket that closes one in it: "61 years (range 64–79" is quoted to its end.
  private func closing(_ tokens: Range<Int>) -> Int {
    let end = tokens.upperBound
    guard end < document.tokens.count, document.sense(end) == .close, tokens.count <= 60 else { return end }
    let depth = tokens.reduce(0) { depth, token in
      switch document.sense(token) {
      case .open: depth + 1
      case .close: depth - 1
      default: depth
      }
    }
    return depth > 0 ? end + 1 : end
  }

  /// Takes back what was left undetermined at a place and is decided now.
  mutating func withdraw(_ kind: Claim.Kind, at tokens: Range<Int>) {
    guard let first = tokens.first, tokens.upperBound <= document.tokens.count else { return }
    let range = document.text.origin(
      of: document.tokens[first].range.lowerBound..<document.tokens[tokens.upperBound - 1].range.upperBound
    )
    for index in claims.indices.suffix(40)
    where claims[index].kind == kind && claims[index].verdict == .undetermined
      && claims[index].range.overlaps(range)
    {
      withdrawn.insert(index)
    }
  }

  /// Judges a claim anew.
  mutating func replace(_ index: Int, _ verdict: Claim.Verdict, _ because: Because, _ sureness: Claim.Reading)
  {
    let claim = claims[index]
    claims[index] = Claim(
      range: claim.range,
      bytes: claim.bytes,
      text: claim.text,
      kind: claim.kind,
      printed: claim.printed,
      recomputed: claim.recomputed,
      verdict: verdict,
      because: because,
      reading: sureness
    )
  }

  func look(_ sentence: SentenceReading) -> PhraseLook { PhraseLook(document, sentence.tokens) }
}

extension Claim {
  /// Whether another claim says the same of the same place: parts of a total are looked at as sizes of arms, too.
  fileprivate func isSame(as other: Claim) -> Bool {
    guard verdict == other.verdict, because == other.because, range.overlaps(other.range) else {
      return false
    }
    if case .partsMakeTotal = because { return true }
    if case .partsContradictTotal = because { return true }
    return kind == other.kind && range == other.range
  }
}
