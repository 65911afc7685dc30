// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// A small trial in conduct: two sites, two arms, a hard eligibility rule of every sort, and roles for everyone.
struct LiveTrial {
  private(set) var conduct: Conduct
  private(set) var state = TrialState()
  private(set) var events: [TrialEvent] = []
  /// The instant of the next request.
  var now: Timestamp
  private var versions: [Int: StudyProtocol]

  /// Opens the trial and gives everybody their roles, all on 2025-03-10.
  init(_ node: ProtocolNode = node, staffed: Bool = true) throws {
    let study = try StudyProtocol.read(node)
    versions = [1: study]
    conduct = Self.conduct(versions)
    now = try #require(Timestamp(instant: "2025-03-10T09:00:00+08:00"))
    for event in try conduct.activate(Self.version(1), as: study, by: "root", at: now) { try take(event) }
    guard staffed else { return }
    for (user, role, site) in Self.staff {
      try act(.grant(Grant(user: user, role: role, site: site)), by: "root")
    }
  }

  static let staff: [(String, String, String?)] = [
    ("li", "investigator", "N"), ("lu", "investigator", "S"), ("co", "coordinator", "N"),
    ("cs", "coordinator", "S"), ("mo", "monitor", "N"), ("dm", "data-manager", nil),
    ("so", "safety-officer", nil),
    ("au", "auditor", nil), ("dr", "prescriber", "N"), ("ds", "prescriber", "S"),
  ]

  static func version(_ number: Int) -> ProtocolVersion {
    ProtocolVersion(
      number: number,
      study: "live",
      label: "\(number).0",
      hash: "hash-\(number)",
      text: "equipoise: 1 # \(number)",
      commitment: "c0"
    )
  }

  private static func conduct(_ versions: [Int: StudyProtocol]) -> Conduct {
    Conduct(
      versions: versions,
      // The content stands for its own hash: two that differ are never equal, and a test can read it.
      digest: { String(decoding: $0, as: UTF8.self) },
      draw: { _, state throws(Refusal) in
        Conduct.DrawnArm(state.allocations.count.isMultiple(of: 2) ? "A" : "B", share: 0, opensBlock: 2)
      }
    )
  }

  // MARK: Acting

  /// Decides, folds and returns what happened; time goes on by a minute.
  @discardableResult
  mutating func act(_ act: Act, by user: String, as role: String? = nil, reason: String? = nil) throws
    -> [Fact]
  {
    let request = Conduct.Request(act, by: user, as: role, at: now, reason: reason)
    let made = try conduct.decide(request, in: state)
    for event in made { try take(event) }
    now = Timestamp(seconds: (now.seconds ?? 0) + 60, offset: now.offset ?? .utc)
    return made.map(\.fact)
  }

  mutating func take(_ event: TrialEvent) throws {
    try state.apply(event)
    events.append(event)
  }

  mutating func pass(days: Int) {
    now = Timestamp(seconds: (now.seconds ?? 0) + Int64(days) * 86_400, offset: now.offset ?? .utc)
  }

  mutating func amend(_ node: ProtocolNode) throws {
    let number = state.version + 1
    versions[number] = try StudyProtocol.read(node)
    conduct = Self.conduct(versions)
    try act(.amend(Self.version(number)), by: "root", reason: "Amendment")
  }

  // MARK: Subjects on their way

  /// Screened and consented at site N (or S for subjects called S-…).
  mutating func consented(_ subject: String = "N-1") throws {
    let site = String(subject.prefix(1))
    let user = site == "N" ? "co" : "cs"
    let today = now.date
    try act(.screen(Screening(subject: subject, site: site, on: today, identity: nil)), by: user)
    try act(.consent(subject: subject, version: "1", on: today), by: user)
  }

  static let good: [EnteredValue] = [
    EnteredValue("visited", "2025-03-10"), EnteredValue("sex", "male"), EnteredValue("age", "50"),
    EnteredValue("ecog", "1"), EnteredValue("creatinine", "80"),
  ]

  /// Consented, with values that meet every criterion.
  mutating func screened(_ subject: String = "N-1", _ values: [EnteredValue] = good) throws {
    try consented(subject)
    try act(
      .enter(subject: subject, form: "screening", row: nil, values: values, expecting: nil),
      by: Self.coordinator(of: subject)
    )
    try act(
      .enter(
        subject: subject,
        form: "counts",
        row: nil,
        values: [EnteredValue("day", "2025-03-10"), EnteredValue("anc", "2.5")],
        expecting: nil
      ),
      by: Self.coordinator(of: subject)
    )
  }

