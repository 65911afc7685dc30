// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Subjects S-1, S-2, S-9, S-10 of the small trial; expected truths are read off its tables.
@Suite struct CriterionTruthsTests {
  private static func item(_ path: String) -> ItemPath { ItemPath(path) ?? ItemPath(form: "", item: "") }

  private static func number(
    _ path: String,
    _ relation: Comparison.Relation,
    _ value: Double,
    _ unit: String? = nil
  ) -> Criterion {
    .compare(item(path), .number(relation, value, .unit(unit.flatMap { Unit($0) })))
  }

  private static func among(_ path: String, _ codes: String...) -> Criterion {
    .compare(item(path), .among(codes))
  }

  private static func known(_ path: String, _ isKnown: Bool = true) -> Criterion {
    .compare(item(path), .known(isKnown))
  }

  private static let cases: [(Criterion, [Truth])] = [
    (.all([]), [.met, .met, .met, .met]),
    (.any([]), [.notMet, .notMet, .notMet, .notMet]),
    (among("baseline.sex", "female"), [.notMet, .met, .met, .notMet]),
    (.not(among("response.best", "CR", "CRh")), [.notMet, .met, .unknown, .unknown]),
    // Ages 49, 51, missing, 66.
    (number("baseline.age", .atLeast, 51), [.notMet, .met, .unknown, .met]),
    (number("baseline.age", .above, 51, "a"), [.notMet, .notMet, .unknown, .met]),
    (number("baseline.age", .below, 612, "mo"), [.met, .notMet, .unknown, .notMet]),
    (number("baseline.age", .atMost, 612, "mo"), [.met, .met, .unknown, .notMet]),
    // Weights 70.5, missing, 61, 82.25 kg.
    (number("baseline.weight", .above, 70_500, "g"), [.notMet, .unknown, .notMet, .met]),
    (number("baseline.weight", .atLeast, 70_500, "g"), [.met, .unknown, .notMet, .met]),
    (
      .compare(item("baseline.weight"), .number(.atMost, 2, .upperLimit)),
      [.unknown, .unknown, .unknown, .unknown]
    ),
    // A partial date is a value; S-9 has an empty row, S-10 none.
    (known("response.date"), [.met, .met, .notMet, .notMet]),
    (known("response.date", false), [.notMet, .notMet, .met, .met]),
    // One known answer settles it.
    (
      .all([among("baseline.sex", "male"), number("baseline.age", .above, 20)]),
      [.met, .notMet, .notMet, .met]
    ),
    (
      .any([among("baseline.sex", "female"), number("baseline.age", .above, 60)]),
      [.notMet, .met, .met, .met]
    ),
    (
      .all([among("baseline.sex", "female"), number("baseline.age", .above, 20)]),
      [.notMet, .met, .unknown, .notMet]
    ),
    // A log: any row; S-1 has grades 3, 2, 1, S-2 one row without a grade, the others no row.
    (number("adverse-events.grade", .atLeast, 3), [.met, .unknown, .unknown, .unknown]),
    (.not(number("adverse-events.grade", .atLeast, 3)), [.notMet, .unknown, .unknown, .unknown]),
    (among("adverse-events.term", "Sepsis"), [.met, .met, .unknown, .unknown]),
    (known("adverse-events.grade"), [.met, .notMet, .notMet, .notMet]),
    (known("adverse-events.grade", false), [.notMet, .met, .met, .met]),
    // One row has to meet all parts: the lung infection was of grade 2.
    (
      .all([among("adverse-events.term", "Lung infection"), number("adverse-events.grade", .atLeast, 3)]),
      [.notMet, .notMet, .unknown, .unknown]
    ),
    (
      .all([among("adverse-events.term", "Sepsis"), number("adverse-events.grade", .atLeast, 3)]),
      [.met, .unknown, .unknown, .unknown]
    ),
    // Over two forms each part is asked of the subject.
    (
      .all([among("randomization.arm", "CAV"), known("adverse-events.onset")]),
      [.met, .notMet, .notMet, .notMet]
    ),
  ]

