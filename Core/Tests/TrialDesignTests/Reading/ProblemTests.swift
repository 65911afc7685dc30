// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

/// One fault of a protocol file and what has to be said about it.
struct Fault: Sendable, CustomTestStringConvertible {
  let name: String
  let file: Written
  let problems: [String]

  init(_ name: String, _ file: Written, _ problems: String...) {
    self.name = name
    self.file = file
    self.problems = problems
  }

  var testDescription: String { name }
}

@Suite struct ProblemTests {
  @Test("a sound protocol has no problem")
  func sound() {
    #expect(Written.sound.problems == [])
  }

  @Test("says what is wrong, where, and how to mend it", arguments: names + numbers + kinds + blocks)
  func messages(of fault: Fault) {
    #expect(fault.file.problems == fault.problems)
  }

  @Test("all problems of a file are told at once, in its order")
  func allAtOnce() {
    let file = Written.sound.with("analyses.reference", "C").with("arms[0].regimen", "nwe")
      .with("study.blinding", "open").with("equipoise", "2")
    #expect(
      file.problems.map { $0.prefix { $0 != "\n" } } == [
        "‹2› equipoise: \"2\" is not a version of the protocol format",
        "‹open› study.blinding: \"open\" is not one of the choices here",
        "‹nwe› arms[0].regimen: unknown regimen \"nwe\"",
        "‹C› analyses.reference: unknown arm \"C\"",
      ]
    )
  }

  @Test("a start that cannot be read is not also called missing")
  func unreadableStart() {
    #expect(Written.sound.with("study.start", "2025-02-29").problems.count == 1)
  }

  // MARK: Names that lead nowhere

  private static let names = [
    Fault(
      "unknown regimen",
      .sound.with("arms[0].regimen", "nw"),
      "‹nw› arms[0].regimen: unknown regimen \"nw\"\n  Known: new."
    ),
    Fault(
      "unknown arm",
      .sound.with("analyses.reference", "C"),
      "‹C› analyses.reference: unknown arm \"C\"\n  Known: A, B."
    ),
    Fault(
      "unknown arm of a visit",
      .sound.with("schedule.visits[0].arms[0]", "D"),
      "‹D› schedule.visits[0].arms[0]: unknown arm \"D\"\n  Known: A, B."
    ),
    Fault(
      "dangling form",
      .sound.with("schedule.activities[0].form", "respnse"),
      "‹respnse› schedule.activities[0].form: unknown form \"respnse\"\n  "
        + "Did you mean \"response\"? Known: start, response."
    ),
    Fault(
      "dangling form of an item",
      .sound.with("record.arm", "strat.arm"),
      "‹strat.arm› record.arm: unknown form \"strat\"\n  Known: start, response."
    ),
    Fault(
      "unknown category",
      .sound.with("endpoints[0].responder.in", ["CR", "PQ"]),
      "‹CR› endpoints[0].responder.in: unknown category of response.best \"PQ\"\n  Known: CR, PR, NR."
    ),
    Fault(
      "an id that stands twice",
      .sound.with("arms[1].id", "A").with("analyses.reference", "A"),
      "‹A› arms[1].id: \"A\" stands twice\n  Give each entry of arms an id of its own."
    ),
  ]

  // MARK: Values

  private static let numbers = [
    Fault(
      "unknown unit",
      .sound.with("forms[0].items[2].unit", "yrs"),
      "‹yrs› forms[0].items[2].unit: \"yrs\" is not a unit this protocol format knows (UCUM)\n  "
        + "Write a UCUM code, such as g/L, mmol/L, U/L, 10*9/L, /uL, mg/m2, d or a."
    ),
    Fault(
      "unit with one letter too many",
      .sound.with("forms[0].items[2].unit", "mmoll/L"),
      "‹mmoll/L› forms[0].items[2].unit: \"mmoll/L\" is not a unit this protocol format knows (UCUM)\n  "
        + "Did you mean \"mmol/L\"? Write a UCUM code, such as g/L, mmol/L, U/L, 10*9/L, /uL, mg/m2, d or a."
    ),
    Fault(
      "dose in an unknown unit",
      .sound.with("regimens[0].drugs[0].dose", "5 mg/m"),
      "‹5 mg/m› regimens[0].drugs[0].dose: \"5 mg/m\" is not a dose\n  "
        + "Write, for example, 5 mg/m2, 20 mg or 5 ug/kg."
    ),
    Fault(
      "a length of time without unit",
      .sound.with("regimens[0].cycle", "21"),
      "‹21› regimens[0].cycle: \"21\" is not a number with a unit\n  Write, for example, 28 d or 1.0 10*9/L."
    ),
    Fault(
      "days that run backwards",
      .sound.with("regimens[0].drugs[0].days", "5-1"),
      "‹5-1› regimens[0].drugs[0].days: \"5-1\" is not a set of treatment days\n  "
        + "Write, for example, 1-5 or 1, 8, 15."
    ),
    Fault(
      "a day the calendar does not have",
      .sound.with("study.planned-end", "2025-02-29"),
      "‹2025-02-29› study.planned-end: \"2025-02-29\" is not a date of the calendar\n  Write, for example, 2025-07-31."
    ),
    Fault(
      "range of one end",
      .sound.with("forms[0].items[2].range", ["18"]),
      "‹18› forms[0].items[2].range: a range needs its two ends, the lower first\n  "
        + "Write, for example, [0, 120]."
    ),
    Fault(
      "yes for true",
      .sound.with("forms[0].items[0].required", "yes"),
      "‹yes› forms[0].items[0].required: \"yes\" is not true or false\n  Write, for example, true."
    ),
    Fault(
      "a choice mistyped",
      .sound.with("study.blinding", "open-lable"),
      "‹open-lable› study.blinding: \"open-lable\" is not one of the choices here\n  "
        + "Did you mean \"open-label\"? Write one of: open-label, single-blind, double-blind."
    ),
    Fault(
      "a test that is none",
      .sound.with("analyses.plan[0].test", "chi-square"),
      "‹chi-square› analyses.plan[0].test: \"chi-square\" is not a test of this format\n  "
        + "Write one of: pearson, yates, n-1, likelihood-ratio, fisher, fisher-midp, barnard, boschloo, log-rank, "
        + "stratified-log-rank."
    ),
    Fault(
      "an id that cannot name files",
      .sound.with("study.id", "a/b"),
      "‹a/b› study.id: \"a/b\" cannot name files and results\n  "
        + "Use letters, digits, dot, hyphen, plus and underscore; put the full wording into title."
    ),
  ]

  // MARK: Things of the wrong kind

  private static let kinds = [
    Fault(
      "an arm that is a date",
      .sound.with("record.arm", "start.date"),
      "‹start.date› record.arm: start.date is a date item and cannot stand here\n  Name an item of type arm."
    ),
    Fault(
      "a threshold in a unit that does not convert",
      .sound.with("analysis-sets[0].criterion", ["item": "start.age", "at-least": "18 kg"]),
      "‹18 kg› analysis-sets[0].criterion.at-least: the unit kg does not convert to the unit of start.age (a)\n  "
        + "Write the threshold in the item's own unit."
    ),
    Fault(
      "a survival test of a proportion",
      .sound.with("analyses.plan[0].test", "log-rank"),
      "‹log-rank› analyses.plan[0].test: the test or selection does not suit the endpoint orr\n  "
        + "Proportions are compared by pearson, fisher, …; times to event by log-rank or stratified-log-rank."
    ),
    Fault(
      "a category item without categories",
      .sound.with("forms[0].items[3].categories", nil),
      "‹id: sex› forms[0].items[3]: a category item without categories\n  Add categories: [ … ]."
    ),
    Fault(
      "calendar time without a start",
      .sound.with("study.start", nil),
      "‹id: trial› study: a study in calendar time without a start\n  "
        + "Add start: the first day on which a subject could be randomized, such as 2025-01-01."
    ),
    Fault(
      "calendar time without the day of randomization",
      .sound.with("record.randomized", nil),
      "‹arm: start.arm› record: a study in calendar time without the day of randomization\n  "
        + "Add randomized: form.item of a date, or set study.time: relative."
    ),
  ]

  // MARK: Keys and blocks

  private static let blocks = [
    Fault(
      "unknown key",
      .sound.with("regimens[0].cylces", "4"),
      "‹cylces: 4› regimens[0].cylces: unknown key \"cylces\"\n  "
        + "Did you mean \"cycles\"? Keys of this block: shelf, id, title, cycle, cycles, drugs, notes, source."
    ),
    Fault(
      "missing key",
      .sound.with("arms[1].role", nil),
      "‹id: B› arms[1]: the key \"role\" is missing\n  Add \"role: …\" to this block."
    ),
    Fault(
      "missing block",
      .sound.with("data", nil),
      "‹equipoise: 1› : the block \"data\" is missing\n  Add \"data:\" with its keys indented below."
    ),
    Fault(
      "a trial without arms",
      .sound.with("arms", nil).with("schedule", nil).with("analyses.reference", ""),
      "‹equipoise: 1› arms: a trial without arms\n  Add arms: with at least one \"id: …\".",
      "‹› analyses.reference: empty\n  Write a text after the key."
    ),
    Fault(
      "a value where a block belongs",
      .sound.with("eligibility", "adults"),
      "‹adults› eligibility: a block of \"key: value\" lines belongs here\n  "
        + "Write one \"key: value\" per line, indented under the key."
    ),
    Fault(
      "a list where a value belongs",
      .sound.with("study.version", ["1", "2"]),
      "‹1› study.version: a list or block where a single value belongs\n  Write one value after the key."
    ),
    Fault(
      "a language that is none",
      .sound.with("study.title", ["en": "A trial", "xx": "Ein Versuch"]),
      "‹Ein Versuch› study.title.xx: \"xx\" is not a language of Equipoise\n  Write en or zh-Hans."
    ),
    Fault(
      "no English text",
      .sound.with("study.title", ["zh-Hans": "试验"]),
      "‹zh-Hans: 试验› study.title: the English text is missing\n  Add en: \"…\"."
    ),
    Fault(
      "assumed without a source",
      .sound.with("study.start", ["value": "2025-01-01", "assumed": "true"]),
      "‹value: 2025-01-01› study.start: an assumed value without a source\n  Say why the value was chosen: source: \"…\"."
    ),
    Fault(
      "assumed, but not quite",
      .sound.with("study.start", ["value": "2025-01-01", "assumed": "false", "source": "a guess"]),
      "‹false› study.start: assumed must be true\n  "
        + "Write \"assumed: true\" with a source, or write the value alone."
    ),
    Fault(
      "a key too many beside an assumed value",
      .sound.with(
        "study.start",
        ["value": "2025-01-01", "assumed": "true", "source": "a guess", "sauce": "a typo"]
      ),
      "‹a typo› study.start: unknown key \"sauce\" beside an assumed value\n  "
        + "An assumed value has the keys value, assumed and source."
    ),
    Fault(
      "a criterion that asks nothing",
      .sound.with("analysis-sets[0].criterion", ["item": "start.age"]),
      "‹item: start.age› analysis-sets[0].criterion: nothing is asked of start.age\n  "
        + "Write {item: form.item, equals: code}, or in, at-least, at-most, above, below, known, before, "
        + "on-or-before, after, on-or-after; combine with all, any and not."
    ),
  ]
}
