// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import equipoise

/// The command line as a user meets it: words in, words and exit code out.
@Suite struct CommandLineTests {
  @Test("a new study is sound, and shows its synopsis")
  func newStudy() throws {
    let place = try Scratch().child("trial")
    #expect(try program("new", place).code == 0)
    let check = try program("check", place)
    #expect(check.code == 0)
    #expect(check.output == "No problems: 24 subjects, 2 arms, 5 forms, 116 rows, 2 endpoints\n")
    let show = try program("show", place)
    #expect(show.code == 0)
    #expect(show.output.contains("◊1  study.planned-end = 2025-12-31"))
  }

  @Test("a folder that holds something is left alone")
  func occupied() throws {
    let scratch = try Scratch()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: scratch.child("file")))
    let result = try program("new", scratch.path)
    #expect(result.code == 2)
    #expect(result.complaint.contains("the folder is not empty"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["file"])
  }

  @Test("check finds problems of protocol and data, in words and as JSON")
  func problems() throws {
    let place = try Scratch().child("trial")
    _ = try program("new", place)
    let table = URL(fileURLWithPath: place + "/data/baseline.csv")
    let text = try String(contentsOf: table, encoding: .utf8)
    try Data(text.replacingOccurrences(of: "E-002,", with: "E-001,").utf8).write(to: table)

    let check = try program("check", place)
    #expect(check.code == 1)
    #expect(check.output.contains("data/baseline.csv:3: "))

    let json = try program("check", place, "--json")
    #expect(json.code == 1)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["passed"] as? Bool == false)
    let first = (object?["problems"] as? [[String: Any]])?.first
    #expect(
      Set(first.map { Array($0.keys) } ?? []) == [
        "file", "line", "column", "place", "problem", "remedy", "severity",
      ]
    )
  }

  @Test(
    "wrong usage ends with 2",
    arguments: [
      ["check"], ["no-such-command"], ["show", "x", "--language", "fr"], ["check", "x", "--no-such-option"],
      ["schema", "no-such-format"],
    ]
  )
  func usage(words: [String]) throws {
    let result = try program(words)
    #expect(result.code == 2)
    #expect(result.output.isEmpty && !result.complaint.isEmpty)
  }

  @Test("a study that is not there ends with 2", arguments: ["check", "show"])
  func missing(command: String) throws {
    let result = try program(command, "/no/such/study")
    #expect(result.code == 2)
    #expect(result.complaint.contains("there is no such folder or file"))
  }

  @Test(
    "every command explains itself with an example",
    arguments: ["new", "check", "show", "schema", "dry-run"]
  )
  func help(command: String) throws {
    let result = try program(command, "--help")
    #expect(result.code == 0)
    #expect(result.output.contains("equipoise \(command)"))
    #expect(result.output.contains("xample"))
  }

  @Test("a page is written whole, or nothing")
  func page() throws {
    let scratch = try Scratch()
    let place = scratch.child("trial")
    _ = try program("new", place)
    let page = scratch.child("synopsis.html")
    #expect(try program("show", place, "--html", page).code == 0)
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.hasPrefix("<!doctype html>") && text.hasSuffix("</html>\n"))

    let nowhere = try program("show", place, "--html", scratch.child("no/such/folder/x.html"))
    #expect(nowhere.code == 2)
    #expect(nowhere.complaint.contains("cannot be written"))
  }

  @Test("synopses keep to 100 columns", arguments: ["en", "zh-Hans"])
  func columns(language: String) throws {
    let place = try Scratch().child("trial")
    _ = try program("new", place)
    let show = try program("show", place, "--language", language)
    for line in show.output.split(separator: "\n") {
      let width = line.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFE6).contains($1.value) ? 2 : 1) }
      #expect(width <= 100, "\(line)")
    }
  }

  // MARK: Rehearsal

  @Test("a new study can be rehearsed, reported and kept; nothing in its folder is touched")
  func rehearsal() throws {
    let scratch = try Scratch()
    let (place, report, kept) = (scratch.child("trial"), scratch.child("report"), scratch.child("kept"))
    _ = try program("new", place)
    let before = try FileManager.default.subpathsOfDirectory(atPath: place).sorted()
    let run = try program("dry-run", place, "--subjects", "40", "--out", report, "--keep", kept)
    #expect(run.code == 0, "\(run.output)\(run.complaint)")
    #expect(run.output.contains("Nothing was found that stands in the way of a start."))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: place).sorted() == before)

    let page = try String(contentsOfFile: report + "/index.html", encoding: .utf8)
    #expect(page.contains("Rehearsal with virtual subjects"))
    let verify = try program("verify", kept)
    #expect(verify.code == 0 && verify.output.contains("derived again from the revealed seed"))
    let again = try program("dry-run", place, "--subjects", "40", "--keep", kept)
    #expect(again.code == 2 && again.complaint.contains("the folder is not empty"))
  }

  @Test("a rehearsal gives the same JSON for the same seed, and ends with 1 for a fault")
  func rehearsedFault() throws {
    let place = try Scratch().child("trial")
    _ = try program("new", place)
    let words = ["dry-run", place, "--subjects", "12", "--seed", "3", "--json"]
    let first = try program(words)
    let again = try program(words)
    #expect(first.code == 0 && first.output == again.output)

    let file = URL(fileURLWithPath: place + "/protocol.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let rule = "criterion: {item: screening.consent, on-or-before: screening.date}"
    let broken = text.replacingOccurrences(of: rule, with: "criterion: {item: baseline.age, above: 100 a}")
    #expect(broken != text)
    try Data(broken.utf8).write(to: file)
    let fault = try program(words)
    #expect(fault.code == 1 && fault.output.contains("\"rule-never-met\""))

    try Data(text.replacingOccurrences(of: "confirmed: screening.earlier-a", with: "").utf8).write(to: file)
    let lacking = try program(words)
    #expect(lacking.code == 2 && lacking.complaint.contains("words alone"))
  }
}
