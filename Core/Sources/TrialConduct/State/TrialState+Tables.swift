// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

extension TrialState {
  /// The tables that a study folder would hold, `<form>.csv` each, for every reader of tables.
  ///
  /// Columns: `subject`, the items under their ids, and `recorded` where any row says when. Values stand as they were
  /// written.
  ///
  /// - Parameter rules: The protocol's forms.
  /// - Returns: The bytes of each table by file name; forms without a row have only their head. The laboratories' limits, where
  ///   the protocol has any, stand in a table of their own.
  public func tables(_ rules: CaptureRules) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let isCalendar = rules.study.study.time == .calendar
    for form in rules.study.forms {
      var rows: [(subject: String, row: CaptureRules.Row)] = []
      for subject in subjects {
        for row in rules.rows(of: form, in: subject, begunOnly: true) { rows.append((subject.id, row)) }
      }
      let times = rows.map {
        $0.row.recordedElsewhere ?? (isCalendar ? $0.row.recorded?.description ?? "" : "")
      }
      let saysWhen = times.contains { !$0.isEmpty }
      var writer = CSVWriter()
      writer.append(["subject"] + form.items.map(\.id) + (saysWhen ? ["recorded"] : []))
      for (index, row) in rows.enumerated() {
        writer.append([row.subject] + row.row.texts + (saysWhen ? [times[index]] : []))
      }
      files["\(form.id).csv"] = Array(writer.text.utf8)
    }
    if let file = rules.study.conducted.laboratoryLimits?.file {
      files[file] = Array((limits ?? LaboratoryLimits.columns.joined(separator: ",") + "\n").utf8)
    }
    return files
  }
}
