// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Timing

/// Times the statistics of competing risks on simulated cohorts: `swift run -c release competing-risks-benchmark`.
///
/// Each line is the best of several repeats, sorting included. The cohorts are those of `competing.R` in kind:
/// exponential times to two kinds of event, uniform censoring, times in whole days or as they are.
@main
struct CompetingRisksBenchmark {
  static func main() throws {
    for subjects in [1_000, 10_000, 100_000, 1_000_000] {
      for isWhole in [true, false] {
        let cohort = Cohort(subjects: subjects, isWhole: isWhole)
        let kind = isWhole ? "whole days" : "fractional times"
        let repeats = subjects > 100_000 ? 2 : 10
        report("cumulative incidence, \(kind)", subjects: subjects, repeats: repeats) {
          CumulativeIncidence(cohort.data).incidence(of: 1, at: 365)
        }
        report("Gray's test, \(kind)", subjects: subjects, repeats: repeats) {
          grayTest(cohort.data, groups: cohort.arms, groupCount: 2, cause: 1).test.statistic ?? 0
        }
        try report("Fine-Gray, arm and age, \(kind)", subjects: subjects, repeats: repeats) {
          try fineGrayRegression(
            cohort.data,
            cause: 1,
            covariates: [cohort.arms.map(Double.init), cohort.age],
            names: ["arm", "age"],
            censoring: .withEvents
          ).coefficients[0]
        }
      }
    }
  }
}

/// A simulated trial with two arms and two kinds of event.
private struct Cohort {
  let times: [Double]
  let causes: [Int]
  let arms: [Int]
  let age: [Double]

  init(subjects: Int, isWhole: Bool) {
    var stream = RandomStream(seed: 2, position: UInt64(subjects))
    var times = [Double]()
    var causes = [Int]()
    var arms = [Int]()
    var age = [Double]()
    for _ in 0..<subjects {
      arms.append(stream.integer(below: 2))
      age.append((50 + 10 * stream.normal()).rounded())
      let first = stream.exponential(rate: (arms[arms.count - 1] == 1 ? 0.74 : 1) / 700)
      let second = stream.exponential(rate: 1.0 / 900)
      let censoring = 2000 * stream.uniform()
      let time = min(first, second, censoring)
      times.append(isWhole ? time.rounded(.down) : time)
      causes.append(time == censoring ? 0 : time == first ? 1 : 2)
    }
    (self.times, self.causes, self.arms, self.age) = (times, causes, arms, age)
  }

  /// Sorted afresh at every call, as an analysis does once.
  var data: CompetingTimes { CompetingTimes(times: times, causes: causes, causeCount: 2) }
}
