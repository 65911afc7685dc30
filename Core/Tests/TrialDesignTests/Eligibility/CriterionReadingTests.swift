// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct CriterionReadingTests {
  private static let age = ItemPath(form: "start", item: "age")
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
        written: ["not": ["item": "response.best", "equals": "NR"]],
        criterion: .not(.compare(best, .among(["NR"])))
      ),
    ]
  )
  func meaning(of form: Form) throws {
    let study = try StudyProtocol.read(
      Written.sound.with("analysis-sets[0].criterion", form.written).node
    )
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
