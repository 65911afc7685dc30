// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialDesign

@Suite struct ReconstructionReading {
  @Test("reads the block of the published trial")
  func reads() throws {
    let plan = try #require(try PublishedTrial.study().reconstruction)
    #expect(plan.cohorts == 200)
    #expect(plan.subjects.identifier(54) == "CM-055")
    #expect(
      plan.figures.filter { !$0.isFollowed }.map(\.id) == ["high-risk-overall", "survival-one-year-cav"]
    )
    guard case .rate(let rate)? = plan.figures.first(where: { $0.id == "survival-one-year-mec" })?.constraint
    else {
      Issue.record("the rate was not read as one")
      return
    }
    #expect(rate.day == 365)
    #expect(rate.percent == 67.1)
    #expect(rate.decimals == 1)
  }

  @Test(
    "a faulty block is reported with its place and a remedy",
    arguments: [
      ("sizes: {CAV: 30, MEC: 25}", "sizes: {CAV: 30, MAC: 25}", "unknown arm \"MAC\""),
      ("sizes: {CAV: 30, MEC: 25}", "sizes: {CAV: 30}", "the arm MEC has no size"),
      (
        "count: 28\n", "count: 28\n      rate: {endpoint: os, at: 12 mo, percent: 1}\n",
        "more than one constraint"
      ),
      ("median: 49.5", "median: 70", "70.0 cannot be the median of whole numbers in this range"),
      ("median: 49.5", "median: 49.25", "49.25 cannot be the median of whole numbers in this range"),
      (
        "rate: {endpoint: os", "rate: {endpoint: orr",
        "orr is not a plain time from randomization to an event"
      ),
      (
        "rate: {endpoint: os", "rate: {endpoint: efs",
        "efs is not a plain time from randomization to an event"
      ),
      (
        "{first: 2022-10, last: 2025-07}", "{first: 2025-10, last: 2025-07}",
        "the last randomization lies before"
      ),
      ("contradicts: high-risk-by-arm", "contradicts: high-risk", "unknown figure \"high-risk\""),
      ("risk: {weights: {high: 1", "risk: {weights: {hihg: 1", "unknown category of risk \"hihg\""),
      ("age: {between: [15, 68]}", "age: {between: [68, 15]}", "neither a whole number nor a range"),
      (
        "{after: response.date, days: [21, 700]", "{after: transplant.date, days: [21, 700]",
        "transplant.date is not drawn yet"
      ),
      ("share: [0.05, 0.3]", "share: [0.05, 1.3]", "not a share or a range of shares"),
      (
        "first-dose: {after: randomization.date", "first-does: {after: randomization.date",
        "unknown item of the form treatment"
      ),
      ("    - form: relapse\n", "    - form: relaps\n", "unknown form \"relaps\""),
      ("subjects: CM-001", "subjects: CM", "\"CM\" is not the first subject's identifier"),
      ("    - as: published\n", "    - as: printed\n", "\"printed\" is not one of the choices here"),
    ]
  )
  func reports(correct: String, faulty: String, problem: String) throws {
    let error = #expect(throws: ProtocolProblems.self) {
      _ = try PublishedTrial.study { text in
        let place = try #require(text.range(of: correct, options: .backwards))
        return text.replacingCharacters(in: place, with: faulty)
      }
    }
    let problems = try #require(error).problems
    #expect(problems.contains { $0.problem.contains(problem) }, "\(problems)")
    #expect(problems.allSatisfy { $0.place.hasPrefix("reconstruction") && !$0.remedy.isEmpty }, "\(problems)")
    #expect(problems.allSatisfy { $0.position.line > 1 })
  }

  @Test("figure without constraint, reason or criterion")
  func bareFigures() throws {
    let error = #expect(throws: ProtocolProblems.self) {
      _ = try PublishedTrial.study { text in
        text.replacingOccurrences(
          of: "  figures:\n    - id: arms\n",
          with: """
              figures:
                - {id: bare, printed: "1"}
                - {id: silent, printed: "2", followed: false}
                - {id: whom, printed: "3", count: 3}
                - id: arms

            """
        )
      }
    }
    #expect(
      try #require(error).problems.map(\.problem) == [
        "a figure that asks for nothing cannot be followed", "a figure not followed, without a reason",
        "a count of whom?",
      ]
    )
  }

  @Test(
    "addresses of cells match patterns with stars",
    arguments: [
      ("orr.primary/arms/CAV/events", Provenance.published),
      ("orr.primary/comparisons/CAV-vs-MEC/difference/estimate", .implied),
      ("baseline/baseline.sex/total/male/events", .published),
      ("baseline.sex/CAV/male/n", .undetermined),
      ("os.primary/hazard", .undetermined),
    ]
  )
  func provenance(address: String, provenance: Provenance) throws {
    let plan = try #require(try PublishedTrial.study().reconstruction)
    #expect(plan.provenance(ofCell: address) == provenance)
  }
}
