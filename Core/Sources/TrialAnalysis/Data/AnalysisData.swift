// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// The randomized subjects of one cut, in columns that every analysis reads.
///
/// Column `i` of every array is the same subject: `record.subjects[members[i]]`.
struct AnalysisData {
  let study: StudyProtocol
  let settings: AnalysisSettings
  /// Everything recorded by `asOf`; a later fact still tells that a subject was alive at the cut.
  let record: TrialRecord
  /// The record without what happened after the cut.
  let view: TrialRecord
  /// Subjects randomized by the cut, as indices of `record.subjects`, ascending.
  let members: [Int]
  /// Index into `study.arms`, never missing.
  let arm: [Int16]
  /// Index into `study.sites`, `ItemColumn.noCode` where unknown.
  let site: [Int16]
  /// The day of randomization as a day number; 0 in relative time.
  let randomized: [Int32]
  /// One column of truths for each analysis set of the protocol.
  let sets: [[Truth]]
  /// The day of death, whenever it was; `ItemColumn.noDay` where none is on file.
  let death: [Int32]
  /// The index of a record's subject among the members, -1 for others.
  private let position: [Int32]

  init(study: StudyProtocol, record: TrialRecord, settings: AnalysisSettings) {
    let record = record.recorded(by: settings.asOf)
    let view = record.happened(by: settings.cut)
    let everyone = (0..<record.subjects.count).map(Int32.init)
    let arms = Self.codes(study.record.arm, in: record, position: everyone, count: everyone.count)
    var days = [Int32](repeating: 0, count: everyone.count)
    if let path = study.record.randomized {
      days = Self.days(path, in: record, position: everyone, count: everyone.count, keeping: min)
    }
    let isRelative = study.study.time == .relative
    let lastDay = settings.cut?.day ?? Int32.max
    var members: [Int] = []
    var position = [Int32](repeating: -1, count: everyone.count)
    for subject in 0..<everyone.count
    where arms[subject] != ItemColumn.noCode
      && (isRelative || (days[subject] != ItemColumn.noDay && days[subject] <= lastDay))
    {
      position[subject] = Int32(members.count)
      members.append(subject)
    }
    self.study = study
    self.settings = settings
    self.record = record
    self.view = view
    self.members = members
    self.position = position
    arm = members.map { arms[$0] }
    randomized = isRelative ? members.map { _ in 0 } : members.map { days[$0] }
    let count = members.count
    site =
      study.record.site.map { Self.codes($0, in: record, position: position, count: count) }
      ?? [Int16](repeating: ItemColumn.noCode, count: count)
    sets = study.analysisSets.map { set in
      guard let criterion = set.criterion else { return [Truth](repeating: .met, count: count) }
      let truths = TrialConduct.truths(of: criterion, in: view, study: study)
      return members.map { truths[$0] }
    }
    death =
      study.safety?.deaths.map { deaths in
        Self.eventDays(
          deaths.at,
          when: deaths.when,
          in: record,
          study: study,
          position: position,
          count: count
        )
      } ?? [Int32](repeating: ItemColumn.noDay, count: count)
  }

  var count: Int { members.count }

  /// The last day whose facts count; nil in relative time or without a cut.
  var cutDay: Int32? { settings.cut?.day }

  // MARK: Columns

  /// The code of a categorical item of a form that is filled once.
  func codes(_ path: ItemPath) -> [Int16] {
    Self.codes(path, in: view, position: position, count: count)
  }

  func numbers(_ path: ItemPath) -> [Double] {
    switch view.column(path) {
    case .numbers(let values):
      scatter(values, of: view.table(path.form), missing: .nan)
    case .days(let values, _):
      scatter(values.map { $0 == ItemColumn.noDay ? .nan : Double($0) }, of: view.table(path.form), missing: .nan)
    default: [Double](repeating: .nan, count: count)
    }
  }

