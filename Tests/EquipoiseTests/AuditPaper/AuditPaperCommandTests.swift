// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `equipoise audit-paper` as a user runs it.
@Suite struct AuditPaperCommandTests {
  private static let example = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../Documentation/Examples/abstract.txt").standardized.path

  private static let sound = "Of 24 patients, 12 (50.0%) of 24 were men and 12 (50.0%) were women.\n"

  private func write(_ bytes: some Sequence<UInt8>, _ name: String, in scratch: Scratch) throws -> String {
    let path = scratch.child(name)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("the example's errors are found, in text and in JSON, and the exit code is 1")
  func example() throws {
    let text = try program("audit-paper", Self.example)
    #expect(text.code == 1 && !text.output.contains("\u{1B}"), "\(text.complaint)")
    // By hand: 66 + 51 = 117; 61 is below 64; 4 of 58 is 6.9 %.
    for finding in ["66 + 51 = 117, not 118", "61, lies outside 64 to 79", "4 of 58 is 6.90 %"] {
      #expect(text.output.contains(finding), "\(text.output)")
    }
    let json = try program("audit-paper", Self.example, "--json", "--only", "inconsistent,warnings")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let claims = try #require(object?["claims"] as? [[String: Any]])
    #expect(json.code == 1 && !claims.isEmpty)
    #expect(Set(claims.compactMap { $0["verdict"] as? String }) == ["inconsistent", "warning"])
    let keys: Set<String> = [
      "text", "kind", "printed", "recomputed", "verdict", "because", "range", "line", "character",
    ]
    #expect(claims.allSatisfy { keys.isSubset(of: $0.keys) })
    #expect((object?["verdicts"] as? [String: Int])?["consistent"] ?? 0 >= 12)
    let chinese = try program("audit-paper", Self.example, "--language", "zh-Hans")
    #expect(chinese.code == 1 && chinese.output.contains("66 + 51 = 117，而非 118"))
  }

  @Test("a sound text is done with 0, from a file of any encoding and from standard input")
  func sound() throws {
    let scratch = try Scratch()
    let chinese = "患者24例，其中男12例（50.0%），女12例（50.0%）。\n"
    let utf16: [UInt8] = [0xFF, 0xFE] + Self.sound.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let gb18030 = try #require(chinese.data(using: String.Encoding(rawValue: 0x8000_0632)))
    let files = [
      try write(Self.sound.utf8, "plain.txt", in: scratch),
      try write([0xEF, 0xBB, 0xBF] + Array(Self.sound.utf8), "bom.md", in: scratch),
      try write(utf16, "utf16.txt", in: scratch), try write(gb18030, "gb18030.txt", in: scratch),
      try write("<p>Of 24 patients, <b>12</b> (50.0%) of 24 were men.</p>".utf8, "page.html", in: scratch),
    ]
    for file in files {
      let result = try program("audit-paper", file)
      #expect(result.code == 0 && result.output.contains("No contradiction was found."), "\(file): \(result)")
    }
    let piped = try shell("\"$0\" audit-paper - < \"$1\"", files[0])
    #expect(piped.code == 0 && piped.output.hasPrefix("No contradiction was found."))
    let empty = try program("audit-paper", try write([], "empty.txt", in: scratch))
    #expect(empty.code == 0 && empty.output.contains("No claim was found"))
  }

  @Test("results of a trial with a ledger are shown to nobody who is not named and may not see them")
  func ledger() throws {
    let scratch = try Scratch()
    let (trial, keys) = (scratch.child("trial"), scratch.child("keys"))
    _ = try program("new", trial)
    let activated = try program("init", trial, "--as", "chen", "--keys", keys)
    #expect(activated.code == 0, "\(activated)")
    let file = try write(Self.sound.utf8, "draft.txt", in: scratch)
    let nobody = try program("audit-paper", file, "--study", trial)
    #expect(
      nobody.code == 2 && nobody.output.isEmpty && nobody.complaint.contains("Add --as USER"),
      "\(nobody)"
    )
    // Who gives roles has none that reads results.
    let administrator = try program("audit-paper", file, "--study", trial, "--as", "chen")
    #expect(administrator.code != 0 && administrator.output.isEmpty, "\(administrator)")
    let stranger = try program("audit-paper", file, "--study", trial, "--as", "stranger")
    #expect(stranger.code != 0 && stranger.output.isEmpty, "\(stranger)")
  }

