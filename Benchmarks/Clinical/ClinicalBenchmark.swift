// SPDX-License-Identifier: Apache-2.0

import Timing

/// Times the clinical rules of the shelf: `swift run -c release clinical-benchmark`.
///
/// Promised: a million assessments a second on one core. Each line is the best of several repeats.
@main
struct ClinicalBenchmark {
  static func main() throws {
    try ResponseBenchmark.run()
  }

  /// Prints how many cases a second `body` decides; its result is printed too, so that no run can be left out as unused.
  static func report(_ name: String, cases: Int, _ body: () -> UInt64) {
    let (seconds, result) = quickest(of: 5, body)
    let millions = (Double(cases) / seconds / 1e4).rounded() / 100
    print("\(name): \(millions) million a second (\(cases) in \(seconds) s, result \(result))")
  }
}
