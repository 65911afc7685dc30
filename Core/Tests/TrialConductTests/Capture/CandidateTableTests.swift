// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@Suite struct CandidateTableTests {
  private static func table(_ text: String) throws -> CandidateTable {
    let study = try ScreeningTrial.study([
      "id": "I1", "text": "Adult", "criterion": ["item": "s.age", "at-least": "18"],
    ])
    return CandidateTable(Array(text.utf8), file: "c.csv", study: study)
  }

  @Test("columns are items by their path or alone; nothing is required, and the rows keep their order")
  func columns() throws {
    let table = try Self.table("subject,s.age,ecog,counts.anc,ward\nB,40,1,0.5,7\nA,,NA,,8\n")
    #expect(table.problems.isEmpty)
    #expect(table.ignored == ["ward"])
    #expect(table.order.map { table.record.subjects[$0] } == ["B", "A"])
    #expect(table.record.numbers(ItemPath(form: "s", item: "age"))[table.order[0]] == 40)
    #expect(table.record.numbers(ItemPath(form: "counts", item: "anc"))[table.order[0]] == 0.5)
  }

  @Test("candidates without identifiers are called by their row")
  func withoutSubject() throws {
    let table = try Self.table("age\n40\n17\n")
    #expect(table.order.map { table.record.subjects[$0] } == ["row 1", "row 2"])
  }

  @Test(
    "what cannot be is refused, with line, column and how to mend it",
    arguments: [
      (
        "subject,age\n1,140\n",
        "c.csv:2: column \"age\" (1 · s.age): 140 lies outside 15 to 100 a\n  Correct the value, or the range of s.age "
          + "in the protocol."
      ),
      (
        "subject,consent\n1,2925-01-01\n",
        "c.csv:2: column \"consent\" (1 · s.consent): 2925-01-01 lies outside the study, which began on 2025-01-01\n"
          + "  Correct the date; look at the year first."
      ),
      (
        "subject,consent\n1,2025-02-30\n",
        "c.csv:2: column \"consent\" (1 · s.consent): \"2025-02-30\" is not in the calendar\n  Correct the date; the table "
          + "is read as YYYY-MM-DD."
      ),
      (
        "subject,ecog\n1,5\n",
        "c.csv:2: column \"ecog\" (1 · s.ecog): unknown category \"5\"\n  Known: 0, 1, 2, 3."
      ),
      (
        "subject,age\n1,40\n1,41\n",
        "c.csv:3: column \"subject\": a second row of this subject; the first is line 2\n  The form s is filled once: "
          + "keep one row."
      ),
      (
        "subject,age\n,40\n",
        "c.csv:2: column \"subject\": a row without a subject\n  Write the candidate's identifier."
      ),
      (
        "subject,age,s.age\n1,40,41\n",
        "c.csv:1: column \"s.age\": a second column of s.age; the first is column 2\n  Take one of them out."
      ),
      (
        "subject,weight\n1,70\n",
        "c.csv:1: no column is an item of the protocol\n  Name columns form.item, such as s.age. Columns here: subject, "
          + "weight."
      ),
      (
        "",
        "c.csv: the file is empty\n  The first line has to name the columns: subject, and items of the protocol's forms."
      ),
    ]
  )
  func refused(text: String, message: String) throws {
    #expect(try Self.table(text).problems.map { $0.description(in: "") } == [message])
  }
}