  @Test("each criterion says of each subject what the tables say", arguments: cases.indices)
  func truths(index: Int) throws {
    let study = try SmallTrial.study()
    let record = SmallTrial.read(study).record
    let (criterion, expected) = Self.cases[index]
    #expect(record.truths(of: criterion, in: study) == expected, "\(criterion)")
  }

  @Test("rows of a log are judged one by one, other forms by their subject")
  func rowTruths() throws {
    let study = try SmallTrial.study()
    let record = SmallTrial.read(study).record
    // Rows: lung infection 2, sepsis 3, pain 1 of S-1; sepsis without grade of S-2.
    let severe = Self.number("adverse-events.grade", .atLeast, 2)
    let form = "adverse-events"
    #expect(record.rowTruths(of: severe, form: form, in: study) == [.met, .met, .notMet, .unknown])
    #expect(record.rowTruths(of: .not(severe), form: form, in: study) == [.notMet, .notMet, .met, .unknown])
    let severeInMales = Criterion.all([severe, Self.among("baseline.sex", "male")])
    #expect(record.rowTruths(of: severeInMales, form: form, in: study) == [.met, .met, .notMet, .notMet])
    let either = Criterion.any([severe, Self.among("adverse-events.term", "Sepsis")])
    #expect(record.rowTruths(of: either, form: form, in: study) == [.met, .met, .notMet, .met])
  }

  @Test("a value on a converted threshold stands on it, whatever the last digits do")
  func convertedThreshold() throws {
    let forms: ProtocolNode = [
      [
        "id": "randomization", "title": "R",
        "items": [["id": "arm", "type": "arm"], ["id": "date", "type": "date"]],
      ],
      ["id": "lab", "title": "Lab", "items": [["id": "protein", "type": "decimal", "unit": "mg/dL"]]],
    ]
    let node = SmallTrial.node.with("forms", forms).with("safety", ["set": "full"]).with("schedule", [:])
      .with("record", ["arm": "randomization.arm", "randomized": "randomization.date"])
    let study = try SmallTrial.study(node)
    let files = [
      "randomization.csv": "subject,arm,date\n1,CAV,2024-01-05\n2,CAV,2024-01-05\n",
      "lab.csv": "subject,protein\n1,110\n2,110.001\n",
    ]
    let (record, problems) = SmallTrial.read(study, files)
    #expect(problems.isEmpty)
    // In binary arithmetic 1.1 g/L times 100 is 110.00000000000001 mg/dL.
    let limit = Self.number("lab.protein", .atLeast, 1.1, "g/L")
    #expect(record.truths(of: limit, in: study) == [.met, .met])
    #expect(record.truths(of: Self.number("lab.protein", .above, 1.1, "g/L"), in: study) == [.notMet, .met])
  }

  @Test("an explanation names item, values and verdict of each part")
  func explanation() throws {
    let study = try SmallTrial.study()
    let record = SmallTrial.read(study).record
    let criterion = Criterion.all([
      Self.number("baseline.age", .atLeast, 18, "a"),
      .not(Self.number("adverse-events.grade", .atLeast, 3)),
      Self.known("death.date", false),
    ])
    let first = record.explanation(of: criterion, subject: 0, in: study)
    #expect(first.map(\.item.description) == ["baseline.age", "adverse-events.grade", "death.date"])
    #expect(first.map(\.values) == [["49"], ["2", "3", "1"], []])
    #expect(first.map(\.truth) == [.met, .met, .met])
    #expect(first.map(\.isNegated) == [false, true, false])
    let second = record.explanation(of: criterion, subject: 1, in: study)
    #expect(second.map(\.values) == [["51"], [], ["2024-04-01"]])
    #expect(second.map(\.truth) == [.met, .unknown, .notMet])
  }
}
