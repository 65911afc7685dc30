// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct CriterionReadingTests {
  private static let age = ItemPath(form: "start", item: "age")
  private static let date = ItemPath(form: "start", item: "date")
  private static let best = ItemPath(form: "response", item: "best")

  /// A written criterion and what it means.
  struct Form: Sendable {
    let written: Written
    let criterion: Criterion
  }

  @Test(
    "every written form has its meaning",
    arguments: [
      Form(
        written: ["item": "response.best", "equals": "CR"],
        criterion: .compare(best, .among(["CR"]))
      ),
      Form(
        written: ["item": "response.best", "in": ["CR", "PR"]],
        criterion: .compare(best, .among(["CR", "PR"]))
      ),
      Form(
        written: ["item": "start.age", "at-least": "18 a"],
        criterion: .compare(age, .number(.atLeast, 18, .unit(Unit("a"))))
      ),
      Form(
        written: ["item": "start.age", "below": "65"],
        criterion: .compare(age, .number(.below, 65, .unit(nil)))
      ),
      Form(
        written: ["item": "start.age", "at-most": "1.5", "times": "uln"],
        criterion: .compare(age, .number(.atMost, 1.5, .upperLimit))
      ),
      Form(
        written: ["item": "start.age", "above": "2", "times": "baseline"],
        criterion: .compare(age, .number(.above, 2, .baseline))
      ),
      Form(written: ["item": "start.age", "known": "false"], criterion: .compare(age, .known(false))),
      Form(
        written: ["all": [["item": "start.age", "known": "true"], ["any": []]]],
        criterion: .all([.compare(age, .known(true)), .any([])])
      ),
      Form(
        written: ["item": "start.date", "on-or-before": "randomization", "plus": "-14 d"],
        criterion: .compare(date, .date(.onOrBefore, Comparison.Day(.randomization, plus: -14)))
      ),
      Form(
        written: ["item": "start.date", "before": "response.date"],
        criterion: .compare(
          date,
          .date(.before, Comparison.Day(.item(ItemPath(form: "response", item: "date"))))
        )
      ),
      Form(
        written: ["item": "start.date", "on-or-after": "2025-01-31", "plus": "1 wk"],
        criterion: .compare(
          date,
          .date(.onOrAfter, Comparison.Day(.date(CivilDate(day: 20_119)), plus: 7))
        )
      ),
      Form(
        written: ["not": ["item": "response.best", "equals": "NR"]],
        criterion: .not(.compare(best, .among(["NR"])))
      ),
    ]
  )
  func meaning(of form: Form) throws {
    // Multiples need an item that says of what.
    let limits = Written.sound.with("forms[0].items[2].uln", "start.limit")
      .with("forms[0].items[2].baseline", "start.limit")
      .with("forms[0].items[4]", ["id": "limit", "type": "integer", "unit": "a"])
    let study = try StudyProtocol.read(limits.with("analysis-sets[0].criterion", form.written).node)
    #expect(study.analysisSets[0].criterion == form.criterion)
  }

  @Test("names every item it looks at, in the order written")
  func items() {
    let criterion = Criterion.any([
      .not(.compare(Self.best, .known(true))), .all([.compare(Self.age, .known(true)), .all([])]),
    ])
    #expect(criterion.items == [Self.best, Self.age])
  }

  @Test(
    "what is asked twice, or of nothing, is a problem",
    arguments: [
      ["item": "start.age", "at-least": "18 a", "below": "65 a"] as Written,
      ["item": "start.age", "equals": "18"], ["at-least": "18 a"], ["item": "start", "known": "true"],
      ["item": "start.age", "at-least": "old"], ["item": "start.age", "above": "1", "times": "ulm"], "adult",
      ["item": "start.date", "before": "tomorrow"],
      ["item": "start.date", "before": "randomization", "plus": "2 kg"],
      ["item": "start.age", "before": "randomization"], ["item": "start.date", "before": "start.age"],
      ["item": "start.date", "before": "randomization", "after": "randomization"],
    ]
  )
  func faults(written: Written) {
    #expect(!Written.sound.with("analysis-sets[0].criterion", written).problems.isEmpty)
  }

  @Test("an item is named by form and item", arguments: ["start", "start.", ".age", "a.b.c", ""])
  func paths(text: String) {
    #expect(ItemPath(text) == nil)
  }
}
