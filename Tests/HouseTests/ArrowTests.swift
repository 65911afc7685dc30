// SPDX-License-Identifier: Apache-2.0

import Testing

/// Imports point downwards only.
@Suite struct ArrowTests {
  private static let ground: Set = ["Biostatistics", "Markup"]

  /// What each target may import of ours.
  private static let allowed: [String: Set<String>] = [
    "Biostatistics": [],
    "Markup": [],
    // Style sheet and script of the report, embedded as bytes.
    "ReportAssets": [],
    "TrialDesign": ground,
    "TrialConduct": ground.union(["TrialDesign"]),
    "TrialAnalysis": ground.union(["TrialDesign", "TrialConduct"]),
    "TrialSimulation": ground.union(["TrialDesign", "TrialConduct", "TrialAnalysis"]),
    "PaperAudit": ["Biostatistics"],
    "Qualification": ground.union(["TrialDesign", "TrialConduct", "TrialAnalysis"]),
    "TrialReporting": ground.union([
      "PaperAudit", "Qualification", "ReportAssets", "TrialDesign", "TrialConduct", "TrialAnalysis",
      "TrialSimulation",
    ]),
    "TrialExchange": ground.union(["TrialDesign", "TrialConduct", "TrialAnalysis", "TrialSimulation"]),
    // Published criteria and regimens, embedded as bytes.
    "Shelf": [],
    // Reference values, embedded as bytes.
    "References": [],
    "ProtocolLibrary": core.union(["Shelf"]),
    // The stores know no trial.
    "Ledger": [],
    "LedgerSQLite": ["Ledger"],
    // PostgreSQL's client library, as the system has it.
    "CPQ": [],
    "LedgerPostgres": ["Ledger", "CPQ"],
    "Coordination": core.union(["ProtocolLibrary", "Ledger", "LedgerSQLite", "LedgerPostgres"]),
    "EquipoiseWeb": core.union(["Coordination", "ProtocolLibrary", "Ledger"]),
    "equipoise": core.union([
      "EquipoiseWeb", "Coordination", "ProtocolLibrary", "Ledger", "LedgerSQLite", "LedgerPostgres",
      "PaperAudit", "Qualification", "References",
    ]),
  ]

  private static let core: Set = ground.union([
    "TrialDesign", "TrialConduct", "TrialAnalysis", "TrialSimulation", "TrialReporting", "TrialExchange",
  ])

  /// What Core may import that is not ours: elementary functions only.
  private static let pure: Set = ["RealModule", "Numerics"]

  @Test("every target stands on the map")
  func everyTarget() {
    for target in SourceTree.targets(in: "Core/Sources") + SourceTree.targets(in: "Sources") {
      #expect(Self.allowed[target] != nil, "\(target) has no place on the map")
    }
  }

  @Test("no target imports upwards or sideways", arguments: SourceTree.core + SourceTree.doors)
  func imports(file: SourceTree.File) {
    let isCore = file.path.hasPrefix("Core/")
    let target = String(file.path.split(separator: "/")[isCore ? 2 : 1])
    let may = Self.allowed[target] ?? []
    for name in Self.imported(by: file) {
      if Self.allowed[name] != nil {
        #expect(may.contains(name), "\(file.path) imports \(name)")
      } else if isCore {
        #expect(Self.pure.contains(name), "\(file.path) imports \(name), which is not pure")
      }
    }
  }

  private static func imported(by file: SourceTree.File) -> [String] {
    file.code.compactMap { line in
      line.text.firstMatch(
        of: /^\s*(?:(?:@\w+|public|package|internal|private)\s+)*import\s+(?:\w+\s+)?(\w+)/
      )
      .map { String($0.output.1) }
    }
  }
}
