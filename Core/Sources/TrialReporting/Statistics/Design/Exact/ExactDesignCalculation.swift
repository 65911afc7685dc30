// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// The size of a trial of one rate or two by the exact power of its test, over every count or table.
public struct ExactDesignCalculation: Calculation {
  /// A trial of one size.
  struct Trial: Sendable {
    let name: ExactDesignMessage
    /// Subjects of each arm, the experimental one first.
    let arms: [Int]
    let power: Double
    /// The true type I error, of two rates the largest over all common rates.
    let typeOneError: Double
    /// Up to and from which counts of one arm reject; out of 0 … n where none does.
    var counts: (low: Int, high: Int)?
    /// How many tables of two arms reject.
    var tables: Int?
  }

  let question: ExactDesignQuestion
  /// The power asked for; nil where the size was given.
  let power: Double?
  /// The largest total tried; nil where the answer is proved for all sizes or the size was given.
  let largest: Int?
  /// The smallest trial and the one from which on the power lasts, or the one that was given.
  let trials: [Trial]

  /// A single rate that needs more subjects than this by the score test is refused.
  static let mostOfOneRate = 20_000
  /// Two rates are tried up to this total unless more is asked for.
  static let mostOfTwoRates = 1000

  /// Finds sizes, or the power of a size.
  ///
  /// - Parameters:
  ///   - question: What is compared, by which test.
  ///   - size: Sought or given.
  /// - Throws: Why there is no size.
  public init(_ question: ExactDesignQuestion, _ size: ExactDesignSize) throws(ExactDesignFault) {
    self.question = question
    switch (question, size) {
    case (.rate(let plan), .given(let arms)):
      (power, largest) = (nil, nil)
      trials = [Trial(.given, plan, arms[0])]
    case (.rates(let plan, _), .given(let arms)):
      (power, largest) = (nil, nil)
      trials = [Trial(.given, plan, .init(treatment: arms[0], reference: arms[1]))]
    case (.rate(let plan), .needed(let power, _)):
      (self.power, largest) = (power, nil)
      let sizes = try Self.sizes(plan, power)
      trials = [Trial(.smallest, plan, sizes.smallest), Trial(.lasting, plan, sizes.lasting)]
    case (.rates(let plan, let ratio), .needed(let power, let wanted)):
      let most = wanted ?? Self.likelyLargest(plan, ratio, power)
      guard let sizes = plan.sizes(beta: 1 - power, ratio: ratio, largest: most) else {
        throw .noneUpTo(most)
      }
      (self.power, largest) = (power, most)
      trials = [Trial(.smallest, plan, sizes.smallest), Trial(.lasting, plan, sizes.lasting)]
    }
  }

  private static func sizes(_ plan: ExactSingleRate, _ power: Double) throws(ExactDesignFault)
    -> ExactSizes<Int>
  {
    let level = plan.alpha / Double(plan.sides.rawValue)
    let normal = SingleRateComparison(plan.rate, null: plan.null).fixedSize(alpha: level, beta: 1 - power)
    guard normal <= Double(mostOfOneRate) else { throw .tooMany(mostOfOneRate) }
    return plan.sizes(beta: 1 - power)
  }

  /// Half as many subjects again as the score test needs: beyond that no saw-tooth reaches.
  private static func likelyLargest(
    _ plan: ExactRatesComparison,
    _ ratio: ExactRatesComparison.Size,
    _ power: Double
  ) -> Int {
    let normal = RatesComparison(
      plan.treatment,
      versus: plan.reference,
      null: .difference(0),
      ratio: Double(ratio.treatment) / Double(ratio.reference)
    )
    let level = plan.alpha / Double(plan.test.sides.rawValue)
    let size = 1.5 * normal.fixedSize(alpha: level, beta: 1 - power) + 60
    return size < Double(mostOfTwoRates) ? Int(size) : mostOfTwoRates
  }

  public var json: [JSONValue.Member] {
    let members = trials.map { JSONValue.Member($0.name.rawValue, $0.json) }
    return [
      .init("kind", isSingle ? "exact-rate" : "exact-rates"), .init("test", .string(test.rawValue)),
      .init("alpha", .number(question.alpha)), .init("sides", .integer(question.sides.rawValue)),
      .init("powerAtLeast", .optional(power)), .init("triedUpTo", largest.map { .integer($0) } ?? .null),
    ] + members
  }

  var isSingle: Bool { if case .rate = question { true } else { false } }

  var test: ExactDesignMessage {
    switch question {
    case .rate: .binomial
    case .rates(let plan, _): plan.test.name
    }
  }

  public func text(in language: Language) -> String { ExactDesignPage(self, language).text }
}

extension ExactDesignCalculation.Trial {
  fileprivate init(_ name: ExactDesignMessage, _ plan: ExactSingleRate, _ n: Int) {
    self.init(
      name: name,
      arms: [n],
      power: plan.power(of: n),
      typeOneError: plan.rejection(of: n, at: plan.null),
      counts: plan.criticalCounts(of: n)
    )
  }

  fileprivate init(
    _ name: ExactDesignMessage,
    _ plan: ExactRatesComparison,
    _ size: ExactRatesComparison.Size
  ) {
    self.init(
      name: name,
      arms: [size.treatment, size.reference],
      power: plan.power(of: size),
      typeOneError: plan.size(of: size),
      tables: plan.rejectedTables(of: size)
    )
  }

  var total: Int { arms.reduce(0, +) }

  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("arms", .array(arms.map { .integer($0) })), .init("subjects", .integer(total)),
      .init("power", .number(power)), .init("typeOneError", .number(typeOneError)),
    ]
    if let counts {
      members += [
        .init("rejectsUpTo", counts.low < 0 ? .null : .integer(counts.low)),
        .init("rejectsFrom", counts.high > total ? .null : .integer(counts.high)),
      ]
    }
    if let tables { members.append(.init("rejectedTables", .integer(tables))) }
    return .object(members)
  }
}
