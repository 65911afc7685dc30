// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite struct QualifyCommandTests {
  private static let oracles = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Oracles").standardized.path

  private func json(_ words: String...) throws -> (result: CommandResult, families: [[String: Any]]) {
    let result = try program(words + ["--json"])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    return (result, object?["families"] as? [[String: Any]] ?? [])
  }

  @Test("the program carries every reference file of the repository, and passes them")
  func embedded() throws {
    let (result, families) = try json("qualify")
    #expect(result.code == 0, "\(result.output.suffix(400))")
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.oracles)
      .filter { $0.hasSuffix(".json") && $0 != "config.json" }.map { String($0.dropLast(5)) }
    #expect(families.compactMap { $0["name"] as? String } == names.sorted(), "run Scripts/list-references")
    let (_, own) = try json("qualify", "--oracles", Self.oracles)
    #expect(own.map { $0["values"] as? Int } == families.map { $0["values"] as? Int })
  }

  @Test("a folder of one's own is judged; what disagrees is named, and the exit code is 1")
  func own() throws {
    let scratch = try Scratch()
    let text = try String(contentsOfFile: Self.oracles + "/tables.json", encoding: .utf8)
    let key = try #require(text.firstMatch(of: /"cmh_p":\s*0\.\d+/))
    try FileManager.default.createDirectory(atPath: scratch.child("mine"), withIntermediateDirectories: true)
    try text.replacing(key.output, with: "\"cmh_p\": 0.5").write(
      toFile: scratch.child("mine") + "/tables.json",
      atomically: true,
      encoding: .utf8
    )
    let page = scratch.child("record.html")
    let result = try program("qualify", "--oracles", scratch.child("mine"), "--report", page, "--by", "Wang")
    #expect(result.code == 1 && result.output.contains("cmh_p: expected 0.5, got "))
    let record = try String(contentsOfFile: page, encoding: .utf8)
    #expect(record.contains("Wang") && record.contains("Failed") && record.contains("tables.json"))
    let chinese = try program("qualify", "--family", "tables", "--language", "zh-Hans")
    #expect(chinese.code == 0 && chinese.output.contains("通过"))
  }

  @Test("a folder without references and a family that is not there are named")
  func wrong() throws {
    let scratch = try Scratch()
    #expect(try program("qualify", "--oracles", scratch.child("none")).code == 2)
    let family = try program("qualify", "--family", "cox")
    #expect(family.code == 2 && family.complaint.contains("distributions"))
  }
}
