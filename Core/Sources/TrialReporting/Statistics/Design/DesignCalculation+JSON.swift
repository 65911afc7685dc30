// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

extension DesignCalculation {
  public var json: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("kind", .string(question.word)), .init("alpha", .number(plan.alpha)),
      .init("sides", .integer(plan.sides.rawValue)),
      .init("power", .optional(truths.last?.chances.power)),
      .init("efficacy", .string(plan.efficacy.word)),
      .init("spends", .bool(spends)),
      .init("futility", plan.futility.map { .string($0.word) } ?? .null),
      .init("futilityBinds", .bool(plan.futilityBinds)),
      .init("looks", .array(looks.map(\.json))), .init("drift", .number(design.drift)),
      .init("inflationFactor", .number(design.inflationFactor)),
    ]
    if let fixed {
      members.append(.init(maximumEvents == nil ? "fixedSubjects" : "fixedEvents", .number(fixed)))
    }
    if let maximumEvents { members.append(.init("maximumEvents", .number(maximumEvents))) }
    if let maximumSubjects { members.append(.init("maximumSubjects", .number(maximumSubjects))) }
    if let armSizes { members.append(.init("armSizes", .array(armSizes.map { .integer($0) }))) }
    if let duration { members.append(.init("expectedDuration", .number(duration))) }
    return members + [.init("characteristics", .object(truths.map { .init($0.key, chances($0)) }))]
  }

  /// Whether alpha is spent by a function.
  var spends: Bool { if case .spending = plan.efficacy { true } else { false } }

  private func chances(_ truth: Truth) -> JSONValue {
    [
      "rejection": .array(truth.chances.rejection.map { .number($0) }),
      "futility": .array(truth.chances.futility.map { .number($0) }),
      "stopping": .array(truth.chances.stopping.map { .number($0) }),
      "power": .number(truth.chances.power),
      "expectedInformation": .number(truth.chances.expectedInformation),
      "expectedEvents": .optional(truth.events), "expectedSubjects": .optional(truth.subjects),
    ]
  }
}