  /// Each subject's earliest day of an item, before or after the cut.
  func earliestDays(_ path: ItemPath, when criterion: Criterion? = nil) -> [Int32] {
    Self.eventDays(path, when: criterion, in: record, study: study, position: position, count: count)
  }

  /// Each subject's latest day of an item, before or after the cut.
  func latestDays(_ path: ItemPath) -> [Int32] {
    Self.days(path, in: record, position: position, count: count, keeping: max)
  }

  /// The truth of a criterion for each subject, by what had happened at the cut.
  func truths(of criterion: Criterion) -> [Truth] {
    let all = TrialConduct.truths(of: criterion, in: view, study: study)
    return members.map { all[$0] }
  }

  /// The rows of a form at the cut that belong to members, with the member's index.
  func rows(of form: String) -> [(row: Int, member: Int)] {
    view.table(form).subject.enumerated().compactMap { row, subject in
      let member = position[Int(subject)]
      return member < 0 ? nil : (row, Int(member))
    }
  }

  /// Members of an analysis set; unknown membership is no membership.
  func isMember(of set: String) -> [Bool] {
    guard let index = study.analysisSets.firstIndex(where: { $0.id == set }) else {
      return [Bool](repeating: true, count: count)
    }
    return sets[index].map { $0 == .met }
  }

  private func scatter<Value>(_ values: [Value], of table: FormTable, missing: Value) -> [Value] {
    var column = [Value](repeating: missing, count: count)
    for row in 0..<table.count {
      let member = position[Int(table.subject[row])]
      if member >= 0 { column[Int(member)] = values[row] }
    }
    return column
  }

  private static func codes(
    _ path: ItemPath,
    in record: TrialRecord,
    position: [Int32],
    count: Int
  ) -> [Int16] {
    var column = [Int16](repeating: ItemColumn.noCode, count: count)
    guard case .codes(let values) = record.column(path) else { return column }
    let table = record.table(path.form)
    for row in 0..<table.count {
      let member = position[Int(table.subject[row])]
      if member >= 0 { column[Int(member)] = values[row] }
    }
    return column
  }

  private static func days(
    _ path: ItemPath,
    in record: TrialRecord,
    position: [Int32],
    count: Int,
    keeping better: (Int32, Int32) -> Int32
  ) -> [Int32] {
    var column = [Int32](repeating: ItemColumn.noDay, count: count)
    guard case .days(let values, _) = record.column(path) else { return column }
    let table = record.table(path.form)
    for row in 0..<table.count where values[row] != ItemColumn.noDay {
      let member = position[Int(table.subject[row])]
      guard member >= 0 else { continue }
      let known = column[Int(member)]
      column[Int(member)] = known == ItemColumn.noDay ? values[row] : better(known, values[row])
    }
    return column
  }

  /// The earliest day of an item among the rows that meet a criterion.
  private static func eventDays(
    _ path: ItemPath,
    when criterion: Criterion?,
    in record: TrialRecord,
    study: StudyProtocol,
    position: [Int32],
    count: Int
  ) -> [Int32] {
    guard let criterion else { return days(path, in: record, position: position, count: count, keeping: min) }
    var column = [Int32](repeating: ItemColumn.noDay, count: count)
    guard case .days(let values, _) = record.column(path) else { return column }
    let table = record.table(path.form)
    // A condition on the same form is asked of the same row, any other of the subject.
    let isOfRow = criterion.items.allSatisfy { $0.form == path.form }
    let truths =
      isOfRow
      ? rowTruths(of: criterion, in: record, form: path.form, study: study)
      : TrialConduct.truths(of: criterion, in: record, study: study)
    for row in 0..<table.count where values[row] != ItemColumn.noDay {
      let subject = Int(table.subject[row])
      let member = position[subject]
      guard member >= 0, truths[isOfRow ? row : subject] == .met else { continue }
      let known = column[Int(member)]
      column[Int(member)] = known == ItemColumn.noDay ? values[row] : min(known, values[row])
    }
    return column
  }
}
