// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Events, cases, deaths, the end of treatment and doses: each kind of finding with what brings it about, and what does not.
@Suite struct ReconciliationTests {
  private static let event = RowReference("N-1", "adverse-events", row: 2)

  private static func correct(_ row: RowReference, _ item: String, _ text: String) -> Act {
    .correct(row, values: [EnteredValue(item, text)], expecting: nil)
  }

  private static func version(_ answers: [(String, String)]) -> Act {
    .reportSerious(
      case: "SAE-1",
      row: event,
      known: Timestamp(CivilDate(day: 20_180)),
      answers: answers.map { EnteredValue($0.0, $0.1) },
      narrative: ""
    )
  }

  /// A single change of a story without contradiction, and the finding that it makes.
  struct Mutation: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: Reconciliation.Kind
    var isOpen = false
    var change: @Sendable (inout SafetyCourse) -> Void = { _ in }
    var act: (@Sendable (inout LiveTrial) throws -> Void)?

    var testDescription: String { name }
  }

  static let mutations: [Mutation] = [
    Mutation(name: "no death on file", kind: .deathMissing) { $0.deaths = [] },
    Mutation(name: "the row of the death says that it was none", kind: .deathMissing) {
      $0.deaths = [($0.deaths[0].date, "no")]
    },
    Mutation(name: "the row of the death does not say what it is", kind: .deathMissing, isOpen: true) {
      $0.deaths = [($0.deaths[0].date, "")]
    },
    Mutation(name: "two days of death", kind: .deathsDiffer) { course in
      course.deaths.append(("2025-04-15", "yes"))
    },
    Mutation(name: "seen alive after the death", kind: .factsAfterDeath) { $0.seen = "2025-04-16" },
    Mutation(name: "onset after the death", kind: .factsAfterDeath) { course in
      course.events.append(.init(onset: "2025-04-16", term: "Rash", grade: "1", serious: "no"))
    },
    Mutation(name: "no case", kind: .fatalEventWithoutCase) { $0.caseRow = nil },
    Mutation(name: "a serious event without a case", kind: .seriousEventWithoutCase) {
      $0.events[0].serious = "yes"
    },
    Mutation(name: "an event that may be serious", kind: .seriousEventWithoutCase, isOpen: true) {
      $0.events[0].serious = ""
    },
    Mutation(name: "the case denies the death", kind: .caseNotFatal) {
      $0.answers[0] = EnteredValue("death", "no")
    },
    Mutation(name: "the case does not say", kind: .caseNotFatal, isOpen: true) { $0.answers.removeFirst() },
    Mutation(name: "the outcome is fatal, the case is not", kind: .caseNotFatal) {
      ($0.events[1].grade, $0.events[1].fatal) = ("4", "yes")
      $0.answers[0] = EnteredValue("death", "no")
    },
    Mutation(name: "a grade below 5", kind: .caseGradedLower) {
      ($0.events[1].grade, $0.events[1].fatal) = ("4", "no")
    },
    Mutation(name: "no grade", kind: .caseGradedLower, isOpen: true) {
      ($0.events[1].grade, $0.events[1].fatal) = ("", "no")
    },
    Mutation(name: "a serious case of an event that is not", kind: .caseNotSerious) {
      $0.events[1].serious = "no"
    },
    Mutation(
      name: "the row was taken out",
      kind: .caseOfRemovedEvent,
      act: { trial in
        try trial.act(.removeRow(event), by: "co", reason: "r")
      }
    ),
    Mutation(
      name: "the term was corrected",
      kind: .eventChangedAfterCase,
      act: { trial in
        try trial.act(correct(event, "term", "Septic shock"), by: "co", reason: "r")
      }
    ),
    Mutation(
      name: "the grade was corrected",
      kind: .eventChangedAfterCase,
      act: { trial in
        try trial.act(correct(event, "grade", "4"), by: "co", reason: "r")
      }
    ),
    Mutation(name: "onset after it was known", kind: .onsetAfterCaseKnown) { $0.known = "2025-03-11" },
    Mutation(name: "a dose after the last", kind: .dosesAfterLast) {
      ($0.last, $0.reason) = ($0.doses[0].given, "completed")
    },
    Mutation(name: "a dose of unknown amount after the last", kind: .dosesAfterLast, isOpen: true) {
      ($0.last, $0.reason) = ($0.doses[0].given, "completed")
      $0.doses[1].amount = ""
    },
    Mutation(name: "no start of treatment", kind: .dosesWithoutStart) { $0.first = "" },
    Mutation(name: "a dose before the first", kind: .dosesBeforeStart) { $0.first = $0.events[0].onset },
    Mutation(name: "doses before randomization", kind: .dosesBeforeRandomization) {
      $0.doses[0].given = "2025-03-08"
      $0.first = "2025-03-08"
    },
    Mutation(name: "no event by which treatment could have ended", kind: .stoppedWithoutEvent) {
      $0.events.removeFirst()
      $0.caseRow = 1
    },
    Mutation(name: "treatment ended by death, and nobody died", kind: .deathMissing) {
      ($0.reason, $0.deaths, $0.caseRow) = ("death", [], nil)
      ($0.events[1].grade, $0.events[1].serious) = ("3", "no")
    },
  ]

  @Test("a story without contradiction has no finding", arguments: 0..<12)
  func clean(shift: Int) throws {
    #expect(try SafetyCourse.found(shift: shift).isEmpty)
  }

  @Test("each single change makes its finding and no other", arguments: mutations, [0, 3, 9])
  func mutated(mutation: Mutation, shift: Int) throws {
    let found = try SafetyCourse.found(shift: shift, mutation.change, then: { try mutation.act?(&$0) })
    #expect(found.map(\.kind) == [mutation.kind], "\(found)")
    #expect(found.map(\.isUndetermined) == [mutation.isOpen], "\(found)")
    #expect(found.allSatisfy { $0.subject == "N-1" && !$0.sides.isEmpty })
  }

  @Test("every kind of finding has a change that makes it")
  func everyKind() {
    #expect(Set(Self.mutations.map(\.kind)) == Set(Reconciliation.Kind.allCases))
  }

  // MARK: What stands against what

  @Test("a finding names the sides as they were recorded: rows, cases, days and what is not there")
  func sides() throws {
    let found = try #require(try SafetyCourse.found { $0.deaths = [] }.first)
    #expect(
      found.sides == [
        .init(.item(Self.event, item: "grade"), value: "5", day: "2025-03-15"),
        .init(.answer(case: "SAE-1", 1, question: "death"), value: "yes", day: "2025-03-16"),
        .init(.nowhere(ItemPath(form: "death", item: "date")), value: ""),
      ]
    )
  }

  @Test("what is undetermined says what would settle it, and once it is on file there is nothing left")
  func settled() throws {
    let open = try #require(try SafetyCourse.found { $0.answers.removeFirst() }.first)
    #expect(open.settledBy.map(\.place) == [.answer(case: "SAE-1", 1, question: "death")])
    let settled = try SafetyCourse.found({ $0.answers.removeFirst() }) { trial in
      try trial.act(Self.version([("death", "yes")]), by: "li")
    }
    #expect(settled.isEmpty)
  }

  @Test("a new version of the case answers a change of its event")
  func broughtUpToDate() throws {
    let found = try SafetyCourse.found(then: { trial in
      try trial.act(Self.correct(Self.event, "term", "Septic shock"), by: "co", reason: "r")
      try trial.act(Self.version([]), by: "li")
    })
    #expect(found.isEmpty)
  }

  @Test("a correction of what the case does not rest on makes no finding")
  func otherItem() throws {
    let found = try SafetyCourse.found(then: { trial in
      try trial.act(Self.correct(Self.event, "fatal", "yes"), by: "co", reason: "r")
    })
    #expect(found.isEmpty)
  }

  // MARK: Partial and missing

  @Test(
    "a partial date contradicts only where every day that it can be does",
    arguments: [("2025-03", true), ("2025", true), ("2025-02", false)]
  )
  func partialDeath(date: String, isClean: Bool) throws {
    let found = try SafetyCourse.found { $0.deaths = [(date, "yes")] }
    #expect(found.isEmpty == isClean, "\(found)")
    #expect(found.allSatisfy { $0.kind == .factsAfterDeath })
  }

  @Test("a partial onset may lie before the day on which it was known")
  func partialOnset() throws {
    #expect(try SafetyCourse.found { $0.events[1].onset = "2025-03" }.isEmpty)
    let found = try SafetyCourse.found {
      ($0.events[1].onset, $0.deaths) = ("2025-04", [("2025-04", "yes")])
    }
    #expect(found.map(\.kind) == [.onsetAfterCaseKnown])
  }

  @Test("days that are not on file, and doses that were left out, contradict nothing")
  func unknown() throws {
    #expect(
      try SafetyCourse.found {
        ($0.last, $0.seen, $0.events[0].onset, $0.events[1].onset) = ("", "", "", "")
      }.isEmpty
    )
    let left = try SafetyCourse.found { course in
      course.doses.append(("2025-04-01", "0"))
    }
    #expect(left.isEmpty)
  }

  @Test("of rows that agree the most precise says when the death was")
  func preciseDeath() throws {
    let found = try SafetyCourse.found { course in
      course.deaths.append(("2025", "yes"))
      course.seen = "2025-04-16"
    }
    #expect(found.map(\.kind) == [.factsAfterDeath])
  }

  @Test("a dose that was left out after the death is no fact after it, though no other dose is on file")
  func noDoses() throws {
    let found = try SafetyCourse.found { course in course.doses = [("2025-04-16", "0")] }
    #expect(found.isEmpty)
  }

  @Test("two rows of one death are one death")
  func sameDeath() throws {
    #expect(try SafetyCourse.found { $0.deaths.append(("2025-03", "yes")) }.isEmpty)
  }

  // MARK: What the protocol does not say

  @Test("without reconcile: nothing is compared that grades, days and cases do not tell")
  func plain() throws {
    let node = SafetyCourse.node.with("safety", SafetyCourse.safety(reconcile: nil))
    func found(_ change: (inout SafetyCourse) -> Void) throws -> [Reconciliation.Kind] {
      try SafetyCourse.found(change, node: node).map(\.kind)
    }
    #expect(try found { $0.events[0].serious = "yes" } == [])
    #expect(try found { $0.events[1].serious = "no" } == [])
    #expect(try found { ($0.events[1].grade, $0.events[1].fatal, $0.caseRow) = ("4", "yes", nil) } == [])
    #expect(try found { $0.deaths = [] } == [.deathMissing])
  }

  @Test("where nobody was screened there is nothing to compare")
  func nobody() throws {
    let trial = try LiveTrial()
    #expect(Reconciliation(trial.state, by: trial.conduct).findings.isEmpty)
  }

  @Test("only wanted sites and subjects are looked at")
  func reach() throws {
    var course = SafetyCourse()
    course.deaths = []
    let trial = try course.told()
    func count(_ sites: Set<String>?, _ subject: String?) -> Int {
      Reconciliation(trial.state, by: trial.conduct, sites: sites, only: subject).findings.count
    }
    #expect(count(nil, nil) == 1 && count(["N"], "N-1") == 1)
    #expect(count(["S"], nil) == 0 && count(nil, "N-2") == 0)
  }

  @Test("what was covered since is not shown of an earlier moment either")
  func covered() throws {
    var trial = try SafetyCourse().told()
    try trial.act(Self.correct(Self.event, "term", "Mrs Example fell"), by: "co", reason: "r")
    let then = trial.state
    try trial.act(.redact(Self.event, item: "term"), by: "root", reason: "names a person")
    let found = Reconciliation(then, by: trial.conduct, coveredBy: trial.state).findings
    #expect(found.first?.sides.first?.value == RowState.cover)
    #expect(Reconciliation(then, by: trial.conduct).findings.first?.sides.first?.value == "Mrs Example fell")
  }
}
