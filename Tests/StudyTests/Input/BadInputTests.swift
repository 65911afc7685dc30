// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import equipoise

/// Studies with a fault, through the program: a clear complaint, the exit code of unusable input, and no file written.
@Suite struct BadInputTests {
  /// A change of one file of the example study, and the complaint about it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let old: String
    let new: [UInt8]
    let complaint: String

    init(_ name: String, in file: String, _ old: String, _ new: String, _ complaint: String) {
      self.init(name, in: file, old, bytes: Array(new.utf8), complaint)
    }

    init(_ name: String, in file: String, _ old: String, bytes new: [UInt8], _ complaint: String) {
      testDescription = name
      self.file = file
      self.old = old
      self.new = new
      self.complaint = complaint
    }
  }

  @Test(
    "a faulty study is refused with its fault, and nothing is left behind",
    arguments: inProtocol + inData
  )
  func refused(for fault: Fault) throws {
    let scratch = try Self.study(with: fault)
    let before = try scratch.files
    let report = try Program.run("report", scratch.path + "/trial", "--out", scratch.path + "/out")
    #expect(report.code == 2)
    #expect(report.output == "")
    #expect(
      report.complaint == fault.complaint
        + "\n\n1 problem in 1 file\n  Mend them first; \"equipoise check\" lists them again.\n"
    )
    #expect(try scratch.files == before)

    let check = try Program.run("check", scratch.path + "/trial")
    #expect(check.code == 1)
    #expect(check.output.hasPrefix(fault.complaint + "\n\n1 problem in 1 file"))
  }

  @Test("an older report stays as it was where the new one is refused")
  func olderReport() throws {
    let scratch = try Self.study(with: nil)
    let (trial, out) = (scratch.path + "/trial", scratch.path + "/out")
    #expect(try Program.run("report", trial, "--out", out).code == 0)
    let file = URL(fileURLWithPath: trial + "/data/baseline.csv")
    let table = try String(contentsOf: file, encoding: .utf8)
    try Data(table.replacing("E-002,", with: "E-001,").utf8).write(to: file)
    let before = try scratch.files
    #expect(before.keys.contains("out/index.html"))
    #expect(try Program.run("report", trial, "--out", out).code == 2)
    #expect(try scratch.files == before)
  }

  @Test("a study in relative time has no calendar to cut", arguments: ["--cut", "--as-of"])
  func relativeTime(option: String) throws {
    let scratch = try TemporaryFolder()
    let study = Repository.root.appendingPathComponent("Studies/myeloid").path
    let report = try Program.run("report", study, "--out", scratch.path + "/out", option, "2025-07-31")
    #expect(report.code == 2)
    #expect(
      report.complaint == """
        \(option): this study is in relative time: its facts are days since randomization, without dates.
          Leave \(option) out; all facts on file are reported.

        """
    )
    #expect(try scratch.files.isEmpty)
  }

  @Test(
    "a cut that cannot be is refused with its reason",
    arguments: [
      (
        "2025-02-30",
        "--cut: \"2025-02-30\" is not a date of the calendar.\n  Write, for example, --cut 2025-07-31.\n"
      ),
      (
        "2023-12-31",
        "--cut: 2023-12-31 lies before the study's start, 2024-01-01.\n  Name a day from 2024-01-01 on.\n"
      ),
    ]
  )
  func cuts(cut: String, complaint: String) throws {
    let scratch = try Self.study(with: nil)
    let report = try Program.run(
      "report",
      scratch.path + "/trial",
      "--out",
      scratch.path + "/out",
      "--cut",
      cut
    )
    #expect(report.code == 2)
    #expect(report.complaint == complaint)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/out"))
  }

  private static let isSoak = ProcessInfo.processInfo.environment["EQUIPOISE_SOAK"] != nil

  @Test("a million faulty rows are counted, and a thousand of them told", .enabled(if: isSoak))
  func aMillionRows() throws {
    let scratch = try Self.study(with: nil)
    let file = URL(fileURLWithPath: scratch.path + "/trial/data/adverse-event.csv")
    var table = try Data(contentsOf: file)
    let first = table.filter { $0 == UInt8(ascii: "\n") }.count
    for row in 0..<1_000_000 {
      table.append(contentsOf: "X-\(row),2024-06-01,Fatigue,General disorders,1\n".utf8)
    }
    try table.write(to: file)
    let report = try Program.run("report", scratch.path + "/trial", "--out", scratch.path + "/out")
    #expect(report.code == 2)
    let lines = report.complaint.split(separator: "\n")
    #expect(
      lines.first == """
        data/adverse-event.csv:\(first + 1): column "subject" (X-0 · adverse-event): X-0 was never randomized
        """
    )
    #expect((2000...2010).contains(lines.count))
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/out"))
  }

  // MARK: The faults

  private static let inProtocol = [
    Fault(
      "broken YAML",
      in: "protocol.yaml",
      "block-sizes: [4, 6]",
      "block-sizes: [4, 6",
      """
      protocol.yaml:90:9: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence
        Look here and on the line above: a ":", bracket or quotation mark is missing or too many, or the \
      indentation changed.
      """
    ),
    Fault(
      "unknown key",
      in: "protocol.yaml",
      "cycles: 4",
      "cylces: 4",
      """
      protocol.yaml:49:5: regimens[0].cylces: unknown key "cylces"
        Did you mean "cycles"? Keys of this block: shelf, id, title, cycle, cycles, drugs, notes, source.
      """
    ),
    Fault(
      "unknown unit",
      in: "protocol.yaml",
      "dose: 75 mg/m2",
      "dose: 75 mg/m3",
      """
      protocol.yaml:56:50: regimens[0].drugs[1].dose: "75 mg/m3" is not a dose
        Write, for example, 5 mg/m2, 20 mg or 5 ug/kg.
      """
    ),
    Fault(
      "unknown arm",
      in: "protocol.yaml",
      "reference: B",
      "reference: C",
      """
      protocol.yaml:228:14: analyses.reference: unknown arm "C"
        Known: A, B.
      """
    ),
    Fault(
      "dangling form",
      in: "protocol.yaml",
      "form: response, visits",
      "form: respnse, visits",
      """
      protocol.yaml:103:42: schedule.activities[3].form: unknown form "respnse"
        Did you mean "response"? Known: screening, baseline, response, follow-up, adverse-event.
      """
    ),
    Fault(
      "a protocol that is not UTF-8",
      in: "protocol.yaml",
      "title: Site 1",
      bytes: Array("title: Caf".utf8) + [0xE9],
      """
      protocol.yaml:32:24: the file is not UTF-8 text
        Save it with the encoding UTF-8 (in most editors: "Save as", encoding UTF-8).
      """
    ),
  ]

  private static let inData = [
    Fault(
      "duplicate subject",
      in: "data/follow-up.csv",
      "E-002,2025-02-24",
      "E-001,2024-02-24",
      """
      data/follow-up.csv:3: column "subject" (E-001 · follow-up): a second row of this subject; the first is \
      line 2
        The form is filled once: take one row out, or write repeats: log in the protocol.
      """
    ),
    Fault(
      "unknown arm of a subject",
      in: "data/baseline.csv",
      "E-003,A",
      "E-003,C",
      """
      data/baseline.csv:4: column "arm" (E-003 · baseline.arm): unknown arm "C"
        Known: A, B.
      """
    ),
    Fault(
      "event before randomization",
      in: "data/response-assessments.csv",
      "19.04.2024",
      "19.01.2024",
      """
      data/response-assessments.csv:2: column "date" (E-002 · response.assessed): 2024-01-19 lies before the \
      subject's randomization on 2024-01-27
        Correct the earlier or the later of the two; a form that is filled before randomization belongs to a visit \
      whose window begins before day 0 (schedule.visits).
      """
    ),
    Fault(
      "date outside the study",
      in: "data/response-assessments.csv",
      "19.04.2024",
      "19.04.1924",
      """
      data/response-assessments.csv:2: column "date" (E-002 · response.assessed): 1924-04-19 lies outside the \
      study, which began on 2024-01-01
        Correct the date; look at the year first.
      """
    ),
    Fault(
      "a table that is not UTF-8",
      in: "data/adverse-event.csv",
      "Fatigue",
      bytes: Array("Fatigu".utf8) + [0xE9],
      """
      data/adverse-event.csv:2:24: the byte 0xE9 is not UTF-8
        Save the file as UTF-8; spreadsheets call it "CSV UTF-8".
      """
    ),
    Fault(
      "missing column",
      in: "data/baseline.csv",
      "age,sex",
      "years,sex",
      """
      data/baseline.csv:1: baseline.age: the column "age" is missing
        Add the column, or name the file's own column under mapping.tables. Columns here: subject, arm, site, \
      randomized, treated, years, sex, ecog.
      """
    ),
    Fault(
      "ragged table",
      in: "data/baseline.csv",
      "48,F,2",
      "48,F,2,",
      """
      data/baseline.csv:2:1: 9 fields in this row, but 8 in the first
        Look for a comma too many or too few; a text with a comma needs quotes around it.
      """
    ),
  ]

  /// The example study in a folder `trial`, with one change.
  private static func study(with fault: Fault?) throws -> TemporaryFolder {
    let scratch = try TemporaryFolder()
    let trial = URL(fileURLWithPath: scratch.path + "/trial")
    try FileManager.default.createDirectory(
      at: trial.appendingPathComponent("data"),
      withIntermediateDirectories: true
    )
    let files =
      [("protocol.yaml", ExampleProtocol.text)] + ExampleTables.files.map { ("data/\($0.name)", $0.text) }
    for (name, text) in files {
      var bytes = Data(text.utf8)
      if let fault, fault.file == name {
        let place = try #require(bytes.range(of: Data(fault.old.utf8)))
        bytes.replaceSubrange(place, with: fault.new)
      }
      try bytes.write(to: trial.appendingPathComponent(name))
    }
    return scratch
  }
}
