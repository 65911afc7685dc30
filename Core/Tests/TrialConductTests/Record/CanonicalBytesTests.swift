// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@Suite struct CanonicalBytesTests {
  @Test("what is written as CSV reads back to the same bytes")
  func roundTrip() throws {
    let study = try SmallTrial.study()
    let record = SmallTrial.read(study).record
    let tables = study.forms.map { ("\($0.id).csv", record.csv(form: $0, study: study)) }
    let (again, problems) = SmallTrial.read(study, Dictionary(uniqueKeysWithValues: tables))
    #expect(problems.isEmpty)
    #expect(again.canonicalBytes(of: study) == record.canonicalBytes(of: study))
    let response = try #require(study.form("response"))
    #expect(
      record.csv(form: response, study: study)
        == "subject,date,best\nS-1,2024-03-02,CR\nS-2,2024-03,NR\nS-9,,\n"
    )
  }

  @Test(
    "every change of a value changes the bytes",
    arguments: [
      ("baseline.csv", "70.5", "70.25"), ("baseline.csv", "S-2,51,female,", "S-2,51,female,0"),
      ("response.csv", "CR", "CRh"), ("response.csv", "2024-03,NR", "2024-04,NR"),
      ("response.csv", "2024-03,NR", ",NR"), ("adverse-events.csv", "Lung infection", "Lung Infection"),
      ("adverse-events.csv", "2024-02-21", "2024-02-22"), ("death.csv", "2024-04-01", "2024-04-02"),
      ("randomization.csv", "2024-03-05,CAV", "2024-03-05,MEC"),
      ("marrow.csv", "S-2,2024-02-08,33", "S-9,2024-02-08,33"),
    ]
  )
  func sensitivity(file: String, old: String, new: String) throws {
    let study = try SmallTrial.study()
    var files = SmallTrial.files
    let lines = try #require(files[file]).split(separator: "\n")
    let changed = lines.map { line in
      line.contains(old)
        ? line.split(separator: old, omittingEmptySubsequences: false).joined(separator: new) : String(line)
    }
    files[file] = changed.joined(separator: "\n")
    #expect(changed != lines.map(String.init))
    let before = SmallTrial.read(study).record.canonicalBytes(of: study)
    #expect(SmallTrial.read(study, files).record.canonicalBytes(of: study) != before)
  }

  @Test("columns and forms without a value, and the order of categories, leave the bytes alone")
  func layout() throws {
    let study = try SmallTrial.study()
    var files = SmallTrial.files
    files["death.csv"] = "subject,date,cause\n"
    let withEmptyTable = SmallTrial.read(study, files).record
    files["death.csv"] = nil
    #expect(
      SmallTrial.read(study, files).record.canonicalBytes(of: study)
        == withEmptyTable.canonicalBytes(of: study)
    )
    let arms: ProtocolNode = [
      ["id": "MEC", "title": "Control", "role": "active-comparator"],
      ["id": "CAV", "title": "Test", "role": "experimental"],
    ]
    let turned = try SmallTrial.study(SmallTrial.node.with("arms", arms))
    let record = SmallTrial.read(study).record
    #expect(SmallTrial.read(turned).record.canonicalBytes(of: turned) == record.canonicalBytes(of: study))
  }

  @Test("the bytes of a tiny record are those of the documented layout")
  func documentedLayout() throws {
    let study = try SmallTrial.study()
    let table = FormTable(
      subject: [0],
      happened: [2],
      recorded: [ItemColumn.noDay],
      columns: ["date": .days([2], partial: [:]), "cause": .codes([1])]
    )
    let record = TrialRecord(subjects: ["S"], tables: ["death": table])
    var expected = Array("equipoise record 1\n".utf8)
    expected += [1, 0, 0, 0, 0, 0, 0, 0] + [1, 0, 0, 0] + Array("S".utf8)
    expected += Array("F".utf8) + [5, 0, 0, 0] + Array("death".utf8) + [1, 0, 0, 0, 0, 0, 0, 0]
    expected += [0, 0, 0, 0] + [0, 0, 0, 0x80]
    expected += Array("C".utf8) + [5, 0, 0, 0] + Array("cause".utf8) + [1, 0, 0, 0]
    expected += [5, 0, 0, 0] + Array("other".utf8) + [0, 0]
    expected +=
      Array("D".utf8) + [4, 0, 0, 0] + Array("date".utf8) + [2, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 0]
    #expect(record.canonicalBytes(of: study) == expected)
  }
}
