// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// The response that is derived from raw findings beside the one that the investigator gave.
///
/// A response trial stands or falls with its categories, so every subject of whom the two differ is listed.
struct AgreementAnalysis {
  private let data: AnalysisData
  private let derivation: ResponseDerivation
  private let investigator: ItemPath
  private let lists: SubjectLists
  /// One for each member.
  private let comparisons: [ResponseDiscordance]
  static let id = "response.agreement"

  /// nil where the protocol derives no response or names no item with the investigator's.
  init?(_ data: AnalysisData) {
    guard let derivation = data.study.derivations.response, let investigator = derivation.investigator else {
      return nil
    }
    self.data = data
    self.derivation = derivation
    self.investigator = investigator
    lists = SubjectLists(data)
    let responses = Dictionary(data.derived.responses.map { ($0.subject, $0) }) { first, _ in first }
    let codes = data.study.item(investigator).map { data.study.codes(of: $0) } ?? []
    let given = data.codes(investigator)
    comparisons = data.members.indices.map { member in
      ResponseDiscordance(
        derived: responses[data.members[member]]?.reported ?? [],
        investigator: given[member] == ItemColumn.noCode
          ? nil : ResponseCategory(rawValue: codes[Int(given[member])]),
        responders: derivation.scheme.parameters.responders
      )
    }
  }

  var listing: Listing {
    let form = derivation.form.id
    return data.listing(
      Self.id,
      [
        data.column(of: investigator),
        data.column(of: ItemPath(form: form, item: ResponseDerivation.Column.best.rawValue)),
        data.column(of: ItemPath(form: form, item: ResponseDerivation.Column.possible.rawValue)),
        data.column(of: ItemPath(form: form, item: ResponseDerivation.Column.date.rawValue)),
      ]
    )
  }

  var result: AnalysisResult {
    AnalysisResult(
      id: Self.id,
      topic: .response,
      endpoint: nil,
      set: nil,
      standing: .prespecified,
      access: .closed,
      methods: [.concordant],
      primaryTest: nil,
      tables: [agreementTable, crossTable],
      curves: nil,
      notes: data.study.data.kind == .reconstructed ? [.findingsDrawnForCategory] : [],
      plan: nil
    )
  }

  private static let agreements: [(Statistic, ResponseDiscordance.Agreement)] = [
    (.concordant, .concordant), (.discordant, .discordant), (.responseUndetermined, .undetermined),
    (.notCompared, .notCompared),
  ]

  private var agreementTable: ResultTable {
    var table = TableBuilder("agreement", columns: data.armColumns + [.total])
    for (statistic, agreement) in Self.agreements {
      table.row(
        .statistic(statistic),
        isPrimary: statistic == .concordant,
        counts(statistic.rawValue) { comparisons[$0].agreement == agreement }
      )
    }
    table.row(
      .statistic(.responseChanged),
      counts(Statistic.responseChanged.rawValue) { comparisons[$0].changesResponse == .met }
    )
    return table.table
  }

  private func counts(_ name: String, where isIn: (Int) -> Bool) -> [ResultTable.Entry?] {
    let byArm = data.countByArm(where: isIn)
    let sizes = data.countByArm { _ in true }
    let arms = data.study.arms.enumerated().map { arm, entry -> ResultTable.Entry? in
      .share(
        "\(entry.id)/\(name)",
        byArm[arm],
        of: sizes[arm],
        rows: lists.rows(Self.id, count: data.count) { Int(data.arm[$0]) == arm && isIn($0) }
      )
    }
    return arms + [
      .share(
        "total/\(name)",
        byArm.reduce(0, +),
        of: data.count,
        rows: lists.rows(Self.id, count: data.count, where: isIn)
      )
    ]
  }

  /// Investigator in rows, derived in columns; a last column for what the findings leave open.
  private var crossTable: ResultTable {
    let outcomes = derivation.categories
    var table = TableBuilder(
      "investigator",
      columns: outcomes.map { .literal($0.rawValue) } + [
        .statistic(.responseUndetermined), .statistic(.notEvaluated),
      ]
    )
    let codes = data.study.item(investigator).map { data.study.codes(of: $0) } ?? []
    // Codes, not titles: both heads of the table name the same categories.
    for code in codes {
      let category = ResponseCategory(rawValue: code)
      row(.literal(code), code, outcomes, into: &table) {
        category != nil && $0.investigator == category
      }
    }
    row(.missing(investigator), "missing", outcomes, into: &table) {
      $0.investigator == nil
    }
    return table.table
  }

  private func row(
    _ label: Label,
    _ name: String,
    _ categories: [ResponseCategory],
    into table: inout TableBuilder,
    where isIn: (ResponseDiscordance) -> Bool
  ) {
    func entry(_ column: String, _ fits: (ResponseCategories) -> Bool) -> ResultTable.Entry {
      let members = comparisons.indices.filter { isIn(comparisons[$0]) && fits(comparisons[$0].derived) }
      return .count(
        "investigator/\(name)/\(column)",
        members.count,
        rows: lists.isOn ? RowSet(listing: Self.id, rows: members.map(Int32.init)) : nil
      )
    }
    let definite = categories.map { category -> ResultTable.Entry? in
      entry(category.rawValue) { $0.only == category }
    }
    table.row(
      label,
      definite + [
        entry("undetermined") { $0.rawValue.nonzeroBitCount > 1 }, entry("none") { $0.isEmpty },
      ]
    )
  }
}
