// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct
import TrialDesign
import TrialSimulation

@Suite struct Violations {
  @Test("a changed cohort is found out, with what was expected and what was found")
  func findsChange() throws {
    let study = try PublishedTrial.study()
    let plan = try #require(study.reconstruction)
    let cohort = try #require(try reconstructedCohorts(study: study, plan: plan, seeds: 3...3).first)
    var tables = cohort.tables
    let death = cohort.table("death")
    // All deaths of progression become deaths of infection.
    guard case .codes(let causes)? = death.columns["cause"] else { return }
    tables["death"] = FormTable(
      subject: death.subject,
      happened: death.happened,
      recorded: death.recorded,
      columns: [
        "date": try #require(death.columns["date"]),
        "cause": .codes(causes.map { $0 == 0 ? 1 : $0 }),
      ]
    )
    let changed = TrialRecord(subjects: cohort.subjects, tables: tables)
    #expect(
      violations(of: changed, study: study, plan: plan).map(\.description) == [
        "deaths-progression: 7 expected, 0 found", "deaths-infection: 4 expected, 11 found",
      ]
    )
  }

  @Test("an empty record meets none of the counts")
  func emptyRecord() throws {
    let study = try PublishedTrial.study()
    let plan = try #require(study.reconstruction)
    let empty = TrialRecord(subjects: [], tables: [:])
    let missed = Set(violations(of: empty, study: study, plan: plan).map(\.figure))
    let counts = plan.followed.filter { figure in
      if case .count(.total(0), _) = figure.constraint { return false }
      if case .latest = figure.constraint { return false }
      return true
    }
    #expect(missed == Set(counts.map(\.id)))
  }
}
