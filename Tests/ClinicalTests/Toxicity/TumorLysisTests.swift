// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// Tumor lysis by Cairo and Bishop (2004) as modified by Howard, Jones and Pui (2011).
@Suite struct TumorLysisTests {
  typealias Time = TumorLysis.Time

  static func criteria(_ setting: [String: String] = [:]) throws -> TumorLysisCriteria {
    try TumorLysisCriteria.read(try #require(Shelf.standard.entry(.toxicity, "cairo-bishop"))).setting(
      setting
    )
  }

  static func sample(
    _ analyte: String,
    _ day: Int,
    _ minute: Int?,
    _ quantity: String,
    baseline: Double? = nil
  ) throws
    -> TumorLysis.Sample
  {
    TumorLysis.Sample(
      analyte: analyte,
      when: Time(day: day, minute: minute),
      quantity: try #require(Quantity(quantity)),
      baseline: baseline
    )
  }

  /// All four substances, normal, on the day therapy starts.
  static let normal = [
    ("potassium", "4 mmol/L"), ("phosphate", "1 mmol/L"), ("urate", "300 umol/L"), ("calcium", "2.3 mmol/L"),
  ]

  static func laboratory(
    _ samples: [TumorLysis.Sample],
    _ setting: [String: String] = [:],
    measured: Bool = true
  ) throws
    -> Truth
  {
    let rest = try measured ? normal.map { try sample($0.0, 1, 0, $0.1) } : []
    return try TumorLysis(samples + rest, therapyStart: Time(day: 1), criteria: criteria(setting))
      .laboratory
  }

