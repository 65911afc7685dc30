// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialAnalysis
import TrialConduct
import TrialDesign
import TrialReporting

@testable import equipoise

/// A report at an earlier cut knows nothing of what came later.
///
/// The expected counts are taken from the tables as text.
@Suite struct CutTests {
  static let early = ["2023-06-30", "2024-06-30", "2025-03-31"]

  /// Who was randomized by a cut and was on file by a recording day, from the text of the table.
  private func members(_ copy: StudyCopy, cut: String, asOf: String = "9999") -> Set<String> {
    let table = copy.table("randomization.csv")
    let (days, recorded) = (table.values(of: "date"), table.values(of: "recorded"))
    return Set(days.filter { $0.value <= cut && recorded[$0.key, default: ""] <= asOf }.keys)
  }

  @Test("nobody randomized later appears anywhere", arguments: early)
  func subjects(cut: String) throws {
    let copy = try StudyCopy("cav-mec")
    let analysis = try copy.analysis(cut: cut)
    let results = try copy.results(cut: cut)
    let expected = members(copy, cut: cut)
    #expect(Set(results.subjects) == expected)
    #expect((1..<55).contains(expected.count))
    let input = ReportInput(
      study: analysis.study,
      results: results,
      fingerprints: analysis.fingerprints,
      language: .english
    )
    let later = Set(copy.table("randomization.csv").rows.map { $0[0] }).subtracting(expected)
    for (name, bytes) in Report(input).files {
      let text = String(decoding: bytes, as: UTF8.self)
      for subject in later where text.contains(subject) { Issue.record("\(subject) is in \(name)") }
    }
  }

  @Test("no listing shows a day after the cut, and nobody's time goes beyond it", arguments: early)
  func listings(cut: String) throws {
    let day = try #require(CivilDate(iso: cut)).day
    let results = try StudyCopy("cav-mec").results(cut: cut)
    let entries = try StudyCopy("cav-mec").table("randomization.csv").values(of: "date")
    for listing in results.listings {
      for column in listing.columns {
        switch (column.values, column.title) {
        case (.dates(let days), _):
          #expect(days.allSatisfy { $0 == ItemColumn.noDay || $0 <= day }, "\(listing.id) \(column.title)")
        case (.numbers(let times), .time):
          for (row, time) in times.enumerated() {
            let subject = results.subjects[Int(listing.subjects[row])]
            let start = try #require(CivilDate(iso: entries[subject] ?? "")).day
            #expect(time >= 0 && Int32(time) <= day - start, "\(listing.id) \(subject)")
          }
        default: break
        }
      }
    }
  }

  @Test("facts after the cut do not count", arguments: early)
  func counts(cut: String) throws {
    let copy = try StudyCopy("cav-mec")
    let results = try copy.results(cut: cut)
    let members = members(copy, cut: cut)
    func count(_ file: String, _ date: String, _ isIn: (String) -> Bool = { _ in true }) -> Double {
      Double(
        copy.table(file).values(of: date).filter {
          $0.value <= cut && members.contains($0.key) && isIn($0.key)
        }
        .count
      )
    }
    let deaths = results.result("safety.deaths")
    #expect(deaths?.cell("total/deaths/events")?.value == .number(count("death.csv", "date")))
    let treated = results.result("flow")?.cell("total/treated")
    #expect(treated?.value == .number(count("treatment.csv", "first-dose")))
    let best = copy.table("response.csv").values(of: "best")
    let arms = copy.table("randomization.csv").values(of: "arm")
    for arm in ["CAV", "MEC"] {
      let responders = count("response.csv", "date") {
        arms[$0] == arm && ["CR", "CRh", "CRi", "MLFS"].contains(best[$0] ?? "")
      }
      let orr = results.result("orr.primary")
      #expect(orr?.cell("arms/\(arm)/events")?.value == .number(responders), "\(arm)")
      #expect(orr?.cell("arms/\(arm)/n")?.value == .number(Double(members.filter { arms[$0] == arm }.count)))
    }
  }

  /// Days around a treatment that will be stopped: its first and last dose, and the day before the last.
  @Test("treatment that ends after the cut has not ended at it")
  func stopped() throws {
    let copy = try StudyCopy("cav-mec")
    let treatment = copy.table("treatment.csv")
    let (first, last) = (treatment.values(of: "first-dose"), treatment.values(of: "last-dose"))
    let reason = treatment.values(of: "stop-reason").filter { !$0.value.isEmpty && $0.value != "completed" }
    let cuts = Set(
      reason.keys.flatMap { subject -> [String] in
        let dayBefore = last[subject].flatMap { CivilDate(iso: $0) }.map {
          CivilDate(day: $0.day - 1).description
        }
        return [first[subject], dayBefore, last[subject]].compactMap(\.self)
      }.filter { !$0.isEmpty }
    ).sorted()
    try #require(cuts.count > 1)
    for cut in cuts.prefix(6) {
      let members = members(copy, cut: cut)
      let stopped = reason.keys.filter { members.contains($0) && last[$0, default: "9999"] <= cut }
      let flow = try #require(try copy.results(cut: cut).result("flow"))
      #expect(flow.cell("total/discontinued")?.value == .number(Double(stopped.count)), "\(cut)")
    }
  }

  @Test("who is lost after the cut is not lost at it", arguments: early)
  func lost(cut: String) throws {
    let copy = try StudyCopy("cav-mec")
    let members = members(copy, cut: cut)
    let table = copy.table("follow-up.csv")
    let (last, lost) = (table.values(of: "last-alive"), table.values(of: "lost"))
    let gone = members.filter { lost[$0] == "yes" && last[$0, default: "9999"] <= cut }
    let flow = try #require(try copy.results(cut: cut).result("flow"))
    #expect(flow.cell("total/lost")?.value == .number(Double(gone.count)))
  }

  @Test("a fact recorded after the recording day does not count, one recorded on it does")
  func recording() throws {
    let copy = try StudyCopy("cav-mec")
    let deaths = copy.table("death.csv")
    let recorded = deaths.values(of: "recorded")
    let last = try #require(recorded.values.max())
    let dayBefore = try #require(CivilDate(iso: last)) + -1
    func counted(_ asOf: String) throws -> Double? {
      try copy.results(asOf: asOf).result("safety.deaths")?.cell("total/deaths/events")?.value.number
    }
    let before = recorded.values.filter { $0 < last }.count
    #expect(before < recorded.count)
    #expect(try counted(last) == Double(recorded.count))
    #expect(try counted("\(dayBefore)") == Double(before))
  }

  @Test("whoever was entered after the recording day is not randomized yet", arguments: early)
  func recordedSubjects(day: String) throws {
    let copy = try StudyCopy("cav-mec")
    let results = try copy.results(cut: day, asOf: day)
    #expect(Set(results.subjects) == members(copy, cut: day, asOf: day))
  }
}
