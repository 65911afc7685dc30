// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A date that was completed by its item's rule.
public struct ImputedValue: Hashable, Sendable {
  /// Index into `TrialRecord.subjects`.
  public let subject: Int
  public let item: ItemPath
  /// As recorded.
  public let recorded: PartialDate
  public let imputation: DateImputation
}

extension TrialRecord {
  /// The record with partial dates completed where their items state a rule, and what was put in.
  ///
  /// The partial date stays beside its day, so that files still show what was recorded; dates without a rule, and those
  /// for which no day is possible within the bounds, stay missing. A report shows how many there are (provenance
  /// `imputed`).
  public func imputingDates(of study: StudyProtocol) -> (record: TrialRecord, imputed: [ImputedValue]) {
    var tables = tables
    var imputed: [ImputedValue] = []
    for form in study.forms {
      for item in form.items {
        guard let rule = item.imputation, let table = tables[form.id],
          case .days(var days, let partial)? = table.columns[item.id], !partial.isEmpty
        else { continue }
        let path = ItemPath(form: form.id, item: item.id)
        // Bounds come from what was recorded, so that the order of items does not matter.
        let first = rule.notBefore.map { earliestDay($0) }
        let last = rule.notAfter.map { latestDay($0) }
        for (row, recorded) in partial.sorted(by: { $0.key < $1.key }) where days[row] == ItemColumn.noDay {
          let subject = Int(table.subject[row])
          let imputation = recorded.imputed(
            by: rule.rule,
            notBefore: Self.known(first?[subject]),
            notAfter: Self.known(last?[subject])
          )
          guard let imputation else { continue }
          days[row] = imputation.date.day
          imputed.append(
            ImputedValue(subject: subject, item: path, recorded: recorded, imputation: imputation)
          )
        }
        var columns = table.columns
        columns[item.id] = .days(days, partial: partial)
        tables[form.id] = FormTable(
          subject: table.subject,
          happened: form.happened == item.id ? days : table.happened,
          recorded: table.recorded,
          columns: columns
        )
      }
    }
    return imputed.isEmpty
      ? (self, []) : (TrialRecord(subjects: subjects, tables: tables, limits: limits), imputed)
  }

  /// How many dates of each item analyses complete, by item; items without any are left out.
  public func imputedDateCounts(of study: StudyProtocol) -> [(item: ItemPath, count: Int)] {
    let imputed = imputingDates(of: study).imputed
    return study.forms.flatMap { form in form.items.map { ItemPath(form: form.id, item: $0.id) } }
      .map { path in (path, imputed.filter { $0.item == path }.count) }
      .filter { $0.1 > 0 }
  }

  private static func known(_ day: Int32?) -> CivilDate? {
    day.flatMap { $0 == ItemColumn.noDay ? nil : CivilDate(day: $0) }
  }
}
