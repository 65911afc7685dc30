// SPDX-License-Identifier: Apache-2.0

/// Observed ages against those that were eligible.
extension Audit {
  /// A mean or median age outside of those that were eligible; 75 years may be a day short of 76.
  mutating func checkMeanAge(
    _ value: PrintedNumber,
    _ phrase: SummaryPhrase,
    _ sentence: SentenceReading
  ) {
    guard let limits = eligibleAges, limits.sentence < sentence.index,
      !isOfOtherAges(phrase.tokens, sentence),
      value.possible.upperBound < limits.lower ?? 0 || value.possible.lowerBound > (limits.upper ?? 200) + 1
    else { return }
    add(
      .range,
      at: phrase.tokens,
      .inconsistent,
      .beyondEligibility(lower: limits.lower, upper: limits.upper),
      printed: [Figure(.minimum, value), Figure(.maximum, value)],
      .likely
    )
  }

  /// Ages of others than subjects, or at another time than entry: "their mothers", "at diagnosis".
  private func isOfOtherAges(_ tokens: Range<Int>, _ sentence: SentenceReading) -> Bool {
    let isLater = sentence.tokens.contains {
      document.sense($0) == .follow || document.isWord($0, in: ["访", "随访"])
    }
    let isOfAdults = (eligibleAges?.lower ?? 0) >= 16 && eligibleAges?.unit == .year
    let hasChildren = sentence.tokens.contains {
      document.isWord($0, in: ["children", "infants", "newborns", "offspring", "household", "儿童", "婴儿"])
    }
    if isLater || isOfAdults && hasChildren { return true }
    return isBesideOthers(tokens, sentence) || isInOtherUnit(tokens)
  }

  /// "28 months", where limits are years.
  private func isInOtherUnit(_ tokens: Range<Int>) -> Bool {
    let units = (tokens.lowerBound..<tokens.upperBound + 2).map(document.sense)
      .filter { [.month, .week, .day, .year].contains($0) }
    guard let unit = eligibleAges?.unit else { return false }
    return units.isEmpty ? unit != .year : !units.contains(unit)
  }

  private func isBesideOthers(_ tokens: Range<Int>, _ sentence: SentenceReading) -> Bool {
    (max(
      sentence.tokens.lowerBound,
      tokens.lowerBound - 6
    )..<min(tokens.upperBound + 4, sentence.tokens.upperBound))
    .contains { Self.otherAges.contains(document.word($0)) }
  }

  private static let otherAges: Set<String> = [
    "mothers", "mother", "maternal", "fathers", "parents", "caregivers", "caregiver", "carers", "donors",
    "donor",
    "partners", "siblings", "physicians", "nurses", "staff", "teachers", "diagnosis", "onset", "menarche",
    "menopause",
    "gestational", "death", "delivery", "bone", "mental", "dental", "biological", "developmental", "vascular",
    "symptoms", "symptom", "manifestation", "healthy", "健康", "骨", "母亲", "父母", "家长", "供者", "母", "诊断", "诊",
    "发病", "胎",
  ]

  /// Observed ages outside of those that were eligible.
  mutating func checkEligibility(_ phrase: SummaryPhrase, _ sentence: SentenceReading) {
    guard let limits = eligibleAges, limits.sentence != sentence.index || phrase.center != .none,
      !isOfOtherAges(phrase.tokens, sentence),
      let first = phrase.first,
      let second = phrase.second,
      phrase.center != .none || sentence.section == .results
        || sentence.section == .unknown && limits.sentence < sentence.index
    else { return }
    let beyond = beyondLimits(smallest: first, largest: second, limits: (limits.lower, limits.upper))
    let isBeyond = beyond.smallest || beyond.largest
    add(
      .range,
      at: phrase.tokens,
      isBeyond ? .inconsistent : .consistent,
      isBeyond
        ? .beyondEligibility(lower: limits.lower, upper: limits.upper)
        : .withinEligibility(lower: limits.lower, upper: limits.upper),
      printed: figures(phrase)
    )
  }
}
