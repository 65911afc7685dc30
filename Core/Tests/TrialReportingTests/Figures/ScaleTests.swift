// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TrialReporting

@Suite("Scale") struct ScaleTests {
  @Test("places values in proportion, y upwards")
  func linear() {
    let scale = Scale(0...50, from: 200, to: 100)
    #expect(scale(0) == 200)
    #expect(scale(25) == 150)
    #expect(scale(50) == 100)
    #expect(scale.clamped(80) == 100)
    #expect(scale.clamped(-1) == 200)
  }

  @Test("places equal ratios equally far apart")
  func logarithmic() {
    let scale = Scale(0.1...10, from: 0, to: 100, form: .logarithmic)
    #expect(abs(scale(1) - 50) < 1e-9)
    #expect(abs((scale(2) - scale(1)) - (scale(1) - scale(0.5))) < 1e-9)
  }

  @Test("a domain of no width is legal")
  func point() {
    #expect(Scale(3...3, from: 0, to: 10)(3) == 0)
  }
}

@Suite("Ticks") struct TicksTests {
  @Test(
    "steps are round",
    arguments: [
      (0.3, 0.5), (1, 1), (1.01, 2), (2, 2), (3, 5), (5, 5), (7, 10), (12, 20), (0.04, 0.05), (0, 1),
    ]
  )
  func decimal(least: Double, expected: Double) {
    #expect(abs(Ticks.decimalStep(atLeast: least) - expected) < 1e-12)
  }

  @Test(
    "months are counted as people count them",
    arguments: [(0.2, 1), (4, 6), (7, 12), (13, 24), (250, 500)]
  )
  func months(least: Double, expected: Double) {
    #expect(Ticks.monthStep(atLeast: least) == expected)
  }

  @Test("multiples include both ends where they are multiples")
  func multiples() {
    #expect(Ticks.multiples(of: 6, from: 0, to: 12) == [0, 6, 12])
    #expect(Ticks.multiples(of: 20, from: -25, to: 39) == [-20, 0, 20])
    #expect(Ticks.multiples(of: 0.1, from: 0, to: 0.3).count == 4)
    #expect(Ticks.multiples(of: 5, from: 1, to: 4).isEmpty)
  }

  @Test("ratios are thinned to what has room")
  func ratios() {
    #expect(Ticks.ratios(from: 0.4, to: 3, most: 9).map(Ticks.label) == ["0.5", "1", "2"])
    #expect(Ticks.ratios(from: 0.05, to: 20, most: 6).map(Ticks.label) == ["0.1", "0.3", "1", "3", "10"])
    #expect(Ticks.ratios(from: 0.001, to: 1000, most: 4).count == 7)
  }

  @Test(
    "numbers have fixed digits and a real minus sign",
    arguments: [
      (1.005, 1, "1.0"), (-5.25, 1, "−5.3"), (-0.04, 1, "0.0"), (12, 0, "12"), (0.5, 2, "0.50"),
      (.nan, 1, "–"),
    ]
  )
  func decimals(value: Double, places: Int, expected: String) {
    #expect(Ticks.decimals(value, places) == expected)
  }

  @Test(
    "labels drop digits that say nothing",
    arguments: [(20, "20"), (0.5, "0.5"), (0.25, "0.25"), (-20, "−20"), (0, "0")]
  )
  func labels(value: Double, expected: String) {
    #expect(Ticks.label(value) == expected)
  }
}

@Suite("spread") struct SpreadTests {
  @Test("leaves alone what does not touch")
  func apart() {
    #expect(spread([(10, 8), (50, 8)], from: 0, to: 100, gap: 2) == [10, 50])
  }

  @Test("parts what overlaps, evenly and in order")
  func overlapping() {
    // Two blocks of 10 with a gap of 2 around 20: centres 14 and 26, in the order given.
    #expect(spread([(20, 10), (20, 10)], from: 0, to: 100, gap: 2) == [14, 26])
    #expect(spread([(21, 10), (19, 10)], from: 0, to: 100, gap: 2) == [26, 14])
  }

  @Test("stays inside the edges, also in a chain")
  func edges() {
    #expect(spread([(1, 10), (2, 10), (3, 10)], from: 0, to: 100, gap: 0) == [5, 15, 25])
    #expect(spread([(99, 10), (98, 10)], from: 0, to: 100, gap: 0) == [95, 85])
    #expect(spread([], from: 0, to: 100, gap: 0).isEmpty)
  }
}

@Suite("thinned") struct ThinnedTests {
  @Test("keeps one corner a column and the height at which the line leaves it")
  func columns() {
    let kept = thinned([(0.1, 9), (0.2, 8), (0.9, 7), (1.5, 7), (2.5, 3)], column: 1)
    #expect(kept.map(\.x) == [0.1, 2.5])
    #expect(kept.map(\.y) == [7, 3])
  }
}