  @Test("two substances at their limits within 24 hours")
  func two() throws {
    #expect(try Self.laboratory([Self.sample("potassium", 2, 480, "6.0 mmol/L")]) == .notMet)
    #expect(
      try Self.laboratory([
        Self.sample("potassium", 2, 480, "6.0 mmol/L"), Self.sample("urate", 3, 480, "476 umol/L"),
      ]) == .met
    )
    #expect(
      try Self.laboratory([
        Self.sample("potassium", 2, 480, "6.0 mmol/L"), Self.sample("urate", 3, 481, "476 umol/L"),
      ]) == .notMet
    )
    #expect(
      try Self.laboratory([
        Self.sample("potassium", 2, 480, "5.9 mmol/L"), Self.sample("urate", 2, 480, "476 umol/L"),
      ]) == .notMet
    )
    #expect(
      try Self.laboratory([
        Self.sample("phosphate", 2, 480, "1.45 mmol/L"), Self.sample("calcium", 2, 500, "1.75 mmol/L"),
      ]) == .met
    )
    // The same substance twice is one abnormality; 8.0 mg/dL of urate are 475.84 umol/L.
    #expect(
      try Self.laboratory([
        Self.sample("potassium", 2, 480, "6.5 mmol/L"), Self.sample("potassium", 2, 600, "7 mmol/L"),
        Self.sample("urate", 2, 480, "8.0 mg/dL"),
      ]) == .notMet
    )
    #expect(
      try Self.laboratory([
        Self.sample("potassium", 2, 480, "6.5 meq/L"), Self.sample("urate", 2, 480, "8.1 mg/dL"),
      ])
        == .met
    )
  }

  @Test(
    "days from 3 before to 7 after the start of therapy count",
    arguments: [(-3, false), (-2, true), (8, true), (9, false)]
  )
  func window(day: Int, counts: Bool) throws {
    // Therapy starts on day 1: days −2 to 8 count.
    let samples = [
      try Self.sample("potassium", day, 60, "7 mmol/L"), try Self.sample("phosphate", day, 60, "2 mmol/L"),
    ]
    #expect(try Self.laboratory(samples) == (counts ? .met : .notMet))
  }

  @Test("an unknown time of day leaves adjacent days open, one day not")
  func times() throws {
    #expect(
      try Self.laboratory([
        Self.sample("potassium", 2, nil, "6 mmol/L"), Self.sample("urate", 2, nil, "480 umol/L"),
      ])
        == .met
    )
    #expect(
      try Self.laboratory([
        Self.sample("potassium", 2, nil, "6 mmol/L"), Self.sample("urate", 3, nil, "480 umol/L"),
      ])
        == .unknown
    )
    #expect(
      try Self.laboratory([
        Self.sample("potassium", 2, nil, "6 mmol/L"), Self.sample("urate", 4, nil, "480 umol/L"),
      ])
        == .notMet
    )
  }

  @Test("what was never measured leaves open what it could have shown")
  func unmeasured() throws {
    #expect(try Self.laboratory([], measured: false) == .unknown)
    #expect(try Self.laboratory([Self.sample("potassium", 2, 0, "7 mmol/L")], measured: false) == .unknown)
    let without = try ["potassium", "phosphate", "urate"].map {
      try Self.sample($0, 2, 0, $0 == "urate" ? "300 umol/L" : "1 mmol/L")
    }
    #expect(try Self.laboratory(without, measured: false) == .notMet)
  }

  @Test("the printed limit of ionized calcium counts only where it is switched on")
  func ionized() throws {
    let samples = [
      try Self.sample("ionized-calcium", 2, 0, "0.3 mmol/L"),
      try Self.sample("potassium", 2, 0, "6.5 mmol/L"),
    ]
    #expect(try Self.laboratory(samples) == .notMet)
    #expect(try Self.laboratory(samples, ["ionized-calcium-limit": "on"]) == .met)
    #expect(throws: ParameterProblem.self) { try Self.criteria(["version": "1999"]) }
    #expect(throws: ParameterProblem.self) { try Self.criteria(["edition": "2004"]) }
  }

  @Test("the version of 2004 counts a change of 25 % and asks for no hours")
  func version2004() throws {
    let changed = [
      try Self.sample("potassium", 2, 0, "5 mmol/L", baseline: 4),
      try Self.sample("calcium", 6, 0, "1.8 mmol/L", baseline: 2.4),
      try Self.sample("urate", 2, 0, "300 umol/L", baseline: 300),
      try Self.sample("phosphate", 2, 0, "1 mmol/L", baseline: 1),
    ]
    #expect(try Self.laboratory(changed, ["version": "2004"], measured: false) == .met)
    #expect(try Self.laboratory(changed, measured: false) == .notMet)
    let unchanged = [
      try Self.sample("potassium", 2, 0, "2 mmol/L", baseline: 2),
      try Self.sample("calcium", 6, 0, "2 mmol/L", baseline: 2),
      try Self.sample("urate", 2, 0, "300 umol/L", baseline: 300),
    ]
    #expect(
      try Self.laboratory(
        unchanged + [Self.sample("phosphate", 2, 0, "1 mmol/L", baseline: 1)],
        ["version": "2004"],
        measured: false
      ) == .notMet
    )
    #expect(try Self.laboratory(unchanged, ["version": "2004"], measured: false) == .notMet)
  }

  @Test(
    "laboratory tumor lysis becomes clinical with an injured organ",
    arguments: [
      (["laboratory_tls": 0, "creatinine_rise": 26.5], ["clinical"]),
      (
        ["laboratory_tls": 0, "creatinine": 156, "creatinine_uln": 104, "oliguria": 1, "dysrhythmia": 1],
        ["clinical"]
      ),
      (["laboratory_tls": 0, "seizure": 0], ["clinical"]),
      (["laboratory_tls": 0], ["laboratory", "clinical"]),
      (["laboratory_tls": 1, "seizure": 0], ["none"]),
      (
        [
          "laboratory_tls": 0, "creatinine_rise": 10, "oliguria": 1, "dysrhythmia": 1, "sudden_death": 1,
          "seizure": 1,
          "symptomatic_hypocalcemia": 1,
        ], ["laboratory"]
      ),
    ]
  )
  func clinical(facts: [String: Double], outcomes: [String]) throws {
    let maker = DecisionMaker(try Self.criteria().clinical)
    var values = maker.emptyCase
    for (name, value) in facts { values[try #require(maker.list.index(of: name))] = value }
    #expect(maker.decide(values).possible.map { maker.list.outcomes[$0].id } == outcomes)
  }
}
