// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Testing
import TrialDesign

@testable import equipoise

@Suite struct SameBytesTests {
  @Test(
    "the order of rows changes no byte of any file, and a second run none either",
    arguments: StudyCopy.names
  )
  func order(of study: String) throws {
    let copy = try StudyCopy(study)
    let report = try copy.report()
    var stream = RandomStream(seed: 1_848, position: 0)
    var orders: [String: [[String]]] = [:]
    for (file, _) in copy.tables.sorted(by: { $0.key < $1.key }) {
      var rows = copy.table(file).rows
      stream.shuffle(&rows)
      orders[file] = rows
    }
    let shuffled = copy.mapTables { file, table in
      var table = table
      table.rows = orders[file] ?? []
      return table
    }
    #expect(shuffled.tables != copy.tables)
    #expect(try shuffled.analysis().fingerprints == copy.analysis().fingerprints)
    try expectSame(shuffled.report(), report)
    try expectSame(copy.report(), report)
  }

  private func expectSame(
    _ files: [String: [UInt8]],
    _ others: [String: [UInt8]],
    at place: SourceLocation = #_sourceLocation
  ) throws {
    #expect(files.keys.sorted() == others.keys.sorted(), sourceLocation: place)
    for (name, bytes) in files where bytes != others[name] {
      Issue.record("\(name) differs", sourceLocation: place)
    }
  }
}

@Suite struct LanguageTests {
  @Test("the Chinese report has the numbers of the English one", arguments: StudyCopy.names)
  func numbers(of study: String) throws {
    let copy = try StudyCopy(study)
    let (english, chinese) = (try copy.report(), try copy.report(language: .simplifiedChinese))
    #expect(english.keys.sorted() == chinese.keys.sorted())
    let documents = try [english, chinese].map { try JSONTree($0["results.json"] ?? []) }
    for (one, other) in zip(documents[0]["results"].list, documents[1]["results"].list) {
      for key in ["id", "values", "absent", "provenance", "subjects", "standing", "primaryTest"] {
        #expect(one[key] == other[key], "\(one["id"]) \(key)")
      }
      #expect(one["notes"].list.count == other["notes"].list.count)
      for (note, translated) in zip(one["notes"].list, other["notes"].list) { #expect(note != translated) }
    }
    for (name, bytes) in english where name.hasPrefix("tables/") {
      let (table, other) = (DataTable(bytes), DataTable(chinese[name] ?? []))
      #expect(table.head == other.head)
      // Only labels and the statement are words.
      let numbers = table.head.indices.filter { !["row", "column", "data"].contains(table.head[$0]) }
      #expect(
        table.rows.map { row in numbers.map { row[$0] } } == other.rows.map { row in numbers.map { row[$0] } }
      )
    }
  }

  @Test(
    "no text of the Chinese report is left with an open place or without its words",
    arguments: StudyCopy.names
  )
  func texts(of study: String) throws {
    let files = try StudyCopy(study).report(language: .simplifiedChinese)
    for (name, bytes) in files {
      let text = String(decoding: bytes, as: UTF8.self)
      // The page's own script fills in the places of its words.
      let page = text.replacing(/<style>[^<]*<\/style>|<script[^>]*>[^<]*<\/script>/, with: "")
      #expect(page.firstMatch(of: /\{[0-9]\}/) == nil, "\(name)")
    }
    let page = String(decoding: files["index.html"] ?? [], as: UTF8.self)
    #expect(page.contains("<html lang=\"zh-Hans\">"))
  }
}
