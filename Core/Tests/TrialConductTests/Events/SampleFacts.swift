// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Facts of every kind with texts of every sort, drawn from a seed.
struct SampleFacts {
  /// Texts that break careless writers and readers.
  static let hostile: [String] = [
    "", " ", "\"", "\\", "\\\"", "\\u0041", "a\nb\r\nc\td", "\u{0}\u{1}\u{1F}\u{7F}", "{\"kind\":\"locked\"}",
    "null",
    "é e\u{301}", "病人甲", "👩🏽‍⚕️🩸", "مريض \u{202E}abc\u{202C}", "\u{FEFF}\u{2028}\u{2029}\u{FFFD}\u{10FFFF}", "█",
    ",;|", "'; drop table subjects; --", "<script>alert(1)</script>", "=1+1", "-0", "1e400",
  ]

  private var draws: WalkDraws

  init(seed: UInt64) { draws = WalkDraws(seed: seed) }

  mutating func text() -> String {
    switch draws.below(3) {
    case 0: draws.pick(Self.hostile)
    case 1: draws.pick(Self.hostile) + draws.pick(Self.hostile)
    default: "text \(draws.below(1000))"
    }
  }

  mutating func date() -> CivilDate { CivilDate(day: Int32(draws.below(3_652_059) - 719_162)) }

  /// Any second of the years 1 to 9999, at any offset.
  mutating func instant() -> Timestamp {
    let offset = UTCOffset(minutes: draws.below(2 * 840 + 1) - 840) ?? .utc
    let days = Int64(draws.below(3_652_057)) - 719_161
    return Timestamp(seconds: days * 86_400 + Int64(draws.below(86_400)), offset: offset)
  }

  mutating func optional(_ text: String) -> String? { draws.below(3) == 0 ? nil : text }

  mutating func row() -> RowReference { RowReference(text(), text(), row: 1 + draws.below(1000)) }

  mutating func values() -> [EnteredValue] {
    (0..<draws.below(5)).map { EnteredValue("item-\($0)\(draws.pick(Self.hostile))", text()) }
  }

  mutating func scope() -> Scope {
    switch draws.below(5) {
    case 0: .study
    case 1: .site(text())
    case 2: .subject(text())
    case 3: .row(row())
    default: .item(row(), item: text())
    }
  }

  mutating func allocation() -> SubjectAllocation {
    var levels: [String: String] = [:]
    for _ in 0..<draws.below(4) { levels["f\(draws.below(100))\(draws.pick(Self.hostile))"] = text() }
    return SubjectAllocation(
      subject: text(),
      arm: text(),
      on: date(),
      number: draws.below(10_000),
      levels: levels,
      share: draws.below(2) == 0 ? nil : draws.below(4),
      opensBlock: draws.below(2) == 0 ? nil : draws.below(12),
      eligibility: optional(text())
    )
  }

  /// One fact of each kind, in the order of the kinds.
  mutating func each() -> [Fact] { trial() + subjects() + capture() + review() }

  private mutating func trial() -> [Fact] {
    [
      .activated(
        ProtocolVersion(
          number: draws.below(9),
          study: text(),
          label: text(),
          hash: text(),
          text: text(),
          commitment: optional(text())
        )
      ),
      .granted(Grant(user: text(), role: text(), site: optional(text()))),
      .revoked(Grant(user: text(), role: text(), site: optional(text()))),
      .cutMade(
        DataCut(
          id: text(),
          date: draws.below(2) == 0 ? nil : date(),
          entries: draws.below(1 << 40),
          data: text()
        )
      ),
      .seedRevealed(seed: text()), .limitsPublished(table: text()),
    ]
  }

  private mutating func subjects() -> [Fact] {
    [
      .screened(
        Screening(
          subject: text(),
          site: text(),
          on: date(),
          identity: optional(text()),
          attempt: draws.below(2) == 0 ? nil : 2
        )
      ),
      .broughtIn(subject: text(), site: text()), .screenFailed(subject: text(), on: date()),
      .consented(subject: text(), version: text(), on: date()),
      .consentCorrected(subject: text(), version: text(), was: date(), now: date()),
      .consentWithdrawn(subject: text(), on: date()), .eligibilityConfirmed(subject: text(), content: text()),
      .randomized(allocation()), .allocatedElsewhere(allocation()), .randomizedInError(subject: text()),
      .unblinded(subject: text()),
      .deviated(
        Deviation(
          subject: text(),
          kind: draws.pick(Deviation.Kind.allCases),
          about: (0..<draws.below(4)).map { _ in text() },
          text: text()
        )
      ),
    ]
  }

  private mutating func capture() -> [Fact] {
    [
      .entered(row(), values: values()),
      .corrected(row(), changes: values().map { ItemChange($0.item, was: text(), now: $0.text) }),
      .imported(row(), values: values(), recorded: optional(text())), .rowRemoved(row()),
      .redacted(row(), item: text()),
      .attached(Attachment(row: row(), name: text(), size: draws.below(1 << 50), hash: text())),
    ]
  }

  private mutating func review() -> [Fact] {
    [
      .queried(
        Query(id: text(), row: row(), item: optional(text()), text: text(), check: optional(text()))
      ),
      .queryAnswered(id: text(), text: text()), .queryClosed(id: text()), .queryReopened(id: text()),
      .verified(row(), items: (0..<draws.below(4)).map { _ in text() }),
      .signed(row(), Signature(meaning: draws.pick(Signature.Meaning.allCases), content: text())),
      .frozen(scope()), .unfrozen(scope()), .locked(scope()), .unlocked(scope()),
      .seriousReported(
        SeriousReport(
          id: text(),
          version: draws.below(9),
          row: row(),
          known: draws.below(3) == 0 ? Timestamp(date()) : instant(),
          answers: values(),
          narrative: text()
        )
      ),
      .doseDecided(
        DoseDecision(
          subject: text(),
          cycle: draws.below(9),
          drug: text(),
          proposed: text(),
          inputs: text(),
          decided: text(),
          verdict: draws.pick(DoseDecision.Verdict.allCases),
          isConfirmed: draws.below(2) == 0
        )
      ),
      .reportSent(case: text(), kind: text(), on: date()),
      .acknowledged(entry: draws.below(1 << 40)),
    ]
  }

  /// An event around a fact.
  mutating func event(_ fact: Fact) -> TrialEvent {
    TrialEvent(
      fact,
      at: instant(),
      by: .init(user: text(), role: text()),
      reason: optional(text()),
      protocolVersion: draws.below(9)
    )
  }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct WalkDraws {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
