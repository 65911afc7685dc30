// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

/// The model of a reference case: its columns, the indicators of its factor, its strata, complete cases only.
struct CoxReference {
  let model: CoxModel
  let terms: [[Int]]
  /// Labels of the clusters, where the case has any.
  let clusters: [Int]?
  /// The name of each covariate, with the level for an indicator of a factor.
  let columns: [(name: String, level: Double?)]

  init(_ reference: Oracle.Case) throws {
    let input = reference.input
    var names = input["x"].list.compactMap(\.text)
    let factor = input["factor"].text
    let stratum = input["strata"].text
    let used = names + [factor, stratum, input["cluster"].text].compactMap { $0 }
    let table = try ReferenceTable(try #require(input["data"].text)).complete(used)
    var columns = try names.map { try table.column($0) }
    var labels = names.map { (name: $0, level: Double?.none) }
    var terms = names.indices.map { [$0] }
    if let factor {
      let values = try table.groups(factor)
      let indicators = values.levels.indices.dropFirst()
      terms.append(indicators.map { columns.count + $0 - 1 })
      for level in indicators {
        names.append("\(factor) \(level)")
        labels.append((factor, values.levels[level]))
        columns.append(values.numbers.map { $0 == level ? 1 : 0 })
      }
    }
    let ties: [String: CoxTies] = ["efron": .efron, "breslow": .breslow, "exact": .exact]
    model = CoxModel(
      data: try table.survivalTimes(),
      covariates: columns,
      names: names,
      strata: try stratum.map { try table.integers($0) },
      ties: try #require(ties[input["ties"].text ?? ""])
    )
    self.terms = terms
    clusters = try input["cluster"].text.map { try table.integers($0) }
    self.columns = labels
  }
}
