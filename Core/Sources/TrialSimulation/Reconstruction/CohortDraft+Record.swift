// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

extension CohortDraft {
  /// The cohort as a record, each row recorded some days after its last fact.
  ///
  /// - Parameters:
  ///   - study: Gives the forms; those without rules stay empty.
  ///   - reconstruction: Gives identifiers and the delay of recording.
  ///   - stream: Decides the delays.
  /// - Returns: Subjects in the order of randomization; rows in the record's canonical order.
  func record(
    study: StudyProtocol,
    plan reconstruction: Reconstruction,
    drawing stream: inout some RandomSource
  ) -> TrialRecord {
    var tables: [String: FormTable] = [:]
    for form in study.forms {
      tables[form.id] = table(of: form, reconstruction, drawing: &stream)
    }
    return TrialRecord(
      subjects: (0..<plan.subjects).map { reconstruction.subjects.identifier($0) },
      tables: tables
    ).inCanonicalOrder(of: study)
  }

  private func table(
    of form: Form,
    _ reconstruction: Reconstruction,
    drawing stream: inout some RandomSource
  ) -> FormTable {
    let numbers = plan.forms.indices.filter { plan.forms[$0] == form.id }
    let dates = form.items.filter { $0.kind == .date }.map(\.id)
    var lines: [Line] = []
    for subject in 0..<plan.subjects {
      let base = subject * plan.width
      for number in numbers where isPresent(number, base) {
        let items = plan.rows[number].items
        let line = form.items.map { item in
          items.first { plan.itemIDs[$0] == item.id }.map { values[base + plan.items[$0].slot] }
            ?? Self.missing
        }
        let last = zip(form.items, line).filter { dates.contains($0.0.id) }.map(\.1).max() ?? Self.missing
        let known = last == Self.missing ? values[base + plan.randomizedSlot] : last
        let delay = reconstruction.recordingDelay
        let recorded = known + Int32(delay.lowerBound + stream.integer(below: delay.count))
        let happened = form.items.firstIndex { $0.id == form.happened }.map { line[$0] } ?? Self.missing
        lines.append(
          Line(
            subject: Int32(subject),
            happened: happened,
            values: line,
            recorded: min(recorded, reconstruction.lastRecord.day)
          )
        )
      }
    }
    var columns: [String: ItemColumn] = [:]
    for (place, item) in form.items.enumerated() {
      columns[item.id] = column(lines.map { $0.values[place] }, of: item)
    }
    return FormTable(
      subject: lines.map(\.subject),
      happened: lines.map { $0.happened == Self.missing ? ItemColumn.noDay : $0.happened },
      recorded: lines.map(\.recorded),
      columns: columns
    )
  }

  private func column(_ values: [Int32], of item: Item) -> ItemColumn {
    switch item.kind {
    case .category, .arm, .site:
      .codes(values.map { $0 == Self.missing ? ItemColumn.noCode : Int16($0) })
    case .integer, .decimal:
      .numbers(values.map { $0 == Self.missing ? .nan : Double($0) })
    case .date, .days:
      .days(values.map { $0 == Self.missing ? ItemColumn.noDay : $0 }, partial: [:])
    case .text:
      .texts(values.map { $0 == Self.missing ? "" : plan.words[Int($0)] })
    }
  }
}

/// One row on its way into a table.
private struct Line {
  let subject: Int32
  let happened: Int32
  let values: [Int32]
  let recorded: Int32
}
