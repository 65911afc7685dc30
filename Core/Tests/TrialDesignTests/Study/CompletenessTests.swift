// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

/// No orphan endpoint: what is analysed rests on forms that visits fill, in every arm.
@Suite struct CompletenessTests {
  private static let activity =
    "\n  Add an activity to schedule.activities with form: start and the visits at which it is filled."

  private static let faults = [
    Fault(
      "an endpoint whose form no visit fills",
      .sound.with("schedule.activities[0].form", nil),
      "‹item: response.best› endpoints[0].responder: the endpoint orr rests on response.best, and no visit fills "
        + "the form response\n  Add an activity to schedule.activities with form: response and the visits at which "
        + "it is filled."
    ),
    Fault(
      "an endpoint that is assessed in one arm only",
      .sound.with("schedule.activities[0].visits[1]", nil),
      "‹item: response.best› endpoints[0].responder: the endpoint orr rests on response.best, and no visit of B fills "
        + "the form response\n  Name a visit of every arm in an activity with form: response: arms that are assessed "
        + "differently cannot be compared."
    ),
    Fault(
      "a baseline line",
      .sound.with("analyses.baseline", ["start.age"]),
      "‹start.age› analyses.baseline[0]: the baseline table rests on start.age, and no visit fills the form start"
        + activity
    ),
    Fault(
      "a stratum",
      .sound.with(
        "allocation",
        ["method": "simple", "strata": [["id": "sex", "title": "Sex", "item": "start.sex"]]]
      ),
      "‹start.sex› allocation.strata[0].item: the stratum sex rests on start.sex, and no visit fills the form start"
        + activity
    ),
    Fault(
      "an eligibility rule, once for its two items",
      .sound.with(
        "eligibility",
        [
          "inclusion": [
            [
              "id": "I1", "text": "Adult",
              "criterion": [
                "all": [["item": "start.age", "at-least": "18 a"], ["item": "start.sex", "known": "true"]]
              ],
            ]
          ]
        ]
      ),
      "‹all:› eligibility.inclusion[0].criterion: the rule I1 rests on start.age, and no visit fills the form start"
        + activity
    ),
    Fault(
      "an endpoint that looks at nothing",
      .sound.with("endpoints[0].responder", ["all": []]),
      "‹all:› endpoints[0].responder: the endpoint orr looks at no item\n  Compare an item of a form, such as "
        + "{item: response.best, in: [CR, PR]}."
    ),
    Fault(
      "a slip in the schedule is told where it is, not wherever its form is needed",
      .sound.with("schedule.activities[0].visits[0]", "day-82"),
      "‹day-82› schedule.activities[0].visits[0]: unknown visit \"day-82\"\n  Did you mean \"day-28\"? Known: day-28, "
        + "day-56."
    ),
  ]

  @Test("tells each orphan with its place and how to mend it", arguments: faults)
  func orphans(of fault: Fault) {
    #expect(fault.file.problems == fault.problems)
  }

  @Test("without visits there is one warning, and none where the file says why there are none")
  func noVisits() throws {
    let bare = try StudyProtocol.read(Written.sound.with("schedule", nil).node)
    #expect(
      bare.warnings.map(\.problem) == [
        "no visits: nothing says when the forms are filled that endpoints and rules rest on (response)"
      ]
    )
    let explained = Written.sound.with("schedule", ["notes": ["The data set holds no visits."]])
    #expect(try StudyProtocol.read(explained.node).warnings.isEmpty)
    #expect(try StudyProtocol.read(Written.sound.node).warnings.isEmpty)
  }

  @Test("a rule of words alone is a warning where a trial recruits, and none in data of others")
  func wordsAlone() throws {
    let rule: Written = ["inclusion": [["id": "I1", "text": "Fit for chemotherapy"]]]
    let trial = Written.sound.with("eligibility", rule)
    #expect(
      try StudyProtocol.read(trial.node).warnings.map(\.problem) == [
        "the rule I1 is words alone and stays unknown for every subject"
      ]
    )
    #expect(try StudyProtocol.read(trial.with("data.kind", "published").node).warnings.isEmpty)
  }

  @Test("an item that nothing uses is found")
  func unused() throws {
    let study = try StudyProtocol.read(Written.sound.node)
    #expect(study.unusedItems.map(\.description) == ["start.age", "start.sex"])
  }
}
