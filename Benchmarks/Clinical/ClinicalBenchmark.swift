// SPDX-License-Identifier: Apache-2.0

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
    let clock = ContinuousClock()
    var best = Duration.seconds(3600)
    var result: UInt64 = 0
    for _ in 0..<5 {
      let start = clock.now
      result = body()
      best = min(best, clock.now - start)
    }
    let seconds = Double(best.components.attoseconds) * 1e-18 + Double(best.components.seconds)
    let millions = (Double(cases) / seconds / 1e4).rounded() / 100
    print("\(name): \(millions) million a second (\(cases) in \(best), result \(result))")
  }
}
