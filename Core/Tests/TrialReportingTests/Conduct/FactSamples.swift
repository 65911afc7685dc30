// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// One sample of every fact with its line in English, written by hand: a case that is added does not compile until it has
/// its place in the chain.
enum FactSamples {
  private static let row = RowReference("C-001", "s")
  private static let day = ConductTrial.date("2025-03-10")
  private static let hash = "0123456789abcdef0123"
  private static let allocation = SubjectAllocation(
    subject: "C-001",
    arm: "VERUM",
    on: day,
    number: 3,
    levels: [:],
    eligibility: hash
  )

  static var all: [(fact: Fact, english: String)] {
    var samples: [Fact] = [first]
    while let last = samples.last, let next = step(from: last).next { samples.append(next) }
    return samples.map { ($0, step(from: $0).english) }
  }

  private static let first = Fact.activated(
    ProtocolVersion(number: 2, study: "acts", label: "2.0", hash: hash, text: "file", commitment: nil)
  )

  private static func step(from fact: Fact) -> (english: String, next: Fact?) {
    switch fact {
    case .activated:
      (
        "put protocol version 2 (2.0) into force, SHA-256 0123456789ab",
        .granted(Grant(user: "li", role: "investigator", site: "01"))
      )
    case .granted:
      ("gave li the role investigator at site 01", .revoked(Grant(user: "wu", role: "manager", site: nil)))
    case .revoked:
      ("took the role manager from wu", .cutMade(DataCut(id: "first", date: day, entries: 40, data: hash)))
    case .cutMade:
      (
        "named the data cut first of 2025-03-10: 40 entries, SHA-256 0123456789ab",
        .seedRevealed(seed: "5eed")
      )
    case .seedRevealed:
      (
        "revealed the sealed seed: 5eed",
        .limitsPublished(
          table: """
            site,analyte,sex,age_from,age_to,from,to,unit,lln,uln
            01,alt,,,,,,U/L,,40
            02,alt,,,,,,U/L,,45

            """
        )
      )
    case .limitsPublished:
      (
        "put 2 laboratory limits of 2 sites into force",
        .screened(Screening(subject: "C-001", site: "01", on: day, identity: nil))
      )
    case .screened:
      ("screened C-001 at site 01 on 2025-03-10", .broughtIn(subject: "C-001", site: "01"))
    case .broughtIn:
      ("brought in C-001 of site 01, recorded elsewhere", .screenFailed(subject: "C-001", on: day))
    case .screenFailed:
      (
        "noted that C-001 failed screening on 2025-03-10",
        .consented(subject: "C-001", version: "2.1", on: day)
      )
    case .consented:
      (
        "recorded consent 2.1 of C-001, given on 2025-03-10",
        .consentCorrected(
          subject: "C-001",
          version: "2.1",
          was: day,
          now: CivilDate(day: day.day - 1)
        )
      )
    case .consentCorrected:
      (
        "corrected the day of the consent of C-001 to version 2.1 from 2025-03-10 to 2025-03-09",
        .consentWithdrawn(subject: "C-001", on: day)
      )
    case .consentWithdrawn:
      (
        "recorded that C-001 withdrew consent on 2025-03-10",
        .eligibilityConfirmed(subject: "C-001", content: hash)
      )
    case .eligibilityConfirmed:
      ("confirmed by signature that C-001 is eligible, SHA-256 0123456789ab", .randomized(allocation))
    case .randomized:
      ("randomized C-001 to VERUM on 2025-03-10, allocation 3", .allocatedElsewhere(allocation))
    case .allocatedElsewhere:
      (
        "brought in the allocation of C-001 to VERUM, made elsewhere on 2025-03-10, allocation 3",
        .randomizedInError(subject: "C-001")
      )
    case .randomizedInError:
      ("noted that C-001 was randomized in error", .unblinded(subject: "C-001"))
    case .unblinded:
      (
        "broke the blind of C-001",
        .deviated(Deviation(subject: "C-001", kind: .eligibility, about: ["I1", "E1"], text: "found late"))
      )
    case .deviated:
      (
        "noted a deviation of C-001 (eligibility, I1, E1): found late",
        .entered(row, values: [EnteredValue("age", "45"), EnteredValue("ecog", "1")])
      )
    case .entered:
      (
        "filled in C-001 s/1: age = 45, ecog = 1",
        .corrected(
          row,
          changes: [ItemChange("ecog", was: "1", now: "0"), ItemChange("age", was: "45", now: "")]
        )
      )
    case .corrected:
      (
        "corrected C-001 s/1: ecog from 1 to 0, age from 45 to (missing)",
        .imported(row, values: [EnteredValue("age", "45")], recorded: "2025-03-02")
      )
    case .imported: ("brought in C-001 s/1, recorded on 2025-03-02: age = 45", .rowRemoved(row))
    case .rowRemoved: ("took out C-001 s/1", .redacted(row, item: "name"))
    case .redacted:
      (
        "covered name of C-001 s/1",
        .attached(Attachment(row: row, name: "scan.pdf", size: 1024, hash: hash))
      )
    case .attached:
      (
        "attached scan.pdf (1024 bytes, SHA-256 0123456789ab) to C-001 s/1",
        .queried(Query(id: "Q3", row: row, item: "age", text: "Really 45?", check: "K1"))
      )
    case .queried:
      ("asked Q3 about age of C-001 s/1 by check K1: Really 45?", .queryAnswered(id: "Q3", text: "Yes."))
    case .queryAnswered: ("answered Q3: Yes.", .queryClosed(id: "Q3"))
    case .queryClosed: ("closed Q3", .queryReopened(id: "Q3"))
    case .queryReopened: ("opened Q3 again", .verified(row, items: ["age", "ecog"]))
    case .verified:
      (
        "verified C-001 s/1 against the source: age, ecog",
        .signed(row, Signature(meaning: .review, content: hash))
      )
    case .signed: ("signed C-001 s/1 (review), SHA-256 0123456789ab", .frozen(.study))
    case .frozen: ("froze the whole study", .unfrozen(.site("01")))
    case .unfrozen: ("unfroze site 01", .locked(.subject("C-001")))
    case .locked: ("locked subject C-001", .unlocked(.item(row, item: "age")))
    case .unlocked:
      (
        "unlocked age of C-001 s/1",
        .seriousReported(
          SeriousReport(
            id: "SAE-1",
            version: 2,
            row: RowReference("C-001", "ae", row: 4),
            known: ConductTrial.at("2025-03-09"),
            answers: [],
            narrative: ""
          )
        )
      )
    case .seriousReported:
      (
        "reported the serious event SAE-1, version 2, from C-001 ae/4; known since 2025-03-09 09:12:33 +08:00",
        .reportSent(case: "SAE-1", kind: "fatal", on: day)
      )
    case .reportSent:
      (
        "noted that the report fatal of SAE-1 was sent on 2025-03-10",
        .doseDecided(
          DoseDecision(
            subject: "C-001",
            cycle: 2,
            drug: "Verum",
            proposed: "75 mg",
            inputs: hash,
            decided: "hold",
            verdict: .departed,
            isConfirmed: false
          )
        )
      )
    case .doseDecided:
      (
        "decided Verum of cycle 2 of C-001: hold in the place of the proposed 75 mg; calculated from SHA-256 "
          + "0123456789ab",
        .acknowledged(entry: 9)
      )
    case .acknowledged: ("took note of entry 9", nil)
    }
  }
}
