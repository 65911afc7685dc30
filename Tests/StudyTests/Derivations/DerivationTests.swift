// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialAnalysis
import TrialConduct
import TrialDesign

@testable import equipoise

/// What a study derives from raw findings, and what becomes of it when a finding changes.
@Suite struct DerivationTests {
  /// The first subject of an arm whose investigator's response is this one.
  private func subject(of arm: String, best: String, in copy: StudyCopy) throws -> String {
    let arms = copy.table("randomization.csv").values(of: "arm")
    let given = copy.table("response.csv").values(of: "best")
    return try #require(arms.keys.sorted().first { arms[$0] == arm && given[$0] == best })
  }

  /// The study with one field of a subject's rows of a table changed.
  private func changed(
    _ copy: StudyCopy,
    _ file: String,
    _ subject: String,
    _ column: String,
    to value: String,
    where isMeant: ([String: String]) -> Bool = { _ in true }
  ) throws -> StudyCopy {
    var copy = copy
    var table = copy.table(file)
    let index = try #require(table.column(column))
    let name = try #require(table.column("subject"))
    var count = 0
    for row in table.rows.indices where table.rows[row][name] == subject {
      let fields = Dictionary(uniqueKeysWithValues: zip(table.head, table.rows[row]))
      guard isMeant(fields) else { continue }
      table.rows[row][index] = value
      count += 1
    }
    try #require(count > 0)
    copy.tables[file] = table.bytes
    return copy
  }

  private func count(_ path: String, _ result: String, _ results: TrialResults) -> Double? {
    results.result(result)?.cell(path)?.value.number
  }

  @Test("the published responses, high risk and neutropenia come out of raw findings alone")
  func published() throws {
    var copy = try StudyCopy("cav-mec")
    // Without anything that an investigator called a response, a risk or a grade.
    for (file, column) in [
      ("response.csv", "best"), ("baseline.csv", "risk"), ("adverse-events.csv", "grade"),
    ] {
      var table = copy.table(file)
      let index = try #require(table.column(column))
      for row in table.rows.indices { table.rows[row][index] = "" }
      copy.tables[file] = table.bytes
    }
    let results = try copy.results()
    #expect(count("arms/CAV/events", "orr.primary", results) == 16)
    #expect(count("arms/MEC/events", "orr.primary", results) == 8)
    #expect(count("arms/CAV/events", "cr.published", results) == 9)
    #expect(count("arms/MEC/events", "cr.published", results) == 1)
    #expect(count("derived-risk.category/CAV/adverse/events", "baseline", results) == 13)
    #expect(count("derived-risk.category/MEC/adverse/events", "baseline", results) == 5)
    let neutropenia = "term/Neutrophil count decreased"
    #expect(count("\(neutropenia)/CAV/grade-3-5/events", "safety.adverse-events", results) == 30)
    #expect(count("\(neutropenia)/MEC/grade-3-5/events", "safety.adverse-events", results) == 25)
  }

  @Test("a marrow full of blasts turns a response round, and the difference to the investigator is counted")
  func discordant() throws {
    let copy = try StudyCopy("cav-mec")
    let one = try subject(of: "CAV", best: "CR", in: copy)
    let before = try copy.results()
    let day = copy.table("response.csv").values(of: "date")[one]
    let after = try changed(copy, "marrow.csv", one, "blasts", to: "60") { $0["date"] == day }.results()
    #expect(count("CAV/discordant/events", "response.agreement", before) == 0)
    #expect(count("CAV/discordant/events", "response.agreement", after) == 1)
    #expect(count("CAV/response-changed/events", "response.agreement", after) == 1)
    #expect(count("investigator/CR/NR", "response.agreement", after) == 1)
    #expect(count("arms/CAV/events", "orr.primary", after) == 15)
    #expect(count("arms/CAV/events", "cr.published", after) == 8)
  }

  @Test("a missing platelet count leaves the category open, and the response where it is")
  func open() throws {
    let copy = try StudyCopy("cav-mec")
    let one = try subject(of: "CAV", best: "CR", in: copy)
    let day = copy.table("response.csv").values(of: "date")[one]
    let after = try changed(copy, "counts.csv", one, "platelets", to: "") { $0["date"] == day }.results()
    // CR, CRh and CRi are possible: a response whatever it is, but no CR that is known.
    #expect(count("CAV/undetermined/events", "response.agreement", after) == 1)
    #expect(count("arms/CAV/events", "orr.primary", after) == 16)
    #expect(count("arms/CAV/events", "cr.published", after) == 8)
    #expect(count("arms/CAV/unknown", "cr.published", after) == 1)
  }

  @Test("doses that are not on file are doses not given, of the plan of the arm")
  func exposure() throws {
    let copy = try StudyCopy("cav-mec")
    let arms = copy.table("randomization.csv").values(of: "arm")
    let stops = copy.table("treatment.csv").values(of: "stop-reason")
    let one = try #require(arms.keys.sorted().first { arms[$0] == "CAV" && stops[$0] == "completed" })
    var less = copy
    var table = copy.table("exposure.csv")
    let head = table.head
    table.rows.removeAll { row in
      let fields = Dictionary(uniqueKeysWithValues: zip(head, row))
      return fields["subject"] == one && fields["drug"] == "venetoclax" && fields["dose"] == "400"
    }
    less.tables["exposure.csv"] = table.bytes
    #expect(try proportion(of: one, "venetoclax", in: copy) == 100)
    // 100 mg and 200 mg of 100 + 200 + 19 × 400 = 7900 mg.
    let share = try #require(try proportion(of: one, "venetoclax", in: less))
    #expect(abs(share - 100 * 300 / 7900) < 1e-9)
  }

  private func proportion(of subject: String, _ drug: String, in copy: StudyCopy) throws -> Double? {
    let analysis = try copy.analysis()
    let derived = Deriver(analysis.study).derive(analysis.record, cut: analysis.cut?.day)
    let table = try #require(derived.tables["derived-exposure"])
    guard case .texts(let drugs)? = table.columns["drug"],
      case .numbers(let shares)? = table.columns["proportion"]
    else { return nil }
    return table.subject.indices.first { row in
      analysis.record.subjects[Int(table.subject[row])] == subject && drugs[row] == drug
    }.map { shares[$0] }
  }

  @Test("what happened after the cut has no part in what is derived at it")
  func cut() throws {
    let copy = try StudyCopy("cav-mec")
    let one = try subject(of: "CAV", best: "CR", in: copy)
    let day = try #require(copy.table("response.csv").values(of: "date")[one].flatMap { CivilDate(iso: $0) })
    let before = try copy.results(cut: CivilDate(day: day.day - 1).description)
    let on = try copy.results(cut: day.description)
    let (early, late) = (
      count("arms/CAV/events", "cr.published", before), count("arms/CAV/events", "cr.published", on)
    )
    #expect(try #require(late) == #require(early) + 1)
  }
}
