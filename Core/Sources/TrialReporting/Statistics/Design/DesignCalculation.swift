// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// A group-sequential design, and the size of the trial it is for.
public struct DesignCalculation: Calculation {
  /// Under which truth chances are told.
  struct Truth: Sendable {
    let key: String
    let name: DesignMessage
    let chances: OperatingCharacteristics
    /// Expected events, where the trial waits for events.
    let events: Double?
    /// Expected subjects; nil where recruitment decides, under another truth than the assumed one.
    let subjects: Double?
  }

  let plan: GroupSequentialPlan
  let design: GroupSequentialDesign
  let question: DesignQuestion
  let looks: [DesignLook]
  let truths: [Truth]
  /// Without interim looks: subjects, or events of a survival trial; nil where the size was given or there is none.
  let fixed: Double?
  let maximumSubjects: Double?
  let maximumEvents: Double?
  /// Experimental subjects per control; nil for a single arm and for boundaries alone.
  let ratio: Double?
  /// Expected duration if the assumed effect is true; nil without a calendar.
  let duration: Double?

  /// Finds the boundaries and the size.
  ///
  /// - Parameters:
  ///   - plan: Looks, errors, rules.
  ///   - question: What is compared.
  /// - Throws: Why there is no such design.
  public init(_ plan: GroupSequentialPlan, for question: DesignQuestion) throws(DesignFault) {
    let design: GroupSequentialDesign
    do throws(GroupSequentialError) {
      design = try plan.design()
    } catch {
      throw .plan(error)
    }
    switch question {
    case .boundaries: self.init(plan, design)
    case .rates(let comparison, let subjects):
      try self.init(plan, design, question, comparison, subjects)
    case .rate(let comparison, let subjects): try self.init(plan, design, question, comparison, subjects)
    case .means(let comparison, let subjects):
      try self.init(plan, design, question, comparison, subjects)
    case .survival(let comparison, let size):
      try self.init(plan, design, question, comparison, size)
    }
  }

  private init(_ plan: GroupSequentialPlan, _ design: GroupSequentialDesign) {
    (self.plan, self.design, question) = (plan, design, .boundaries)
    looks = DesignLook.looks(of: design, power: design.power)
    truths = [
      Truth(.null, design.characteristics(drift: 0)),
      Truth(.half, design.characteristics(drift: design.drift / 2)),
      Truth(.alternative, design.characteristics(drift: design.drift)),
    ]
    (fixed, maximumSubjects, maximumEvents, ratio, duration) = (nil, nil, nil, nil, nil)
  }

  private init(
    _ plan: GroupSequentialPlan,
    _ design: GroupSequentialDesign,
    _ question: DesignQuestion,
    _ comparison: some PlannedComparison,
    _ subjects: Double?
  ) throws(DesignFault) {
    if let subjects { try Self.check([subjects]) }
    let size = subjects.map { design.power(of: comparison, subjects: $0) } ?? design.size(for: comparison)
    try Self.check([size.maximum])
    var looks = DesignLook.looks(of: design, power: cumulated(size.underAlternative.rejection))
    for look in looks.indices {
      looks[look].subjects = size.perLook[look]
      looks[look].effect = size.criticalEffects[look]
      looks[look].oppositeEffect = size.oppositeEffects.flatMap { $0[look] }
      if let effects = size.futilityEffects, look < effects.count {
        looks[look].futilityEffect = effects[look]
      }
      guard plan.sides == .two, let bound = looks[look].futility else { continue }
      looks[look].oppositeFutilityEffect = comparison.effect(reaching: -bound, subjects: size.perLook[look])
    }
    (self.plan, self.design, self.question, self.looks) = (plan, design, question, looks)
    truths = [
      Truth(.null, size.underNull, subjects: size.expected(size.underNull)),
      Truth(.half, size.underHalf, subjects: size.expected(size.underHalf)),
      Truth(.alternative, size.underAlternative, subjects: size.expected(size.underAlternative)),
    ]
    (fixed, maximumSubjects, maximumEvents) = (size.fixed, size.maximum, nil)
    (ratio, duration) = (size.allocationRatio, nil)
  }

