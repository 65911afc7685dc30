// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Biostatistics

/// Rows (entry, time]: late entries, and covariates that change.
@Suite struct CoxCountingTests {
  /// Three rows, by hand: x = 1 in (0, 2] dies, x = 0 in (0, 3] dies, x = 1 in (2, 4] enters too late for the first.
  ///
  ///     L(β) = θ/(θ + 1) · 1/(1 + θ)        maximum at θ = 1, I = 2 · 1/4
  @Test("matches three rows worked by hand", arguments: CoxTies.allCases)
  func byHand(ties: CoxTies) throws {
    let data = SurvivalTimes(entries: [2, 0, 0], times: [4, 2, 3], events: [false, true, true])
    let fit = try coxRegression(data, covariates: [[1, 1, 0]], names: ["x"], ties: ties)
    expectClose(fit.coefficients[0], 0, relative: 0, absolute: 1e-15)
    expectClose(fit.covariance[0][0], 2, relative: 1e-14)
    expectClose(fit.logLikelihood.fitted, -2 * log2, relative: 1e-14)
    let residuals = try CoxResiduals(fit)
    // The hazard is 1/2 at 2 and 1/2 at 3.
    for (residual, expected) in zip(residuals.martingale, [-0.5, 0.5, 0]) {
      expectClose(residual, expected, relative: 1e-14, absolute: 1e-15)
    }
  }

  private let log2 = 0.6931471805599453

  @Test("subjects cut into rows are the same subjects", arguments: CoxTies.allCases, [30.0, 101.5])
  func cut(ties: CoxTies, knife: Double) throws {
    let table = try ReferenceTable("data/veteran.csv")
    let data = try table.survivalTimes()
    let names = ["trt", "karno"]
    let columns = try names.map { try table.column($0) }
    let strata = try table.integers("celltype")
    let whole = try coxRegression(data, covariates: columns, names: names, strata: strata, ties: ties)
    var (entries, times, events, rows) = ([Double](), [Double](), [Bool](), [Int]())
    for row in 0..<data.count {
      var start = 0.0
      for end in stride(from: knife, to: data.times[row], by: knife) {
        entries.append(start)
        times.append(end)
        events.append(false)
        rows.append(row)
        start = end
      }
      entries.append(start)
      times.append(data.times[row])
      events.append(data.events[row])
      rows.append(row)
    }
    let pieces = try coxRegression(
      SurvivalTimes(entries: entries, times: times, events: events),
      covariates: columns.map { column in rows.map { column[$0] } },
      names: names,
      strata: rows.map { strata[$0] },
      ties: ties
    )
    expectClose(pieces.logLikelihood.fitted, whole.logLikelihood.fitted, relative: 1e-13)
    for j in names.indices {
      expectClose(pieces.coefficients[j], whole.coefficients[j], relative: 1e-10)
      expectClose(pieces.standardErrors[j], whole.standardErrors[j], relative: 1e-10)
    }
    guard ties != .exact else { return }
    let (cut, plain) = (try pieces.robust(clusters: rows), try whole.robust())
    for j in names.indices { expectClose(cut.standardErrors[j], plain.standardErrors[j], relative: 1e-10) }
    let (check, expected) = (
      try proportionalHazards(of: pieces, transform: .identity),
      try proportionalHazards(of: whole, transform: .identity)
    )
    expectClose(check.global.statistic ?? .nan, expected.global.statistic ?? .nan, relative: 1e-9)
    let (predicted, reference) = (try CoxPrediction(pieces), try CoxPrediction(whole))
    for stratum in predicted.strata {
      let x = [1.0, 60]
      let (a, b) = (
        predicted.cumulativeHazard(at: 100, covariates: x, stratum: stratum),
        reference.cumulativeHazard(at: 100, covariates: x, stratum: stratum)
      )
      expectClose(a?.hazard ?? .nan, b?.hazard ?? 0, relative: 1e-10)
      expectClose(a?.standardError ?? .nan, b?.standardError ?? 0, relative: 1e-10)
    }
    expectClose(try pieces.concordance().value, try whole.concordance().value, relative: 1e-12)
  }

