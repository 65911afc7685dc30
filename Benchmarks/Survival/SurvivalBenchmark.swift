// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// Times the survival statistics on simulated cohorts: `swift run -c release survival-benchmark`.
///
/// Each line is the best of several repeats, sorting included, which on a shared machine says most. The cohorts are
/// those of `survival.R` in kind: exponential times in whole days, uniform censoring, hazard ratio 0.74.
@main
struct SurvivalBenchmark {
  static func main() throws {
    for subjects in [55, 10_000, 100_000] {
      let cohort = Cohort(subjects: subjects)
      let repeats = subjects < 1000 ? 2000 : 10
      report("Kaplan–Meier in two arms", subjects, repeats) {
        cohort.data.split(by: cohort.arms, groupCount: 2).map { KaplanMeier($0).survival(at: 365) }.reduce(
          0,
          +
        )
      }
      report("log-rank", subjects, repeats) {
        logRankTest(cohort.data, groups: cohort.arms, groupCount: 2).statistic ?? 0
      }
      for ties in [CoxTies.efron, .breslow] {
        try report("Cox, arm, \(ties.rawValue)", subjects, repeats) {
          try coxRegression(cohort.data, covariates: [cohort.arm], names: ["arm"], ties: ties).coefficients[0]
        }
      }
      try report("Cox, arm and age, efron", subjects, repeats) {
        try coxRegression(
          cohort.data,
          covariates: [cohort.arm, cohort.age],
          names: ["arm", "age"],
          ties: .efron
        ).coefficients[0]
      }
    }
  }

  /// Prints the shortest of `repeats` runs; the result is printed too, so that no run can be left out as unused.
  private static func report(
    _ name: String,
    _ subjects: Int,
    _ repeats: Int,
    _ body: () throws -> Double
  ) rethrows {
    let clock = ContinuousClock()
    var best = Duration.seconds(3600)
    var result = 0.0
    for _ in 0..<repeats {
      let start = clock.now
      result = try body()
      best = min(best, clock.now - start)
    }
    print("\(name), \(subjects) subjects: \(best) (result \(result))")
  }
}

/// A simulated trial with two arms.
private struct Cohort {
  let times: [Double]
  let events: [Bool]
  let arms: [Int]
  let age: [Double]

  init(subjects: Int) {
    var stream = RandomStream(seed: 1, position: UInt64(subjects))
    var times = [Double]()
    var events = [Bool]()
    var arms = [Int]()
    var age = [Double]()
    for _ in 0..<subjects {
      arms.append(stream.integer(below: 2))
      age.append((50 + 10 * stream.normal()).rounded())
      let rate = (arms[arms.count - 1] == 1 ? 0.74 : 1) / 700
      let time = stream.exponential(rate: rate)
      let censoring = 2000 * stream.uniform()
      times.append(min(time, censoring).rounded(.down))
      events.append(time <= censoring)
    }
    (self.times, self.events, self.arms, self.age) = (times, events, arms, age)
  }

  /// Sorted afresh at every call, as an analysis does once.
  var data: SurvivalTimes { SurvivalTimes(times: times, events: events) }

  var arm: [Double] { arms.map(Double.init) }
}