  mutating func confirmed(_ subject: String = "N-1") throws {
    try screened(subject)
    try act(.confirmEligibility(subject: subject), by: Self.investigator(of: subject))
  }

  mutating func randomized(_ subject: String = "N-1") throws {
    try confirmed(subject)
    try act(.randomize(subject: subject), by: Self.investigator(of: subject))
  }

  static func coordinator(of subject: String) -> String { subject.hasPrefix("N") ? "co" : "cs" }
  static func investigator(of subject: String) -> String { subject.hasPrefix("N") ? "li" : "lu" }

  // MARK: The protocol

  static let screeningForm: ProtocolNode = [
    "id": "screening", "title": "Screening", "happened": "visited",
    "items": [
      ["id": "visited", "type": "date"], ["id": "consent", "type": "date"],
      ["id": "sex", "type": "category", "categories": ["female", "male"], "missing": ["not-told"]],
      ["id": "age", "type": "integer", "unit": "a", "range": ["0", "120"]],
      ["id": "ecog", "type": "category", "categories": ["0", "1", "2", "3"]],
      ["id": "creatinine", "type": "decimal", "unit": "umol/L", "missing": ["not-done"]],
      [
        "id": "pregnant", "type": "category", "categories": ["yes", "no"], "required": "true",
        "shown-when": ["item": "screening.sex", "equals": "female"],
      ],
      ["id": "comment", "type": "text"],
    ],
    "checks": [
      [
        "id": "high", "criterion": ["item": "screening.creatinine", "at-most": "150 umol/L"],
        "message": "Is the creatinine right?",
      ],
      [
        "id": "order", "criterion": ["item": "screening.visited", "on-or-after": "screening.consent"],
        "message": "Screened before consent.", "severity": "error",
      ],
    ],
  ]

  static let node: ProtocolNode = [
    "equipoise": "1",
    "study": [
      "id": "live", "title": "A live trial", "version": "1", "blinding": "double-blind", "time": "calendar",
      "start": "2025-01-01",
    ],
    "data": ["kind": "simulated", "statement": "Made up for tests."],
    "sites": [["id": "N"], ["id": "S"]],
    "arms": [
      ["id": "A", "title": "A", "role": "experimental", "regimen": "x"],
      ["id": "B", "title": "B", "role": "active-comparator", "regimen": "x"],
    ],
    "regimens": [
      ["id": "x", "title": "X", "drugs": [["drug": "X", "dose": "100 mg", "days": "1"]]]
    ],
    "eligibility": [
      "inclusion": [
        ["id": "I1", "text": "Adult", "criterion": ["item": "screening.age", "at-least": "18 a"]],
        ["id": "I2", "text": "Fit", "criterion": ["item": "screening.ecog", "in": ["0", "1"]]],
        [
          "id": "I3", "text": "Neutrophils of the last 14 days",
          "criterion": ["item": "counts.anc", "at-least": "1 10*9/L"], "valid": "14 d",
        ],
      ],
      "exclusion": [
        [
          "id": "E1", "text": "Kidney failure",
          "criterion": ["item": "screening.creatinine", "above": "200 umol/L"],
        ]
      ],
    ],
    "consent": [
      "versions": [
        ["id": "1", "from": "2025-01-01", "until": "2025-06-30"], ["id": "2", "from": "2025-06-01"],
      ],
      "date": "screening.consent",
    ],
    "allocation": [
      "method": "permuted-blocks", "ratio": ["A": "1", "B": "1"], "block-sizes": ["2"],
      "strata": [["id": "sex", "item": "screening.sex"], ["id": "site", "item": "randomization.site"]],
    ],
    "schedule": [
      "visits": [
        ["id": "screening", "title": "Screening", "window": ["-28", "0"]],
        ["id": "treatment", "title": "Treatment", "window": ["0", "28"]],
      ],
      "activities": [
        ["title": "Screening", "form": "screening", "visits": "screening"],
        ["title": "Counts", "form": "counts", "visits": "screening"],
        ["title": "Randomization", "form": "randomization", "visits": "screening"],
        ["title": "Doses", "form": "doses", "visits": "treatment"],
        ["title": "Adverse events", "form": "adverse-events", "visits": "treatment"],
        ["title": "Death", "form": "death", "visits": "treatment"],
      ],
    ],
    "forms": [
      [
        "id": "randomization", "title": "Randomization", "happened": "date",
        "items": [
          ["id": "date", "type": "date"], ["id": "arm", "type": "arm"], ["id": "site", "type": "site"],
          ["id": "note", "type": "text"],
        ],
      ],
      screeningForm,
      [
        "id": "counts", "title": "Counts", "repeats": "log", "happened": "day",
        "items": [["id": "day", "type": "date"], ["id": "anc", "type": "decimal", "unit": "10*9/L"]],
      ],
      [
        "id": "doses", "title": "Doses", "repeats": "log", "happened": "given",
        "items": [
          ["id": "given", "type": "date"], ["id": "drug", "type": "text"],
          ["id": "dose", "type": "decimal", "unit": "mg", "required": "true"],
        ],
        "checks": [
          [
            "id": "frail",
            "criterion": [
              "any": [
                ["item": "doses.dose", "at-most": "100 mg"], ["item": "screening.ecog", "equals": "0"],
              ]
            ],
            "message": "A full dose for a frail subject?",
          ]
        ],
      ],
      [
        "id": "adverse-events", "title": "Adverse events", "repeats": "log", "happened": "onset",
        "items": [
          ["id": "onset", "type": "date"], ["id": "term", "type": "text"],
          ["id": "grade", "type": "integer", "range": ["1", "5"]],
        ],
      ],
      [
        "id": "death", "title": "Death", "happened": "date",
        "items": [["id": "date", "type": "date"], ["id": "cause", "type": "text"]],
      ],
    ],
    "record": ["arm": "randomization.arm", "site": "randomization.site", "randomized": "randomization.date"],
    "analysis-sets": [
      [
        "id": "full", "title": "Full", "definition": "All randomized.",
        "criterion": ["item": "randomization.arm", "known": "true"],
      ]
    ],
    "safety": [
      "set": "full", "deaths": ["at": "death.date"],
      "adverse-events": ["term": "adverse-events.term", "grade": "adverse-events.grade"],
    ],
    "analyses": ["reference": "B", "level": "0.95"],
    "roles": roles,
  ]

