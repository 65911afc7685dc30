// SPDX-License-Identifier: Apache-2.0

/// What a word or sign means to a reader of figures; every other word is `.other`.
enum Sense: UInt8, CaseIterable {
  case other
  // Signs.
  case percent, open, close, comma, semicolon, colonSign, slash, equals, less, greater, atMost, atLeast, about
  case plusMinus, dash, bar, stop, end, times, superscript
  // Small words.
  case article, of, out, preposition, to, and, or, not, all, none, both, each, either
  case versus, compared, than, between, respectively, was, that
  // Whom one counts.
  case subject, arm, male, female, died, alive, event
  // What was done with them.
  case randomized, assigned, enrolled, screened, received, analyzed, total, including, comprising
  case subgroup, excluded, completed
  // Summaries.
  case median, mean, range, quartiles, deviation, standardError, confidence, interval
  case hazardRatio, oddsRatio, riskRatio, ratio, difference, hazard, odds, risk, relative
  case pValue, value, sampleSize, rate, survival, proportion
  case chiSquare, tStatistic, fStatistic, zStatistic, freedom, fisher
  // Kinds of data.
  case age, year, month, week, day, hour, monthName, since, until, during, unit, grade, score, wholeNumber
  // Design and language.
  case significant, balanced, baseline, interim, boundary, multiplicity, adjusted, timeModel, oneSided,
    twoSided, power,
    alpha
  case primary, secondary, endpoint, reached, eligibility, causal, block, oneList
  case registry, conclusion, results, methods, background, exploratory, observational, simpleRandomization
  case points, similar, follow, perArm, minimum, maximum

  var isTimeUnit: Bool {
    switch self {
    case .year, .month, .week, .day, .hour: true
    default: false
    }
  }
}
