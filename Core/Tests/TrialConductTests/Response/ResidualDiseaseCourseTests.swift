// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

/// Samples of a remission from day 30; the threshold is 0.1 unless said otherwise.
@Suite struct ResidualDiseaseCourseTests {
  private static func course(
    _ samples: [(Int32, Double)],
    _ method: ResidualDiseaseSample.Method = .flowCytometry,
    remission: ClosedRange<Int32>? = 30...1000
  ) -> ResidualDiseaseCourse {
    let samples = samples.map { day, value in
      ResidualDiseaseSample(day: day, method: method, value: value, threshold: 0.1, tissue: .marrow)
    }
    return ResidualDiseaseCourse(samples, in: remission, ResponseParameters())
  }

  @Test("confirmed by a second sample 28 days later; dated on the first")
  func confirmation() {
    #expect(Self.course([(30, 0.02)]).status == .unconfirmed)
    #expect(Self.course([(30, 0.02), (57, 0.02)]).status == .unconfirmed)
    let absent = Self.course([(58, 0.02), (30, 0.02)])
    #expect(absent.status == .absent)
    #expect(absent.absentSince == 30)
    #expect(Self.course([(30, 0.1)]).status == .present)
  }

  @Test("a sample above the threshold in between begins anew")
  func interrupted() {
    let course = Self.course([(30, 0.02), (45, 0.5), (60, 0.02)])
    #expect(course.status == .unconfirmed)
    #expect(course.absentSince == 60)
    #expect(course.relapse == 45)
    #expect(!course.isRelapseConfirmed)
  }

  @Test("it comes back above the threshold, or by one order of magnitude below it, but not out of nothing")
  func relapse() {
    #expect(Self.course([(30, 0.02), (60, 0.02), (90, 0.2)]).relapse == 90)
    #expect(Self.course([(30, 0.02), (60, 0.02), (90, 0.2), (97, 0.3)]).isRelapseConfirmed)
    #expect(Self.course([(30, 0.002), (60, 0.02)]).relapse == 60)
    #expect(Self.course([(30, 0.002), (60, 0.0199)]).relapse == nil)
    #expect(Self.course([(30, 0), (60, 0.05)]).relapse == nil)
  }

  @Test("only quantitative PCR and flow cytometry decide; nothing decides outside a remission")
  func methods() {
    #expect(Self.course([(30, 0.02)], .other).status == .notMeasured)
    #expect(Self.course([(30, 0.02)], .quantitativePCR).status == .unconfirmed)
    #expect(Self.course([(29, 0.02)]).status == .notMeasured)
    #expect(Self.course([(30, 0.02)], remission: nil).status == .notMeasured)
    #expect(Self.course([(30, .nan)]).status == .notMeasured)
  }
}