  static let roles: ProtocolNode = [
    [
      "id": "chief", "title": "Chief", "sites": "all",
      "can": ["grant", "amend", "cut", "reveal", "import", "redact", "read"],
    ],
    [
      "id": "investigator", "title": "Investigator",
      "can": [
        "screen", "consent", "confirm-eligibility", "randomize", "randomized-in-error", "unblind", "deviate",
        "enter",
        "correct", "attach", "answer", "sign", "report-serious", "read",
      ],
    ],
    [
      "id": "coordinator", "title": "Coordinator",
      "can": ["screen", "consent", "enter", "correct", "attach", "answer", "read"],
    ],
    [
      "id": "monitor", "title": "Monitor",
      "can": ["query", "close-query", "verify", "freeze", "audit", "read"],
    ],
    [
      "id": "data-manager", "title": "Data manager", "sites": "all",
      "can": ["query", "close-query", "freeze", "lock", "correct", "read"],
    ],
    [
      "id": "safety-officer", "title": "Safety officer", "sites": "all",
      "can": ["send-report", "report-serious"],
    ],
    ["id": "auditor", "title": "Auditor", "sites": "all", "can": ["audit"]],
    ["id": "prescriber", "title": "Prescriber", "can": ["prescribe", "read", "read-arms"]],
  ]
}

/// Expects that something is refused with a code (`Refusal.code`), and gives the refusal.
@discardableResult
func expectRefusal(
  _ code: String,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) -> Refusal? {
  do {
    try body()
    Issue.record("nothing was refused; expected \(code)", sourceLocation: sourceLocation)
  } catch let refusal as Refusal {
    #expect(refusal.code == code, sourceLocation: sourceLocation)
    return refusal
  } catch {
    Issue.record("\(error) is no refusal", sourceLocation: sourceLocation)
  }
  return nil
}

extension LiveTrial {
  /// Expects that an act is refused with a code, and that nothing changed by it.
  @discardableResult
  mutating func refuses(
    _ act: Act,
    by user: String,
    as role: String? = nil,
    reason: String? = nil,
    with code: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Refusal? {
    let before = events.count
    let refusal = expectRefusal(code, sourceLocation: sourceLocation) {
      try self.act(act, by: user, as: role, reason: reason)
    }
    #expect(events.count == before && state.entries == before, sourceLocation: sourceLocation)
    return refusal
  }
}
