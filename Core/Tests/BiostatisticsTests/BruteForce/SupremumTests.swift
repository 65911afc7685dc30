// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Foundation
import Testing

/// Suprema for larger arms: the whole double sum over tables on a grid much finer than the library's.
@Suite struct Suprema {
  @Test("Barnard's test for arms of up to eighty", arguments: Alternative.allCases)
  func barnard(_ alternative: Alternative) {
    var stream = RandomStream(seed: 12, position: 7)
    for _ in 0..<10 {
      let (n1, n2) = (2 + stream.integer(below: 79), 2 + stream.integer(below: 79))
      let (x1, x2) = (stream.integer(below: n1 + 1), stream.integer(below: n2 + 1))
      guard x1 + x2 > 0, x1 + x2 < n1 + n2 else { continue }
      let table = TwoProportions(Proportion(events: x1, of: n1), versus: Proportion(events: x2, of: n2))
      let plain = supremum(n1, n2) { isExtreme($0, $1, beside: (x1, x2), (n1, n2), alternative) }
      let p = table.barnard(alternative).p
      // Whatever the grid finds is no more than the supremum, which is above it by half the square of half a step.
      #expect(
        p >= plain * (1 - 1e-12) && p <= plain * (1 + 2e-4),
        "\(x1)/\(n1) v \(x2)/\(n2): \(p), \(plain)"
      )
    }
  }

  @Test("local maxima that an optimizer has stopped at")
  func localMaxima() {
    // SciPy 1.17.1 answers 0.012999, 0.060037 and 0.026447; the suprema by a grid of 20,000 angles in NumPy.
    for (x1, n1, x2, n2, alternative, expected) in [
      (7, 12, 1, 11, Alternative.twoSided, 0.013154085108040534),
      (250, 500, 220, 500, .twoSided, 0.061344953125456014),
      (150, 300, 300, 700, .twoSided, 0.038510373655169336),
      (150, 300, 300, 700, .greater, 0.03254096601463858),
    ] {
      let table = TwoProportions(Proportion(events: x1, of: n1), versus: Proportion(events: x2, of: n2))
      let p = table.barnard(alternative).p
      #expect(p >= expected && p <= expected * (1 + 1e-6))
    }
  }

  private func isExtreme(
    _ a: Int,
    _ b: Int,
    beside x: (Int, Int),
    _ n: (Int, Int),
    _ alternative: Alternative
  ) -> Bool {
    /// z |z| times a common factor, as a fraction of whole numbers.
    func signedSquare(_ a: Int, _ b: Int) -> (Int, Int) {
      let d = a * n.1 - b * n.0
      return (d * abs(d), max(1, (a + b) * (n.0 + n.1 - a - b)))
    }
    let ((t, s), (top, bottom)) = (signedSquare(a, b), signedSquare(x.0, x.1))
    return switch alternative {
    case .greater: t * bottom >= top * s
    case .less: t * bottom <= top * s
    case .twoSided: abs(t) * bottom >= abs(top) * s
    }
  }

  /// The largest probability of the extreme tables over 40 angles per standard deviation.
  private func supremum(_ n1: Int, _ n2: Int, _ isExtreme: (Int, Int) -> Bool) -> Double {
    let rows = (0...n1).map { a in (0...n2).filter { isExtreme(a, $0) } }
    if rows[0].contains(0) || rows[n1].contains(n2) { return 1 }
    let steps = Int(40 * Double.pi * Double(n1 + n2).squareRoot())
    return (1..<steps).reduce(0) { best, i in
      let angle = Double.pi / 2 * Double(i) / Double(steps)
      let p = sin(angle) * sin(angle)
      let (first, second) = (Binomial(n1, p), Binomial(n2, p))
      let other = (0...n2).map(second.probability)
      let sum = (0...n1).reduce(0.0) { sum, a in
        rows[a].isEmpty ? sum : sum + first.probability(a) * rows[a].reduce(0) { $0 + other[$1] }
      }
      return max(best, sum)
    }
  }
}
