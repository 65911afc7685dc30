// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A reconstruction with every name replaced by a number, so that cohorts can be drawn fast.
///
/// Each subject has `width` slots: for every row its state, followed by its items. Rows, items and rules
/// are plain numbers that point into shared arrays; a search then moves no references.
struct DrawingPlan: Sendable {
  struct Row: Sendable {
    /// Its state and its items, side by side.
    let slots: Range<Int>
    let shares: Range<Int>
    let items: Range<Int>
    /// The slot of the item without which there is no row; -1 where the form has none.
    let essential: Int
    /// Items recorded together or not at all, in `slotLists`.
    let together: Range<Int>

    var state: Int { slots.lowerBound }
  }

  struct Share: Sendable {
    let when: Condition?
    let spread: Int
  }

  struct Item: Sendable {
    let slot: Int
    /// Arm and day of randomization are given, not drawn.
    let isGiven: Bool
    let cases: Range<Int>
  }

  struct Case: Sendable {
    let when: Condition?
    let rule: Rule
  }

  enum Rule: Sendable {
    case missing
    /// Values in `codes`, and the number of the spread that is the first one's weight.
    case weights(Range<Int>, firstSpread: Int)
    case between(ClosedRange<Int32>)
    case days(Window)
  }

  struct Window: Sendable {
    /// -1 for the last day on which anything happened.
    let anchor: Int
    let days: ClosedRange<Int32>
    /// Bounds in `slotLists`.
    let notBefore: Range<Int>
    let notAfter: Range<Int>
  }

  struct Tally: Sendable {
    let figure: Int
    let condition: Int
    /// `sizes.count` for all subjects.
    let arm: Int
    let target: Int
  }

  struct Rate: Sendable {
    let figure: Int
    let arm: Int
    let day: Int32
    /// Survival in the last printed digit, and how many of those make 1.
    let target: Double
    let scale: Double
    let events: [Event]
    let observedUntil: [Int]
  }

  struct Event: Sendable {
    let slot: Int
    let when: Condition?
  }

  struct Distribution: Sendable {
    let figure: Int
    let arm: Int
    let slot: Int
    let row: Int
    let median: Double
    let range: ClosedRange<Int32>
  }

  let figureIDs: [String]
  /// The slots behind each figure.
  let figureSlots: [[Int]]
  /// Subjects in each arm, in the order of the protocol.
  let sizes: [Int]
  let firstDays: ClosedRange<Int32>
  let lastDays: ClosedRange<Int32>
  let lastFact: Int32
  let armSlot: Int
  let randomizedSlot: Int
  let width: Int
  let rows: [Row]
  let forms: [String]
  let items: [Item]
  let itemIDs: [String]
  let shares: [Share]
  let cases: [Case]
  let codes: [Int32]
  let slotLists: [Int]
  /// For each row and each other whether its rules look at the other's values.
  let looksAt: [[Bool]]
  /// The row of each slot.
  let rowOfSlot: [Int]
  /// The item of each slot; -1 for states.
  let itemOfSlot: [Int]
  let spreads: [ClosedRange<Double>]
  let words: [String]
  let pool: ConditionPool
  let conditions: [Condition]
  let tallies: [Tally]
  let rates: [Rate]
  let distributions: [Distribution]

  var subjects: Int { sizes.reduce(0, +) }

  /// The error that names missed figures and those that look at the same items.
  func unmet(_ missed: [Int]) -> ReconstructionError {
    let slots = Set(missed.flatMap { figureSlots[$0] })
    let beside = figureIDs.indices.filter { !missed.contains($0) && !slots.isDisjoint(with: figureSlots[$0]) }
    return .unmet(figures: missed.map { figureIDs[$0] }, beside: beside.map { figureIDs[$0] })
  }
}

extension DrawingPlan {
  init(study: StudyProtocol, plan: Reconstruction) throws(ReconstructionError) {
    var compiler = try DrawingPlanCompiler(study: study, plan: plan)
    try compiler.compileRows()
    try compiler.compileFigures()
    self = compiler.result
  }
}
