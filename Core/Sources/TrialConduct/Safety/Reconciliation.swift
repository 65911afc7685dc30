// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Whether adverse events, serious cases, deaths, the end of treatment and the doses given tell one story.
///
/// Each is written by somebody else at another time; before a data cut, and long before it, they have to agree. A finding
/// names what stands against what, so that a person can ask which side is wrong. Nothing is decided here, and nothing is
/// written: the same state gives the same findings, at any moment, without a clock.
///
/// Missing is unknown. An unknown side never makes a contradiction; where it could, the finding is *undetermined* and says
/// what would settle it. A partial date contradicts only where every day that it can be does.
public struct Reconciliation: Sendable {
  /// What does not fit.
  public enum Kind: String, CaseIterable, Sendable {
    /// A fatal event, a fatal case, or treatment that ended by death; and no death on file.
    case deathMissing = "death-missing"
    /// Two rows give days of death that cannot be the same.
    case deathsDiffer = "deaths-differ"
    /// Doses, visits, onsets, or a day known alive, after the death.
    case factsAfterDeath = "facts-after-death"
    /// An event of grade 5, or with death as its outcome, that no case was begun for.
    case fatalEventWithoutCase = "fatal-event-without-case"
    /// An event that its row calls serious, and that no case was begun for.
    case seriousEventWithoutCase = "serious-event-without-case"
    /// The event is fatal, and its case does not say so.
    case caseNotFatal = "case-not-fatal"
    /// The case is fatal, and its event has a grade below 5.
    case caseGradedLower = "case-graded-lower"
    /// The case is serious, and the row of its event says that it is not.
    case caseNotSerious = "case-not-serious"
    /// The row that the case grew from was taken out.
    case caseOfRemovedEvent = "case-of-removed-event"
    /// Term or grade were written after the last version of the case.
    case eventChangedAfterCase = "event-changed-after-case"
    /// The event began after the day on which the site knew of it.
    case onsetAfterCaseKnown = "onset-after-case-known"
    case dosesAfterLast = "doses-after-last"
    /// Doses on file, and no start of treatment.
    case dosesWithoutStart = "doses-without-start"
    case dosesBeforeStart = "doses-before-start"
    case dosesBeforeRandomization = "doses-before-randomization"
    /// Treatment ended by an adverse event, and none is on file that began by then.
    case stoppedWithoutEvent = "stopped-without-event"
  }

  /// One thing that is on file, or is not.
  public struct Side: Hashable, Sendable {
    /// Where it stands.
    public enum Place: Hashable, Sendable {
      case item(RowReference, item: String)
      /// A row as a whole.
      case row(RowReference)
      /// Nothing is on file of this item.
      case nowhere(ItemPath)
      /// A version of a case.
      case version(case: String, Int)
      /// What a case answers to a question; the version that answered last, the latest where none did.
      case answer(case: String, Int, question: String)
      /// The day of allocation.
      case allocation
    }

    public let place: Place
    /// As recorded; empty where missing.
    public let value: String
    /// The day that it is about, as recorded; empty where it has none.
    public let day: String

    public init(_ place: Place, value: String, day: String = "") {
      self.place = place
      self.value = value
      self.day = day
    }
  }

  public struct Finding: Hashable, Sendable {
    public let kind: Kind
    public let subject: String
    /// What stands against each other, the side that others are measured by last.
    public let sides: [Side]
    /// What is missing and would settle whether there is a contradiction; empty where there is one.
    public let settledBy: [Side]

    /// Whether something missing could still clear it up.
    public var isUndetermined: Bool { !settledBy.isEmpty }
  }

  /// In the order of screening, then of the kinds, then of the rows and cases.
  public let findings: [Finding]

  /// Compares what is on file.
  ///
  /// - Parameters:
  ///   - state: The trial at the moment that is looked at.
  ///   - conduct: Its rules; each subject is compared by the protocol version they are bound to.
  ///   - wanted: The sites whose subjects the reader may see, as `Access.sites` gives them; nil for all.
  ///   - subject: Only this subject; nil for all.
  ///   - now: The trial as it stands, where an earlier moment is looked at: what was covered since is shown of no moment.
  public init(
    _ state: TrialState,
    by conduct: Conduct,
    sites wanted: Set<String>? = nil,
    only subject: String? = nil,
    coveredBy now: TrialState? = nil
  ) {
    var findings: [Finding] = []
    for one in state.subjects where wanted?.contains(one.site) ?? true && subject ?? one.id == one.id {
      guard let rules = try? conduct.rules(one.protocolVersion, in: state) else { continue }
      let file = SubjectFile(one, cases: one.cases.map { state.cases[$0] }, rules)
      let found = DeathReview(file).findings + CaseReview(file).findings + DoseReview(file).findings
      let order = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })
      findings += found.enumerated().sorted {
        (order[$0.element.kind] ?? 0, $0.offset) < (order[$1.element.kind] ?? 0, $1.offset)
      }.map(\.element)
    }
    self.findings = now.map { now in findings.map { $0.covered(in: state, by: now) } } ?? findings
  }

  /// What contradicts itself.
  public var contradictions: [Finding] { findings.filter { !$0.isUndetermined } }

  /// What cannot be told before something missing is on file.
  public var undetermined: [Finding] { findings.filter(\.isUndetermined) }
}

extension Reconciliation.Finding {
  /// With what was covered after the moment that is looked at covered too.
  fileprivate func covered(in then: TrialState, by now: TrialState) -> Reconciliation.Finding {
    func covered(_ side: Reconciliation.Side) -> Reconciliation.Side {
      guard case .item(let row, let item) = side.place, !side.value.isEmpty,
        let rows = now.subject(row.subject)?.forms[row.form], rows.indices.contains(row.row - 1),
        let last = rows[row.row - 1].value(item)?.covered,
        let written = then.row(row)?.value(item)?.entry, written <= last
      else { return side }
      return Reconciliation.Side(side.place, value: RowState.cover, day: side.day)
    }
    return Reconciliation.Finding(
      kind: kind,
      subject: subject,
      sides: sides.map(covered),
      settledBy: settledBy.map(covered)
    )
  }
}
