// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import Testing

/// What the published figures leave open is a range in every file, and every file says what the data are.
@Suite struct ProvenanceTests {
  private static let statement = "Reconstructed from published aggregates; not patient data."

  @Test("in results.json a number is published or implied, and an open one a range over 200 cohorts")
  func leaves() throws {
    var ranges = 0
    for result in try PublishedReport.json()["results"].list {
      let id = result["id"].text ?? ""
      for (path, provenance) in result["provenance"].table {
        let leaf = result["values"].at(path)
        switch (provenance, leaf) {
        case (.text("published"), .number), (.text("implied"), .number): break
        case (.text("undetermined"), .table(let range)) where range["range"] != nil:
          ranges += 1
          let ends = leaf["range"].list.map { $0.number ?? ($0 == .text("Inf") ? .infinity : -.infinity) }
          #expect(ends.count == 2 && ends[0] <= ends[1], "\(id)/\(path)")
          #expect(leaf["cohorts"] == .number(200), "\(id)/\(path)")
          #expect(leaf["provenance"] == .text("undetermined"), "\(id)/\(path)")
        case (.text("undetermined"), .table(["notReached": .truth(true)])): break
        case (_, .null):
          #expect(result["absent"][path].text != nil, "\(id)/\(path) is absent without a reason")
        default: Issue.record("\(id)/\(path): \(provenance), \(leaf)")
        }
      }
      #expect(Self.leafCount(result["values"]) == result["provenance"].table.count, "\(id)")
    }
    #expect(ranges > 300)
  }

  /// Numbers and ranges below a node: so many addresses need a provenance.
  private static func leafCount(_ tree: JSONTree) -> Int {
    guard case .table(let table) = tree, table["range"] == nil, table["notReached"] == nil else { return 1 }
    return table.values.map { leafCount($0) }.reduce(0, +)
  }

  @Test("no survival result, event-free survival or death by arm is a plain number anywhere")
  func unpublished() throws {
    for result in try PublishedReport.json()["results"].list {
      let id = result["id"].text ?? ""
      for path in result["provenance"].table.keys where Self.isUnpublished(id, path) {
        #expect(result["values"].at(path).number == nil, "\(id)/\(path)")
      }
    }
    for (name, bytes) in try PublishedReport.files.get() where name.hasPrefix("tables/") {
      let table = DataTable(bytes)
      let columns = try ["result", "path", "value"].map { try #require(table.column($0), "\(name)") }
      for row in table.rows where Self.isUnpublished(row[columns[0]], row[columns[1]]) {
        #expect(row[columns[2]] == "", "\(name): \(row[columns[1]])")
      }
    }
  }

  /// Whether the abstract says nothing that fixes a number (trial facts, section 2.3).
  private static func isUnpublished(_ result: String, _ path: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    if path.contains("hazard-ratio") || path.contains("log-rank") || path.contains("proportional-hazards") {
      return true
    }
    switch result {
    case "efs.primary": return parts.last != "n"
    case "rfs.exploratory": return true
    case "os.primary": return parts.last != "n" && path != "arms/MEC/rate-365/estimate"
    case "safety.deaths": return parts.first != "total" && parts.last != "n"
    case "flow": return parts.first != "total" && parts.last == "deaths"
    default: return false
    }
  }

  @Test("in the tables an open cell has no value and every line the statement")
  func tables() throws {
    var open = 0
    for (name, bytes) in try PublishedReport.files.get() where name.hasPrefix("tables/") {
      let table = DataTable(bytes)
      let columns = try ["value", "provenance", "state", "cohorts", "data"].map {
        try #require(table.column($0), "\(name)")
      }
      for row in table.rows {
        #expect(row[columns[4]] == Self.statement, "\(name)")
        guard row[columns[1]] == "undetermined" else { continue }
        open += 1
        #expect(row[columns[0]] == "", "\(name)")
        if row[columns[2]] == "range" { #expect(row[columns[3]] == "200", "\(name)") }
      }
    }
    #expect(open > 300)
  }

  @Test("on the page an open number says that it is one, and only closed ones stand alone")
  func page() throws {
    let file = try PublishedReport.text("index.html")
    let opening = try #require(file.range(of: "<script id=\"report-data\" type=\"application/json\">"))
    let closing = try #require(file.range(of: "</script>", range: opening.upperBound..<file.endIndex))
    let panel = try JSONTree(Array(file[opening.upperBound..<closing.lowerBound].utf8))
    // The scripts stand behind everything that is shown.
    let html = file[..<opening.lowerBound]
    var open = 0
    for (address, entry) in panel["entries"].table {
      for cell in entry["c"].list where cell[2] == .text("undetermined") {
        open += 1
        let text = cell[1].text ?? ""
        #expect(Self.saysSo(text), "\(address): \(cell[0]) is written \(text)")
      }
    }
    #expect(open > 300)

    let buttons = html.matches(
      of: /<button class="number( range)?" type="button" data-cell="([^"]*)">([^<]*)</
    )
    #expect(buttons.count > 400)
    // Tables say in one word that a number is the same in all cohorts; their legends explain it.
    #expect(html.matches(of: /“all 0”: 0 in every one of them/).count >= 1)
    for button in buttons {
      let address = String(button.output.2).replacing("&#39;", with: "'").replacing("&amp;", with: "&")
      let cells = panel["entries"][address]["c"].list
      #expect(!cells.isEmpty, "\(address) opens nothing")
      guard cells.contains(where: { $0[2] == .text("undetermined") }) else { continue }
      #expect(Self.saysSo(String(button.output.3)), "\(address) is shown as \(button.output.3)")
    }
    // Parts of figures open numbers too, and say as much.
    let groups = html.matches(of: /<g data-cell="([^"]*)"[^>]*>(.*?)<\/g>/)
    for group in groups {
      let cells = panel["entries"][String(group.output.1)]["c"].list
      #expect(!cells.isEmpty, "\(group.output.1) opens nothing")
      guard cells.first?[2] == .text("undetermined") else { continue }
      let words = group.output.2.replacing(/<[^>]*>/, with: " ")
      #expect(Self.saysSo(String(words)), "\(group.output.1) is drawn as \(words)")
    }
    #expect(html.matches(of: /data-cell="/).count == buttons.count + groups.count)
  }

  private static func saysSo(_ text: String) -> Bool {
    text.contains("range ") || text.contains("undetermined") || text.contains("in all cohorts")
      || text.hasPrefix("all ") || text.contains("not reached")
  }

  @Test("no curve of the one cohort is drawn or kept")
  func curves() throws {
    for name in ["os.primary", "efs.primary", "rfs.exploratory"] {
      let figure = try PublishedReport.text("figures/\(name).svg")
      #expect(figure.contains("range over 200 cohorts"), "\(name)")
      #expect(!figure.contains("class=\"tick-censored"), "\(name)")
    }
  }

  @Test("every page, figure, table and document carries the data statement")
  func everyFile() throws {
    let files = try PublishedReport.files.get()
    #expect(
      Set(files.keys.map { $0.split(separator: "/")[0] }) == [
        "index.html", "results.json", "tables", "figures",
      ]
    )
    for name in files.keys.sorted() {
      let text = try PublishedReport.text(name)
      // A figure breaks its lines where they are full.
      let plain = text.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
      #expect(text.contains(Self.statement) || plain.contains(Self.statement), "\(name)")
    }
  }
}
