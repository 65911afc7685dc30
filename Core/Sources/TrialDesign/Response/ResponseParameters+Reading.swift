// SPDX-License-Identifier: Apache-2.0

extension ResponseParameters {
  /// The names of the parameters in a response file and behind `--set`.
  public enum Key: String, CaseIterable, Sendable {
    case pairedBefore = "paired-before"
    case pairedAfter = "paired-after"
    case undatedCounts = "undated-counts"
    case transfusion = "platelet-transfusion"
    case growthFactor = "growth-factor"
    case recovery = "recovery-within"
    case liftedFrom = "recovery-dated"
    case landmark
    case landmarkAtSecondCourse = "landmark-at-second-course"
    case responders
    case relapseBlasts = "relapse-blasts"
    case relapseSamplesApart = "relapse-samples-apart"
    case residualDiseaseConfirmed = "residual-disease-confirmed"
    case residualDiseaseRise = "residual-disease-rise"
    case assessment = "last-assessment"
    case deathWithoutRemission = "death-without-remission"
    case deathNeverEvaluable = "death-never-evaluable"
    case incidenceCensored = "relapse-incidence-censored"
    case repeatFrom = "repeat-marrow-from"
    case repeatUntil = "repeat-marrow-until"
  }

  /// Reads the block `course:`; a key that is left out keeps its default.
  init(_ block: inout BlockReader) {
    self.init()
    for key in Key.allCases {
      block.optional(key.rawValue) { reader in
        if case .sequence = reader.node.content {
          return set(key, to: reader.list { $0.text() }.joined(separator: ","), reader)
        }
        return set(key, to: reader.text(), reader)
      }
    }
    if repeatFrom > repeatUntil {
      block.report(
        "the marrow is repeated from a later day than until",
        at: Key.repeatFrom.rawValue,
        remedy: "Write the earlier day under \(Key.repeatFrom.rawValue)."
      )
    }
  }

  private mutating func set(_ key: Key, to text: String, _ reader: NodeReader) {
    guard !set(key, to: text) else { return }
    reader.report("\"\(text)\" is not a value of \(key.rawValue)", remedy: Self.advice(for: key))
  }

  /// What may be written for a parameter.
  static func advice(for key: Key) -> String {
    switch key {
    case .pairedBefore, .pairedAfter, .transfusion, .growthFactor, .recovery, .landmark, .relapseSamplesApart,
      .residualDiseaseConfirmed, .repeatFrom, .repeatUntil:
      "Write whole days or weeks that are not negative, such as 7 d."
    case .relapseBlasts: "Write a percentage, such as 5 %."
    case .residualDiseaseRise: "Write a number above 1, such as 10."
    case .landmarkAtSecondCourse: "Write true or false."
    case .responders: "Write categories, such as [CR, CRh, CRi, MLFS]."
    case .undatedCounts: choices(UndatedCounts.self)
    case .liftedFrom: choices(LiftedFrom.self)
    case .assessment: choices(Assessment.self)
    case .deathWithoutRemission, .deathNeverEvaluable: choices(FailureDay.self)
    case .incidenceCensored: choices(IncidenceCensored.self)
    }
  }

  /// Sets one parameter from its written form; false, and nothing set, where the text is no value of it.
  mutating func set(_ key: Key, to text: String) -> Bool {
    switch key {
    case .pairedBefore: put(Self.days(text), at: \.pairedBefore)
    case .pairedAfter: put(Self.days(text), at: \.pairedAfter)
    case .undatedCounts: put(UndatedCounts(rawValue: text), at: \.undatedCounts)
    case .transfusion: put(Self.days(text), at: \.transfusion)
    case .growthFactor: put(Self.days(text), at: \.growthFactor)
    case .recovery: put(Self.days(text), at: \.recovery)
    case .liftedFrom: put(LiftedFrom(rawValue: text), at: \.liftedFrom)
    case .landmark: put(Self.days(text), at: \.landmark)
    case .landmarkAtSecondCourse: put(["true": true, "false": false][text], at: \.landmarkAtSecondCourse)
    case .responders: put(Self.categories(text), at: \.responders)
    case .relapseBlasts: put(Self.percentage(text), at: \.relapseBlasts)
    case .relapseSamplesApart: put(Self.days(text), at: \.relapseSamplesApart)
    case .residualDiseaseConfirmed: put(Self.days(text), at: \.residualDiseaseConfirmed)
    case .residualDiseaseRise:
      put(Double(text).flatMap { $0 > 1 && $0.isFinite ? $0 : nil }, at: \.residualDiseaseRise)
    case .assessment: put(Assessment(rawValue: text), at: \.assessment)
    case .deathWithoutRemission: put(FailureDay(rawValue: text), at: \.deathWithoutRemission)
    case .deathNeverEvaluable: put(FailureDay(rawValue: text), at: \.deathNeverEvaluable)
    case .incidenceCensored: put(IncidenceCensored(rawValue: text), at: \.incidenceCensored)
    case .repeatFrom: put(Self.days(text), at: \.repeatFrom)
    case .repeatUntil: put(Self.days(text), at: \.repeatUntil)
    }
  }

  private mutating func put<Value>(_ value: Value?, at path: WritableKeyPath<Self, Value>) -> Bool {
    guard let value else { return false }
    self[keyPath: path] = value
    return true
  }

  private static func days(_ text: String) -> Int32? {
    guard let days = Quantity(text)?.days, (0...36_525).contains(days) else { return nil }
    return Int32(days)
  }

  private static func percentage(_ text: String) -> Double? {
    guard let quantity = Quantity(text), quantity.unit.code == "%", (0...100).contains(quantity.value) else {
      return nil
    }
    return quantity.value
  }

  private static func categories(_ text: String) -> ResponseCategories? {
    var found: ResponseCategories = []
    for part in text.split(separator: ",") {
      guard let category = ResponseCategory(rawValue: String(part.filter { $0 != " " })) else { return nil }
      found.insert(ResponseCategories(category))
    }
    return found.isEmpty ? nil : found
  }

  private static func choices<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> String
  where Choice.RawValue == String {
    "Write one of: \(Choice.allCases.map(\.rawValue).joined(separator: ", "))."
  }
}
