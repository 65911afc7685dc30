// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The derived adverse events of a study, as `equipoise grade STUDY` prints them.
public struct StudyEventListing {
  private let study: StudyProtocol
  private let subjects: [String]
  private let events: [DerivedEvent]
  /// Values that may have a grade or none.
  private let undecided: [DerivedEvent]
  private let grader: LaboratoryGrader
  private let words: GradeWords
  private let texts: Texts

  /// nil where the protocol derives no toxicity.
  public init?(_ study: StudyProtocol, _ record: TrialRecord, _ derived: DerivedRecord, language: Language) {
    guard let derivation = study.derivations.toxicity else { return nil }
    self.study = study
    subjects = record.subjects
    events = derived.events
    undecided = derived.undecided
    grader = LaboratoryGrader(derivation.scheme)
    words = GradeWords(derivation.scheme, derivation.dictionary, language: language)
    texts = Texts(language: language)
  }

  /// A date, or days since randomization where the study has no dates.
  private func day(_ event: DerivedEvent) -> String? {
    event.day.map { study.study.time == .calendar ? CivilDate(day: $0).description : "\($0)" }
  }

  /// The laboratory grade of an event; nil for what was reported.
  private func grade(of event: DerivedEvent) -> LaboratoryGrade? {
    // Reading the protocol made sure that the unit is one of the analyte's.
    event.measured.flatMap { try? grader.grade($0.result, unit: $0.unit, term: $0.term) }
  }

  // MARK: For programs

  /// One object for each event, by subject and day; then one for each value that may have a grade or none, with
  /// `settledBy` naming what is missing.
  public var json: [JSONValue] {
    (events + undecided).map { event in
      let grade = grade(of: event)
      return [
        "subject": .string(subjects[event.subject]),
        "date": .optional(day(event)),
        "term": .string(event.term),
        "soc": .string(event.systemOrganClass),
        "grade": event.grade == event.highest ? event.grade.map { .integer($0) } ?? nil : nil,
        "atLeast": event.grade.map { .integer($0) } ?? nil,
        "atMost": event.highest.map { .integer($0) } ?? nil,
        "baselineGrade": event.baseline.map { .integer($0) } ?? nil,
        "treatmentEmergent": event.emergent == .unknown ? nil : .bool(event.emergent == .met),
        "origin": .string(event.origin.rawValue),
        "because": .optional(grade.map { words.because($0) }),
        "settledBy": .array((grade?.settledBy ?? []).map { .string($0) }),
      ]
    }
  }

  // MARK: For people

  public var text: String {
    let head =
      [texts[ResponseMessage.subject]]
      + [GradeMessage.date, .termOfEvent, .gradeOfEvent, .gradeBefore, .emergent, .origin].map { texts[$0] }
    let table = TextTable(head, numeric: [3, 4], rows(events)).lines
    guard !undecided.isEmpty else { return table.joined(separator: "\n") }
    let wrapped = TextColumns.wrapped(
      texts(GradeMessage.undecided, "\(undecided.count)"),
      to: SynopsisText.width
    )
    let openHead = head.dropLast() + [texts[GradeMessage.missing]]
    let open = zip(rows(undecided), undecided).map { row, event in
      row.dropLast() + [(grade(of: event)?.settledBy ?? []).joined(separator: texts[GradeMessage.separator])]
    }
    let second = TextTable(Array(openHead), numeric: [3, 4], open.map { Array($0) }).lines
    return (table + [""] + wrapped + second).joined(separator: "\n")
  }

  private func rows(_ events: [DerivedEvent]) -> [[String]] {
    events.map { event in
      [
        subjects[event.subject], day(event) ?? "–", event.term, grade(event),
        event.baseline.map { "\($0)" } ?? "–", emergence(event), origin(event),
      ]
    }
  }

  private func grade(_ event: DerivedEvent) -> String {
    guard let low = event.grade, let high = event.highest else { return "–" }
    return low == high ? "\(low)" : "\(low)–\(high)"
  }

  private func emergence(_ event: DerivedEvent) -> String {
    switch event.emergent {
    case .met: texts[ResultMessage.yes]
    case .notMet: texts[ResultMessage.no]
    case .unknown: texts[GradeMessage.notKnown]
    }
  }

  private func origin(_ event: DerivedEvent) -> String {
    texts[event.origin == .reported ? GradeMessage.reported : .laboratory]
  }
}
