// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@Suite struct AccessTests {
  private let onset = ItemPath(form: "adverse-events", item: "onset")

  @Test("each subject's rows stand together")
  func rows() throws {
    let record = SmallTrial.read(try SmallTrial.study()).record
    #expect((0..<4).map { record.rows(of: $0, in: "adverse-events") } == [0..<3, 3..<4, 4..<4, 4..<4])
    #expect(record.table("adverse-events").starts(subjects: 4) == [0, 3, 4, 4, 4])
    #expect(record.hasRow(in: "marrow") == [true, true, false, false])
    #expect(record.rows(of: 0, in: "no such form").isEmpty)
  }

  @Test("earliest and latest days of a log, of all rows and of those that meet a condition")
  func days() throws {
    let study = try SmallTrial.study()
    let record = SmallTrial.read(study).record
    let day = try ["2024-02-05", "2024-02-20"].map { try #require(CivilDate(iso: $0)).day }
    let none = ItemColumn.noDay
    #expect(record.earliestDay(onset) == [day[0], day[1], none, none])
    #expect(record.latestDay(onset) == [day[1], day[1], none, none])
    let severe = Criterion.compare(
      ItemPath(form: "adverse-events", item: "grade"),
      .number(.atLeast, 3, .unit(nil))
    )
    let rows = record.rowTruths(of: severe, form: "adverse-events", in: study)
    #expect(record.latestDay(onset, where: rows) == [day[0], none, none, none])
  }

  @Test("what is not on file is missing for every subject")
  func missing() throws {
    let record = SmallTrial.read(try SmallTrial.study()).record
    let nowhere = ItemPath(form: "nowhere", item: "nothing")
    #expect(record.codes(nowhere) == [-1, -1, -1, -1])
    #expect(record.days(nowhere) == [Int32](repeating: ItemColumn.noDay, count: 4))
    let numbers = record.numbers(nowhere)
    #expect(numbers.count == 4 && numbers.allSatisfy(\.isNaN))
  }
}
