// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialAnalysis
@testable import TrialReporting

@Suite struct EntryTextTests {
  private static let english = EntryText(texts: Texts(language: .english), inMonths: false)
  private static let chinese = EntryText(texts: Texts(language: .simplifiedChinese), inMonths: false)
  private static let months = EntryText(texts: Texts(language: .english), inMonths: true)

  private func entry(_ form: EntryForm, _ cells: [(String, CellValue, NumberKind)]) -> ResultTable.Entry {
    ResultTable.Entry(form: form, cells: cells.map { Cell($0.0, $0.1, $0.2) }, rows: nil)
  }

  private func share(_ form: EntryForm, _ events: Int, of n: Int) -> ResultTable.Entry {
    .share("a", events, of: n, form: form)
  }

  @Test(
    "writes p-values with three decimals and never 0.000",
    arguments: [
      (0.112176, "0.112"), (0.0328769, "0.033"), (0.000999, "<0.001"), (0.001, "0.001"), (0, "<0.001"),
      (1, "1.000"),
      (0.9996, ">0.999"), (0.9985, "0.999"),
    ]
  )
  func pValues(p: Double, expected: String) {
    #expect(Self.english.text(p, .pValue) == expected)
  }

  @Test("writes days as months of 365.25 / 12 days where a table speaks of survival")
  func days() {
    // 365.25 days are 12 months by definition.
    #expect(Self.months.text(365.25, .days) == "12.0")
    #expect(Self.months.text(365, .days) == "12.0")
    #expect(Self.english.text(365, .days) == "365")
  }

  @Test("writes counts with totals and shares")
  func shares() {
    #expect(Self.english.text(of: share(.countOfTotalAndShare, 16, of: 30)) == "16/30 (53.3)")
    #expect(Self.english.text(of: share(.countAndShare, 1, of: 25)) == "1 (4.0)")
    #expect(Self.english.text(of: share(.countOfTotal, 8, of: 25)) == "8/25")
    #expect(Self.english.text(of: share(.countAndShare, 0, of: 0)) == "0")
  }

  @Test("writes an estimate with its interval, with a real minus sign")
  func intervals() {
    let difference = entry(
      .estimateAndInterval,
      [
        ("estimate", .number(0.2133333), .fractionDifference),
        ("lower", .number(-0.0515), .fractionDifference),
        ("upper", .number(0.4481), .fractionDifference),
      ]
    )
    #expect(Self.english.text(of: difference) == "21.3 (−5.2 to 44.8)")
    #expect(Self.chinese.text(of: difference) == "21.3 (−5.2～44.8)")
  }

  @Test("calls a median not reached, and only the end that is not reached")
  func medians() {
    func median(_ estimate: CellValue, _ lower: CellValue, _ upper: CellValue) -> ResultTable.Entry {
      entry(.estimateAndInterval, [("e", estimate, .days), ("l", lower, .days), ("u", upper, .days)])
    }
    #expect(
      Self.english.text(of: median(.number(100), .number(50), .notReached)) == "100 (50 to not reached)"
    )
    #expect(
      Self.english.text(of: median(.notReached, .number(50), .notReached))
        == "not reached (50 to not reached)"
    )
  }

  @Test("says why a statistic has no value, once")
  func absences() {
    let none = entry(
      .estimateAndInterval,
      [
        ("estimate", .notEstimable(.monotoneLikelihood), .ratio), ("lower", .notEstimable(.noData), .ratio),
        ("upper", .notEstimable(.noData), .ratio),
      ]
    )
    #expect(Self.english.text(of: none) == "no estimate")
    #expect(Self.english.text(of: entry(.single, [("p", .notEstimable(.tooLarge), .pValue)])) == "left out")
    #expect(Self.english.text(of: entry(.single, [("p", .notEstimable(.refused), .ratio)])) == "refused")
  }

  @Test("writes an open end as infinity")
  func openEnds() {
    let ratio = entry(.interval, [("lower", .number(0.5), .ratio), ("upper", .number(.infinity), .ratio)])
    #expect(Self.english.text(of: ratio) == "0.50 to ∞")
  }

  @Test("writes summaries of numbers")
  func summaries() {
    let value = NumberKind.value(decimals: 0)
    let median = entry(
      .medianAndRange,
      [
        ("median", .number(49.5), .value(decimals: 1)), ("min", .number(15), value),
        ("max", .number(66), value),
      ]
    )
    #expect(Self.english.text(of: median) == "49.5 (15 to 66)")
    #expect(
      Self.english.text(of: entry(.pair, [("q1", .number(41), value), ("q3", .number(58), value)]))
        == "41; 58"
    )
    let mean = entry(
      .meanAndSD,
      [("mean", .number(48.24), .value(decimals: 1)), ("sd", .number(12), .value(decimals: 1))]
    )
    #expect(Self.english.text(of: mean) == "48.2 (12.0)")
  }

  @Test("writes a test's statistic before its p")
  func tests() {
    let test = entry(
      .test,
      [
        ("a/statistic", .number(2.5226), .statistic), ("a/df", .number(1), .count),
        ("a/p", .number(0.1122), .pValue),
      ]
    )
    #expect(Self.english.text(of: test) == "2.523; 0.112")
  }

  @Test("shows what is undetermined as a range, and neither an interval nor a p-value of it")
  func ranges() {
    func range(_ lower: Double, _ upper: Double) -> CellValue {
      .range(lower: lower, upper: upper, cohorts: 200)
    }
    let count = entry(
      .countAndShare,
      [
        ("a/events", range(2, 6), .count), ("a/n", .number(30), .count),
        ("a/estimate", range(0.0667, 0.2), .fraction),
      ]
    )
    #expect(Self.english.text(of: count) == "range 2 to 6")
    #expect(Self.chinese.text(of: count) == "范围 2～6")
    let ratio = entry(
      .estimateAndInterval,
      [("e", range(0.2, 1.7), .ratio), ("l", range(0.1, 0.9), .ratio), ("u", range(0.5, 3), .ratio)]
    )
    #expect(Self.english.text(of: ratio) == "range 0.20 to 1.70")
    let test = entry(.test, [("statistic", range(0, 9), .statistic), ("p", range(0.002, 0.9), .pValue)])
    #expect(Self.english.text(of: test) == "undetermined")
    #expect(Self.english.text(of: entry(.single, [("p", range(0.002, 0.9), .pValue)])) == "undetermined")
    let varies = entry(.single, [("median", .notEstimable(.variesInKind), .days)])
    #expect(Self.english.text(of: varies) == "undetermined")
    #expect(Self.english.text(of: entry(.single, [("n", range(30, 30), .count)])) == "30 in all cohorts")
    var brief = Self.english
    brief.isBrief = true
    #expect(brief.text(of: entry(.single, [("n", range(30, 30), .count)])) == "all 30")
    #expect(brief.text(of: entry(.single, [("n", range(29, 30), .count)])) == "range 29 to 30")
  }
}
