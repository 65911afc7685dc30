// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialDesign

/// Naming an entry of the shelf in a protocol or a regimen's file.
@Suite struct ShelfInclusionTests {
  private static func read(_ text: String) throws -> Regimen.Reading {
    let root = try #require(ProtocolText.read(Array(text.utf8)).root)
    return try Regimen.read(root, shelf: .standard)
  }

  private static func problems(_ text: String) throws -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as ProtocolProblems {
      return error.problems.map {
        "\($0.position.line):\($0.position.column) \($0.place): \($0.problem) \($0.remedy)"
      }
    }
  }

  @Test("keys beside the name win, the others are the entry's")
  func merged() throws {
    let regimen = try Self.read("{shelf: mec-classic, id: mec, cycles: 2}").regimen
    #expect(regimen.id == "mec")
    #expect(regimen.cycles == 2)
    #expect(regimen.title.english == "MEC (classic)")
    #expect(regimen.drugs.map(\.name.english) == ["mitoxantrone", "etoposide", "cytarabine"])
  }

  @Test("an unknown name is told with the one that was meant, at its place, and nothing else")
  func unknown() throws {
    let found = try Self.problems("id: x\nshelf: mec-clasic\n")
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix("2:8 .shelf: \"mec-clasic\" is not on the shelf Did you mean \"mec-classic\"?")
        == true
    )
  }

  @Test("an unknown key beside the name is a problem")
  func unknownKey() throws {
    #expect(try Self.problems("{shelf: mec-classic, cycels: 2}").count == 1)
  }

  @Test("facts of a drug may be changed in one key, without Swift")
  func facts() throws {
    let text = """
      id: x
      title: X
      drugs:
        - drug: venetoclax
          dose: 400 mg
          days: 1-21
          facts:
            shelf: venetoclax
            rounding: [{step: 50 mg}]
            co-medications: [{id: diltiazem, classes: [strong-cyp3a-inhibitor]}]
      """
    let facts = try #require(try Self.read(text).regimen.drugs.first?.facts)
    #expect(facts.rounding.map { $0.step?.value } == [50])
    #expect(facts.interactions.count == 5)
    #expect(facts.coMedications.first { $0.id == "diltiazem" }?.classes == ["strong-cyp3a-inhibitor"])
    #expect(facts.coMedications.contains { $0.id == "posaconazole" })
  }

  @Test("what is assumed on the shelf is listed with its source")
  func assumptions() throws {
    let reading = try Self.read("{shelf: cav}")
    #expect(reading.assumptions.map(\.place).contains("drugs[0].days"))
    #expect(reading.assumptions.first { $0.place == "drugs[1].days" }?.value == "1-10")
    #expect(reading.assumptions.allSatisfy { !$0.source.english.isEmpty })
  }

  @Test("a day in two doses, and a drug that follows none, are problems")
  func slips() throws {
    let twice =
      "{id: x, title: X, drugs: [{drug: X, doses: [{dose: 1 mg, days: 1-3}, {dose: 2 mg, days: 3-5}]}]}"
    #expect(try Self.problems(twice).first?.contains("day 3 stands in two doses of X") == true)
    let after = "{id: x, title: X, drugs: [{drug: X, dose: 1 mg, days: 1, after: {drug: Z, by: 2 h}}]}"
    #expect(try Self.problems(after).first?.contains("\"Z\" is no other drug of this regimen") == true)
  }
}
