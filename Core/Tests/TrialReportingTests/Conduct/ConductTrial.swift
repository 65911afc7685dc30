// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import TrialConduct
import TrialDesign

/// A small double-blind trial with roles, two sites and a few forms, and a hand that leads it.
struct ConductTrial {
  static let node: ProtocolNode = [
    "equipoise": "1",
    "study": [
      "id": "acts", "title": "A trial of acts", "version": "1", "blinding": "double-blind",
      "time": "calendar", "start": "2025-01-01",
    ],
    "data": ["kind": "simulated", "statement": "Made up for tests."],
    "sites": [["id": "01", "title": "North"], ["id": "02", "title": "South"]],
    "arms": [
      ["id": "VERUM", "title": "Verum", "role": "experimental"],
      ["id": "PLACEBO", "title": "Placebo", "role": "placebo"],
    ],
    "consent": [
      "versions": [
        ["id": "2.1", "from": "2025-01-06", "until": "2025-08-31"], ["id": "3.0", "from": "2025-09-01"],
      ]
    ],
    "eligibility": [
      "inclusion": [
        [
          "id": "I1", "text": ["en": "Age 18 years or older", "zh-Hans": "年龄不小于 18 岁"],
          "criterion": ["item": "s.age", "at-least": "18 a"],
        ]
      ],
      "exclusion": [
        [
          "id": "E1", "text": ["en": "Creatinine above 150 µmol/L", "zh-Hans": "肌酐高于 150 µmol/L"],
          "criterion": ["item": "s.creatinine", "above": "150"],
        ]
      ],
    ],
    "allocation": ["method": "simple", "ratio": ["VERUM": "1", "PLACEBO": "1"]],
    "schedule": [
      "visits": [
        ["id": "screening", "title": "Screening", "window": ["-28", "0"]],
        ["id": "treatment", "title": "Treatment", "window": ["1", "28"]],
      ],
      "activities": [
        ["title": "Screening", "form": "s", "visits": "screening"],
        ["title": "Adverse events", "form": "ae", "visits": "treatment"],
      ],
    ],
    "forms": [
      ["id": "r", "title": "R", "items": [["id": "date", "type": "date"], ["id": "arm", "type": "arm"]]],
      [
        "id": "s", "title": ["en": "Screening", "zh-Hans": "筛选"],
        "items": [
          ["id": "name", "type": "text"],
          ["id": "site", "type": "site"],
          [
            "id": "age", "title": ["en": "Age", "zh-Hans": "年龄"], "type": "integer", "unit": "a",
            "range": ["15", "100"],
          ],
          [
            "id": "ecog", "title": "ECOG", "type": "category", "missing": ["not-done"],
            "categories": [["code": "0", "title": "Fully active"], ["code": "1", "title": "Restricted"]],
          ],
          [
            "id": "creatinine", "title": ["en": "Creatinine", "zh-Hans": "肌酐"], "type": "decimal",
            "unit": "umol/L",
          ],
          ["id": "scan", "title": "Scan", "type": "date"],
          ["id": "smoker", "title": "Smoker", "type": "category", "categories": ["yes", "no"]],
          [
            "id": "packs", "title": "Packs a day", "type": "decimal",
            "shown-when": ["item": "s.smoker", "equals": "yes"],
          ],
        ],
      ],
      [
        "id": "ae", "title": ["en": "Adverse events", "zh-Hans": "不良事件"], "repeats": "log",
        "items": [["id": "term", "type": "text"], ["id": "grade", "type": "integer"]],
        "checks": [
          [
            "id": "K1", "criterion": ["item": "ae.grade", "at-most": "5"],
            "message": ["en": "Grades end at 5.", "zh-Hans": "分级最高为 5。"],
          ]
        ],
      ],
    ],
    "record": ["arm": "r.arm", "randomized": "r.date", "site": "s.site"],
    "analysis-sets": [["id": "full", "title": "Full", "definition": "All randomized."]],
    "safety": ["set": "full", "adverse-events": ["term": "ae.term", "grade": "ae.grade"]],
    "analyses": ["reference": "PLACEBO", "level": "0.95"],
    "roles": [
      [
        "id": "investigator", "title": "Investigator",
        "can": [
          "screen", "consent", "confirm-eligibility", "randomize", "enter", "correct", "sign", "deviate",
          "report-serious", "answer", "read",
        ],
      ],
      [
        "id": "manager", "title": "Manager", "sites": "all",
        "can": ["grant", "query", "close-query", "freeze", "lock", "redact", "send-report", "read", "cut"],
      ],
    ],
  ]

