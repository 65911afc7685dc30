// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialAnalysis

@testable import equipoise

@Suite struct FlowTests {
  struct Cut: Sendable, CustomTestStringConvertible {
    let study: String
    let day: String?

    var testDescription: String { "\(study) at \(day ?? "its own cut")" }
  }

  static let cuts =
    StudyCopy.names.map { Cut(study: $0, day: nil) }
    + ["2022-10-31", "2023-06-30", "2024-06-30", "2025-07-31"].map { Cut(study: "cav-mec", day: $0) }

  @Test("the boxes of the flow sum", arguments: cuts)
  func sums(at cut: Cut) throws {
    let copy = try StudyCopy(cut.study)
    let study = try copy.analysis(cut: cut.day).study
    let results = try copy.results(cut: cut.day)
    let flow = try #require(results.result("flow"))
    let sets = try #require(results.result("sets"))
    let columns = study.arms.map(\.id) + ["total"]
    #expect(Self.count(flow, "total/randomized") == Double(results.subjects.count))
    for row in flow.tables[0].rows {
      let counts = row.entries.compactMap { $0?.cells.first?.value.number }
      try #require(counts.count == columns.count)
      #expect(counts.dropLast().reduce(0, +) == counts.last, "\(row.label)")
    }
    for column in columns {
      let randomized = try #require(Self.count(flow, "\(column)/randomized"))
      if let treated = Self.count(flow, "\(column)/treated") {
        #expect(treated + (Self.count(flow, "\(column)/not-treated") ?? -1) == randomized, "\(column)")
      }
      for reason in ["discontinued", "lost"] {
        guard let all = Self.count(flow, "\(column)/\(reason)") else { continue }
        let parts = flow.cells.filter { $0.path.hasPrefix("\(column)/\(reason)-") }.compactMap(\.value.number)
        #expect(parts.isEmpty || parts.reduce(0, +) == all, "\(column) \(reason)")
        #expect(all <= randomized)
      }
      for set in study.analysisSets {
        let parts = ["in-set", "not-in-set", "set-unknown"].compactMap {
          Self.count(sets, "\(column)/\(set.id)/\($0)")
        }
        #expect(parts.count == 3 && parts.reduce(0, +) == randomized, "\(column) \(set.id)")
        #expect(parts.first == Self.count(flow, "\(column)/set-\(set.id)"), "\(column) \(set.id)")
      }
    }
    #expect(!flow.notes.contains { if case .doesNotSum = $0 { true } else { false } })
  }

  private static func count(_ result: AnalysisResult, _ path: String) -> Double? {
    result.cell(path)?.value.number
  }
}
