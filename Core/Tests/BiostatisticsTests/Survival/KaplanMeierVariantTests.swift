// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct KaplanMeierVariantTests {
  /// Four rows, by hand: (0, 2] event, (0, 3] event, (2, 3] censored, (2, 5] event.
  ///
  ///     t = 2: 2 at risk, who enters at 2 is not        S = 1/2
  ///     t = 3: 3 at risk                                S = 1/2 · 2/3 = 1/3
  ///     t = 5: 1 at risk                                S = 0
  @Test("late entries count from after their entry on")
  func lateEntries() {
    let data = SurvivalTimes(
      entries: [2, 0, 0, 2],
      times: [5, 3, 2, 3],
      events: [true, true, true, false]
    )
    let curve = KaplanMeier(data)
    #expect(curve.steps.map(\.atRisk) == [2, 3, 1])
    for (step, survival) in zip(curve.steps, [1.0 / 2, 1.0 / 3, 0]) {
      expectClose(step.survival, survival, relative: 1e-15)
    }
    #expect(curve.atRisk(at: 2) == 2)
    #expect(curve.atRisk(at: 2.5) == 3)
    #expect(curve.atRisk(at: 4) == 1)
    #expect(curve.atRisk(at: 6) == 0)
    #expect(logRankScores(data)[1] == 1 - (1.0 / 2 + 1.0 / 3))
  }

  @Test("entries at 0 change nothing", arguments: ["veteran", "lung"])
  func entriesAtZero(name: String) throws {
    let table = try ReferenceTable("data/\(name).csv")
    let data = try table.survivalTimes()
    let late = SurvivalTimes(entries: data.times.map { _ in 0 }, times: data.times, events: data.events)
    #expect(KaplanMeier(late).steps == KaplanMeier(data).steps)
    let groups = data.times.indices.map { $0 % 3 }
    #expect(
      logRankTest(late, groups: groups, groupCount: 3) == logRankTest(data, groups: groups, groupCount: 3)
    )
    #expect(
      maxComboTest(late, groups: groups.map { $0 % 2 }) == maxComboTest(data, groups: groups.map { $0 % 2 })
    )
  }

  @Test("subjects cut into pieces are the same subjects", arguments: [10.0, 100, 250])
  func cut(at knife: Double) throws {
    let data = try ReferenceTable("data/veteran.csv").survivalTimes()
    var (entries, times, events) = ([Double](), [Double](), [Bool]())
    for row in 0..<data.count {
      if data.times[row] > knife {
        entries.append(0)
        times.append(knife)
        events.append(false)
      }
      entries.append(data.times[row] > knife ? knife : 0)
      times.append(data.times[row])
      events.append(data.events[row])
    }
    let pieces = KaplanMeier(SurvivalTimes(entries: entries, times: times, events: events))
    let whole = KaplanMeier(data)
    for step in whole.steps {
      #expect(pieces.survival(at: step.time) == step.survival)
      #expect(pieces.atRisk(at: step.time) == step.atRisk)
    }
  }

  @Test("a frequency is as many rows")
  func frequencies() throws {
    let data = try ReferenceTable("data/aml.csv").survivalTimes()
    let copies = (0..<data.count).map { $0 % 4 }
    let rows = (0..<data.count).flatMap { [Int](repeating: $0, count: copies[$0]) }
    let expected = KaplanMeier(data.subset(rows))
    let curve = KaplanMeier(data, frequencies: copies)
    #expect(curve.steps.filter { $0.events + $0.censored > 0 } == expected.steps)
    #expect(curve.subjects == expected.subjects)
  }

  /// As in `KaplanMeierTests.byHand`: S(5 | 2) = 1/2 with variance 1/(2·1) of its logarithm.
  @Test("conditional survival is the curve of those who survived, and of the landmark")
  func conditional() throws {
    let five = SurvivalTimes(times: [7, 2, 5, 2, 2], events: [false, true, true, false, true])
    let curve = KaplanMeier(five)
    let given = try #require(curve.conditionalSurvival(at: 6, given: 2, transform: .log, level: 0.95))
    #expect(given.estimate == 0.5)
    let landmark = five.landmark(at: 2)
    #expect(landmark.rows == [0, 2])
    #expect(landmark.data.times == [5, 3])
    let later = KaplanMeier(landmark.data)
    #expect(later.survival(at: 4) == 0.5)
    #expect(given.interval == later.interval(at: 4, transform: .log, level: 0.95))
    let veteran = KaplanMeier(try ReferenceTable("data/veteran.csv").survivalTimes())
    for (start, time) in [(30.0, 100.0), (100, 300), (0, 80)] {
      let value = veteran.conditionalSurvival(at: time, given: start, transform: .plain, level: 0.9)
      expectClose(
        value?.estimate ?? .nan,
        veteran.survival(at: time) / veteran.survival(at: start),
        relative: 1e-13
      )
    }
    let dead = KaplanMeier(SurvivalTimes(times: [1], events: [true]))
    #expect(dead.conditionalSurvival(at: 3, given: 2, transform: .log, level: 0.95) == nil)
  }
}
