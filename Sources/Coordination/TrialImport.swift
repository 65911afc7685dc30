// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialConduct
import TrialDesign

/// Brings the tables of a study folder into its ledger as events: data that were recorded elsewhere keep their values, their
/// days of recording and their allocations, and are marked as what they are.
public struct TrialImport: Sendable {
  private let study: StudyProtocol
  private let record: TrialRecord
  private let limits: String?

  /// - Parameters:
  ///   - study: The protocol of the tables.
  ///   - record: The tables as read, without problems.
  ///   - folder: The folder they were read from; its table of laboratory limits, where the study has one, comes along.
  public init(_ study: StudyProtocol, _ record: TrialRecord, from folder: StudyFolder) {
    self.study = study
    self.record = record
    limits = study.laboratoryLimits.flatMap { folder.table($0.file) }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// How many rows there are to bring in.
  public var rowCount: Int { study.forms.reduce(0) { $0 + record.table($1.id).count } }

  /// The acts, in an order in which each can follow those before it: subjects, their rows, their allocations.
  public func acts() -> [Act] {
    let sites = record.texts(study.record.site, in: study)
    let arms = record.texts(study.record.arm, in: study)
    let days = record.texts(study.record.randomized, in: study)
    var acts = limits.map { [Act.publishLimits(table: $0)] } ?? []
    acts += record.subjects.enumerated().map { index, id in
      .bringIn(subject: id, site: sites[index] ?? "")
    }
    for form in study.forms {
      let rows = record.rows(of: form, in: study)
      acts += rows.map { row in
        .importRow(subject: row.subject, form: form.id, values: row.values, recorded: row.recorded)
      }
    }
    let allocated = record.subjects.indices.compactMap { index -> (CivilDate, Int, String)? in
      guard let arm = arms[index], let day = days[index].flatMap({ CivilDate(iso: $0) }) else { return nil }
      return (day, index, arm)
    }
    // The order of allocation within a day is not on file; subjects stand in theirs.
    acts += allocated.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { day, index, arm in
      .allocateElsewhere(subject: record.subjects[index], arm: arm, on: day)
    }
    return acts
  }
}
