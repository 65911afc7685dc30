// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialAnalysis
import TrialDesign

@testable import equipoise

@Suite struct RenamingTests {
  @Test(
    "other names for arms, sites, categories, files, columns and codes change no number",
    arguments: StudyCopy.names
  )
  func numbers(of study: String) throws {
    let copy = try StudyCopy(study)
    let renaming = try Renaming(copy)
    #expect(renaming.count >= 4)
    let (before, after) = (try copy.results(), try renaming.renamed.results())
    #expect(before.subjects == after.subjects)
    #expect(before.arms == after.arms)
    try #require(before.results.map(\.id) == after.results.map(\.id))
    for (one, other) in zip(before.results, after.results) {
      #expect(one.cells.map(\.value) == other.cells.map(\.value), "\(one.id)")
      #expect(one.cells.map(\.kind) == other.cells.map(\.kind), "\(one.id)")
      #expect(Self.rows(of: one) == Self.rows(of: other), "\(one.id)")
    }
    // It was not the same file that was read twice.
    #expect(before.results.flatMap(\.cells).map(\.path) != after.results.flatMap(\.cells).map(\.path))
  }

  @Test("other names change neither what a reconstruction leaves open nor its ranges")
  func ranges() throws {
    let copy = try StudyCopy("cav-mec")
    let before = try copy.analysis().results(cohorts: 3)
    let after = try Renaming(copy).renamed.analysis().results(cohorts: 3)
    for (one, other) in zip(before.results, after.results) {
      #expect(one.cells.map(\.provenance) == other.cells.map(\.provenance), "\(one.id)")
      #expect(one.cells.map(\.value) == other.cells.map(\.value), "\(one.id)")
    }
  }

  private static func rows(of result: AnalysisResult) -> [[Int32]] {
    result.tables.flatMap { $0.rows.flatMap(\.entries) }.map { $0?.rows?.rows ?? [] }
  }
}
