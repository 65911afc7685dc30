// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A line of the adverse event log that follows from laboratory values.
public struct LaboratoryEvent: Hashable, Sendable {
  /// Index of the subject.
  public let subject: Int
  /// The term as published.
  public let term: String
  /// Empty where the dictionary does not have the term.
  public let systemOrganClass: String
  /// The first day on which the worst grade was measured.
  public let day: Int
  /// The worst grade on treatment.
  public let grade: GradeSet
  /// The grade before treatment; nil where no baseline is on file.
  public let baseline: GradeSet?
  /// Whether the worst grade is higher than at baseline.
  public let isTreatmentEmergent: Truth
  /// The entry that showed it first, as an index into the log.
  public let entry: Int
}

extension LaboratoryLog {
  /// The worst grade of each subject and term on treatment, as adverse event tables count it.
  ///
  /// - Parameters:
  ///   - grader: The laboratory criteria.
  ///   - dictionary: Where a term's system organ class stands.
  /// - Returns: One event for each subject and term with a grade of 1 or more, or where one is possible; by subject,
  ///   then in the order of the scheme's terms.
  /// - Throws: The first unit that measures something else than its analyte.
  public func events(
    by grader: LaboratoryGrader,
    _ dictionary: TermDictionary
  ) throws(UnitFailure) -> [LaboratoryEvent] {
    struct Key: Hashable {
      let subject: Int
      let term: String
    }
    var worst: [Key: (set: GradeSet, shown: Graded)] = [:]
    for graded in try grades(by: grader) where graded.isOnTreatment && graded.grade.atMost > 0 {
      let key = Key(subject: entries[graded.entry].subject, term: grader.scheme.terms[graded.term].term)
      guard let before = worst[key] else {
        worst[key] = (graded.grade, graded)
        continue
      }
      let shown = isWorse(graded, than: before.shown) ? graded : before.shown
      worst[key] = (before.set.worst(graded.grade), shown)
    }
    let order = Dictionary(grader.scheme.terms.enumerated().map { ($0.element.term, $0.offset) }) {
      first,
      _ in first
    }
    return worst.map { key, found in
      LaboratoryEvent(
        subject: key.subject,
        term: key.term,
        systemOrganClass: (try? dictionary.term(key.term))?.systemOrganClass ?? "",
        day: entries[found.shown.entry].when.day,
        grade: found.set,
        baseline: found.shown.baseline,
        isTreatmentEmergent: emergence(of: found.set, from: found.shown.baseline),
        entry: found.shown.entry
      )
    }.sorted { ($0.subject, order[$0.term] ?? 0) < ($1.subject, order[$1.term] ?? 0) }
  }

  /// A higher grade, or the same one earlier.
  private func isWorse(_ a: Graded, than b: Graded) -> Bool {
    let (high, low) = ((a.grade.atLeast, a.grade.atMost), (b.grade.atLeast, b.grade.atMost))
    return high == low ? Moment.isEarlier(entries[a.entry].when, entries[b.entry].when) : high > low
  }
}
