// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

extension TrialState {
  /// The tables that a study folder would hold, `<form>.csv` each, for every reader of tables.
  ///
  /// Columns: `subject`, the items under their ids, and `recorded` where any row says when. Values stand as they were
  /// written.
  ///
  /// - Parameters:
  ///   - rules: The protocol's forms.
  ///   - sites: The sites whose subjects are wanted; nil for all.
  ///   - hidesArms: Whether the item that holds the arm stays empty.
  /// - Returns: The bytes of each table by file name; forms without a row have only their head. The laboratories' limits, where
  ///   the protocol has any, stand in a table of their own.
  public func tables(
    _ rules: CaptureRules,
    sites: Set<String>? = nil,
    hidesArms: Bool = false
  ) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let isCalendar = rules.study.study.time == .calendar
    for form in rules.study.forms {
      var rows: [(subject: String, row: CaptureRules.Row)] = []
      let arm = hidesArms && rules.study.record.arm.form == form.id ? rules.study.record.arm.item : nil
      let hidden = form.items.firstIndex { $0.id == arm }
      for subject in subjects where sites?.contains(subject.site) ?? true {
        for row in rules.rows(of: form, in: subject, begunOnly: true) { rows.append((subject.id, row)) }
      }
      let times = rows.map {
        $0.row.recordedElsewhere ?? (isCalendar ? $0.row.recorded?.description ?? "" : "")
      }
      let saysWhen = times.contains { !$0.isEmpty }
      var writer = CSVWriter()
      writer.append(["subject"] + form.items.map(\.id) + (saysWhen ? ["recorded"] : []))
      for (index, row) in rows.enumerated() {
        var texts = row.row.texts
        if let hidden { texts[hidden] = "" }
        writer.append([row.subject] + texts + (saysWhen ? [times[index]] : []))
      }
      files["\(form.id).csv"] = Array(writer.text.utf8)
    }
    if let file = rules.study.conducted.laboratoryLimits?.file {
      files[file] = Array((limits ?? LaboratoryLimits.columns.joined(separator: ",") + "\n").utf8)
    }
    return files
  }
}
