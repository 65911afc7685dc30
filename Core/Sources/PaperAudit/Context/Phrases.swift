// SPDX-License-Identifier: Apache-2.0

/// Figures of a sentence that belong together, in the order of the text.
enum Phrase {
  case proportion(ProportionPhrase)
  case p(PPhrase)
  case estimate(EstimatePhrase)
  case summary(SummaryPhrase)
  case statistic(StatisticPhrase)
  case count(CountPhrase)

  var tokens: Range<Int> {
    switch self {
    case .proportion(let phrase): phrase.tokens
    case .p(let phrase): phrase.tokens
    case .estimate(let phrase): phrase.tokens
    case .summary(let phrase): phrase.tokens
    case .statistic(let phrase): phrase.tokens
    case .count(let phrase): phrase.tokens
    }
  }
}

/// Events, a total and a percentage, as many of them as are printed.
struct ProportionPhrase {
  var tokens: Range<Int>
  /// Where all its figures stand, if others stand among them: "4 vs 9 (2.5% vs 5.7%)".
  var place: Range<Int>?
  var events: Int?
  var total: Int?
  var percent: PrintedNumber?
  var interval: IntervalPhrase?
  /// A third, a half: within a few percentage points.
  var isRough = false
  /// "About 30%": rounded by more than its digits say.
  var isApproximate = false
  /// Not a share of subjects: a change, a dose, a level, a power.
  var isOther = false
  /// A rate of survival at a time, which no count of subjects need give.
  var isSurvival = false
  var arm: Int?
  var isArmSure = false
  /// The size that heads the column of a table.
  var column: Int?
  /// Whether that column is headed as the one of all.
  var isOfAll = false
  /// Whether the percentage itself names the total: "4.1% of the 58 infants".
  var isTotalNamed = false

  /// What a claim about it marks.
  var marked: Range<Int> { place ?? tokens }
}

/// Limits of an interval and how much they cover.
struct IntervalPhrase {
  let tokens: Range<Int>
  /// Percent; nil where the text does not say.
  let level: PrintedNumber?
  let lower: PrintedNumber
  let upper: PrintedNumber

  /// Whether the upper limit is a word such as "not reached".
  var isOpen: Bool { upper == PhraseReader.openEnd }
}

struct PPhrase {
  let tokens: Range<Int>
  let printed: PrintedP
  /// P for interaction, for trend and the like.
  let isQualified: Bool
}

struct EstimatePhrase {
  enum Measure { case hazardRatio, oddsRatio, riskRatio, difference, other }

  var tokens: Range<Int>
  let measure: Measure
  let value: PrintedNumber
  let isPercent: Bool
  var interval: IntervalPhrase?
  let isAdjusted: Bool
  /// Whether a unit stands behind the figure: no share, and no ratio.
  var hasUnit = false
}

/// A mean or median with what is printed of the spread.
struct SummaryPhrase {
  enum Center { case mean, median, none }
  enum Spread { case deviation, standardError, range, quartiles, unknown }

  var tokens: Range<Int>
  let center: Center
  let value: PrintedNumber?
  var spread: Spread
  var first: PrintedNumber?
  var second: PrintedNumber?
  /// The observed range beside a standard deviation.
  var range: ClosedRange<Double>?
  /// The number of subjects, where it is printed beside the figures.
  var size: Int?
  /// The ends of a scale that the sentence names.
  var scale: ClosedRange<Double>?
  /// Whether the figures are ages.
  let isAge: Bool
  let isWhole: Bool
  /// Whether the text says that values are 0 or 1.
  var isBinary = false
  var arm: Int?
  var isArmSure = false
}

struct StatisticPhrase {
  enum Distribution { case t, f, chiSquare, z }

  let tokens: Range<Int>
  let distribution: Distribution
  let value: PrintedNumber
  let degrees: PrintedNumber?
  let secondDegrees: PrintedNumber?
}

/// A whole number of subjects.
struct CountPhrase {
  let tokens: Range<Int>
  let value: Int
  /// Whether a word for subjects follows.
  let isSubjects: Bool
}