  private init(
    _ plan: GroupSequentialPlan,
    _ design: GroupSequentialDesign,
    _ question: DesignQuestion,
    _ comparison: SurvivalComparison,
    _ size: SurvivalSize
  ) throws(DesignFault) {
    if case .given(let events, let subjects) = size { try Self.check([events, subjects]) }
    let events =
      switch size {
      case .needed(let time, .lachinFoulkes): design.lachinFoulkesEvents(for: comparison, lastLook: time)
      case .needed(let time, let formula):
        design.events(for: comparison, lastLook: time, formula: formula.events)
      case .recruited(let formula): design.events(for: comparison, formula: formula.events)
      case .given(let events, let subjects):
        design.power(of: comparison, events: events, subjects: subjects)
      }
    try Self.check([events.maximumEvents, events.maximumSubjects])
    guard events.times.allSatisfy(\.isFinite) else {
      throw .eventsNeverCome(events: events.maximumEvents, subjects: events.maximumSubjects)
    }
    var looks = DesignLook.looks(of: design, power: cumulated(events.underAlternative.rejection))
    for look in looks.indices {
      looks[look].time = events.times[look]
      looks[look].events = events.eventsPerLook[look]
      looks[look].subjects = events.subjectsPerLook[look]
      looks[look].effect = events.criticalEffects[look]
      looks[look].oppositeEffect = events.oppositeEffects?[look]
      guard let bound = looks[look].futility else { continue }
      let count = events.eventsPerLook[look]
      looks[look].futilityEffect = comparison.effect(reaching: bound, events: count)
      guard plan.sides == .two else { continue }
      looks[look].oppositeFutilityEffect = comparison.effect(reaching: -bound, events: count)
    }
    (self.plan, self.design, self.question, self.looks) = (plan, design, question, looks)
    truths = [
      Truth(.null, events.underNull, events: events.expectedEvents(events.underNull)),
      Truth(.half, events.underHalf, events: events.expectedEvents(events.underHalf)),
      Truth(
        .alternative,
        events.underAlternative,
        events: events.expectedEvents(events.underAlternative),
        subjects: events.expectedSubjects
      ),
    ]
    (fixed, maximumSubjects) = (events.fixedEvents, events.maximumSubjects)
    (maximumEvents, ratio, duration) = (events.maximumEvents, comparison.ratio, events.expectedDuration)
  }

  /// Refuses sizes that no trial can have.
  private static func check(_ sizes: [Double]) throws(DesignFault) {
    // What is not a number is refused too.
    guard sizes.allSatisfy({ $0 > 1e-6 && $0 <= 1e9 }) else { throw .beyondReason }
  }

  /// Subjects of each arm, rounded up: experimental and control, or one number for a single arm.
  var armSizes: [Int]? {
    guard let maximumSubjects else { return nil }
    guard let ratio else { return [Self.roundedUp(maximumSubjects)] }
    return [maximumSubjects * ratio / (1 + ratio), maximumSubjects / (1 + ratio)].map(Self.roundedUp)
  }

  /// The next whole number; a hair above one is that one.
  static func roundedUp(_ value: Double) -> Int { Int((value - 1e-9).rounded(.up)) }

  public func text(in language: Language) -> String { DesignPage(self, language).text }
}

extension DesignCalculation.Truth {
  init(
    _ name: DesignMessage,
    _ chances: OperatingCharacteristics,
    events: Double? = nil,
    subjects: Double? = nil
  ) {
    self.init(key: name.rawValue, name: name, chances: chances, events: events, subjects: subjects)
  }
}

/// Running sums.
private func cumulated(_ values: [Double]) -> [Double] {
  var sum = 0.0
  return values.map {
    sum += $0
    return sum
  }
}
