// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Biostatistics

/// The likelihood in blocks of columns against its definition, every risk set summed afresh.
@Suite struct CoxBlocksTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var subjects: Int
    var covariates: Int
    var strata: Int
    /// Times are rounded to this; 0 for none tied.
    var grid: Double
    var ties: CoxTies

    var testDescription: String { "\(subjects) × \(covariates), \(strata) strata, grid \(grid), \(ties)" }
  }

  /// Blocks of one row to several, ends that are no multiple of four, ties longer than a block and ties across what would
  /// have been its end.
  static let shapes: [Shape] = {
    var shapes = [Shape]()
    for (subjects, covariates) in [
      (1, 1), (2, 2), (5, 1), (33, 3), (257, 2), (300, 5), (601, 4), (530, 6), (700, 7),
    ] {
      for grid in [0, 0.05, 0.3, 2, 100] {
        for strata in [1, 3] where subjects >= 32 * strata || strata == 1 {
          for ties in [CoxTies.breslow, .efron] {
            shapes.append(
              Shape(subjects: subjects, covariates: covariates, strata: strata, grid: grid, ties: ties)
            )
          }
        }
      }
    }
    return shapes
  }()

  @Test("is the likelihood as it is defined", arguments: shapes)
  func matchesDefinition(shape: Shape) {
    let model = model(shape, seed: UInt64(shape.subjects * 31 + shape.covariates))
    guard model.data.eventCount > 0 else { return }
    #expect(CoxBlocks.suit(model, model.order))
    var blocks = CoxBlocks(model, model.order, CoxUnits(model.covariates))
    for step in [0, 0.2, -0.6] {
      let beta = (0..<shape.covariates).map { step * Double($0 + 1) / Double(shape.covariates) }
      let value = blocks.evaluate(at: beta)
      let expected = Definition(model, beta.indices.map { beta[$0] / blocks.scales[$0] })
      expectClose(value.logLikelihood, expected.logLikelihood, relative: 1e-12, absolute: 1e-12)
      let events = Double(model.data.eventCount)
      for j in beta.indices {
        let unit = blocks.scales[j]
        expectClose(value.score[j], expected.score[j] / unit, relative: 1e-11, absolute: 1e-12 * events)
        for k in beta.indices {
          let units = unit * blocks.scales[k]
          expectClose(
            value.information[j][k],
            expected.information[j][k] / units,
            relative: 1e-11,
            absolute: 1e-12 * events
          )
        }
      }
    }
  }

  @Test("says the same row by row, on the way to where weights lie far apart")
  func agreesWithRows() {
    let model = model(Shape(subjects: 600, covariates: 2, strata: 1, grid: 0.1, ties: .efron), seed: 5)
    var (blocks, rows) = (CoxBlocks(model, model.order, CoxUnits(model.covariates)), CoxLikelihood(model))
    for size in [0.5, 1.0, 2, 4, 20, 400] {
      let beta = [size, -size]
      let (value, expected) = (blocks.evaluate(at: beta), rows.evaluate(at: beta))
      expectClose(value.logLikelihood, expected.logLikelihood, relative: 1e-13)
      for j in 0..<2 {
        expectClose(value.score[j], expected.score[j], relative: 1e-11, absolute: 1e-10)
        expectClose(value.information[j][j], expected.information[j][j], relative: 1e-9, absolute: 1e-12)
      }
    }
  }

  @Test("gives the same bits whatever the order of the subjects", arguments: [0, 0.3, 100])
  func ignoresOrder(grid: Double) throws {
    let model = model(Shape(subjects: 900, covariates: 3, strata: 3, grid: grid, ties: .efron), seed: 8)
    var stream = RandomStream(seed: 9, position: 0)
    var rows = Array(0..<900)
    for place in rows.indices.dropLast() {
      rows.swapAt(place, place + stream.integer(below: rows.count - place))
    }
    let shuffled = CoxModel(
      data: SurvivalTimes(
        times: rows.map { model.data.times[$0] },
        events: rows.map { model.data.events[$0] }
      ),
      covariates: model.covariates.map { column in rows.map { column[$0] } },
      names: model.names,
      strata: rows.map { model.strata?[$0] ?? 0 },
      ties: model.ties
    )
    let (fit, other) = (try model.fit(), try shuffled.fit())
    #expect(fit.coefficients == other.coefficients)
    #expect(fit.covariance == other.covariance)
    #expect(fit.logLikelihood == other.logLikelihood)
  }

  private func model(_ shape: Shape, seed: UInt64) -> CoxModel {
    var stream = RandomStream(seed: seed, position: 0)
    var (times, events, strata) = ([Double](), [Bool](), [Int]())
    var covariates = [[Double]](repeating: [], count: shape.covariates)
    for row in 0..<shape.subjects {
      let time = stream.exponential(rate: 1)
      times.append(shape.grid > 0 ? (time / shape.grid).rounded(.down) * shape.grid : time)
      events.append(stream.uniform() < 0.6)
      strata.append(row % shape.strata)
      for j in covariates.indices {
        // The first is an arm; others have a mean and a unit of their own.
        let (mean, unit) = (7 * Double(j), Double(1 + 5 * j))
        covariates[j].append(j == 0 ? Double(stream.integer(below: 2)) : mean + unit * stream.normal())
      }
    }
    return CoxModel(
      data: SurvivalTimes(times: times, events: events),
      covariates: covariates,
      names: covariates.indices.map(String.init),
      strata: shape.strata > 1 ? strata : nil,
      ties: shape.ties
    )
  }

  /// ℓ, U and I by their definitions, about the mean of each risk set.
  private struct Definition {
    var logLikelihood = 0.0
    var score: [Double]
    var information: [[Double]]

    init(_ model: CoxModel, _ beta: [Double]) {
      let size = beta.count
      score = [Double](repeating: 0, count: size)
      information = [[Double]](repeating: score, count: size)
      let (data, strata) = (model.data, model.strata ?? model.data.times.map { _ in 0 })
      func x(_ row: Int) -> [Double] { model.covariates.map { $0[row] } }
      // As in the program, the unit and the zero of covariates are free.
      let origin = model.covariates.map { $0.reduce(0, +) / Double($0.count) }
      func eta(_ row: Int) -> Double {
        zip(zip(x(row), origin), beta).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 }
      }
      let weights = data.times.indices.map { Foundation.exp(eta($0)) }
      for stratum in Set(strata) {
        let members = data.times.indices.filter { strata[$0] == stratum }
        for time in Set(members.filter { data.events[$0] }.map { data.times[$0] }) {
          let died = members.filter { data.times[$0] == time && data.events[$0] }
          let atRisk = members.filter { data.times[$0] >= time }
          let isDying = Set(died)
          for event in died.indices {
            let share = model.ties == .efron ? Double(event) / Double(died.count) : 0
            let shared = atRisk.map { weights[$0] * (isDying.contains($0) ? 1 - share : 1) }
            let total = shared.reduce(0, +)
            var mean = [Double](repeating: 0, count: size)
            for (row, weight) in zip(atRisk, shared) {
              for (j, value) in x(row).enumerated() { mean[j] += weight * value / total }
            }
            for (row, weight) in zip(atRisk, shared) {
              let centred = zip(x(row), mean).map { $0 - $1 }
              for j in 0..<size {
                for k in 0..<size { information[j][k] += weight * centred[j] * centred[k] / total }
              }
            }
            logLikelihood += eta(died[event]) - Foundation.log(total)
            for (j, value) in x(died[event]).enumerated() { score[j] += value - mean[j] }
          }
        }
      }
    }
  }
}

