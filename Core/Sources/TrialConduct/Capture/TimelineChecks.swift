// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The checks that need more than one table: who was randomized, and whether facts stand in an order that can be.
///
/// Looked at are the items that place facts in time: what a form names under `happened`, and the items from which
/// endpoints and deaths are dated. Other dates, such as those of a subject's history, have only to lie in a century that
/// can be. Nothing is compared with today, because the engine has no clock.
struct TimelineChecks {
  /// Screening may begin this long before the first subject is randomized.
  static let screening: Int32 = 365
  /// A fact this long after the start is a slip in the century: 50 years.
  static let horizon: Int32 = 18_263
  /// 1900-01-01: no one alive has a history before it.
  static let earliestHistory: Int32 = -25_567

  let record: TrialRecord
  let study: StudyProtocol
  let reader: RecordReader
  private let screeningForms: Set<String>
  /// By subject: `noDay` where unknown, day 0 for all in relative time.
  private var randomized: [Int32] = []
  private var died: [Int32] = []

  init(record: TrialRecord, study: StudyProtocol, reader: RecordReader) {
    self.record = record
    self.study = study
    self.reader = reader
    screeningForms = study.screeningForms
  }

  mutating func run(reporting problems: inout DataProblems) {
    randomized = days(of: study.record.randomized, else: study.study.time == .relative ? 0 : ItemColumn.noDay)
    died = Array(repeating: ItemColumn.noDay, count: record.subjects.count)
    if let deaths = study.safety?.deaths {
      let isDeath = deaths.when.map { record.rowTruths(of: $0, form: deaths.at.form, in: study) }
      died = record.earliestDay(deaths.at, where: isDeath)
    }
    neverRandomized(reporting: &problems)
    let timeline = study.datedItems
    for path in timeline { check(path, reporting: &problems) }
    history(except: Set(timeline), reporting: &problems)
  }

  // MARK: Who was randomized

  /// Rows of subjects who do not stand in the form that holds the arm; each subject is reported once.
  private func neverRandomized(reporting problems: inout DataProblems) {
    let arm = study.record.arm.form
    // Where rows of that form were lost, their subjects would be blamed for it everywhere else.
    guard reader.isWhole(arm) else { return }
    var isSettled = [Bool](repeating: false, count: record.subjects.count)
    for subject in record.table(arm).subject { isSettled[Int(subject)] = true }
    let files = study.tables.filter { $0.form == arm }.map(\.file).joined(separator: " or ")
    for builder in reader.forms where !screeningForms.contains(builder.form.id) {
      for (row, subject) in builder.subject.enumerated() where !isSettled[Int(subject)] {
        isSettled[Int(subject)] = true
        let name = record.subjects[Int(subject)]
        let table = study.tables[Int(builder.tables[row])]
        problems.add(in: table.file) {
          DataProblem(
            file: table.file,
            line: Int(builder.lines[row]),
            column: reader.readers[Int(builder.tables[row])].map {
              DataProblem.Column(name: table.subject, number: $0.subject + 1)
            },
            place: "\(name) · \(builder.form.id)",
            "\(name) was never randomized",
            remedy: "Correct the identifier, or add the subject to \(files)."
          )
        }
      }
    }
  }

  // MARK: When facts happened

  private func check(_ path: ItemPath, reporting problems: inout DataProblems) {
    guard let form = study.forms.firstIndex(where: { $0.id == path.form }),
      let item = study.forms[form].items.firstIndex(where: { $0.id == path.item })
    else { return }
    let builder = reader.forms[form]
    let days = builder.columns[item].days
    let table = record.table(path.form)
    let mayPrecede = screeningForms.contains(path.form)
    let isHappened = study.forms[form].happened == path.item
    for (row, day) in days.enumerated() where day != ItemColumn.noDay {
      let subject = Int(builder.subject[row])
      let recorded = isHappened ? table.recorded[row] : ItemColumn.noDay
      guard
        let (severity, problem, remedy) = fault(
          of: day,
          at: path,
          randomized: mayPrecede ? ItemColumn.noDay : randomized[subject],
          died: path == study.safety?.deaths?.at ? ItemColumn.noDay : died[subject],
          recorded: recorded
        )
      else { continue }
      let source = Int(builder.tables[row])
      problems.add(in: study.tables[source].file) {
        DataProblem(
          severity,
          file: study.tables[source].file,
          line: Int(builder.lines[row]),
          column: reader.readers[source]?.slots[item].column,
          place: "\(record.subjects[subject]) · \(path)",
          problem,
          remedy: remedy
        )
      }
    }
  }

  /// Dates that place no fact of the trial in time: only their century is looked at.
  private func history(except timeline: Set<ItemPath>, reporting problems: inout DataProblems) {
    guard study.study.time == .calendar, let start = study.study.start else { return }
    for (index, form) in study.forms.enumerated() {
      for (item, entry) in form.items.enumerated() where entry.kind == .date {
        let path = ItemPath(form: form.id, item: entry.id)
        guard !timeline.contains(path) else { continue }
        let builder = reader.forms[index]
        for (row, day) in builder.columns[item].days.enumerated() where day != ItemColumn.noDay {
          guard day < Self.earliestHistory || day > start.day + Self.horizon else { continue }
          let source = Int(builder.tables[row])
          problems.add(in: study.tables[source].file) {
            DataProblem(
              file: study.tables[source].file,
              line: Int(builder.lines[row]),
              column: reader.readers[source]?.slots[item].column,
              place: "\(record.subjects[Int(builder.subject[row])]) · \(path)",
              "\(text(day)) lies outside the study, which began on \(start)",
              remedy: "Correct the date; look at the year first."
            )
          }
        }
      }
    }
  }

  private typealias Fault = (severity: DataProblem.Severity, problem: String, remedy: String)

  private func fault(
    of day: Int32,
    at path: ItemPath,
    randomized: Int32,
    died: Int32,
    recorded: Int32
  ) -> Fault? {
    if study.study.time == .calendar, let start = study.study.start {
      if path == study.record.randomized, day < start.day {
        return (
          .error, "\(text(day)) lies before the study, which began on \(start)",
          "Correct the date of randomization, or study.start in the protocol."
        )
      }
      if day < start.day - Self.screening || day > start.day + Self.horizon {
        return (
          .error, "\(text(day)) lies outside the study, which began on \(start)",
          "Correct the date; look at the year first."
        )
      }
    }
    if randomized != ItemColumn.noDay, day < randomized {
      let day0 = study.study.time == .calendar ? " on \(text(randomized))" : ""
      return (
        .error, "\(text(day)) lies before the subject's randomization\(day0)",
        "Correct the earlier or the later of the two; a form that is filled before randomization belongs to a "
          + "visit whose window begins before day 0 (schedule.visits)."
      )
    }
    if died != ItemColumn.noDay, day > died {
      return (
        .error, "\(text(day)) lies after the subject's death on \(text(died))",
        "Correct one of the two."
      )
    }
    if recorded != ItemColumn.noDay, day > recorded {
      return (
        .warning, "\(text(day)) lies after the day on which it was recorded, \(text(recorded))",
        "Correct one of the two: nothing is on file before it happens."
      )
    }
    return nil
  }

  private func text(_ day: Int32) -> String {
    study.study.time == .calendar ? CivilDate(day: day).description : "day \(day)"
  }

  /// One day for each subject from an item of a form that is filled once.
  private func days(of path: ItemPath?, else fallback: Int32) -> [Int32] {
    guard let path else { return Array(repeating: fallback, count: record.subjects.count) }
    return record.earliestDay(path)
  }
}
