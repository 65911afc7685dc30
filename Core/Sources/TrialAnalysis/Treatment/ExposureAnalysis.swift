// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// What of the planned doses was given, by arm and drug (CONSORT 2025 item 24a; ICH E3 §12.1).
struct ExposureAnalysis {
  private let data: AnalysisData
  private let form: String
  private let lists: SubjectLists
  private let rows: [Row]
  static let id = "treatment.exposure"

  /// One subject's exposure to one drug.
  private struct Row {
    let member: Int
    let drug: String
    /// In percent; NaN where unknown.
    let proportion: Double
    let intensity: Double
  }

  /// nil where the protocol derives no exposure.
  init?(_ data: AnalysisData) {
    guard let derivation = data.study.derivations.exposure else { return nil }
    self.data = data
    form = derivation.form.id
    lists = SubjectLists(data)
    func path(_ column: ExposureDerivation.Column) -> ItemPath {
      ItemPath(form: derivation.form.id, item: column.rawValue)
    }
    guard case .texts(let drugs)? = data.view.column(path(.drug)),
      case .numbers(let proportions)? = data.view.column(path(.proportion)),
      case .numbers(let intensities)? = data.view.column(path(.intensity))
    else { return nil }
    rows = data.rows(of: derivation.form.id).map { row, member in
      Row(member: member, drug: drugs[row], proportion: proportions[row], intensity: intensities[row])
    }
  }

  var listing: Listing {
    Listing(
      id: Self.id,
      subjects: rows.map { Int32($0.member) },
      columns: [
        Listing.Column(
          title: .arm,
          values: .codes(rows.map { data.arm[$0.member] }, of: data.study.record.arm)
        ),
        Listing.Column(title: .item(path(.drug)), values: .texts(rows.map(\.drug))),
        Listing.Column(title: .item(path(.proportion)), values: .numbers(rows.map(\.proportion))),
        Listing.Column(title: .item(path(.intensity)), values: .numbers(rows.map(\.intensity))),
      ]
    )
  }

  private func path(_ column: ExposureDerivation.Column) -> ItemPath {
    ItemPath(form: form, item: column.rawValue)
  }

  var result: AnalysisResult {
    AnalysisResult(
      id: Self.id,
      topic: .treatment,
      endpoint: nil,
      set: nil,
      standing: .prespecified,
      access: .closed,
      methods: [.doseProportion, .doseIntensity],
      primaryTest: nil,
      tables: [table],
      curves: nil,
      notes: [],
      plan: nil
    )
  }

  /// A part for each arm: its drugs with subjects, share of the planned dose, and intensity.
  private var table: ResultTable {
    var table = TableBuilder(
      "exposure",
      columns: [.statistic(.subjects), .statistic(.doseProportion), .statistic(.doseIntensity)]
    )
    for (arm, entry) in data.study.arms.enumerated() {
      let own = rows.indices.filter { Int(data.arm[rows[$0].member]) == arm }
      guard let regimen = data.study.regimens.first(where: { $0.id == entry.regimen }) else { continue }
      table.row(.arm(entry.id), [nil, nil, nil])
      for drug in regimen.drugs {
        let shown = own.filter { rows[$0].drug == drug.name.english }
        let place = "\(entry.id)/\(drug.name.english)"
        table.row(
          .literal(drug.name.english),
          level: 1,
          [
            .count(
              "\(place)/n",
              shown.count,
              rows: lists.isOn ? RowSet(listing: Self.id, rows: shown.map(Int32.init)) : nil
            ),
            summary("\(place)/proportion", shown.map { rows[$0].proportion }),
            summary("\(place)/intensity", shown.map { rows[$0].intensity }),
          ]
        )
      }
    }
    return table.table
  }

  /// Median and range of the values that are known.
  private func summary(_ place: String, _ values: [Double]) -> ResultTable.Entry {
    let sorted = values.filter { !$0.isNaN }.sorted()
    let median = sorted.isEmpty ? Double.nan : quantile(sorted, 0.5, type: .linear)
    let parts = [("median", median), ("min", sorted.first ?? .nan), ("max", sorted.last ?? .nan)]
    return ResultTable.Entry(
      form: .medianAndRange,
      cells: parts.map { Cell("\(place)/\($0.0)", CellValue($0.1), .value(decimals: 0)) },
      rows: nil
    )
  }
}
