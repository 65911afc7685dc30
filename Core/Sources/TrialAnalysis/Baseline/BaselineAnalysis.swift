// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// The baseline table: each characteristic by arm, with standardized differences and, by default, no tests.
struct BaselineAnalysis {
  let data: AnalysisData
  private let lists: SubjectLists
  private static let id = "baseline"

  init(_ data: AnalysisData) {
    self.data = data
    lists = SubjectLists(data)
  }

  var listing: Listing {
    data.listing(Self.id, data.study.analyses.baseline.map { data.column(of: $0.item) })
  }

  var result: AnalysisResult {
    AnalysisResult(
      id: Self.id,
      topic: .baseline,
      endpoint: nil,
      set: nil,
      standing: .prespecified,
      access: .closed,
      methods: [.standardizedDifference],
      primaryTest: nil,
      tables: data.study.analyses.baseline.map { table($0) },
      curves: nil,
      notes: [],
      plan: nil
    )
  }

  /// Columns: the arms, all subjects, a standardized difference for each comparison, and a test where the
  /// protocol asks for one.
  private var columns: [Label] {
    data.armColumns + [.total] + data.comparisons.map { $0.label(data.study) }
      + (data.study.analyses.baselineTests ? [.statistic(.globalTest)] : [])
  }

  /// The entries right of the total that only the head of a characteristic has.
  private var blanks: [ResultTable.Entry?] {
    [ResultTable.Entry?](repeating: nil, count: columns.count - data.study.arms.count - 1)
  }

  /// The test of equal distributions in all arms, as an entry of the head; nothing where none is asked for.
  private func test(_ line: BaselineItem, _ result: @autoclosure () -> TestResult?) -> [ResultTable.Entry?] {
    data.study.analyses.baselineTests ? [.test("\(line.item)/test", result())] : []
  }

  private func table(_ line: BaselineItem) -> ResultTable {
    let item = data.study.item(line.item)
    switch item?.kind {
    case .integer, .decimal, .days: return numberTable(line, decimals: item?.kind == .decimal ? 1 : 0)
    default: return categoryTable(line)
    }
  }

  private func columnPaths(_ item: ItemPath) -> [String] {
    data.study.arms.map { "\(item)/\($0.id)" } + ["\(item)/total"]
  }

  /// The members of each arm, then of all.
  private func isIn(_ column: Int, _ member: Int) -> Bool {
    column == data.study.arms.count || Int(data.arm[member]) == column
  }

  private func rows(_ column: Int, _ condition: (Int) -> Bool) -> RowSet? {
    lists.rows(Self.id, count: data.count) { isIn(column, $0) && condition($0) }
  }