@Suite struct FourNumbersTests {
  @Test("exp is within one unit in the last place of the library's")
  func exponential() {
    var stream = RandomStream(seed: 2, position: 0)
    var worst = 0.0
    for step in 0..<30_000 {
      let range = step % 3 == 0 ? 708.0 : step % 3 == 1 ? 20 : 0.5
      let x =
        Four(repeating: range)
        * Four(
          2 * stream.uniform() - 1,
          2 * stream.uniform() - 1,
          2 * stream.uniform() - 1,
          2 * stream.uniform() - 1
        )
      let found = exponentials(x)
      for place in 0..<4 {
        let expected = Foundation.exp(x[place])
        worst = max(worst, abs(found[place] - expected) / expected.ulp)
      }
    }
    #expect(worst <= 1)
    let ends = exponentials(Four(-708, 708, 0, -0.0))
    expectClose(ends.x, Foundation.exp(-708), relative: 0x1p-52)
    expectClose(ends.y, Foundation.exp(708), relative: 0x1p-52)
    #expect(ends.z == 1 && ends.w == 1)
  }

  @Test("running sums hold what came before")
  func running() {
    var base = 10.0
    #expect(Four(1, 2, 4, 8).running(&base) == Four(11, 13, 17, 25))
    #expect(base == 25)
  }

  @Test("a sum of logarithms does not leave the range of numbers")
  func logarithms() {
    var sum = LogSum()
    var expected = 0.0
    for step in 0..<5000 {
      let x = Four(1e-300, 3, 1e300, 0.1) * (1 + Double(step) / 5000)
      sum.add(logsOf: x)
      sum.add(logOf: x.y)
      for place in [0, 1, 1, 2, 3] { expected += Foundation.log(x[place]) }
    }
    expectClose(sum.value, expected, relative: 1e-13, absolute: 1e-9)
  }
}
