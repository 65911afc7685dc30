// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The forms of a protocol made ready for single values: which texts are values of an item, and what rows say together.
///
/// What is captured is kept as it was written; here it becomes typed columns, by the same kernels that read tables.
public struct CaptureRules: Sendable {
  public let study: StudyProtocol
  /// Forms that may be filled before randomization.
  public let screeningForms: Set<String>
  /// Forms whose values may decide about eligibility.
  let eligibilityForms: Set<String>
  /// The forms whose items a form's own checks and branches look at, the form itself included.
  let neighbours: [String: Set<String>]
  private let codes: [String: [CodeTable]]

  public init(_ study: StudyProtocol) {
    self.study = study
    screeningForms = study.screeningForms
    eligibilityForms = study.screeningForms.union(study.formsOfEligibility)
    neighbours = Dictionary(
      study.forms.map { form in
        let criteria = form.checks.map(\.criterion) + form.items.compactMap(\.shownWhen)
        // Days count from randomization, whichever form holds it.
        let day = criteria.isEmpty ? nil : study.record.randomized?.form
        return (form.id, Set(criteria.flatMap(\.items).map(\.form) + [form.id] + [day].compactMap(\.self)))
      }
    ) { first, _ in first }
    codes = Dictionary(
      study.forms.map { form in
        (form.id, form.items.map { CodeTable(codes: study.codes(of: $0), mapped: [:]) })
      }
    ) { first, _ in first }
  }

  /// Why a text is no value of an item; nil where it is one, or empty and not required.
  public func fault(of text: String, form: Form, item index: Int) -> ValueFault? {
    guard let tables = codes[form.id], tables.indices.contains(index) else { return .unknownCode }
    var column = ColumnBuilder(form.items[index])
    return Self.append(text, to: &column, tables[index])
  }

  /// The record of some subjects, as it would be read from tables.
  ///
  /// - Parameters:
  ///   - subjects: Whose rows.
  ///   - wanted: The forms that are wanted; nil for all, others come empty.
  ///   - begunOnly: Leaves out pages that nobody began, as `tables` does.
  /// - Returns: A record whose rows stand in the order of capture, which is not the canonical one.
  public func record(
    of subjects: some Collection<SubjectState>,
    forms wanted: Set<String>? = nil,
    begunOnly: Bool = false
  ) -> TrialRecord {
    var tables: [String: FormTable] = [:]
    for form in study.forms where wanted?.contains(form.id) ?? true {
      var builder = FormBuilder(form)
      for (number, subject) in subjects.enumerated() {
        for row in rows(of: form, in: subject, begunOnly: begunOnly)
        where builder.begin(subject: number, line: 0, table: 0) == nil {
          builder.append(recorded: recordedDay(of: row))
          for (item, text) in row.texts.enumerated() {
            _ = Self.append(text, to: &builder.columns[item], codes[form.id]?[item] ?? .none)
          }
        }
      }
      tables[form.id] = builder.table
    }
    for form in study.forms where tables[form.id] == nil { tables[form.id] = FormTable(rows: 0) }
    return TrialRecord(subjects: subjects.map(\.id), tables: tables)
  }

  /// One row as its form asks it: a text for each item, and when it was recorded.
  struct Row {
    var texts: [String]
    /// ISO date or days as the data that were brought in say; nil for rows captured here.
    var recordedElsewhere: String?
    var recorded: CivilDate?
  }

  /// The rows of a subject in a form; what acts record (arm, day of randomization, site, day of consent) stands in them.
  ///
  /// A page that nobody began, with the day of consent alone, lacks what it requires: readers of tables (`begunOnly`) do not
  /// get it before somebody fills it in or the subject is allocated.
  func rows(of form: Form, in subject: SubjectState, begunOnly: Bool = false) -> [Row] {
    if begunOnly, subject.allocation == nil, form.items.contains(where: \.isRequired),
      !(subject.forms[form.id] ?? []).contains(where: { !$0.isRemoved })
    {
      return []
    }
    var rows: [Row] = (subject.forms[form.id] ?? []).filter { !$0.isRemoved }.map { row in
      Row(
        texts: form.items.map { item in
          let text = row.text(item.id)
          // A covered value is missing to everything that is no text.
          return text == RowState.cover && item.kind != .text ? "" : text
        },
        // Once it was changed here, it was recorded here.
        recordedElsewhere: row.isImported && row.revision == 1 ? (row.recordedElsewhere ?? "") : nil,
        recorded: row.lastChange?.at.date
      )
    }
    // Data that were brought in hold the items of acts themselves, or lack them.
    if subject.forms[form.id]?.first?.isImported ?? false { return rows }
    for (item, text) in actValues(in: subject) where item.form == form.id {
      guard let place = form.items.firstIndex(where: { $0.id == item.item }) else { continue }
      if rows.isEmpty {
        rows.append(Row(texts: Array(repeating: "", count: form.items.count), recorded: subject.actDay))
      }
      rows[0].texts[place] = text
    }
    return rows
  }

  /// A day as the study counts: in relative time that of randomization is day 0, whatever the calendar says.
  func asked(_ day: CivilDate) -> Int32 { study.study.time == .relative ? 0 : day.day }

  /// The items that acts fill: nobody types them.
  public var itemsOfActs: Set<ItemPath> {
    Set(
      [study.record.arm, study.record.randomized, study.record.site, study.consent.date].compactMap(\.self)
    )
  }

  private func actValues(in subject: SubjectState) -> [(ItemPath, String)] {
    var values: [(ItemPath, String)] = []
    if let consent = study.consent.date, let first = subject.consents.first {
      values.append((consent, "\(first.on)"))
    }
    guard let allocation = subject.allocation else { return values }
    values.append((study.record.arm, allocation.arm))
    if let day = study.record.randomized { values.append((day, "\(allocation.on)")) }
    if let site = study.record.site { values.append((site, subject.site)) }
    return values
  }

  /// Days in the study's own time; unknown where the data that were brought in do not say.
  private func recordedDay(of row: Row) -> Int32 {
    if let text = row.recordedElsewhere {
      if study.study.time == .relative { return Int32(text) ?? ItemColumn.noDay }
      return CivilDate(iso: text)?.day ?? ItemColumn.noDay
    }
    guard study.study.time == .calendar else { return ItemColumn.noDay }
    return row.recorded?.day ?? ItemColumn.noDay
  }

  private static func append(_ text: String, to column: inout ColumnBuilder, _ codes: CodeTable)
    -> ValueFault?
  {
    guard !text.isEmpty else {
      column.appendMissing()
      return nil
    }
    var text = text
    return text.withUTF8 { column.append(Cell($0), codes: codes, dates: .yearMonthDay) }
  }
}

extension StudyProtocol {
  /// The recorded forms that eligibility rules name, with those of the limits that they are multiples of; all where a
  /// rule looks at what is derived.
  fileprivate var formsOfEligibility: Set<String> {
    let named = Eligibility.Kind.allCases.flatMap { kind in
      eligibility.rules(kind).compactMap { $0.question(as: kind) }.flatMap(\.items)
    }
    let limits = named.compactMap { item($0)?.limits }.flatMap { [$0.upper, $0.lower, $0.baseline] }
    let wanted = Set((named + limits.compactMap(\.self)).map(\.form))
    let recorded = Set(forms.map(\.id))
    return wanted.isSubset(of: recorded) ? wanted : recorded
  }
}

extension SubjectState {
  /// When acts recorded what stands in no row: the last of consent and allocation.
  fileprivate var actDay: CivilDate? {
    [allocation?.on, consents.first?.on].compactMap(\.self).max()
  }
}