  @Test("entries at 0 change nothing", arguments: CoxTies.allCases)
  func entriesAtZero(ties: CoxTies) throws {
    let table = try ReferenceTable("data/lung.csv")
    let data = try table.survivalTimes()
    let late = SurvivalTimes(entries: data.times.map { _ in 0 }, times: data.times, events: data.events)
    let columns = try ["age", "sex"].map { try table.column($0) }
    let fit = try coxRegression(data, covariates: columns, names: ["age", "sex"], ties: ties)
    let other = try coxRegression(late, covariates: columns, names: ["age", "sex"], ties: ties)
    for j in 0..<2 { expectClose(other.coefficients[j], fit.coefficients[j], relative: 1e-12) }
    expectClose(other.logLikelihood.fitted, fit.logLikelihood.fitted, relative: 1e-14)
  }

  @Test("the score test with exact ties is the log-rank test of late entries too")
  func scoreIsLogRank() throws {
    let table = try ReferenceTable("data/heart.csv")
    let data = try table.survivalTimes()
    for name in ["surgery", "transplant"] {
      let column = try table.column(name)
      let fit = try coxRegression(data, covariates: [column], names: [name], ties: .exact)
      let logRank = logRankTest(data, groups: try table.groups(name).numbers, groupCount: 2)
      expectClose(logRank.statistic ?? .nan, fit.scoreTest.statistic ?? .nan, relative: 1e-11)
    }
  }

  @Test("permuting rows changes no bit", arguments: CoxTies.allCases)
  func permuting(ties: CoxTies) throws {
    let table = try ReferenceTable("data/heart.csv")
    let data = try table.survivalTimes()
    let names = ["age", "surgery", "transplant"]
    let columns = try names.map { try table.column($0) }
    let fit = try coxRegression(data, covariates: columns, names: names, ties: ties)
    var rows = Array(0..<data.count)
    var stream = RandomStream(seed: 8, position: 2)
    stream.shuffle(&rows)
    let permuted = try coxRegression(
      data.subset(rows),
      covariates: columns.map { column in rows.map { column[$0] } },
      names: names,
      ties: ties
    )
    #expect(permuted.coefficients == fit.coefficients)
    #expect(permuted.covariance == fit.covariance)
  }

  /// A row with a hazard e³⁰ times the others' is at risk at one late event only, where it dies itself.
  @Test("who leaves the risk set takes no digits along")
  func cancellation() throws {
    let table = try ReferenceTable("data/veteran.csv")
    let data = try table.survivalTimes()
    let x = try table.column("karno").map { ($0 - 60) / 20 }
    let plain = CoxModel(
      data: SurvivalTimes(entries: data.times.map { _ in 0 }, times: data.times, events: data.events),
      covariates: [x],
      names: ["x"],
      ties: .breslow
    )
    let outlier = CoxModel(
      data: SurvivalTimes(
        entries: data.times.map { _ in 0 } + [550.0],
        times: data.times + [553],
        events: data.events + [true]
      ),
      covariates: [x + [-30]],
      names: ["x"],
      ties: .breslow
    )
    var first = CoxLikelihood(plain)
    var second = CoxLikelihood(outlier)
    let beta = -1.0
    let with = second.evaluate(at: [beta * second.scales[0]])
    let without = first.evaluate(at: [beta * first.scales[0]])
    // The outlier's own terms: 30 − log(e³⁰ + …) at 553, twice as that time has an event already.
    let members = (0..<data.count).filter { data.times[$0] >= 553 }
    let rest = members.reduce(0.0) { $0 + exp(beta * x[$1]) }
    let own = 30 - 2 * log(exp(30) + rest) + log(rest)
    expectClose(with.logLikelihood, without.logLikelihood + own, relative: 1e-13)
  }

  @Test("a row during which nothing happens is no obstacle, wherever it lies")
  func idle() throws {
    let table = try ReferenceTable("data/heart.csv")
    let data = try table.survivalTimes()
    let x = try table.column("age")
    let entries = try #require(data.entries)
    let more = SurvivalTimes(
      entries: entries + [5000, 1e6],
      times: data.times + [6000, 2e6],
      events: data.events + [false, false]
    )
    let fit = try coxRegression(data, covariates: [x], names: ["age"], ties: .efron)
    let other = try coxRegression(more, covariates: [x + [1e5, -1e5]], names: ["age"], ties: .efron)
    #expect(other.coefficients == fit.coefficients)
  }
}
