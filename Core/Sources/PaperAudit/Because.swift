// SPDX-License-Identifier: Apache-2.0

/// Why a claim was judged so: everything that a sentence about it needs, without the sentence.
public enum Because: Hashable, Sendable {
  // MARK: Shares

  /// Events and total give the printed percentage.
  case reproduced(PrintedNumber.Rounding)
  /// Events and total would be printed as another percentage; what the printed one would fit, if anything.
  case percentageContradicted(expected: PrintedNumber, counts: ClosedRange<Int>?, totals: ClosedRange<Int>?)
  case countBeyondTotal(count: Int, total: Int)
  /// Counts of this total are printed so.
  case countsFit(ClosedRange<Int>, of: Int, Denominator)
  /// No count of this total is printed so; those nearest would be printed as these.
  case noCountFits(of: Int, Denominator, nearest: [PrintedNumber])
  /// The count is printed so for a total that stands elsewhere.
  case denominatorFound(Int, Denominator, PrintedNumber.Rounding)
  /// The count would be printed otherwise for the total it belongs to; totals for which it is printed so.
  case denominatorContradicted(Int, Denominator, expected: PrintedNumber, totals: ClosedRange<Int>?)
  /// No total up to this one lets the count be printed so.
  case noTotalFits(atMost: Int)
  /// The total is not printed; totals for which the count, if any, is printed so.
  case denominatorUnknown(totals: ClosedRange<Int>?)
  /// A figure that is no share of subjects, or an estimate over time, which counts do not decide.
  case notFromCounts
  /// The percentage is not between 0 and 100.
  case percentageBeyondWhole
  /// The arm has another size than the total printed for it.
  case armSizeContradicted(arm: String, size: Int, printed: Int)
  case armSizeAgrees(arm: String, size: Int)

  // MARK: Parts and totals

  case partsMakeTotal(parts: [Int], total: Int)
  case partsContradictTotal(parts: [Int], total: Int)
  /// The parts are fewer than the whole; others may not be listed.
  case partsFallShort(parts: [Int], total: Int)
  case partBeyondWhole(part: Int, whole: Int)
  case percentagesMakeWhole([PrintedNumber])
  case percentagesContradictWhole([PrintedNumber])
  /// The counts of the arms, as their percentages allow them, can make the count of all.
  case armsMakeTotal(arms: [ClosedRange<Int>], total: Int)
  /// They cannot, whoever is missing; all of the arms give `expected` percent.
  case armsContradictTotal(arms: [ClosedRange<Int>], sizes: [Int], total: Int, expected: PrintedNumber?)

  /// A difference or reduction, and what the figures beside it give.
  case difference(of: ClosedRange<Double>)

  /// Events or subjects over time against the rate that is printed.
  case rateOfTime

  // MARK: P-values

  /// Tests of these figures give the printed p; some tests fall on either side of the level.
  case testsReproduce([PComparison.Match], tables: [TableRow], significance: SignificanceByTest?)
  /// Only one-sided tests do, and the text does not say one-sided.
  case onlyOneSided([PComparison.Match], tables: [TableRow])
  /// No test of these figures gives the printed p; the two-sided ones lie in this range.
  case noTestReproduces(ClosedRange<Double>?, tables: [TableRow])
  /// The text speaks of adjusted, stratified or other models, of which counts tell nothing.
  case needsModel(ClosedRange<Double>?, tables: [TableRow])
  /// No figures were found that the p-value belongs to.
  case figuresMissing
  case noProbability

  // MARK: Intervals and statistics

  case interval(IntervalCheck.Finding, implied: ClosedRange<Double>)
  case intervalAgainstP(IntervalAgainstP.Finding, implied: ClosedRange<Double>?)
  /// Methods that give the limits from the counts.
  case intervalMethods([IntervalComparison.Match])
  case limitsFarFromCounts(lower: ClosedRange<Double>?, upper: ClosedRange<Double>?)
  case effectFromCounts([EffectFromCounts.Value], tables: [TableRow])
  case effectContradictsCounts([EffectFromCounts.Value], tables: [TableRow])
  case statistic([PComparison.Match])
  case statisticContradicted(ClosedRange<Double>?)
  case degreesMissing

  // MARK: Means, medians, limits

  case medianPossible
  case medianFaults([MedianCheck.Fault])
  case meanPossible(GRIM.Finding)
  case meanImpossible(n: Int, nearest: [PrintedNumber])
  case deviationImpossible(n: Int)
  /// Zeros and so many ones have the mean and the standard deviation.
  case binaryPossible(ClosedRange<Int>)
  /// Zeros and ones with the mean have another standard deviation.
  case binaryImpossible(n: Int, expected: [PrintedNumber])
  case spreadImpossible(SpreadCheck.Finding)
  case limitsReversed
  case limitsOrdered
  /// The observed limits leave those of eligibility.
  case beyondEligibility(lower: Double?, upper: Double?)
  case withinEligibility(lower: Double?, upper: Double?)

  // MARK: Time, size, survival

  case months(Int)
  case dateReversed
  case impossibleDate
  case durationContradicted(months: Int)
  case sampleSize(SampleSizeFinding)
  /// What medians, rates and a hazard ratio say of each other under an assumption.
  case followsFromSurvival(SurvivalRelation)
  /// A later rate is higher than an earlier one, or a rate lies on the wrong side of the median.
  case survivalUnordered
  case needsFollowUp

  // MARK: Design and language

  /// A part of one arm is compared with the whole other arm.
  case subgroupAgainstWholeArm(part: Int, arm: Int, other: Int)
  /// Called significant, and the tests disagree.
  case significanceDependsOnTest(SignificanceByTest)
  /// Called significant, and the printed p is not below the level, or no p is printed.
  case significantWithoutP(PrintedP?)
  /// Significance of one of many comparisons, or of a subgroup, without a word on multiplicity.
  case significantWithoutMultiplicity(isSubgroup: Bool)
  /// A median may be not reached; a rate at a time may not.
  case rateNotReached
  case interimWithoutBoundary
  /// Called balanced, while these shares differ.
  case imbalance(
    percentages: [PrintedNumber],
    sizes: [Int],
    p: ClosedRange<Double>?,
    standardizedDifference: Double
  )
  case endpointWithoutResult(String)
  case primaryEndpointNotConcluded(String)
  case causalWording
  case allocation(AllocationFinding)

  /// Where a total that is not beside the figure was found.
  public enum Denominator: Hashable, Sendable {
    case sentence
    case arm(String)
    case total
    case sentenceBefore
  }

  /// Events and subjects of one arm, as they were put into a test.
  public struct TableRow: Hashable, Sendable {
    public let events: Int
    public let total: Int
  }

  /// A planned size beside the one that its own assumptions give.
  public struct SampleSizeFinding: Hashable, Sendable {
    public let printed: Int
    /// From the smallest to the largest that the usual formulas give, rounded up; nil if none applies.
    public let computed: ClosedRange<Int>?
    /// The conventions that give the printed size.
    public let matches: [SizeStatement.Convention]
  }

  /// What sizes of arms say about the scheme that is stated.
  public struct AllocationFinding: Hashable, Sendable {
    public let sizes: [Int]
    /// The probability of an imbalance this large or larger under the scheme; nil where it is impossible.
    public let probability: Double?
    public let blockSize: Int?
    /// The stated ratio that the sizes are far from; nil where they are judged against a scheme.
    public let ratio: [Int]?

    init(sizes: [Int], probability: Double?, blockSize: Int?, ratio: [Int]? = nil) {
      (self.sizes, self.probability, self.blockSize, self.ratio) = (sizes, probability, blockSize, ratio)
    }
  }
}
