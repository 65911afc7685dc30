// SPDX-License-Identifier: Apache-2.0

import Foundation
import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// A table with one kind of fault, the file of the small trial it stands in for, and what has to be said about it.
struct FaultyTable: Sendable, CustomTestStringConvertible {
  let fixture: String
  let file: String
  let messages: [String]

  init(_ fixture: String, as file: String, _ messages: String...) {
    self.fixture = fixture
    self.file = file
    self.messages = messages
  }

  var testDescription: String { fixture }

  func bytes() throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(fixture).csv")))
  }

  static let all: [FaultyTable] = [
    FaultyTable(
      "duplicate-subject",
      as: "response.csv",
      """
      data/response.csv:4: column "subject" (S-1 · response): a second row of this subject; the first is \
      line 2
        The form is filled once: take one row out, or write repeats: log in the protocol.
      """
    ),
    FaultyTable(
      "event-before-randomization",
      as: "response.csv",
      """
      data/response.csv:2: column "date" (S-1 · response.date): 2024-01-31 lies before the subject's \
      randomization on 2024-02-01
        Correct the earlier or the later of the two; a form that is filled before randomization belongs to a \
      visit whose window begins before day 0 (schedule.visits).
      """
    ),
    FaultyTable(
      "event-after-death",
      as: "response.csv",
      """
      data/response.csv:2: column "date" (S-2 · response.date): 2024-04-02 lies after the subject's death on \
      2024-04-01
        Correct one of the two.
      """
    ),
    FaultyTable(
      "event-after-recording",
      as: "response.csv",
      """
      data/response.csv:2: column "date" (S-1 · response.date): warning: 2024-03-02 lies after the day on \
      which it was recorded, 2024-03-01
        Correct one of the two: nothing is on file before it happens.
      """
    ),
    FaultyTable(
      "date-outside-the-study",
      as: "marrow.csv",
      """
      data/marrow.csv:2: column "date" (S-1 · marrow.date): 1924-01-20 lies outside the study, which began \
      on 2024-01-01
        Correct the date; look at the year first.
      """,
      """
      data/marrow.csv:3: column "date" (S-2 · marrow.date): 2204-02-08 lies outside the study, which began \
      on 2024-01-01
        Correct the date; look at the year first.
      """
    ),
    FaultyTable(
      "randomized-before-start",
      as: "randomization.csv",
      """
      data/randomization.csv:2: column "date" (S-1 · randomization.date): 2023-02-01 lies before the study, \
      which began on 2024-01-01
        Correct the date of randomization, or study.start in the protocol.
      """
    ),
    FaultyTable(
      "unknown-arm",
      as: "randomization.csv",
      """
      data/randomization.csv:3: column "arm" (S-2 · randomization.arm): unknown arm "MEK"
        Did you mean "MEC"? Known: CAV, MEC.
      """
    ),
    FaultyTable(
      "unknown-site",
      as: "randomization.csv",
      """
      data/randomization.csv:4: column "site" (S-9 · randomization.site): unknown site "Shanghai"
        Known: 1, 2.
      """
    ),
    FaultyTable(
      "unknown-category",
      as: "response.csv",
      """
      data/response.csv:2: column "best" (S-1 · response.best): unknown category "Cr"
        Did you mean "CR"? Known: CR, CRh, NR.
      """,
      """
      data/response.csv:3: column "best" (S-2 · response.best): unknown category "PR"
        Known: CR, CRh, NR.
      """
    ),
    FaultyTable(
      "missing-value",
      as: "baseline.csv",
      """
      data/baseline.csv:2: column "sex" (S-1 · baseline.sex): a value is missing
        Fill it in, or take required: true from baseline.sex in the protocol.
      """,
      """
      data/baseline.csv:3: column "sex" (S-2 · baseline.sex): a value is missing
        Fill it in, or take required: true from baseline.sex in the protocol.
      """
    ),
    FaultyTable(
      "not-a-number",
      as: "baseline.csv",
      """
      data/baseline.csv:2: column "age" (S-1 · baseline.age): "forty" is not a number
        Write digits, with a point for decimals, such as 12.5; leave a missing value empty.
      """,
      """
      data/baseline.csv:2: column "weight" (S-1 · baseline.weight): "70,5" is not a number
        Write digits, with a point for decimals, such as 12.5; leave a missing value empty.
      """,
      """
      data/baseline.csv:3: column "weight" (S-2 · baseline.weight): "nan" is not a number
        Write digits, with a point for decimals, such as 12.5; leave a missing value empty.
      """
    ),
    FaultyTable(
      "not-whole",
      as: "baseline.csv",
      """
      data/baseline.csv:2: column "age" (S-1 · baseline.age): "49.5" is not a whole number
        Write a whole number.
      """
    ),
    FaultyTable(
      "out-of-range",
      as: "baseline.csv",
      """
      data/baseline.csv:2: column "age" (S-1 · baseline.age): 490 lies outside 15 to 100 a
        Correct the value, or the range of baseline.age in the protocol.
      """,
      """
      data/baseline.csv:3: column "age" (S-2 · baseline.age): 14 lies outside 15 to 100 a
        Correct the value, or the range of baseline.age in the protocol.
      """
    ),
    FaultyTable(
      "not-a-date",
      as: "response.csv",
      """
      data/response.csv:2: column "date" (S-1 · response.date): "2.3.2024" is not a date in the form \
      YYYY-MM-DD
        Write, for example, 2025-03-14, or 2025-03 where the day is unknown; a table with other dates says \
      so under mapping.tables (dates:).
      """,
      """
      data/response.csv:3: column "date" (S-2 · response.date): "2024-3-5" is not a date in the form \
      YYYY-MM-DD
        Write, for example, 2025-03-14, or 2025-03 where the day is unknown; a table with other dates says \
      so under mapping.tables (dates:).
      """
    ),
    FaultyTable(
      "impossible-date",
      as: "response.csv",
      """
      data/response.csv:2: column "date" (S-1 · response.date): "2024-02-30" is not in the calendar
        Correct the date; the table is read as YYYY-MM-DD.
      """,
      """
      data/response.csv:3: column "date" (S-2 · response.date): "2024-13" is not in the calendar
        Correct the date; the table is read as YYYY-MM-DD.
      """
    ),
    FaultyTable(
      "never-randomized",
      as: "response.csv",
      """
      data/response.csv:3: column "subject" (S-11 · response): S-11 was never randomized
        Correct the identifier, or add the subject to randomization.csv.
      """
    ),
    FaultyTable(
      "no-subject",
      as: "response.csv",
      """
      data/response.csv:2: column "subject" (response): a row without a subject
        Write the subject's identifier, or take the row out.
      """,
      """
      data/response.csv:3: column "subject" (response): a row without a subject
        Write the subject's identifier, or take the row out.
      """
    ),
    FaultyTable(
      "missing-column",
      as: "baseline.csv",
      """
      data/baseline.csv:1: baseline.sex: the column "sex" is missing
        Did you mean "Sex"? Add the column, or name the file's own column under mapping.tables. Columns \
      here: subject, age, Sex, weight.
      """
    ),
    FaultyTable(
      "mistyped-column",
      as: "baseline.csv",
      """
      data/baseline.csv:1: column "wieght" (baseline.weight): warning: no item reads this column, and the \
      column "weight" is missing
        If "weight" was meant, rename the column, or name it under mapping.tables.
      """
    ),
    FaultyTable(
      "two-columns-of-one-name",
      as: "baseline.csv",
      """
      data/baseline.csv:1: column "sex" (baseline.sex): a second column of this name; the first is column 3
        Rename one of them: it would be chance which one is read.
      """
    ),
    FaultyTable(
      "ragged",
      as: "response.csv",
      """
      data/response.csv:2:1: 4 fields in this row, but 3 in the first
        Look for a comma too many or too few; a text with a comma needs quotes around it.
      """,
      """
      data/response.csv:3:1: 2 fields in this row, but 3 in the first
        Look for a comma too many or too few; a text with a comma needs quotes around it.
      """
    ),
    // S-2 is in other tables too: not blamed there for the row that could not be read here.
    FaultyTable(
      "randomization-row-lost",
      as: "randomization.csv",
      """
      data/randomization.csv:3:1: 5 fields in this row, but 4 in the first
        Look for a comma too many or too few; a text with a comma needs quotes around it.
      """
    ),
    FaultyTable(
      "unclosed-quote",
      as: "adverse-events.csv",
      """
      data/adverse-events.csv:2:16: a quote is opened here and never closed; nothing after it could be read
        Close it at the end of the text; a quote inside a quoted text is written twice.
      """
    ),
    FaultyTable(
      "stray-quote",
      as: "adverse-events.csv",
      """
      data/adverse-events.csv:2:25: a quote inside a field that is not quoted as a whole
        Put quotes around the whole field and write the quote inside it twice.
      """
    ),
    FaultyTable(
      "not-utf8",
      as: "adverse-events.csv",
      """
      data/adverse-events.csv:2:18: the byte 0xE8 is not UTF-8
        Save the file as UTF-8; spreadsheets call it "CSV UTF-8".
      """
    ),
    FaultyTable(
      "head-not-utf8",
      as: "adverse-events.csv",
      """
      data/adverse-events.csv:1:5: the byte 0xE8 is not UTF-8
        Save the file as UTF-8; spreadsheets call it "CSV UTF-8".
      """
    ),
    FaultyTable(
      "empty",
      as: "adverse-events.csv",
      """
      data/adverse-events.csv: the file is empty
        The first line has to name the columns: subject, onset, term, grade.
      """
    ),
    FaultyTable(
      "bad-recording-day",
      as: "response.csv",
      """
      data/response.csv:2: column "recorded" (response): "soon" does not say when the row was recorded
        Write YYYY-MM-DD.
      """
    ),
  ]
}

