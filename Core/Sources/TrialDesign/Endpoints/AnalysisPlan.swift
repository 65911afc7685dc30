// SPDX-License-Identifier: Apache-2.0

/// The analyses the protocol plans, and those asked for later (`analyses:`).
public struct AnalysisPlan: Sendable {
  /// Confidence level of intervals, such as 0.95.
  public let level: Double
  /// The arm that the others are compared with.
  public let reference: String
  public let analyses: [PlannedAnalysis]
  public let baseline: [BaselineItem]
  /// Whether the baseline table shows tests; the default is no (CONSORT 2025 item 20).
  public let baselineTests: Bool

  static let none = AnalysisPlan()

  private init() {
    level = 0.95
    reference = ""
    analyses = []
    baseline = []
    baselineTests = false
  }

  init(_ block: inout BlockReader) {
    level = block.required("level", else: 0.95) { reader in
      reader.value("a confidence level", example: "0.95") { text in
        Double(text).flatMap { $0 > 0.5 && $0 < 1 ? $0 : nil }
      }
    }
    reference = block.text("reference")
    analyses = block.list("plan") { reader in reader.block { PlannedAnalysis(&$0) } }
    baseline = block.list("baseline") { reader in
      guard case .mapping = reader.node.content else {
        return reader.itemPath().map { BaselineItem(item: $0, isBalanceFactor: true) }
      }
      return reader.block { block in
        BaselineItem(
          item: block.required("item", else: ItemPath(form: "", item: "")) { $0.itemPath() },
          isBalanceFactor: block.optional("balance") { $0.boolean() } ?? true
        )
      }
    }
    baselineTests = block.optional("baseline-tests") { $0.boolean() } ?? false
  }
}

/// A line of the baseline table.
public struct BaselineItem: Sendable {
  public let item: ItemPath
  /// Whether a standardized mean difference is shown.
  public let isBalanceFactor: Bool
}

/// One analysis with an id that stays.
public struct PlannedAnalysis: Sendable {
  /// Whether the analysis stood in the protocol before the data were seen.
  public enum Standing: String, CaseIterable, Sendable {
    case prespecified
    case postHoc = "post-hoc"
    /// In the published report, with nothing known about when it was chosen.
    case asPublished = "as-published"
  }

  /// Tests of two or more proportions.
  public enum ProportionTest: String, CaseIterable, Sendable {
    case pearson
    case yates
    case nMinusOne = "n-1"
    case likelihoodRatio = "likelihood-ratio"
    case fisher
    case fisherMidP = "fisher-midp"
    case barnard
    case boschloo
  }

  /// Tests of two or more survival curves.
  public enum SurvivalTest: String, CaseIterable, Sendable {
    case logRank = "log-rank"
    case stratifiedLogRank = "stratified-log-rank"
  }

  /// Subjects taken from one arm for a comparison.
  public struct Selection: Sendable {
    public let arm: String
    /// nil for the whole arm.
    public let criterion: Criterion?
  }

  public let id: String
  public let title: LocalizedText?
  public let endpoint: String
  /// The analysis set's id.
  public let set: String
  public let standing: Standing
  /// The test whose p-value is the analysis's own; nil where the sources leave it open.
  public let proportionTest: ProportionTest?
  public let survivalTest: SurvivalTest?
  /// Strata of a stratified analysis.
  public let strata: [ItemPath]
  /// Covariates of an adjusted hazard ratio: numbers as they are, categories as indicators against the first.
  public let adjustment: [ItemPath]
  /// The items whose categories make subgroups; such a plan is a subgroup analysis and nothing else.
  public let subgroups: [ItemPath]
  /// A comparison of parts of arms with each other, where it is not the same part of each arm; empty for whole arms.
  public let selections: [Selection]
  public let note: LocalizedText?

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.optional("title") { $0.localized() }
    endpoint = block.text("endpoint")
    set = block.text("set")
    standing = block.required("standing", else: .postHoc) { $0.choice(Standing.self) }
    var proportionTest: ProportionTest?
    var survivalTest: SurvivalTest?
    block.optional("test") { reader -> Bool? in
      proportionTest = ProportionTest(rawValue: reader.text())
      survivalTest = SurvivalTest(rawValue: reader.text())
      if proportionTest == nil, survivalTest == nil {
        let words = ProportionTest.allCases.map(\.rawValue) + SurvivalTest.allCases.map(\.rawValue)
        reader.report(
          "\"\(reader.text())\" is not a test of this format",
          remedy: "Write one of: \(words.joined(separator: ", "))."
        )
      }
      return nil
    }
    self.proportionTest = proportionTest
    self.survivalTest = survivalTest
    strata = block.list("strata") { $0.itemPath() }
    adjustment = block.list("adjust") { $0.itemPath() }
    subgroups = block.list("subgroups") { $0.itemPath() }
    selections = block.list("selections") { reader in
      reader.block { block in
        Selection(arm: block.text("arm"), criterion: block.optional("criterion") { $0.criterion() })
      }
    }
    note = block.optional("note") { $0.localized() }
  }
}
