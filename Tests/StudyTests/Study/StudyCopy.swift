// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialAnalysis
import TrialConduct
import TrialDesign
import TrialReporting

@testable import equipoise

/// A study of the repository in memory, which a test may change and then read as the program would.
struct StudyCopy: Sendable {
  static let names = ["cav-mec", "colon", "myeloid"]

  var protocolFile: [UInt8]
  /// By name inside `data/`.
  var tables: [String: [UInt8]]

  init(_ name: String) throws {
    let folder = try StudyFolder.open(Repository.root.appendingPathComponent("Studies/\(name)").path)
    protocolFile = folder.protocolFile.bytes
    tables = Dictionary(
      uniqueKeysWithValues: folder.tables.map { (String($0.name.dropFirst("data/".count)), $0.bytes) }
    )
  }

  init(protocolFile: [UInt8], tables: [String: [UInt8]]) {
    self.protocolFile = protocolFile
    self.tables = tables
  }

  var folder: StudyFolder {
    StudyFolder(
      path: "study",
      protocolFile: StudyFolder.File(name: "protocol.yaml", bytes: protocolFile),
      tables: tables.sorted { $0.key < $1.key }.map {
        StudyFolder.File(name: "data/\($0.key)", bytes: $0.value)
      }
    )
  }

  func analysis(cut: String? = nil, asOf: String? = nil) throws -> StudyAnalysis {
    try StudyAnalysis(folder, cut: cut, asOf: asOf)
  }

  /// The results of the tables as they are; of reconstructed data too, where a report would show ranges.
  func results(cut: String? = nil, asOf: String? = nil) throws -> TrialResults {
    let analysis = try analysis(cut: cut, asOf: asOf)
    return analyse(
      analysis.study,
      analysis.record,
      settings: AnalysisSettings(cut: analysis.cut, asOf: analysis.asOf)
    )
  }

  /// The files of the report; a reconstructed study's ranges are taken over few cohorts where none of them matters.
  func report(language: Language = .english, cohorts: Int? = 2) throws -> [String: [UInt8]] {
    let analysis = try analysis()
    let input = ReportInput(
      study: analysis.study,
      results: try analysis.results(cohorts: cohorts),
      fingerprints: analysis.fingerprints,
      language: language
    )
    return Report(input).files
  }

  /// One of the tables, as rows of texts.
  func table(_ file: String) -> DataTable { DataTable(tables[file] ?? []) }

  /// Changes every table.
  func mapTables(_ change: (_ file: String, DataTable) -> DataTable) -> StudyCopy {
    var copy = self
    for (file, bytes) in tables { copy.tables[file] = change(file, DataTable(bytes)).bytes }
    return copy
  }
}
