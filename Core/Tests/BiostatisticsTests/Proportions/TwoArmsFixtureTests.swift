// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Foundation
import Testing

/// One line of `Fixtures/two-arms.csv`.
struct TwoArmsRow: Sendable, CustomTestStringConvertible {
  let table: TwoProportions
  let quantity: String
  let expected: Double
  /// Half a unit of the last digit printed.
  let rounding: Double

  var testDescription: String {
    let (t, r) = (table.treatment, table.reference)
    return "\(quantity) \(t.events)/\(t.n) v \(r.events)/\(r.n)"
  }

  static var all: [TwoArmsRow] {
    get throws {
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      let file = folder.appendingPathComponent("Fixtures/two-arms.csv")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let rows = try lines.filter { !$0.hasPrefix("#") }.dropFirst().map { try TwoArmsRow(line: $0) }
      try #require(rows.count > 100)
      return rows
    }
  }

  init(line: Substring) throws {
    let fields = line.split(separator: ",").map(String.init)
    try #require(fields.count == 6)
    let counts = try fields[..<4].map { try #require(Int($0)) }
    table = TwoProportions(
      Proportion(events: counts[0], of: counts[1]),
      versus: Proportion(events: counts[2], of: counts[3])
    )
    quantity = fields[4]
    expected = try #require(Double(fields[5]))
    let decimals = fields[5].split(separator: ".").dropFirst().first?.count ?? 0
    rounding = 0.5 * pow(10, -Double(decimals))
  }
}

@Suite struct TwoArms {
  @Test("every number of the recomputed table comes out", arguments: try TwoArmsRow.all)
  func comesOut(_ row: TwoArmsRow) throws {
    let actual = try #require(value(row.quantity, of: row.table), "no rule for \(row.quantity)")
    // The conditional odds ratio comes from R's fisher.test, whose root search stops at three to five digits;
    // its exact values are in the reference family proportion_exact.
    let relative = row.quantity.hasPrefix("conditional") ? 3e-3 : 1e-9
    // Half a unit of the last digit, and a little for values that sit on the edge.
    expectClose(actual, row.expected, relative: relative, absolute: row.rounding * 1.000001, row.quantity)
  }

  private func value(_ quantity: String, of t: TwoProportions) -> Double? {
    let (name, end) =
      quantity.hasSuffix("-lower")
      ? (String(quantity.dropLast(6)), \Interval.lower)
      : quantity.hasSuffix("-upper")
        ? (String(quantity.dropLast(6)), \Interval.upper) : (quantity, nil)
    if let end { return interval(name, of: t).map { $0[keyPath: end] } }
    return switch name {
    case "pearson": t.pearson().p
    case "pearson-statistic": t.pearson().statistic
    case "yates": t.yates().p
    case "n-minus-1": t.nMinusOne().p
    case "likelihood-ratio": t.likelihoodRatio().p
    case "z-unpooled": t.zUnpooled().p
    case "fisher": t.fisher().p
    case "fisher-doubled": t.fisherDoubled().p
    case "mid-p": t.fisherMidP().p
    case "mid-p-doubled": t.fisherMidPDoubled().p
    case "barnard": t.barnard().p
    case "boschloo": t.boschloo().p
    case "boschloo-doubled": t.boschlooDoubled().p
    case "min-expected": t.expectedCounts.min()
    case "difference": t.difference
    case "odds-ratio": t.oddsRatio
    case "conditional-odds-ratio": t.conditionalOddsRatio()
    case "risk-ratio": t.riskRatio
    case "superiority-uniform": t.probabilityOfSuperiority(prior: .uniform)
    case "superiority-jeffreys": t.probabilityOfSuperiority(prior: .jeffreys)
    default: nil
    }
  }

  private func interval(_ name: String, of t: TwoProportions) -> Interval? {
    switch name {
    case "clopper-pearson-treatment": t.treatment.clopperPearson(level: 0.95)
    case "clopper-pearson-reference": t.reference.clopperPearson(level: 0.95)
    case "wilson-treatment": t.treatment.wilson(level: 0.95)
    case "wilson-reference": t.reference.wilson(level: 0.95)
    case "miettinen-nurminen": t.miettinenNurminen(level: 0.95)
    case "newcombe": t.newcombe(level: 0.95)
    case "wald": t.wald(level: 0.95)
    case "odds-ratio": t.oddsRatioWoolf(level: 0.95)
    case "conditional-odds-ratio": t.conditionalOddsRatioExact(level: 0.95)
    case "risk-ratio": t.riskRatioKatz(level: 0.95)
    case "risk-ratio-score": t.riskRatioScore(level: 0.95)
    default: nil
    }
  }
}
