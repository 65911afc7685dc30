// SPDX-License-Identifier: Apache-2.0

/// The Kruskal–Wallis test of equal distributions in several groups, corrected for ties.
///
/// - Parameter groups: The values of each group.
/// - Returns: Chi-square with one degree of freedom less than groups; undefined with fewer than two groups
///   or if all values agree.
/// - SeeAlso: Kruskal & Wallis (1952), JASA 47:583–621. `kruskal.test` in R.
public func kruskalWallis(_ groups: [[Double]]) -> TestResult {
  let filled = groups.filter { !$0.isEmpty }
  let ranks = Ranks(Array(filled.joined()))
  let total = Double(ranks.values.count)
  let correction = 1 - ranks.tieSum / (total * total * total - total)
  guard filled.count > 1, correction > 0 else { return .undefined }
  var start = 0
  var sum = 0.0
  for group in filled {
    let rankSum = ranks.values[start..<(start + group.count)].reduce(0, +)
    let distance = rankSum / Double(group.count) - (total + 1) / 2
    sum += Double(group.count) * distance * distance
    start += group.count
  }
  let statistic = 12 / (total * (total + 1)) * sum / correction
  return .chiSquare(statistic, degreesOfFreedom: Double(filled.count - 1))
}

/// The one-way analysis of variance with one variance for all groups.
///
/// - Parameter groups: The values of each group.
/// - Returns: The F statistic; its degrees of freedom are those of the numerator, the denominator having N
///   minus the number of groups. Undefined without variation within groups.
/// - SeeAlso: `oneway.test(var.equal = TRUE)` in R.
public func analysisOfVariance(_ groups: [[Double]]) -> TestResult {
  let filled = groups.filter { !$0.isEmpty }
  let all = Array(filled.joined())
  let grand = mean(all)
  var (between, within) = (0.0, 0.0)
  for group in filled {
    let centre = mean(group)
    between += Double(group.count) * (centre - grand) * (centre - grand)
    within += group.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
  }
  let (numerator, denominator) = (Double(filled.count - 1), Double(all.count - filled.count))
  guard numerator > 0, denominator > 0, within > 0 else { return .undefined }
  let f = (between / numerator) / (within / denominator)
  return TestResult(
    statistic: f,
    degreesOfFreedom: numerator,
    p: FisherF.survival(f, numerator: numerator, denominator: denominator)
  )
}
