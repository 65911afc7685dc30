// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Testing

@testable import PaperAudit

@Suite struct MeanTests {
  /// All samples of n whole numbers between two ends, as their distinct (sum, sum of squares).
  static func sums(_ n: Int, _ values: ClosedRange<Int>) -> Set<SIMD2<Int>> {
    var found: Set<SIMD2<Int>> = [SIMD2(0, 0)]
    for _ in 0..<n {
      var next = Set<SIMD2<Int>>()
      for pair in found { for x in values { next.insert(SIMD2(pair.x + x, pair.y + x * x)) } }
      found = next
    }
    return found
  }

  /// The published example: a mean of 5.19 of 28 whole numbers; 145/28 = 5.179, 146/28 = 5.214.
  @Test("finds the mean of Brown and Heathers impossible")
  func grimExample() {
    let check = GRIM(mean: number("5.19"), n: 28)
    #expect(check.finding == .impossible)
    #expect(check.nearestMeans == [number("5.18"), number("5.21")])
    #expect(GRIM(mean: number("5.18"), n: 28).finding == .possible(.nearest, sums: 145...145))
    #expect(GRIM(mean: number("5.17"), n: 28).finding == .possible(.truncated, sums: 145...145))
    #expect(GRIM(mean: number("5.19"), n: 100).finding == .alwaysPossible)
    #expect(GRIM(mean: number("5.19"), n: 28, items: 4).consistency == .consistent)
    #expect(GRIM(mean: number("5.19"), n: 0).finding == .noSubjects)
    #expect(GRIM(mean: number("5.19"), n: .max, items: 7).finding == .tooLarge)
  }

  @Test("GRIM agrees with all samples of up to twelve numbers", arguments: 1...12)
  func grimBruteForce(n: Int) {
    for decimals in 1...2 {
      let step = decimals == 1 ? 10.0 : 100.0
      for units in 0...Int(5 * step) {
        let mean = PrintedNumber(Double(units) / step, decimals: decimals)
        let isPossible = (0...6 * n).contains { mean.rounding(of: Double($0) / Double(n)) != nil }
        #expect((GRIM(mean: mean, n: n).consistency == .consistent) == isPossible, "\(mean) of \(n)")
      }
    }
  }

  /// Which (sum, squares) occur, against all samples: the claim of `WholeNumbers`.
  @Test("knows which sums of squares whole numbers have", arguments: 1...9)
  func squares(n: Int) {
    // Numbers with squares up to 40 lie within ±7 of the mean.
    let all = Self.sums(n, -7...7)
    for rest in 0..<n {
      for square in 0...40 where (square - rest) % 2 == 0 {
        let occurs = WholeNumbers(n: n, sum: rest).occurs(square)
        #expect(occurs == all.contains(SIMD2(rest, square)), "\(n): \(rest), \(square)")
      }
    }
  }

  @Test("GRIMMER agrees with all samples", arguments: [2, 3, 4, 5, 6, 7])
  func grimmerBruteForce(n: Int) {
    let samples = Self.sums(n, -9...12)
    // Means near 1.5 and deviations up to 2 keep every number within ±9 of the mean for these n.
    let summaries = samples.map { pair in
      let (sum, squares) = (Double(pair.x), Double(pair.y))
      let spread = max(0, squares - sum * sum / Double(n))
      return (sum / Double(n), (spread / Double(n - 1)).squareRoot(), (spread / Double(n)).squareRoot())
    }
    for mean in stride(from: 100, through: 200, by: 7).map({ PrintedNumber(Double($0) / 100, decimals: 2) }) {
      let near = summaries.filter { mean.rounding(of: $0.0) != nil }
      for deviation in stride(from: 0, through: 200, by: 3).map({
        PrintedNumber(Double($0) / 100, decimals: 2)
      }) {
        let isPossible = near.contains {
          deviation.rounding(of: $0.1) != nil || deviation.rounding(of: $0.2) != nil
        }
        let check = GRIMMER(mean: mean, deviation: deviation, n: n)
        #expect((check.consistency == .consistent) == isPossible, "\(mean.value) ± \(deviation.value), \(n)")
      }
    }
  }