  private func numberTable(_ line: BaselineItem, decimals: Int) -> ResultTable {
    let values = data.numbers(line.item)
    let paths = columnPaths(line.item)
    let sorted = paths.indices.map { column in
      (0..<data.count).filter { isIn(column, $0) && !values[$0].isNaN }.map { values[$0] }.sorted()
    }
    var table = TableBuilder(line.item.description, columns: columns)
    table.row(
      .item(line.item),
      paths.map { _ in nil } + differences(line) { difference(sorted[$0], sorted[$1]) }
        + test(line, kruskalWallis(Array(sorted.dropLast()).filter { !$0.isEmpty }))
    )

    func cells(_ name: String, _ column: Int, _ parts: [(String, Double?)], decimals: Int) -> [Cell] {
      parts.map { part, value in
        Cell(
          "\(paths[column])/\(part)",
          value.map { CellValue($0) } ?? .notEstimable(.noData),
          .value(decimals: decimals)
        )
      }
    }
    table.row(
      .statistic(.medianRange),
      level: 1,
      paths.indices.map { column in
        let column = (column, sorted[column])
        return ResultTable.Entry(
          form: .medianAndRange,
          cells: cells(
            "median",
            column.0,
            [
              ("median", column.1.isEmpty ? nil : quantile(column.1, 0.5, type: .linear)),
              ("min", column.1.first), ("max", column.1.last),
            ],
            decimals: decimals
          ),
          rows: rows(column.0) { !values[$0].isNaN }
        )
      } + blanks
    )
    table.row(
      .statistic(.quartiles),
      level: 1,
      paths.indices.map { column in
        let numbers = sorted[column]
        return ResultTable.Entry(
          form: .pair,
          cells: cells(
            "quartiles",
            column,
            [
              ("q1", numbers.isEmpty ? nil : quantile(numbers, 0.25, type: .linear)),
              ("q3", numbers.isEmpty ? nil : quantile(numbers, 0.75, type: .linear)),
            ],
            decimals: decimals
          ),
          rows: nil
        )
      } + blanks
    )
    table.row(
      .statistic(.meanSD),
      level: 1,
      paths.indices.map { column in
        let numbers = sorted[column]
        return ResultTable.Entry(
          form: .meanAndSD,
          cells: cells(
            "mean",
            column,
            [
              ("mean", numbers.isEmpty ? nil : mean(numbers)),
              ("sd", numbers.count < 2 ? nil : standardDeviation(numbers)),
            ],
            decimals: decimals + 1
          ),
          rows: nil
        )
      } + blanks
    )
    table.row(
      .missing(line.item),
      level: 1,
      paths.indices.map { column in
        missing(column, paths[column]) { values[$0].isNaN }
      } + blanks
    )
    return table.table
  }

  private func categoryTable(_ line: BaselineItem) -> ResultTable {
    let codes = data.codes(line.item)
    let paths = columnPaths(line.item)
    let categories = data.study.item(line.item).map { data.study.codes(of: $0) } ?? []
    let counts = paths.indices.map { column in
      var counts = [Int](repeating: 0, count: categories.count)
      for member in 0..<data.count where isIn(column, member) && codes[member] != ItemColumn.noCode {
        counts[Int(codes[member])] += 1
      }
      return counts
    }
    let known = counts.map { $0.reduce(0, +) }
    var table = TableBuilder(line.item.description, columns: columns)
    table.row(
      .item(line.item),
      paths.map { _ in nil }
        + differences(line) { a, b in
          known[a] > 0 && known[b] > 0 ? standardizedDifference(counts[a], counts[b]) : nil
        } + test(line, ContingencyTable(Array(counts.dropLast())).pearson())
    )
    for code in categories.indices {
      table.row(
        .category(line.item, code),
        level: 1,
        paths.indices.map { column in
          .share(
            "\(paths[column])/\(categories[code])",
            counts[column][code],
            of: known[column],
            rows: rows(column) { Int(codes[$0]) == code }
          )
        } + blanks
      )
    }
    table.row(
      .missing(line.item),
      level: 1,
      paths.indices.map { column in
        missing(column, paths[column]) { codes[$0] == ItemColumn.noCode }
      } + blanks
    )
    return table.table
  }

  private func missing(_ column: Int, _ path: String, _ isMissing: (Int) -> Bool) -> ResultTable.Entry {
    let count = (0..<data.count).filter { isIn(column, $0) && isMissing($0) }.count
    return .count("\(path)/missing", count, rows: rows(column, isMissing))
  }

  private func differences(_ line: BaselineItem, _ value: (Int, Int) -> Double?) -> [ResultTable.Entry?] {
    data.comparisons.map { comparison in
      guard line.isBalanceFactor else { return nil }
      return .single(
        "\(line.item)/\(comparison.path(data.study))/smd",
        value(comparison.treatment, comparison.reference).map { CellValue($0) } ?? .notEstimable(.noData),
        .statistic
      )
    }
  }

  private func difference(_ a: [Double], _ b: [Double]) -> Double? {
    a.count > 1 && b.count > 1 ? standardizedMeanDifference(a, b) : nil
  }
}
