// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

@Suite struct PValueTests {
  typealias Table = (name: String, counts: [Int], p: [SignificanceTest: Double])

  /// R 4.2 and SciPy 1.17; Barnard and Boschloo from SciPy and a second program.
  static let tables: [Table] = {
    let tests: [SignificanceTest] = [
      .pearson, .yates, .nMinusOne, .likelihoodRatio, .zUnpooled, .fisher, .fisherDoubled, .midP,
      .midPDoubled,
      .barnard, .boschloo, .boschlooDoubled,
    ]
    let rows: [(String, [Int], [Double])] = [
      (
        "response", [16, 30, 8, 25],
        [
          0.112176, 0.188353, 0.115492, 0.110016, 0.101802, 0.172246, 0.187648, 0.140645, 0.124445, 0.132166,
          0.138236, 0.139557,
        ]
      ),
      (
        "complete response", [9, 30, 1, 25],
        [
          0.012799, 0.032496, 0.013641, 0.007682, 0.004891, 0.015463, 0.026512, 0.009349, 0.014283, 0.014355,
          0.011606, 0.014807,
        ]
      ),
      (
        "subgroup", [10, 15, 8, 25],
        [
          0.032877, 0.071021, 0.035139, 0.031745, 0.023790, 0.050352, 0.070391, 0.036029, 0.041744, 0.037156,
          0.037156, 0.039626,
        ]
      ),
      (
        "high risk", [13, 30, 5, 25],
        [
          0.066308, 0.121678, 0.068826, 0.062442, 0.053352, 0.087251, 0.119460, 0.065170, 0.075299, 0.075118,
          0.068313, 0.076262,
        ]
      ),
      (
        "pneumonia", [3, 30, 5, 25],
        [
          0.294909, 0.507099, 0.299341, 0.295011, 0.302343, 0.446078, 0.506336, 0.357496, 0.329173, 0.355264,
          0.418055, 0.397463,
        ]
      ),
      (
        "sepsis", [1, 30, 7, 25],
        [
          0.009777, 0.027838, 0.010466, 0.007269, 0.009869, 0.017539, 0.025465, 0.011617, 0.013621, 0.009506,
          0.014313, 0.013259,
        ]
      ),
    ]
    return rows.map { ($0.0, $0.1, Dictionary(uniqueKeysWithValues: zip(tests, $0.2))) }
  }()

  @Test("gives the p-values of R and SciPy", arguments: tables)
  func table(row: Table) {
    let tests = TwoArmTests(row.counts[0], of: row.counts[1], versus: row.counts[2], of: row.counts[3])
    let values = tests.values + tests.unconditional()
    for (test, expected) in row.p {
      let found = values.first { $0.test == test }?.p.lowerBound ?? .nan
      #expect((found - expected).magnitude <= 6e-7, "\(row.name) \(test)")
    }
  }

