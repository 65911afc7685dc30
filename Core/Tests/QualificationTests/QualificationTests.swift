// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Qualification

@Suite struct QualificationTests {
  /// The reference files at the top of the repository.
  private static let files: [String: [UInt8]] = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    folder.appendPathComponent("Oracles")
    var files: [String: [UInt8]] = [:]
    for place in ["", "data/"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + place)) ?? []
      for name in names where name.hasSuffix(".json") || name.hasSuffix(".csv") {
        files[place + name] = FileManager.default.contents(atPath: folder.path + "/" + place + name)
          .map { [UInt8]($0) }
      }
    }
    return files
  }()

  @Test("every family that is computed here agrees, value by value")
  func agrees() throws {
    let qualification = Qualification(Self.files)
    for family in qualification.families {
      #expect(family.failures.isEmpty, "\(family.name): \(family.failures.prefix(5))")
      if family.isJudged { #expect(family.values >= family.cases) }
      // Programs that search with few digits: the first boundaries of rpact are off by 4e-3 where nearly nothing is spent.
      let bounds = ["gsd_designs": 5e-3, "gsd_samplesize": 5e-5]
      #expect(family.worstRelativeError < bounds[family.name, default: 1e-7])
      print(
        "\(family.name): \(family.cases) cases, \(family.values) values, \(family.worstRelativeError) worst, "
          + "\(family.explained) explained, \(family.notCompared) not compared"
      )
    }
    #expect(qualification.passed)
    #expect(qualification.families.count { $0.isJudged } >= 10)
  }

  /// A value that is wrong in its tenth digit, in each family: found, named, and nothing else is.
  @Test("a reference that is changed in one value fails there and nowhere else")
  func finds() throws {
    let bytes = try #require(Self.files["proportion_one.json"])
    let text = String(decoding: bytes, as: UTF8.self)
    let value = try #require(text.firstMatch(of: /"wilson":\s*\[\s*(0\.\d{12})/))
    let digits = String(value.output.1)
    let changed = String(digits.dropLast(3)) + (digits.hasSuffix("123") ? "321" : "123")
    var files = Self.files
    files["proportion_one.json"] = Array(text.replacing(digits, with: changed, maxReplacements: 1).utf8)
    let family = try #require(Qualification(files, only: ["proportion_one"]).families.first)
    #expect(family.failures.count == 1)
    #expect(family.failures.first?.field == "wilson[0]")
    #expect(!Qualification(files, only: ["proportion_one"]).passed)
  }

  @Test("what cannot be read or computed is a failure with its reason, never silence")
  func unreadable() {
    for text in [
      "", "{}", "{\"cases\": []}",
      "{\"cases\": [{\"id\": \"a\", \"input\": {}, \"expect\": {\"wald\": [0, 1]}}]}",
    ] {
      let result = Qualification(["proportion_one.json": Array(text.utf8)])
      #expect(!result.passed && result.families.first?.failures.count == 1, "\(text)")
    }
    #expect(!Qualification([:]).passed)
    let unknown = Qualification(["weather.json": Array("{\"cases\": [{\"expect\": {\"p\": 1}}]}".utf8)])
    #expect(unknown.families.first?.isJudged == false && !unknown.passed)
    #expect(unknown.families.first?.notCompared == 1)
  }
}
