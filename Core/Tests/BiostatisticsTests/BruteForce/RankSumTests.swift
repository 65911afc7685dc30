// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

/// The exact rank-sum test for every pattern of ties, by going through all ways to choose an arm.
@Suite struct EveryTiePattern {
  @Test("up to ten values, every pattern and every rank sum")
  func upToTen() {
    var worst = Worst()
    for n in 1...10 {
      // Bit i: whether value i + 1 is larger than value i, or tied with it.
      for pattern in 0..<(1 << (n - 1)) { compare(pattern, n, &worst) }
    }
    worst.expect(below: 5e-14)
  }

  @Test("twelve values, every seventh pattern")
  func twelve() {
    var worst = Worst()
    for pattern in stride(from: 0, to: 1 << 11, by: 7) { compare(pattern, 12, &worst) }
    worst.expect(below: 5e-14)
  }

  private func compare(_ pattern: Int, _ n: Int, _ worst: inout Worst) {
    var values = [0.0]
    for i in 0..<(n - 1) { values.append(values[i] + Double(pattern >> i & 1)) }
    // Twice the midrank: those below, twice, and those tied with it, itself included, plus one.
    let doubled = values.map { v in
      2 * values.count { $0 < v } + values.count { $0 == v } + 1
    }
    /// For each arm size: how many choices have each sum, and one of them.
    var choices = [[Int: (ways: Int, choice: Int)]](repeating: [:], count: n + 1)
    for choice in 0..<(1 << n) {
      var sum = 0
      for i in 0..<n where choice >> i & 1 == 1 { sum += doubled[i] }
      choices[choice.nonzeroBitCount][sum, default: (0, choice)].ways += 1
    }
    for size in 1..<max(n, 1) {
      let mean = size * (n + 1)
      let all = Double(choices[size].values.reduce(0) { $0 + $1.ways })
      for (observed, (_, choice)) in choices[size] {
        let x = (0..<n).filter { choice >> $0 & 1 == 1 }.map { values[$0] }
        let y = (0..<n).filter { choice >> $0 & 1 == 0 }.map { values[$0] }
        for alternative in Alternative.allCases {
          let ways = choices[size].reduce(0) { sum, entry in
            let isExtreme =
              switch alternative {
              case .greater: entry.key >= observed
              case .less: entry.key <= observed
              case .twoSided: abs(entry.key - mean) >= abs(observed - mean)
              }
            return isExtreme ? sum + entry.value.ways : sum
          }
          worst.compare(
            wilcoxonRankSumExact(x, y, alternative).p,
            Double(ways) / all,
            "\(x) v \(y) \(alternative)"
          )
        }
      }
    }
  }
}
