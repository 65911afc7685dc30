// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import TrialConduct
import TrialDesign

/// Times the assessment of marrows by ELN 2022, with everything on file and with one finding in four missing.
enum ResponseBenchmark {
  static func run() throws {
    let scheme = try ResponseScheme.read(try ShelfFile.read("response/eln-2022.yaml"))
    let assessor = ResponseAssessor(scheme)
    let count = 1_000_000
    for (name, missing) in [("complete", 0.0), ("a quarter missing", 0.25)] {
      let cases = drawn(count, missing: missing)
      ClinicalBenchmark.report("ELN 2022 response, \(name)", cases: count) {
        var memory = DecisionMemory()
        return cases.reduce(0) { $0 &+ UInt64(assessor.categories(of: $1, remembering: &memory).rawValue) }
      }
    }
    let courses = (0..<10_000).map { course($0) }
    ClinicalBenchmark.report("response over time, 4 marrows and 60 counts", cases: courses.count) {
      responses(of: courses, by: scheme, at: nil).reduce(0) { $0 &+ UInt64($1.possibleBest.rawValue) }
    }
  }

  private static func drawn(_ count: Int, missing: Double) -> [AssessmentFacts] {
    var stream = RandomStream(seed: 3, position: 65)
    func answer(_ yes: Double) -> Answer {
      if stream.uniform() < missing { return .notRecorded }
      return stream.uniform() < yes ? .yes : .no
    }
    func number(_ most: Double) -> Double {
      let value = (most * stream.uniform() * 10).rounded() / 10
      return stream.uniform() < missing ? .nan : value
    }
    return (0..<count).map { _ in
      var facts = AssessmentFacts()
      facts.blasts = number(stream.uniform() < 0.6 ? 6 : 80)
      facts.baselineBlasts = number(100)
      facts.cellsCounted = number(600)
      facts.cellularity = number(60)
      facts.spicules = answer(0.8)
      facts.isAdequate = answer(0.95)
      facts.circulatingBlasts = answer(0.2)
      facts.extramedullary = answer(0.05) == .yes ? .present : .absent
      facts.priorExtramedullary = answer(0.1)
      facts.neutrophils = number(3)
      facts.platelets = number(250)
      return facts
    }
  }

  private static func course(_ subject: Int) -> SubjectCourse {
    var stream = RandomStream(seed: 4, position: UInt64(subject))
    var course = SubjectCourse(subject: subject, randomized: 0, baselineBlasts: 60, priorExtramedullary: .no)
    course.marrows = (1...4).map { number in
      MarrowAssessment(
        day: Int32(20 * number),
        blasts: (10 * stream.uniform()).rounded(),
        cellsCounted: 500,
        spicules: .yes,
        cellularity: 30,
        isAdequate: .yes,
        circulatingBlasts: .no,
        extramedullary: .absent
      )
    }
    course.counts = (1...60).map { number in
      BloodCount(
        day: Int32(2 * number),
        neutrophils: 2 * stream.uniform(),
        platelets: 150 * stream.uniform(),
        circulatingBlasts: .no
      )
    }
    return course
  }
}
