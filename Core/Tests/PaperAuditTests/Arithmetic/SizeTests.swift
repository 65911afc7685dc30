// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

@Suite struct SizeTests {
  private func size(
    _ plan: SizePlan,
    _ formula: SizeFormula,
    alpha: Double = 0.05,
    power: Double = 0.8,
    sides: SizeStatement.Sides = .two,
    reading: SizeStatement.Reading = .perArm
  ) -> Double {
    SizeStatement(plan, alpha: alpha, power: power, sides: sides).conventions
      .first { $0.formula == formula && $0.reading == reading }?.size ?? .nan
  }

  private func isClose(_ x: Double, _ y: Double) -> Bool { (x - y).magnitude < 1e-4 * y }

  /// R 4.2: power.prop.test, power.t.test; rpact 3.3; the formulas of Schoenfeld, Freedman and Fleiss in R.
  @Test("gives the sizes of R and rpact")
  func references() {
    let rates = SizePlan.proportions(0.65, versus: 0.30, ratio: 1)
    #expect(isClose(size(rates, .pooled), 30.7502254))
    #expect(isClose(size(rates, .unpooled), 28.0317133))
    #expect(isClose(size(rates, .arcsine), 30.6025429))
    #expect(isClose(size(rates, .pooledCorrected), 36.2392508))
    let other = SizePlan.proportions(0.6, versus: 0.4, ratio: 1)
    #expect(isClose(size(other, .pooled, power: 0.9, sides: .one), 105.162167))
    #expect(isClose(size(.means(difference: 5, deviation: 10, ratio: 1), .student), 63.7657637))
    #expect(isClose(size(.events(hazardRatio: 0.7, ratio: 1), .schoenfeld, reading: .total), 246.787105))
    #expect(isClose(size(.events(hazardRatio: 0.7, ratio: 1), .freedman, reading: .total), 252.036249))
    let unequal = SizePlan.proportions(0.5, versus: 0.3, ratio: 2)
    #expect(isClose(size(unequal, .pooled, reading: .total), 210.832842))
    let means = SizePlan.means(difference: 4, deviation: 9, ratio: 2)
    #expect(isClose(size(means, .student, power: 0.9, reading: .total), 241.309215))
    let one = SizePlan.oneProportion(0.4, null: 0.2)
    #expect(isClose(size(one, .score, power: 0.9, sides: .one, reading: .total), 41.3301723))
    #expect(size(one, .binomial, power: 0.9, sides: .one, reading: .total) == 47)
    #expect(size(.oneProportion(0.3, null: 0.1), .binomial, sides: .one, reading: .total) == 25)
    // Simon 1989, table 1.
    #expect(size(.simon(0.3, null: 0.1), .simonOptimal, sides: .one, reading: .total) == 29)
    #expect(size(.simon(0.3, null: 0.1), .simonMinimax, sides: .one, reading: .total) == 25)
  }

