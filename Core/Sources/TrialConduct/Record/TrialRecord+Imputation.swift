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

/// How many dates of an item are known in part only, and how many of them analyses complete.
public struct PartialDates: Hashable, Sendable {
  public let item: ItemPath
  /// nil where the protocol states none: then they stay missing to analyses.
  public let rule: DateImputationRule?
  /// Completed by the rule.
  public let completed: Int
  /// Missing to analyses: without a rule, or with no possible day within its bounds.
  public let open: Int

  public init(item: ItemPath, rule: DateImputationRule?, completed: Int, open: Int) {
    self.item = item
    self.rule = rule
    self.completed = completed
    self.open = open
  }
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
          columns: columns,
          missingReasons: table.missingReasons
        )
      }
    }
    return imputed.isEmpty
      ? (self, []) : (TrialRecord(subjects: subjects, tables: tables, limits: limits), imputed)
  }

  /// The partial dates of every item that has some, or a rule for them, in the order of the forms.
  ///
  /// - Parameters:
  ///   - study: The protocol.
  ///   - subjects: Whose dates are counted, as indices of `subjects`; nil for all.
  /// - Returns: One count for each such item; none where nothing is partial and no rule is stated.
  public func partialDates(of study: StudyProtocol, among subjects: Set<Int>? = nil) -> [PartialDates] {
    let imputed = imputingDates(of: study).imputed
    func counts(_ subject: Int) -> Bool { subjects?.contains(subject) ?? true }
    return study.forms.flatMap { form in
      form.items.compactMap { item -> PartialDates? in
        guard let table = tables[form.id], case .days(let days, let partial)? = table.columns[item.id] else {
          return nil
        }
        let path = ItemPath(form: form.id, item: item.id)
        let found = partial.keys.filter { days[$0] == ItemColumn.noDay && counts(Int(table.subject[$0])) }
          .count
        guard found > 0 || item.imputation != nil else { return nil }
        let completed = imputed.filter { $0.item == path && counts($0.subject) }.count
        return PartialDates(
          item: path,
          rule: item.imputation?.rule,
          completed: completed,
          open: found - completed
        )
      }
    }
  }

  private static func known(_ day: Int32?) -> CivilDate? {
    day.flatMap { $0 == ItemColumn.noDay ? nil : CivilDate(day: $0) }
  }
}