  @Test("names what GRIMMER and DEBIT cannot read")
  func degenerate() {
    #expect(GRIMMER(mean: number("2"), deviation: number("1"), n: 1).finding == .noSubjects)
    #expect(GRIMMER(mean: number("2.5"), deviation: number("-1.0"), n: 10).finding == .negativeDeviation)
    #expect(GRIMMER(mean: number("5.19"), deviation: number("1.34"), n: 28).finding == .meanImpossible)
    #expect(
      GRIMMER(mean: number("5"), deviation: number("1"), n: .max).consistency == .undetermined(.tooLarge)
    )
    #expect(DEBIT(mean: number("0.5"), deviation: number("0.5"), n: 1).finding == .noSubjects)
  }

  @Test("DEBIT agrees with all counts", arguments: 2...40)
  func debit(n: Int) {
    for units in 0...100 {
      let mean = PrintedNumber(Double(units) / 100, decimals: 2)
      for spread in 0...75 {
        let deviation = PrintedNumber(Double(spread) / 100, decimals: 2)
        let isPossible = (0...n).contains { k in
          let m = Double(k) / Double(n)
          let population = (m * (1 - m)).squareRoot()
          let sample = population * (Double(n) / Double(n - 1)).squareRoot()
          return mean.rounding(of: m) != nil
            && (deviation.rounding(of: sample) != nil || deviation.rounding(of: population) != nil)
        }
        #expect((DEBIT(mean: mean, deviation: deviation, n: n).consistency == .consistent) == isPossible)
      }
    }
  }

  @Test("bounds deviations as all samples of small numbers do", arguments: 2...7)
  func spread(n: Int) {
    // All samples within 0...6 that reach both ends.
    var least = Double.infinity
    var most = 0.0
    func visit(_ left: Int, _ from: Int, _ sum: Int, _ squares: Int, _ first: Int?) {
      if left == 0 {
        guard first == 0 else { return }
        let spread = Double(squares) - Double(sum * sum) / Double(n)
        (least, most) = (
          min(least, (spread / Double(n - 1)).squareRoot()), max(most, (spread / Double(n - 1)).squareRoot())
        )
        return
      }
      let values = left == 1 ? 6...6 : from...6
      for x in values { visit(left - 1, x, sum + x, squares + x * x, first ?? x) }
    }
    visit(n, 0, 0, 0, nil)
    func finding(_ deviation: Double) -> SpreadCheck.Finding {
      SpreadCheck(
        deviation: PrintedNumber(deviation, decimals: 6),
        n: n,
        smallest: PrintedNumber(0, decimals: 9),
        largest: PrintedNumber(6, decimals: 9),
        isReached: true
      ).finding
    }
    #expect(finding(least) == .possible)
    #expect(finding(most) == .possible)
    #expect(finding(most + 0.01) != .possible)
    #expect(finding(least * (Double(n - 1) / Double(n)).squareRoot() - 0.01) != .possible)
  }

  /// R 4.2: qt(0.975, 23).
  @Test("holds standard errors and intervals of means against deviations")
  func errors() {
    #expect(
      StandardErrorCheck(deviation: number("1.30"), error: number("0.27"), n: 24).consistency == .consistent
    )
    #expect(
      StandardErrorCheck(deviation: number("1.30"), error: number("0.30"), n: 24).consistency == .inconsistent
    )
    #expect(
      StandardErrorCheck(deviation: number("1.32"), error: number("0.26"), n: 24).rounding == .truncated
    )
    let interval = MeanInterval(mean: number("5.2"), deviation: number("1.3"), n: 24)
    #expect(interval.consistency(lower: number("4.65"), upper: number("5.75")) == .consistent)
    #expect(interval.consistency(lower: number("4.35"), upper: number("5.75")) == .inconsistent)
    #expect(SpreadCheck.leastDeviation(ofWholeNumbersWithMean: number("2.0"), n: 10) == 0)
  }

  @Test("reads medians of whole numbers")
  func medians() {
    func faults(_ median: String, _ low: String, _ high: String, _ n: Int) -> [MedianCheck.Fault] {
      MedianCheck(number(median), smallest: number(low), largest: number(high), n: n, isWhole: true).faults
    }
    #expect(faults("49.5", "15", "66", 30).isEmpty)
    #expect(faults("51", "30", "68", 25).isEmpty)
    #expect(faults("49.5", "15", "66", 25) == [.halfWithOddSize])
    #expect(faults("49.3", "15", "66", 30) == [.neitherWholeNorHalf])
    #expect(faults("70", "15", "66", 30) == [.outsideRange])
    #expect(faults("50", "66", "15", 30) == [.rangeReversed])
    let limits = beyondLimits(smallest: number("15"), largest: number("68"), limits: (18, 65))
    #expect(limits.smallest && limits.largest)
    let kept = beyondLimits(smallest: number("18"), largest: number("65"), limits: (18, 65))
    #expect(!kept.smallest && !kept.largest)
    #expect(areOrdered([number("3"), number("3.0"), number("5")]))
    #expect(!areOrdered([number("3"), number("7"), number("5")]))
  }

  @Test("accuses no sample of whole numbers", arguments: 0..<4)
  func property(part: Int) {
    var stream = RandomStream(seed: 64, position: UInt64(part))
    var accused = [String: Int]()
    for _ in 0..<25_000 {
      let n = stream.integer(in: 2...60)
      let items = stream.pick([1, 1, 1, 2, 5])
      let top = stream.pick([1, 4, 10, 60])
      let low = stream.integer(in: -5...20)
      let totals = (0..<n).map { _ in
        (0..<items).reduce(0) { sum, _ in sum + low + stream.integer(in: 0...top) }
      }
      let values = totals.map { Double($0) / Double(items) }
      let summary = SampleSummary(values)
      let population = (summary.variance * Double(n - 1) / Double(n)).squareRoot()
      let mean = stream.printed(summary.mean)
      let deviation = stream.printed(
        stream.pick([summary.standardDeviation, summary.standardDeviation, population])
      )
      func check(_ name: String, _ consistency: Consistency) {
        if consistency != .consistent { accused[name, default: 0] += 1 }
      }
      check("GRIM", GRIM(mean: mean, n: n, items: items).consistency)
      check("GRIMMER", GRIMMER(mean: mean, deviation: deviation, n: n, items: items).consistency)
      let ones = values.reduce(0) { $0 + ($1 > summary.mean ? 1 : 0) }
      let share = Double(ones) / Double(n)
      let binary = (share * (1 - share) * Double(n) / Double(n - 1)).squareRoot()
      check("DEBIT", DEBIT(mean: stream.printed(share), deviation: stream.printed(binary), n: n).consistency)
      let (smallest, largest) = (stream.printed(values.min() ?? 0), stream.printed(values.max() ?? 0))
      let spread = SpreadCheck(
        deviation: deviation,
        n: n,
        smallest: smallest,
        largest: largest,
        mean: mean,
        isReached: true
      )
      check("spread", spread.consistency)
      let error = stream.printed(summary.standardDeviation / Double(n).squareRoot())
      let exact = stream.printed(summary.standardDeviation)
      check("error", StandardErrorCheck(deviation: exact, error: error, n: n).consistency)
      let middle = MedianCheck(
        stream.printed(median(values)),
        smallest: smallest,
        largest: largest,
        n: n,
        isWhole: items == 1
      )
      check("median", middle.consistency)
      if let means = middle.possibleMeans, !means.overlaps(mean.possible) { accused["mean", default: 0] += 1 }
      let least = SpreadCheck.leastDeviation(ofWholeNumbersWithMean: mean, n: n) ?? 0
      if items == 1, least > summary.standardDeviation * (1 + 1e-9) { accused["least", default: 0] += 1 }
    }
    #expect(accused.isEmpty)
  }

  @Test("notices most means and deviations that were changed")
  func power() {
    var stream = RandomStream(seed: 65, position: 1)
    var (noticed, all) = (0, 0)
    for _ in 0..<10_000 {
      let n = stream.integer(in: 5...25)
      let values = (0..<n).map { _ in Double(stream.integer(in: 1...7)) }
      let summary = SampleSummary(values)
      let mean = Printing.halfUp.print(summary.mean + Double(stream.integer(in: 2...30)) / 100, decimals: 2)
      let deviation = Printing.halfUp.print(summary.standardDeviation, decimals: 2)
      all += 1
      if GRIMMER(mean: mean, deviation: deviation, n: n).consistency == .inconsistent { noticed += 1 }
    }
    #expect(Double(noticed) / Double(all) > 0.7)
  }
}
