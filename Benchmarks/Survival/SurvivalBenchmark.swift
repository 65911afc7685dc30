// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Timing

/// Times the survival statistics on simulated cohorts: `swift run -c release survival-benchmark [SUBJECTS …]`.
///
/// From plain columns to the result, sorting included. The cohorts are those of `survival.R` and `survival.py` in kind:
/// exponential times as they are or in whole days, uniform censoring, hazard ratio 0.74, and four covariates that
/// mean nothing. `Scripts/bench-survival` runs all three and divides.
@main
struct SurvivalBenchmark {
  static func main() throws {
    let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    for subjects in sizes.isEmpty ? [55, 10_000, 1_000_000] : sizes {
      for isWhole in [false, true] {
        try run(Cohort(subjects: subjects, isWhole: isWhole), isWhole ? "whole days" : "fractional times")
      }
    }
  }

  private static func run(_ cohort: Cohort, _ kind: String) throws {
    let subjects = cohort.times.count
    let repeats = subjects < 1000 ? 2000 : subjects > 2_000_000 ? 2 : 7
    report("Kaplan-Meier by arm, \(kind)", subjects: subjects, repeats: repeats) {
      kaplanMeier(times: cohort.times, events: cohort.events, groups: cohort.arms, groupCount: 2)[0]
        .survival(at: 365)
    }
    report("log-rank, \(kind)", subjects: subjects, repeats: repeats) {
      logRankTest(times: cohort.times, events: cohort.events, groups: cohort.arms, groupCount: 2)
        .statistic ?? 0
    }
    // Ten million rows of a Cox model ask more memory of R than many machines have.
    guard subjects <= 2_000_000 else { return }
    try report("Cox, 5 covariates, Efron, \(kind)", subjects: subjects, repeats: repeats) {
      try coxRegression(
        SurvivalTimes(times: cohort.times, events: cohort.events),
        covariates: cohort.covariates,
        names: ["arm", "x1", "x2", "x3", "x4"],
        ties: .efron
      ).coefficients[0]
    }
  }
}

/// A simulated trial with two arms.
private struct Cohort {
  var times = [Double]()
  var events = [Bool]()
  var arms = [Int]()
  /// The arm, and four standard normal columns.
  var covariates = [[Double]](repeating: [], count: 5)

  init(subjects: Int, isWhole: Bool) {
    var stream = RandomStream(seed: 1, position: UInt64(subjects))
    for _ in 0..<subjects {
      let arm = stream.integer(below: 2)
      let time = stream.exponential(rate: (arm == 1 ? 0.74 : 1) / 700)
      let censoring = 2000 * stream.uniform()
      arms.append(arm)
      covariates[0].append(Double(arm))
      for j in 1..<5 { covariates[j].append(stream.normal()) }
      times.append(isWhole ? min(time, censoring).rounded(.down) : min(time, censoring))
      events.append(time <= censoring)
    }
  }
}
