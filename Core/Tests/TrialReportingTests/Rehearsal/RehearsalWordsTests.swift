// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign
import TrialSimulation

@testable import TrialReporting

@Suite struct RehearsalWordsTests {
  private static func cue(_ expects: Cue.Expectation, _ slip: Slip? = nil) -> Cue {
    Cue(
      at: ConductTrial.at("2025-03-10"),
      act: .randomize(subject: "C-001"),
      user: "li",
      reason: nil,
      key: nil,
      expects: expects,
      slip: slip
    )
  }

  private static let check = Observations.CheckName(form: "counts", check: "C1")

  /// One finding of each kind, with its English sentence.
  private static let findings: [(RehearsalFinding, String)] = [
    (.nobodyEligible(rules: ["I1", "E2"]), "Nobody can be made eligible; rules that stay open: I1, E2."),
    (.ruleNeverMet("I1"), "The rule I1 is never met."),
    (.ruleNeverFailed("I1", tried: 3), "Nobody could be made to fail the rule I1 (tried: 3)."),
    (
      .formNeverFilled("counts", atVisit: false),
      "The form counts is never filled: no visit of the schedule names it."
    ),
    (.formNeverFilled("counts", atVisit: true), "The form counts is never filled."),
    (
      .itemNeverFilled(ItemPath(form: "counts", item: "date"), isRequired: true),
      "The required item counts.date is never filled."
    ),
    (
      .itemNeverFilled(ItemPath(form: "counts", item: "date"), isRequired: false),
      "The item counts.date is never filled."
    ),
    (.checkAlwaysFires(check, rows: 12), "The check C1 of the form counts asks about every row (12)."),
    (
      .checkNeverFires(check, tried: 4),
      "No row could be made to fail the check C1 of the form counts (tried: 4)."
    ),
    (.visitWithoutForm("later"), "Nothing is filled at the visit later."),
    (.visitWithoutDay("later"), "Nothing says when the visit later is."),
    (.nobodyMay(.verify), "No role may verify values against the source (verify)."),
    (
      .audit(entry: 7, "it is dated before the entry before it"),
      "Audit, entry 7: it is dated before the entry before it"
    ),
    (.audit(entry: nil, "no seed"), "Audit: no seed"),
    (.data("a value is missing", isError: true), "Tables: a value is missing"),
    (
      .surprise(Surprise(cue: cue(.refused(["noConsent"]), .entryBeforeConsent), answer: .done([]))),
      "Done, although it had to be refused with noConsent: ask for an allocation (li, C-001, entry-before-consent)."
    ),
    (
      .surprise(
        Surprise(cue: cue(.refused(["noConsent"])), answer: .refused(.noCalendar))
      ),
      "Refused, but not with noConsent: ask for an allocation (li, C-001). "
        + "This trial counts days from randomization, so that a data cut has no date."
    ),
    (
      .surprise(Surprise(cue: cue(.follows("deviated")), answer: .done([]))),
      "Done, but \"deviated\" did not follow: ask for an allocation (li, C-001)."
    ),
    (
      .surprise(Surprise(cue: cue(.done), answer: .repeated)),
      "Not carried out, as if done before: ask for an allocation (li, C-001)."
    ),
  ]

  @Test("every finding is a sentence in both languages, with what to do", arguments: findings.indices)
  func sentences(index: Int) throws {
    let (finding, english) = Self.findings[index]
    let study = try ConductTrial().study
    #expect(RehearsalFindingWords(study, language: .english).text(finding) == english)
    for language in Language.allCases {
      let words = RehearsalFindingWords(study, language: language)
      let texts = [words.text(finding), words.remedy(finding) ?? ""]
      #expect(!texts.contains { $0.contains("{") }, "\(texts)")
      if case .data = finding { continue }
      #expect(words.remedy(finding)?.isEmpty == false)
    }
  }

  @Test("what a protocol lacks is told with what to add")
  func obstacles() {
    let obstacles = RehearsalObstacles(obstacles: [
      .noCalendar, .nobodyGrants, .nobody(.enter), .noAllocation, .noEligibility, .wordsAlone(["I3", "E1"]),
      .noScreeningForm,
    ])
    let english = RehearsalObstacleWords(language: .english).text(obstacles)
    #expect(english.contains("roles: nobody may fill in forms (enter).\n  Add enter to can: of a role."))
    #expect(english.contains("so that nobody is eligible: I3, E1.\n"))
    for language in Language.allCases {
      let text = RehearsalObstacleWords(language: language).text(obstacles)
      #expect(text.split(separator: "\n").count == 14 && !text.contains("{0}"))
    }
  }
}