  @Test("a page is written beside the findings, whole and in the language asked for")
  func page() throws {
    let scratch = try Scratch()
    let result = try program(
      "audit-paper",
      Self.example,
      "--html",
      scratch.child("audit.html"),
      "--language",
      "zh-Hans"
    )
    #expect(result.code == 1)
    let page = try String(contentsOfFile: scratch.child("audit.html"), encoding: .utf8)
    #expect(
      page.contains("lang=\"zh-Hans\"") && page.contains("id=\"note-1\"") && page.hasSuffix("</html>\n")
    )
    let nowhere = try program("audit-paper", Self.example, "--html", scratch.child("none") + "/audit.html")
    #expect(nowhere.code == 2)
  }

  @Test("a DOCX gives its paragraphs; an archive that is none is named")
  func docx() throws {
    guard try shell("command -v unzip", "").code == 0 else { return }
    let scratch = try Scratch()
    let xml =
      "<w:document><w:body><w:p><w:r><w:t>Of 24 patients, 12 (51%) of 24 were men.</w:t></w:r></w:p></w:body></w:document>"
    let good = try write(
      StoredArchive([("word/document.xml", xml)]).bytes,
      "-[a] b.docx",
      in: scratch
    )
    let result = try program("audit-paper", "--", good)
    #expect(result.code == 1 && result.output.contains("12 of 24 is 50 %"), "\(result)")
    #expect(result.output.contains("The text was taken out of the file"))
    let other = try write(StoredArchive([("a.txt", "x")]).bytes, "a.docx", in: scratch)
    let wrong = try program("audit-paper", other)
    #expect(wrong.code == 2 && wrong.complaint.contains("without word/document.xml"))
    let broken = try write([0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "b.docx", in: scratch)
    #expect(try program("audit-paper", broken).code == 2)
  }

  @Test("the notes of a DOCX are read behind its text")
  func notes() throws {
    guard try shell("command -v unzip", "").code == 0 else { return }
    func part(_ root: String, _ text: String) -> String {
      "<w:\(root)><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:\(root)>"
    }
    let archive = StoredArchive([
      ("word/document.xml", part("document", "All were followed.")),
      ("word/footnotes.xml", part("footnotes", "Of 24 patients, 12 (51%) of 24 were men.")),
    ])
    let scratch = try Scratch()
    let result = try program("audit-paper", try write(archive.bytes, "a.docx", in: scratch))
    #expect(result.code == 1 && result.output.contains("12 of 24 is 50 %"), "\(result)")
  }

  @Test("a PDF gives its text, over the lines it is set in; one of pictures is named")
  func pdf() throws {
    guard try shell("command -v pdftotext", "").code == 0 else { return }
    let scratch = try Scratch()
    let lines = ["Of the patients who were assigned to one of the two arms, 12 \\(51%\\)", "of 24 were men."]
    let good = try program("audit-paper", try write(pdf(lines).utf8, "a.pdf", in: scratch))
    #expect(good.code == 1 && good.output.contains("12 of 24 is 50 %"), "\(good)")
    let pictures = try program("audit-paper", try write(pdf([]).utf8, "b.pdf", in: scratch))
    #expect(pictures.code == 2 && pictures.complaint.contains("no text layer"), "\(pictures)")
  }

  /// One page with lines of text, as plain as readers accept (ISO 32000).
  private func pdf(_ lines: [String]) -> String {
    let text = "BT /F1 12 Tf 14 TL 20 200 Td " + lines.map { "(\($0)) Tj T* " }.joined() + "ET"
    return """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
      4 0 obj<</Length \(text.utf8.count)>>stream
      \(text)
      endstream endobj
      5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
      trailer<</Root 1 0 R>>
      %%EOF
      """
  }

  @Test("what cannot be read is named, with how to mend it, and the exit code is 2")
  func unreadable() throws {
    let scratch = try Scratch()
    let large = try write(repeatElement(UInt8(ascii: "a"), count: 20_000_001), "large.txt", in: scratch)
    let cases: [(String, String)] = [
      (scratch.child("none.txt"), "there is no such file"), (scratch.path, "there is no such file"),
      (large, "is larger than 20 MB"),
      (try write([0x63, 0x61, 0x66, 0xE9, 0x20, 0x96, 0x20], "latin.txt", in: scratch), "Save it as UTF-8"),
      (try write([0, 1, 2, 3], "zero.txt", in: scratch), "Save it as UTF-8"),
      (try write([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "old.doc", in: scratch), "old Word document"),
      (try write("{\\rtf1 x}".utf8, "a.rtf", in: scratch), "rich text"),
    ]
    for (path, complaint) in cases {
      let result = try program("audit-paper", path)
      #expect(result.code == 2 && result.complaint.contains(complaint), "\(path): \(result)")
    }
    #expect(try program("audit-paper", Self.example, "--only", "wrong").code == 2)
    let missing = try shell(
      "PATH=/nowhere; \"$0\" audit-paper \"$1\"",
      try write("%PDF-1.4".utf8, "a.pdf", in: scratch)
    )
    #expect(missing.code == 2 && missing.complaint.contains("poppler-utils"))
  }

  /// Runs the program by a line of the shell, in which `$0` is the program and `$1` a file.
  private func shell(_ line: String, _ file: String) throws -> CommandResult {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let built = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("equipoise").path
    let (process, output, complaint) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line, built, file]
    process.standardOutput = output
    process.standardError = complaint
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    let complained = try complaint.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return CommandResult(
      code: process.terminationStatus,
      output: String(decoding: said, as: UTF8.self),
      complaint: String(decoding: complained, as: UTF8.self)
    )
  }
}

/// A ZIP archive with one file that is not compressed (PKWARE APPNOTE 4.3).
private struct StoredArchive {
  let files: [(name: String, text: String)]

  init(_ files: [(name: String, text: String)]) {
    self.files = files
  }

  var bytes: [UInt8] {
    var (locals, centrals) = ([UInt8](), [UInt8]())
    for file in files {
      let (name, data) = (Array(file.name.utf8), Array(file.text.utf8))
      let sizes =
        number(checksum(data), 4) + number(data.count, 4) + number(data.count, 4) + number(name.count, 2)
      let common = number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + sizes + number(0, 2)
      centrals +=
        number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 10) + number(locals.count, 4) + name
      locals += number(0x0403_4B50, 4) + common + name + data
    }
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2)
      + number(centrals.count, 4) + number(locals.count, 4) + number(0, 2)
    return locals + centrals + end
  }

  /// CRC-32, bit by bit.
  private func checksum(_ data: [UInt8]) -> Int {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in data {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return Int(~value)
  }

  /// The lowest byte first.
  private func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
