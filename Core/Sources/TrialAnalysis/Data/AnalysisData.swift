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
  /// Responses and other verdicts that the protocol derives, with their reasons.
  let derived: DerivedRecord
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
  /// Dates known in part only, of the members; empty where nobody reads the report of a cohort.
  let partialDates: [PartialDates]

  init(study: StudyProtocol, record: TrialRecord, settings: AnalysisSettings) {
    let onFile = record.recorded(by: settings.asOf)
    let recorded = onFile.imputingDates(of: study).record
    let happened = recorded.happened(by: settings.cut)
    // What is derived is derived at the cut; facts after it have no part in it.
    let derived = (settings.deriver ?? Deriver(study)).derive(happened, cut: settings.cut?.day)
    let record = recorded.adding(derived)
    let view = happened.adding(derived)
    let isRelative = study.study.time == .relative
    let arms = record.codes(study.record.arm)
    let days = study.record.randomized.map { record.earliestDay($0) }
    let lastDay = settings.cut?.day ?? Int32.max
    let members = record.subjects.indices.filter { subject in
      guard arms[subject] != ItemColumn.noCode else { return false }
      guard !isRelative, let days else { return isRelative }
      return days[subject] != ItemColumn.noDay && days[subject] <= lastDay
    }
    partialDates = settings.isFull ? onFile.partialDates(of: study, among: Set(members)) : []
    self.study = study
    self.settings = settings
    self.record = record
    self.view = view
    self.derived = derived
    self.members = members
    arm = members.map { arms[$0] }
    randomized = members.map { isRelative ? 0 : days?[$0] ?? 0 }
    site =
      study.record.site.map { path in
        let sites = record.codes(path)
        return members.map { sites[$0] }
      } ?? members.map { _ in ItemColumn.noCode }
    sets = study.analysisSets.map { set in
      guard let criterion = set.criterion else { return members.map { _ in .met } }
      let truths = view.truths(of: criterion, in: study)
      return members.map { truths[$0] }
    }
    death =
      study.safety?.deaths.map { deaths in
        let days = Self.earliestDays(deaths.at, when: deaths.when, in: record, of: study)
        return members.map { days[$0] }
      } ?? members.map { _ in ItemColumn.noDay }
  }

  var count: Int { members.count }

  /// The last day whose facts count; nil in relative time or without a cut.
  var cutDay: Int32? { settings.cut?.day }

  // MARK: Columns

  /// The code of a categorical item at the cut.
  func codes(_ path: ItemPath) -> [Int16] { ofMembers(view.codes(path)) }

  /// The value of a numerical item at the cut; days count as numbers.
  func numbers(_ path: ItemPath) -> [Double] {
    guard case .days = view.column(path) else { return ofMembers(view.numbers(path)) }
    return ofMembers(view.days(path)).map { $0 == ItemColumn.noDay ? .nan : Double($0) }
  }

  /// The words of a text item at the cut; empty where missing.
  func texts(_ path: ItemPath) -> [String] { ofMembers(view.texts(path)) }

  /// Each subject's earliest day of an item, before or after the cut, among the rows that meet a criterion.
  func earliestDays(_ path: ItemPath, when criterion: Criterion? = nil) -> [Int32] {
    ofMembers(Self.earliestDays(path, when: criterion, in: record, of: study))
  }

  /// Each subject's latest day of an item, before or after the cut.
  func latestDays(_ path: ItemPath) -> [Int32] { ofMembers(record.latestDay(path)) }

  /// The truth of a criterion for each subject, by what had happened at the cut.
  func truths(of criterion: Criterion) -> [Truth] { ofMembers(view.truths(of: criterion, in: study)) }

  /// The rows of a form at the cut that belong to members, with the member's index.
  func rows(of form: String) -> [(row: Int, member: Int)] {
    var position = [Int](repeating: -1, count: record.subjects.count)
    for (member, subject) in members.enumerated() { position[subject] = member }
    return view.table(form).subject.enumerated().compactMap { row, subject in
      let member = position[Int(subject)]
      return member < 0 ? nil : (row, member)
    }
  }

  /// Members of an analysis set; unknown membership is no membership.
  func isMember(of set: String) -> [Bool] {
    guard let index = study.analysisSets.firstIndex(where: { $0.id == set }) else {
      return [Bool](repeating: true, count: count)
    }
    return sets[index].map { $0 == .met }
  }

  private func ofMembers<Value>(_ column: [Value]) -> [Value] { members.map { column[$0] } }

  /// A condition on the same form is asked of the same row, any other of the subject.
  private static func earliestDays(
    _ path: ItemPath,
    when criterion: Criterion?,
    in record: TrialRecord,
    of study: StudyProtocol
  ) -> [Int32] {
    guard let criterion else { return record.earliestDay(path) }
    if criterion.items.allSatisfy({ $0.form == path.form }) {
      return record.earliestDay(path, where: record.rowTruths(of: criterion, form: path.form, in: study))
    }
    let truths = record.truths(of: criterion, in: study)
    let rows = record.table(path.form).subject.map { truths[Int($0)] }
    return record.earliestDay(path, where: rows)
  }
}