@Suite struct RecordReaderTests {
  @Test("says what is wrong, where, and how to mend it", arguments: FaultyTable.all)
  func messages(of table: FaultyTable) throws {
    let study = try SmallTrial.study()
    var files = SmallTrial.files.mapValues { Array($0.utf8) }
    files[table.file] = try table.bytes()
    let problems = TrialRecord.read(study: study, files: files).problems
    #expect(problems.map(\.description) == table.messages)
  }

  @Test("every faulty table among the fixtures has its test")
  func everyFixture() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Fixtures").path)
    let tables = files.filter { $0.hasSuffix(".csv") }
    #expect(tables.sorted() == FaultyTable.all.map { "\($0.fixture).csv" }.sorted())
  }

  @Test("reads sound tables without a problem")
  func sound() throws {
    let study = try SmallTrial.study()
    let (record, problems) = SmallTrial.read(study)
    #expect(problems.isEmpty)
    #expect(record.subjects == ["S-1", "S-2", "S-9", "S-10"])
    #expect(record.codes(ItemPath(form: "randomization", item: "arm")) == [0, 1, 0, 1])
    #expect(record.codes(ItemPath(form: "baseline", item: "sex")) == [0, 1, 1, 0])
    let ages = record.numbers(ItemPath(form: "baseline", item: "age"))
    #expect(ages[0] == 49 && ages[1] == 51 && ages[2].isNaN && ages[3] == 66)
    // 54 years with 13 leap days, and the 31 days of January.
    #expect(record.days(ItemPath(form: "randomization", item: "date"))[0] == 19_754)
    let randomization = record.table("randomization")
    #expect(randomization.recorded[2] - randomization.happened[2] == 4)
    #expect(record.days(ItemPath(form: "response", item: "date"))[1] == ItemColumn.noDay)
    #expect(record.column(ItemPath(form: "response", item: "date"))?.isKnown(1) == true)
    #expect(record.table("adverse-events").count == 4)
    #expect(record.texts(ItemPath(form: "adverse-events", item: "term"))[0] == "Lung infection")
  }

  @Test("says which files are missing and which are not used")
  func missingFiles() throws {
    let study = try SmallTrial.study()
    var files = SmallTrial.files
    files["randomisation.csv"] = files.removeValue(forKey: "randomization.csv")
    files["death.csv"] = nil
    let problems = SmallTrial.read(study, files).problems
    #expect(
      problems.map(\.description) == [
        """
        data/randomisation.csv: warning: no form reads this file
          Did you mean "randomization.csv"? Name it under mapping.tables, or take it out of the folder.
        """,
        """
        data/randomization.csv: randomization: the file is missing
          Did you mean "randomisation.csv"? Put it into data/ (its head alone, where there are no rows yet), or name the \
        file that holds the form under mapping.tables.
        """,
      ]
    )
  }

  @Test("keeps a thousand problems of a file and counts the others")
  func cap() throws {
    let study = try SmallTrial.study()
    var files = SmallTrial.files
    files["adverse-events.csv"] =
      "subject,onset,term,grade\n" + String(repeating: "S-1,2024-02-05,Sepsis,9\n", count: 1025)
    let problems = SmallTrial.read(study, files).problems
    #expect(problems.count == 1001)
    #expect(problems.last?.problem == "and 25 more problems in this file")
    #expect(problems[999].line == 1001)
  }

  @Test("the same trial in its own columns, codes, files and dates gives the same record")
  func mapping() throws {
    let mapped = SmallTrial.node.with(
      "mapping",
      [
        "tables": [
          [
            "file": "subjects.csv", "form": "randomization", "subject": "PATID", "recorded": "entered",
            "dates": "DD.MM.YYYY", "columns": ["RANDDT": "date", "GRP": "arm", "ZENTRUM": "site"],
            "codes": ["arm": ["1": "CAV", "0": "MEC"], "site": ["A": "1", "B": "2"]],
          ],
          [
            "file": "subjects.csv", "form": "baseline", "subject": "PATID", "columns": ["SEX": "sex"],
            "codes": ["sex": ["m": "male", "w": "female"]],
          ],
          [
            "file": "visits.csv", "form": "marrow", "dates": "MM/DD/YYYY", "columns": ["value": "blasts"],
            "rows": ["what": "marrow"],
          ],
          [
            "file": "visits.csv", "form": "response", "dates": "MM/DD/YYYY", "columns": ["value": "best"],
            "codes": ["best": ["1": "CR", "2": "CRh", "3": "NR"]], "rows": ["what": "response"],
          ],
        ]
      ]
    )
    var files = SmallTrial.files
    for file in ["randomization.csv", "baseline.csv", "marrow.csv", "response.csv"] { files[file] = nil }
    files["subjects.csv"] = """
      PATID,GRP,ZENTRUM,RANDDT,SEX,age,weight,entered,initials
      S-10,0,A,01.03.2024,m,66,82.25,01.03.2024,XY
      S-9,1,B,05.03.2024,w,,61.0,9.3.2024,XY
      S-2,0,B,10.02.2024,w,51,NA,12.02.2024,XY
      S-1,1,A,1.2.2024, m ,49,70.50,01.02.2024,XY
      """
    files["visits.csv"] = """
      subject,what,date,value
      S-9,response,,
      S-1,marrow,01/20/2024,61.5
      S-1,response,03/02/2024,1
      S-2,response,03/2024,3
      S-1,marrow,3/2/2024,4
      S-2,marrow,02/08/2024,33
      S-2,weight,02/08/2024,heavy
      """
    let study = try SmallTrial.study(mapped)
    let (record, problems) = SmallTrial.read(study, files)
    #expect(problems.map(\.description) == [])
    let plain = try SmallTrial.study()
    #expect(record.canonicalBytes(of: study) == SmallTrial.read(plain).record.canonicalBytes(of: plain))
  }

  @Test("byte order mark, CRLF, quoted heads and blank lines before the head change nothing")
  func dialects() throws {
    let study = try SmallTrial.study()
    let files = SmallTrial.files.mapValues { text in
      var lines = text.split(separator: "\n").map(String.init)
      lines[0] = lines[0].split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",")
      return "\u{FEFF}\r\n" + lines.joined(separator: "\r\n")
    }
    let (record, problems) = SmallTrial.read(study, files)
    #expect(problems.map(\.description) == [])
    #expect(record.canonicalBytes(of: study) == SmallTrial.read(study).record.canonicalBytes(of: study))
  }

  @Test("a million rows of one file are read")
  func aMillionRows() throws {
    let study = try SmallTrial.study()
    var rows = Array("subject,onset,term,grade\n".utf8)
    for row in 0..<1_000_000 {
      rows.append(
        contentsOf: "S-\([1, 2, 9, 10][row % 4]),2024-03-\(10 + row % 20),Term \(row % 500),\(1 + row % 5)\n"
          .utf8
      )
    }
    var files = SmallTrial.files.mapValues { Array($0.utf8) }
    files["adverse-events.csv"] = rows
    let (record, problems) = TrialRecord.read(study: study, files: files)
    #expect(problems.isEmpty)
    #expect(record.table("adverse-events").count == 1_000_000)
    #expect(record.rows(of: 3, in: "adverse-events").count == 250_000)
  }

  @Test("a study in relative time counts days and has day 0 as its first")
  func relativeTime() throws {
    let node: ProtocolNode = [
      "equipoise": "1",
      "study": [
        "id": "relative", "title": "Relative", "version": "1", "blinding": "open-label", "time": "relative",
      ],
      "data": ["kind": "published"],
      "arms": [
        ["id": "A", "title": "A", "role": "experimental"], ["id": "B", "title": "B", "role": "placebo"],
      ],
      "forms": [
        ["id": "entry", "title": "Entry", "items": [["id": "arm", "type": "arm"]]],
        [
          "id": "relapse", "title": "Relapse", "happened": "day",
          "items": [["id": "day", "type": "days"]],
        ],
      ],
      "record": ["arm": "entry.arm"],
      "analyses": ["reference": "A", "level": "0.95"],
    ]
    let study = try SmallTrial.study(node)
    let files = ["entry.csv": "subject,arm\n1,A\n2,B\n", "relapse.csv": "subject,day\n1,0\n2,-3\n"]
    let (record, problems) = SmallTrial.read(study, files)
    #expect(record.days(ItemPath(form: "relapse", item: "day")) == [0, -3])
    #expect(
      problems.map(\.description) == [
        """
        data/relapse.csv:3: column "day" (2 · relapse.day): day -3 lies before the subject's randomization
          Correct the earlier or the later of the two; a form that is filled before randomization belongs to a visit \
        whose window begins before day 0 (schedule.visits).
        """
      ]
    )
  }
}
