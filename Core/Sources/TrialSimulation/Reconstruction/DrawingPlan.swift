// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A reconstruction with every name replaced by a number, so that cohorts can be drawn fast.
///
/// Each subject has `width` slots: for every row its state, followed by its items.
struct DrawingPlan: Sendable {
  struct Row: Sendable {
    let form: String
    let state: Int
    let shares: [(when: Condition?, spread: Int)]
    let items: [Item]
    /// The slot of the item without which there is no row; nil where the form has none.
    let essential: Int?
    let together: [Int]
    /// The rows above whose values this row's rules look at, by number.
    let looksAt: Set<Int>
  }

  struct Item: Sendable {
    let id: String
    let slot: Int
    /// Arm and day of randomization are given, not drawn.
    let isGiven: Bool
    let cases: [(when: Condition?, rule: Rule)]
  }

  enum Rule: Sendable {
    case missing
    /// Values, and the number of the spread that is the first one's weight.
    case weights([Int32], firstSpread: Int)
    case between(ClosedRange<Int32>)
    case days(anchor: Int?, days: ClosedRange<Int32>, notBefore: [Int], notAfter: [Int])
  }

  struct Tally: Sendable {
    let figure: Int
    let condition: Int
    /// nil for all subjects.
    let arm: Int?
    let target: Int
  }

  struct Rate: Sendable {
    let figure: Int
    let arm: Int?
    let day: Int32
    /// Survival in the last printed digit, and how many of those make 1.
    let target: Double
    let scale: Double
    let events: [(slot: Int, when: Condition?)]
    let observedUntil: [Int]
  }

  struct Distribution: Sendable {
    let figure: Int
    let arm: Int?
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
  /// The row of each slot.
  let rowOfSlot: [Int]
  /// The place of each slot among its row's items; -1 for states.
  let itemOfSlot: [Int]
  let spreads: [ClosedRange<Double>]
  let words: [String]
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
