// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Names, licence lines, and the rule that no study has code of its own.
@Suite struct WordTests {
  private static let studyWords: Set = [
    "cav", "mec", "venetoclax", "cladribine", "levamisole", "cytarabine", "mitoxantrone", "etoposide",
    "colon",
    "myeloid", "fluorouracil",
  ]

  @Test("no study has a word in the sources outside the shelf", arguments: SourceTree.core + SourceTree.doors)
  func studies(file: SourceTree.File) {
    guard !file.path.contains("/Shelf/") else { return }
    // Examples in comments may name a drug; code may not.
    for (number, line) in file.code {
      let words = line.lowercased().split { !$0.isLetter }.map { String($0) }
      if !Self.studyWords.isDisjoint(with: words) {
        Issue.record("\(file.path):\(number) knows a study: \(line)")
      }
    }
  }

  @Test("no file is named after nothing in particular", arguments: everyFile)
  func names(file: SourceTree.File) {
    let banned = ["manager", "helper", "util", "common", "misc", "base", "service", "handler", "extensions"]
    for part in file.path.split(separator: "/") {
      // Words of a name, so that "Baseline" and "Database" stay allowed.
      let words = part.replacing(/([a-z0-9])([A-Z])/) { "\($0.output.1) \($0.output.2)" }.lowercased()
        .split { !$0.isLetter }.map { String($0) }
      for word in words {
        #expect(!banned.contains(word) && !banned.contains(String(word.dropLast())), "\(file.path)")
      }
    }
  }

  @Test("every file begins with its licence", arguments: everyFile)
  func licence(file: SourceTree.File) {
    #expect(file.text.hasPrefix("// SPDX-License-Identifier: Apache-2.0\n"), "\(file.path)")
  }

  @Test("the map of the house names every target")
  func house() throws {
    let file = SourceTree.root.appendingPathComponent("Documentation/House.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    for target in SourceTree.targets(in: "Core/Sources") + SourceTree.targets(in: "Sources") {
      #expect(text.contains("`\(target)`"), "Documentation/House.md does not name \(target)")
    }
  }

  private static let everyFile = SourceTree.core + SourceTree.doors + SourceTree.tests
}
