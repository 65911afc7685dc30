// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The derived adverse events of a study, as `equipoise grade STUDY` prints them.
public struct StudyEventListing {
  private let study: StudyProtocol
  private let subjects: [String]
  private let events: [DerivedEvent]
  private let grader: LaboratoryGrader
  private let words: GradeWords
  private let texts: Texts

  /// nil where the protocol derives no toxicity.
  public init?(_ study: StudyProtocol, _ record: TrialRecord, _ derived: DerivedRecord, language: Language) {
    guard let derivation = study.derivations.toxicity else { return nil }
    self.study = study
    subjects = record.subjects
    events = derived.events
    grader = LaboratoryGrader(derivation.scheme)
    words = GradeWords(derivation.scheme, derivation.dictionary, language: language)
    texts = Texts(language: language)
  }

  /// A date, or days since randomization where the study has no dates.
  private func day(_ event: DerivedEvent) -> String? {
    event.day.map { study.study.time == .calendar ? CivilDate(day: $0).description : "\($0)" }
  }

  /// The criterion behind a laboratory grade; nil for what was reported.
  private func because(_ event: DerivedEvent) -> String? {
    // Reading the protocol made sure that the unit is one of the analyte's.
    guard let measured = event.measured,
      let grade = try? grader.grade(measured.result, unit: measured.unit, term: measured.term)
    else { return nil }
    return words.because(grade)
  }

  // MARK: For programs

  /// One object for each event, by subject and day.
  public var json: [JSONValue] {
    events.map { event in
      [
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
        "because": .optional(because(event)),
      ]
    }
  }

  // MARK: For people

  public var text: String {
    let head =
      [texts[ResponseMessage.subject]]
      + [GradeMessage.date, .termOfEvent, .gradeOfEvent, .gradeBefore, .emergent, .origin].map { texts[$0] }
    let rows = events.map { event in
      [
        subjects[event.subject], day(event) ?? "–", event.term, grade(event),
        event.baseline.map { "\($0)" } ?? "–", emergence(event), origin(event),
      ]
    }
    return TextTable(head, numeric: [3, 4], rows).lines.joined(separator: "\n")
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
