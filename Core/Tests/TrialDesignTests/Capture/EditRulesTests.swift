// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

/// What a protocol says about edit checks, branches, limits, reasons for missing values, and eligibility rules.
@Suite struct EditRulesTests {
  private static let faults = [
    Fault(
      "a check about another form",
      .sound.with(
        "forms[1].checks",
        [["id": "C1", "message": "No", "criterion": ["item": "start.age", "known": "true"]]]
      ),
      "‹item: start.age› forms[1].checks[0].criterion: a check that asks nothing of the form response\n  Compare an "
        + "item of this form, or move the check to the form that it is about."
    ),
    Fault(
      "an item that decides about itself",
      .sound.with("forms[0].items[2].shown-when", ["item": "start.age", "above": "20"]),
      "‹item: start.age› forms[0].items[2].shown-when: age decides about itself\n  Ask another item whether this one is "
        + "asked."
    ),
    Fault(
      "a limit in another kind of unit",
      .sound.with("forms[0].items[2].uln", "start.limit")
        .with("forms[0].items[4]", ["id": "limit", "type": "decimal", "unit": "kg"]),
      "‹start.limit› forms[0].items[2].uln: the unit of start.limit does not convert to the unit of age (a)\n  Record "
        + "value and limit in units that convert into each other."
    ),
    Fault(
      "a multiple of a limit that is not recorded",
      .sound.with("analysis-sets[0].criterion", ["item": "start.age", "at-most": "1.5", "times": "uln"]),
      "‹uln› analysis-sets[0].criterion.times: start.age has no uln, so that no multiple of it is ever known\n  Add "
        + "uln: form.item to the item start.age in forms, and record it."
    ),
    Fault(
      "a reason that is a category",
      .sound.with("forms[1].items[1].missing", ["NR"]),
      "‹NR› forms[1].items[1].missing: \"NR\" is a category and a reason for a missing value\n  Keep it under one of "
        + "the two: a value with this code would be both on file and missing."
    ),
    Fault(
      "a window for findings without a day",
      .sound.with("forms[0].happened", nil).with("schedule.activities[0].form", "start")
        .with("endpoints[0].responder", ["item": "start.sex", "equals": "male"])
        .with(
          "eligibility",
          [
            "inclusion": [
              [
                "id": "I1", "text": "Adult", "valid": "7 d",
                "criterion": ["item": "start.age", "at-least": "18 a"],
              ]
            ]
          ]
        ),
      "‹7 d› eligibility.inclusion[0].valid: nothing says when its findings were measured, so that they cannot expire\n"
        + "  Add happened: with a date to the item or to its form, or leave out valid."
    ),
    Fault(
      "an item that does not confirm",
      .sound.with("schedule.activities[0].form", "start")
        .with("endpoints[0].responder", ["item": "start.sex", "equals": "male"])
        .with("eligibility", ["exclusion": [["id": "E1", "text": "APL", "confirmed": "start.sex"]]]),
      "‹start.sex› eligibility.exclusion[0].confirmed: start.sex does not confirm: its categories are not yes and no\n"
        + "  Write categories: [\"yes\", \"no\"]; what is not known stays empty."
    ),
  ]

  @Test("says what is wrong, where, and how to mend it", arguments: faults)
  func messages(of fault: Fault) {
    #expect(fault.file.problems == fault.problems)
  }
}
