// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Foundation

/// Times exact unconditional tests: `swift run -c release exact-benchmark`.
///
/// `exact.py` runs this program beside SciPy and prints the ratios. Each line is a name, a p-value with all digits and the
/// processor time of one test in seconds, the best of seven rounds.
@main
struct ExactBenchmark {
  static func main() {
    let tables = [
      (7, 12, 1, 11), (60, 100, 45, 100), (250, 500, 220, 500), (150, 300, 300, 700), (5, 500, 15, 500),
    ]
    for (x1, n1, x2, n2) in tables {
      let table = TwoProportions(Proportion(events: x1, of: n1), versus: Proportion(events: x2, of: n2))
      let name = "\(x1)/\(n1) v \(x2)/\(n2)"
      report("\(name),barnard,two-sided") { table.barnard().p }
      report("\(name),barnard,greater") { table.barnard(.greater).p }
      report("\(name),barnard,less") { table.barnard(.less).p }
      // SciPy's two-sided Boschloo test is twice the smaller one-sided one.
      report("\(name),boschloo,two-sided") { table.boschlooDoubled().p }
      report("\(name),boschloo,greater") { table.boschloo(.greater).p }
      report("\(name),boschloo,less") { table.boschloo(.less).p }
      report("\(name),boschloo,by probability") { table.boschloo().p }
    }
  }

  private static func report(_ name: String, _ test: () -> Double) {
    let p = test()
    var best = Double.infinity
    for _ in 0..<7 {
      let start = processorTime
      var repeats = 0
      // At least five milliseconds, so that the clock's own grain does not count.
      while processorTime - start < 0.005 {
        _ = test()
        repeats += 1
      }
      best = min(best, (processorTime - start) / Double(repeats))
    }
    print("\(name),\(p),\(best)")
  }

  private static var processorTime: Double {
    var now = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}