  let study: StudyProtocol
  let conduct: Conduct
  private(set) var state = TrialState()
  private(set) var events: [TrialEvent] = []

  /// The trial with li as investigator at site 01, chen at 02, and wu as manager.
  init() throws {
    study = try StudyProtocol.read(Self.node)
    conduct = Conduct(
      versions: [1: study],
      digest: { Self.digest($0) },
      draw: { _, _ in Conduct.DrawnArm("VERUM") }
    )
    let version = ProtocolVersion(
      number: 1,
      study: "acts",
      label: "1",
      hash: "1234567890abcdef",
      text: "the file",
      commitment: nil
    )
    try take(
      TrialEvent(.activated(version), at: Self.at("2025-01-01"), by: Self.manager, protocolVersion: 0)
    )
    try take(.granted(Grant(user: "wu", role: "manager", site: nil)), by: Self.manager)
    try take(.granted(Grant(user: "li", role: "investigator", site: "01")), by: Self.manager)
    try take(.granted(Grant(user: "chen", role: "investigator", site: "02")), by: Self.manager)
  }

  static let manager = TrialEvent.Author(user: "wu", role: "manager")
  static let investigator = TrialEvent.Author(user: "li", role: "investigator")

  /// Takes an event as it is.
  mutating func take(_ event: TrialEvent) throws {
    try state.apply(event)
    events.append(event)
  }

  mutating func take(
    _ fact: Fact,
    by author: TrialEvent.Author = investigator,
    on day: String = "2025-03-10",
    reason: String? = nil
  ) throws {
    try take(TrialEvent(fact, at: Self.at(day), by: author, reason: reason, protocolVersion: 1))
  }

  func request(_ act: Act, by user: String = "li", on day: String = "2025-03-10", reason: String? = nil)
    -> Conduct.Request
  {
    Conduct.Request(act, by: user, at: Self.at(day), reason: reason)
  }

  /// What the rules say to a request; nothing is recorded.
  func outcome(_ request: Conduct.Request) -> Result<[TrialEvent], Refusal> {
    do throws(Refusal) {
      return .success(try conduct.decide(request, in: state))
    } catch {
      return .failure(error)
    }
  }

  /// Does what is asked.
  mutating func act(
    _ act: Act,
    by user: String = "li",
    on day: String = "2025-03-10",
    reason: String? = nil
  ) throws {
    for event in try outcome(request(act, by: user, on: day, reason: reason)).get() { try take(event) }
  }

  /// A subject of site 01 with consent and screening values.
  mutating func screen(_ id: String, age: String, creatinine: String?) throws {
    try act(.screen(Screening(subject: id, site: "01", on: Self.date("2025-03-01"), identity: nil)))
    try act(.consent(subject: id, version: "2.1", on: Self.date("2025-03-02")))
    let values = [EnteredValue("age", age)] + (creatinine.map { [EnteredValue("creatinine", $0)] } ?? [])
    try act(.enter(subject: id, form: "s", row: nil, values: values, expecting: nil))
  }

  static func date(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(day: 0) }

  /// A day at 09:12:33 in Beijing.
  static func at(_ day: String) -> Timestamp {
    Timestamp(instant: "\(day)T09:12:33+08:00") ?? Timestamp(date(day))
  }

  /// FNV-1a: no cryptography is needed to tell contents apart here.
  static func digest(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
