// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

/// What `check` says about the items that doses are read from.
@Suite struct DosingItemsTests {
  private static func items(_ items: Written) -> Written { .sound.with("dosing", ["items": items]) }

  private static let faults = [
    Fault(
      "an item that is not there",
      items(["height": "start.hight"]),
      "‹start.hight› dosing.items.height: unknown item of the form start \"hight\"\n  Known: date, arm, age, sex."
    ),
    Fault(
      "a number without a unit",
      items(["weight": "start.size"]).with("forms[0].items[4]", ["id": "size", "type": "decimal"]),
      "‹start.size› dosing.items.weight: start.size has no unit\n  Give the item its unit, for example unit: kg."
    ),
    Fault(
      "a unit of something else",
      items(["creatinine": "start.size"]).with(
        "forms[0].items[4]",
        ["id": "size", "type": "decimal", "unit": "cm"]
      ),
      "‹start.size› dosing.items.creatinine: start.size is written in cm, which is no unit of creatinine\n  Name an "
        + "item in a unit that converts to mg/dL."
    ),
    Fault(
      "a date as a weight",
      items(["weight": "start.date"]),
      "‹start.date› dosing.items.weight: start.date is a date item and cannot stand here\n  Name an item of type "
        + "decimal or integer."
    ),
    Fault(
      "a sex in other words",
      items(["sex": "response.best"]),
      "‹response.best› dosing.items.sex: response.best has no category female, no male\n  Name an item with the "
        + "categories female and male; others count as unknown."
    ),
    Fault(
      "a co-medication in two forms",
      items(["co-medication": ["name": "response.best", "first": "start.date"]]),
      "‹start.date› dosing.items.co-medication.first: start.date is not of the form response, from which the other "
        + "items are read\n  Name items of one form."
    ),
    Fault(
      "a cycle without its day",
      items(["cycle": ["number": "start.age"]]),
      "‹number: start.age› dosing.items.cycle: the key \"start\" is missing\n  Add \"start: …\" to this block."
    ),
  ]

  @Test("says what is wrong, where, and how to mend it", arguments: faults)
  func messages(of fault: Fault) {
    #expect(fault.file.problems == fault.problems)
  }

  @Test("what is named is used, so that it is recorded for something")
  func uses() throws {
    let study = try #require(try? StudyProtocol.read(Self.items(["age": "start.age"]).node))
    #expect(study.itemUses.contains { $0.place == "dosing.items.age" })
  }
}
