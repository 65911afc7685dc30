// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// A table of assessments, one row each, with the columns of `equipoise respond`.
///
/// Empty and `NA` are unknown, but an event without a date did not happen, as far as is known. A value that cannot be
/// makes its row refused; the other rows are read all the same.
public struct AssessmentTable: Sendable {
  /// One row as it is to be judged.
  public struct Row: Sendable {
    /// As written; empty where missing.
    public let subject: String
    /// As written; empty where missing.
    public let date: String
    public let record: AssessmentRecord
    /// What is impossible in it; where there is any, the record must not be judged.
    public let problems: [FindingTable.Problem]
  }

  /// The columns, in the order of the documentation.
  public static let columns = [
    "subject", "date", "blast_pct", "cells_counted", "spicules", "biopsy_cellularity_pct",
    "technically_adequate", "circulating_blasts", "anc", "anc_unit", "anc_date", "plt", "plt_unit",
    "plt_date", "extramedullary_disease", "prior_extramedullary_disease", "baseline_blast_pct", "gcsf_date",
    "platelet_transfusion_date", "new_therapy_date", "mrd_method", "mrd_value", "mrd_threshold",
    "mrd_tissue", "auer_rods",
  ]

  public private(set) var rows: [Row] = []
  /// Columns of the table that nothing is read from.
  public private(set) var ignored: [String] = []
  /// What is wrong with the table itself: then no row can be trusted.
  public private(set) var faults: [TableFault] = []

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The file: CSV with a head.
  ///   - list: The rules, which say what values are possible.
  public init(_ bytes: [UInt8], for list: DecisionList) {
    var head: [String: Int] = [:]
    var isHead = true
    let found = CSVReader(bytes).forEachRow { (row: CSVRow) in
      let texts = row.strings.map { FindingTable.trimmed($0) }
      if isHead {
        isHead = false
        for (index, name) in texts.enumerated() {
          if head[name] == nil { head[name] = index } else { faults.append(.columnTwice(name)) }
        }
        ignored = texts.filter { !Self.columns.contains($0) }
        return
      }
      var reader = AssessmentRowReader(texts, head, row: rows.count + 1, list)
      rows.append(reader.read())
    }
    faults += found.listed.map { .csv($0) }
    if isHead { faults.append(.empty) }
    if !isHead, Set(Self.columns.dropFirst(2)).isDisjoint(with: head.keys) { faults.append(.noFindings) }
  }
}