  /// 31 per arm and ten per cent drop-out are 34 per arm, 68 in all: pooled variance, n / (1 − d).
  @Test("traces a planned size to its conventions")
  func published() {
    let statement = SizeStatement(
      .proportions(0.65, versus: 0.30, ratio: 1),
      alpha: 0.05,
      power: 0.8,
      sides: .two,
      dropOut: 0.1
    )
    #expect(
      statement.reproducing(34, reading: .perArm).matches.contains {
        $0.formula == .pooled && $0.dropOut == .divided
      }
    )
    #expect(statement.reproducing(68, reading: .total).consistency == .consistent)
    #expect(statement.reproducing(31, reading: .perArm).matches.contains { $0.dropOut == .none })
    #expect(statement.reproducing(12, reading: .perArm).consistency == .inconsistent)
    #expect(statement.reproducing(400, reading: .total).consistency == .inconsistent)
    #expect(statement.reproducing(55, reading: .perArm).consistency == .undetermined(.otherMethod))
  }

  /// The sizes of R and rpact asked for backwards; R 4.2: power.prop.test(34, 0.65, 0.30) = 0.8395916, power.t.test(64, 5, 10) = 0.8014586.
  @Test("gives the power of a size")
  func power() {
    func power(_ plan: SizePlan, _ size: Int, _ formula: SizeFormula, _ reading: SizeStatement.Reading)
      -> Double
    {
      PowerStatement(plan, size: size, reading: reading, alpha: 0.05, sides: .two).values
        .first { $0.formula == formula }?.power ?? .nan
    }
    let rates = SizePlan.proportions(0.65, versus: 0.30, ratio: 1)
    #expect((power(rates, 34, .pooled, .perArm) - 0.8395916).magnitude < 1e-4)
    #expect((power(rates, 68, .pooled, .total) - 0.8395916).magnitude < 1e-4)
    #expect(
      (power(.means(difference: 5, deviation: 10, ratio: 1), 64, .student, .perArm) - 0.8014586).magnitude
        < 1e-4
    )
    #expect((power(.events(hazardRatio: 0.7, ratio: 1), 247, .schoenfeld, .total) - 0.8).magnitude < 1e-3)
    let statement = PowerStatement(rates, size: 34, reading: .perArm, alpha: 0.05, sides: .two)
    #expect(statement.consistency(number("84")) == .consistent)
    #expect(statement.consistency(number("50")) == .inconsistent)
    #expect(statement.consistency(number("120")) == .inconsistent)
    #expect(
      PowerStatement(rates, size: -3, alpha: 0.05).consistency(number("80")) == .undetermined(.undefined)
    )
  }

  @Test("has no size for assumptions that no trial has")
  func degenerate() {
    let plans: [SizePlan] = [
      .proportions(0.3, versus: 0.3, ratio: 1), .proportions(0, versus: 1.3, ratio: 1),
      .means(difference: 0, deviation: 1, ratio: 1), .means(difference: 1, deviation: 0, ratio: 1),
      .means(difference: .nan, deviation: 1, ratio: .nan), .events(hazardRatio: 1, ratio: 1),
      .events(hazardRatio: -1, ratio: 1), .oneProportion(.nan, null: 0.2), .simon(0.1, null: 0.2),
      .proportions(0.2, versus: 0.3, ratio: 0),
    ]
    for plan in plans {
      #expect(SizeStatement(plan, alpha: 0.05, power: 0.8).conventions.isEmpty)
      #expect(
        SizeStatement(plan, alpha: 0.05, power: 0.8).reproducing(50).consistency == .undetermined(.undefined)
      )
    }
    let plan = SizePlan.events(hazardRatio: 0.7, ratio: 1)
    #expect(SizeStatement(plan, alpha: 0, power: 0.8).conventions.isEmpty)
    #expect(SizeStatement(plan, alpha: 0.05, power: 1).conventions.isEmpty)
    #expect(SizeStatement(plan, alpha: .nan, power: .nan).conventions.isEmpty)
  }

  @Test("accuses no size that a convention gives, rounded up in any usual way")
  func property() {
    var stream = RandomStream(seed: 73, position: 1)
    var (accused, missed) = (0, 0)
    for i in 0..<100_000 {
      let p = 0.05 + 0.9 * stream.uniform()
      let q = min(0.97, max(0.03, p + stream.pick([-1, 1]) * (0.1 + 0.3 * stream.uniform())))
      let ratio = stream.pick([1.0, 1, 2, 0.5])
      let plan: SizePlan =
        switch i % 10 {
        case 0...5: .proportions(p, versus: q, ratio: ratio)
        case 6 where i % 100 < 10:
          .means(difference: p * stream.pick([1, -5]), deviation: 1 + 5 * q, ratio: ratio)
        case 7: .oneProportion(p, null: q)
        default: .events(hazardRatio: 0.3 + 0.5 * p, ratio: ratio)
        }
      if case .oneProportion = plan, i % 200 != 7 { continue }
      let statement = SizeStatement(
        plan,
        alpha: stream.pick([0.05, 0.025, 0.1]),
        power: stream.pick([0.8, 0.9]),
        sides: stream.pick([nil, .one, .two]),
        dropOut: stream.pick([nil, 0.05, 0.1, 0.2])
      )
      let convention = stream.pick(statement.conventions)
      var size = convention.size.rounded(.up)
      if convention.reading == .total, ratio == 1, stream.integer(below: 2) == 0 {
        size = 2 * (convention.size / 2).rounded(.up)
      }
      let comparison = statement.reproducing(Int(size), reading: stream.pick([nil, convention.reading]))
      if comparison.consistency != .consistent { accused += 1 }
      if let range = comparison.range, range.lowerBound > 20 {
        let low = statement.reproducing(Int(range.lowerBound * 0.8)).consistency
        if low != .inconsistent, statement.sides != nil,
          comparison.conventions.count == statement.conventions.count
        {
          missed += 1
        }
      }
    }
    #expect(accused == 0)
    #expect(missed == 0)
  }
}
