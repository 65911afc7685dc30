// SPDX-License-Identifier: Apache-2.0

/// How calculated doses below some amount are rounded (`rounding:` of a drug).
///
///     rounding:
///       - {below: 100 mg, step: 1 mg}
///       - {step: 10 mg}
///
/// The first entry whose `below` lies above the calculated dose holds. In place of a step there may be bands, the
/// amounts that a pharmacy keeps ready.
public struct RoundingStep: Hashable, Sendable {
  /// The entry is for calculated doses below this amount; nil for all that are left.
  public let below: Quantity?
  /// Doses are multiples of this amount; nil where there are bands.
  public let step: Quantity?
  /// The amounts that are ready; empty where there is a step.
  public let bands: [Quantity]

  public init(below: Quantity? = nil, step: Quantity) {
    self.below = below
    self.step = step
    bands = []
  }

  public init(below: Quantity? = nil, bands: [Quantity]) {
    self.below = below
    step = nil
    self.bands = bands
  }

  init(_ block: inout BlockReader) {
    below = block.optional("below") { $0.amount() }
    step = block.optional("step") { $0.amount() }
    bands = block.list("bands") { $0.amount() }
    if (step == nil) == bands.isEmpty, !block.has("step") || !bands.isEmpty {
      block.report("either a step or bands", remedy: "Write, for example, {step: 0.5 mg}.")
    }
  }
}

extension NodeReader {
  /// An amount of a drug: a flat dose.
  func amount() -> Quantity? {
    value("an amount of drug", example: "10 mg") { text in
      Dose(text).flatMap { $0.basis == .flat ? $0.quantity : nil }
    }
  }
}
