// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

/// One look of a design: when it comes, what stops the trial there, and what has been spent by then.
struct DesignLook: Sendable {
  /// Share of the maximum information.
  let information: Double
  /// Calendar time; nil where the design has no calendar.
  var time: Double?
  var events: Double?
  var subjects: Double?
  /// The critical value, and its nominal p-value, one-sided.
  let z: Double
  let p: Double
  /// The effect that just reaches the critical value; nil where none does or the design has no effect.
  var effect: Double?
  /// The effect in the other direction, for two-sided tests.
  var oppositeEffect: Double?
  /// Both directions together.
  let alphaSpent: Double
  /// The probability of having rejected by now if the assumed effect is true.
  let power: Double
  /// The value of Z, two-sided of |Z|, at or below which the trial stops for futility.
  ///
  /// Nil at the last look, without a rule, and two-sided where no |Z| is as low.
  let futility: Double?
  var futilityEffect: Double?
  /// The effect at the other side of a wedge.
  var oppositeFutilityEffect: Double?
  let betaSpent: Double?
  /// The probability of having stopped for futility by now if there is no effect; nil at the last look.
  let stoppedUnderNull: Double?

  var futilityP: Double? { futility.map { StandardNormal.survival($0) } }

  /// The looks of a design, without sizes.
  static func looks(of design: GroupSequentialDesign, power: [Double]) -> [DesignLook] {
    let spent = design.alphaSpent
    let betaSpent = design.betaSpent
    var stopped = 0.0
    let early = design.characteristics(drift: 0).futility.map { probability -> Double in
      stopped += probability
      return stopped
    }
    return design.fractions.indices.map { look in
      let bound = design.futilityBounds.flatMap { $0.indices.contains(look) ? $0[look] : nil }
      let futility = bound.flatMap { design.plan.sides == .two && $0 <= 0 ? nil : $0 }
      return DesignLook(
        information: design.fractions[look],
        z: design.criticalValues[look],
        p: design.stageLevels[look],
        alphaSpent: spent[look],
        power: power[look],
        futility: futility,
        betaSpent: betaSpent?[look],
        stoppedUnderNull: bound == nil ? nil : early[look]
      )
    }
  }

  var json: JSONValue {
    [
      "information": .number(information), "time": .optional(time), "events": .optional(events),
      "subjects": .optional(subjects), "z": .statistic(z), "p": .number(p), "effect": .optional(effect),
      "oppositeEffect": .optional(oppositeEffect), "alphaSpent": .number(alphaSpent),
      "power": .number(power), "futilityZ": futility.map { .statistic($0) } ?? .null,
      "futilityP": .optional(futilityP), "futilityEffect": .optional(futilityEffect),
      "oppositeFutilityEffect": .optional(oppositeFutilityEffect), "betaSpent": .optional(betaSpent),
      "futilityUnderNull": .optional(stoppedUnderNull),
    ]
  }
}