  @Test(
    "traces both published p-values to Pearson's test and the likelihood ratio, and to nothing else usual"
  )
  func published() {
    let response = TwoArmTests(16, of: 30, versus: 8, of: 25).reproducing(p("= 0.11"))
    #expect(response.matches.filter { $0.rounding == .nearest }.map(\.test) == [.pearson, .likelihoodRatio])
    let subgroup = TwoArmTests(10, of: 15, versus: 8, of: 25)
    let traced = subgroup.reproducing(p("= 0.03"))
    #expect(
      traced.matches.filter { $0.rounding == .nearest }.map(\.test).prefix(2) == [.pearson, .likelihoodRatio]
    )
    #expect(traced.isConventional)
    let by = subgroup.significance()
    #expect(by.dependsOnConventionalTest)
    #expect(by.below.contains(.pearson) && by.above.contains(.fisher) && by.above.contains(.yates))
    #expect(subgroup.reproducing(p("= 0.001")).consistency == .inconsistent)
    // Barnard alone: found only by searching.
    #expect(
      TwoArmTests(16, of: 30, versus: 8, of: 25).reproducing(p("= 0.132")).matches.first?.test == .barnard
    )
  }

  @Test("reads bounds, NS, and what is no probability")
  func printed() {
    #expect(p("< 0.001").rounding(ofSomeIn: 0.0004...0.0004) == .nearest)
    #expect(p("< 0.001").rounding(ofSomeIn: 0.002...0.002) == nil)
    #expect(PrintedP.notSignificant().rounding(ofSomeIn: 0.3...0.3) == .nearest)
    #expect(PrintedP.notSignificant().rounding(ofSomeIn: 0.03...0.03) == nil)
    #expect(p("= 0.000").isZero)
    #expect(p("= 0.000").rounding(ofSomeIn: 1e-9...1e-9) == .nearest)
    #expect(p("= 0.000").rounding(ofSomeIn: 0.002...0.002) == nil)
    #expect(
      p("= 1.2").isImpossible && p("= -0.1").isImpossible && p("< 0").isImpossible && p("> 1").isImpossible
    )
    #expect(!p("= 1.0").isImpossible && !p("≤ 0").isImpossible && !p("< 1.0").isImpossible)
    #expect(p("= 0.05").isBelow(0.05) == nil)
    #expect(p("= 0.049").isBelow(0.05) == true)
    #expect(p("= 0.06").isBelow(0.05) == false)
    #expect(p("< 0.05").isBelow(0.05) == true)
    #expect(p("> 0.05").isBelow(0.05) == false)
    #expect(p("≥ 0.05").isBelow(0.05) == false)
    #expect(p("> 0.01").isBelow(0.05) == nil)
    #expect(TwoArmTests(1, of: 10, versus: 2, of: 10).reproducing(p("= 1.4")).consistency == .inconsistent)
  }

  @Test("names tables that no test can read")
  func degenerate() {
    #expect(TwoArmTests(0, of: 10, versus: 0, of: 12).problem == .noVariation)
    #expect(TwoArmTests(0, of: 0, versus: 1, of: 12).problem == .noSubjects)
    #expect(TwoArmTests(11, of: 10, versus: 1, of: 12).problem == .countBeyondTotal)
    #expect(TwoArmTests(1, of: .max, versus: 1, of: .max).problem == .tooLarge)
    let none = TwoArmTests(0, of: 10, versus: 0, of: 12)
    #expect(none.reproducing(p("= 1.00")).matches.map(\.test) == [.fisher])
    #expect(none.reproducing(p("≥ 0.05")).consistency == .consistent)
    #expect(none.reproducing(p("= 0.03")).consistency == .inconsistent)
    #expect(none.reproducing(statistic: number("1")).isEmpty)
    // χ² = 2.523 and z = 1.588.
    let response = TwoArmTests(16, of: 30, versus: 8, of: 25)
    #expect(response.reproducing(statistic: number("2.523")) == [.pearson])
    #expect(response.reproducing(statistic: number("-1.588")) == [.pearson])
    #expect(TableTests([]).problem == .noSubjects)
    #expect(TableTests([[1, 2], [3]]).problem == .noSubjects)
    #expect(TableTests([[1, 2], [0, 0]]).problem == .noVariation)
    #expect(TableTests([[1, -2], [3, 4]]).problem == .countBeyondTotal)
    #expect(PairedTests(onlyFirst: 0, onlySecond: 0).problem == .noSubjects)
    #expect(OneProportionTests(3, of: 2, against: 0.5).problem == .countBeyondTotal)
  }

  /// R 4.2: chisq.test, fisher.test, prop.trend.test, kruskal.test; G² by its sum; (N − 1) r².
  @Test("gives R's p-values of larger tables")
  func larger() {
    func value(_ tests: TableTests, _ test: SignificanceTest) -> [Double] {
      tests.values.filter { $0.test == test }.map { ($0.p.lowerBound * 1e7).rounded() / 1e7 }
    }
    let two = TableTests([[12, 5, 7], [9, 14, 3]])
    #expect(value(two, .pearson) == [0.0445634])
    #expect(value(two, .likelihoodRatio) == [0.0400636])
    #expect(value(two, .freemanHalton) == [0.0444499])
    #expect(value(two, .trend) == [0.9165071])
    #expect(value(two, .linearByLinear) == [0.9173432])
    // The other way round the ordered values are two: Pearson's 6.22194 times 49/50, whose tail is exp(−x / 2).
    #expect(value(two, .kruskalWallis) == [0.8919486, 0.0474241])
    let three = TableTests([[3, 8, 2], [7, 1, 5], [4, 4, 9]])
    #expect(value(three, .pearson) == [0.0170126])
    #expect(value(three, .freemanHalton) == [0.0237845])
    #expect(value(three, .kruskalWallis) == [0.2874281, 0.0674853])
    #expect(TableTests([[16, 14], [8, 17]]).reproducing(p("= 0.11")).matches.first?.test == .pearson)
  }

  /// R 4.2: mcnemar.test, binom.test.
  @Test("gives R's p-values of pairs and of one proportion")
  func pairs() {
    let values = PairedTests(onlyFirst: 14, onlySecond: 5).values.map {
      ($0.p.lowerBound * 1e7).rounded() / 1e7
    }
    #expect(values == [0.0389475, 0.0664574, 0.0635681, 0.0413895])
    #expect(
      OneProportionTests(16, of: 30, against: 0.4).reproducing(p("= 0.1406")).matches.first?.test == .binomial
    )
  }

  @Test("accuses no p-value of any test, however it was rounded", arguments: 0..<4)
  func property(part: Int) {
    var stream = RandomStream(seed: 62, position: UInt64(part))
    var accused = 0
    var missed = 0
    for i in 0..<25_000 {
      let (n1, n2) = (stream.integer(in: 2...120), stream.integer(in: 2...120))
      let (k1, k2) = (stream.integer(in: 0...n1), stream.integer(in: 0...n2))
      let tests = TwoArmTests(k1, of: n1, versus: k2, of: n2)
      guard tests.problem == nil else { continue }
      let values = i % 500 == 0 && n1 + n2 < 80 ? tests.values + tests.unconditional() : tests.values
      let value = stream.pick(values)
      let exact = value.p.lowerBound
      let digits = stream.printed(exact, decimals: 1...4)
      let printed: PrintedP =
        switch stream.integer(below: 3) {
        case 0 where digits.value > exact: PrintedP(.less, digits)
        case 1 where digits.value < exact && value.test.usage != .oneSided: PrintedP(.greater, digits)
        default: PrintedP(.equal, digits)
        }
      if tests.reproducing(printed, searching: i % 500 == 0).consistency == .inconsistent { accused += 1 }
      // A p-value far outside all tests is noticed.
      if let range = tests.reproducing(printed, searching: false).range, range.upperBound < 0.2 {
        let wrong = PrintedP(.equal, Printing.halfUp.print(range.upperBound * 2 + 0.1, decimals: 2))
        if tests.reproducing(wrong, searching: false).consistency != .inconsistent { missed += 1 }
      }
    }
    #expect(accused == 0)
    #expect(missed == 0)
  }

  @Test("accuses no p-value of larger tables and pairs")
  func largerProperty() {
    var stream = RandomStream(seed: 63, position: 1)
    var accused = 0
    for _ in 0..<100_000 {
      if stream.integer(below: 20) > 0 {
        let tests = PairedTests(onlyFirst: stream.integer(in: 0...60), onlySecond: stream.integer(in: 0...60))
        guard tests.problem == nil else { continue }
        let printed = PrintedP(
          .equal,
          stream.printed(stream.pick(tests.values).p.lowerBound, decimals: 1...4)
        )
        if tests.reproducing(printed).consistency != .consistent { accused += 1 }
        continue
      }
      let width = stream.integer(in: 2...4)
      let rows = (0..<stream.integer(in: 2...3)).map { _ in
        (0..<width).map { _ in stream.integer(in: 0...12) }
      }
      let tests = TableTests(rows, limit: 2_000)
      guard tests.problem == nil else { continue }
      let printed = PrintedP(.equal, stream.printed(stream.pick(tests.values).p.lowerBound, decimals: 1...4))
      if tests.reproducing(printed, searching: false).consistency != .consistent { accused += 1 }
    }
    #expect(accused == 0)
  }
}
