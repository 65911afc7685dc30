// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// A statement such as "with 80 % power at 5 % to find 65 % against 30 %, 31 subjects per arm are needed".
public struct SizeStatement: Hashable, Sendable {
  public enum Sides: Int, CaseIterable, Hashable, Sendable {
    case one = 1
    case two = 2
  }

  /// What a number of subjects counts.
  public enum Reading: String, CaseIterable, Hashable, Sendable {
    /// One arm; with unequal arms either.
    case perArm
    /// All arms, or events of both arms.
    case total
  }

  /// How subjects who drop out were added.
  public enum DropOut: String, CaseIterable, Hashable, Sendable {
    case none
    /// n / (1 − d).
    case divided
    /// n (1 + d).
    case multiplied
  }

  /// A way to come to a size.
  public struct Convention: Hashable, Sendable {
    public let formula: SizeFormula
    public let sides: Sides
    public let reading: Reading
    public let dropOut: DropOut
    /// The size before rounding up.
    public let size: Double
  }

  public let plan: SizePlan
  public let alpha: Double
  public let power: Double
  /// Nil where the text does not say.
  public let sides: Sides?
  /// The share of subjects expected to drop out; nil where the text does not say.
  public let dropOut: Double?

  /// Takes what the text states; any numbers may come in.
  public init(_ plan: SizePlan, alpha: Double, power: Double, sides: Sides? = nil, dropOut: Double? = nil) {
    (self.plan, self.alpha, self.power) = (plan, alpha, power)
    (self.sides, self.dropOut) = (sides, dropOut)
  }

  /// The size by every convention, in a fixed order; empty for assumptions that no trial can have.
  public var conventions: [Convention] {
    guard plan.isPossible, alpha > 1e-9, alpha < 0.5, power > alpha, power > 0.01, power < 1 - 1e-9 else {
      return []
    }
    return Sides.allCases.filter { sides == nil || sides == $0 }.flatMap { sides in
      plan.sizes(tail: alpha / Double(sides.rawValue), beta: 1 - power).flatMap { formula, size in
        Reading.allCases.flatMap { reading in
          shares(reading).flatMap { share in
            inflated(size * share).map {
              Convention(formula: formula, sides: sides, reading: reading, dropOut: $0, size: $1)
            }
          }
        }
      }
    }
  }

  /// The shares of the whole trial that a reading may mean.
  private func shares(_ reading: Reading) -> [Double] {
    guard let ratio = plan.ratio else { return reading == .total ? [1] : [] }
    guard reading == .perArm else { return [1] }
    return ratio == 1 ? [0.5] : [1 / (1 + ratio), ratio / (1 + ratio)]
  }

  private func inflated(_ size: Double) -> [(DropOut, Double)] {
    guard size.isFinite, size < 1e12 else { return [] }
    guard let d = dropOut, d > 0, d < 0.95 else { return [(.none, size)] }
    return [(.none, size), (.divided, size / (1 - d)), (.multiplied, size * (1 + d))]
  }

  /// The conventions that give a printed number of subjects or events.
  ///
  /// - Parameters:
  ///   - printed: The number.
  ///   - reading: What it counts; nil where the text does not say.
  /// - Returns: All conventions of that reading, and those that match.
  public func reproducing(_ printed: Int, reading: Reading? = nil) -> SizeComparison {
    SizeComparison(printed, conventions.filter { reading == nil || $0.reading == reading })
  }
}

/// A printed sample size beside those of the conventions.
public struct SizeComparison: Hashable, Sendable {
  public let printed: Int
  public let conventions: [SizeStatement.Convention]
  /// The conventions that give the printed number, rounded to a neighbour or up.
  public let matches: [SizeStatement.Convention]

  init(_ printed: Int, _ conventions: [SizeStatement.Convention]) {
    (self.printed, self.conventions) = (printed, conventions)
    matches = conventions.filter { Self.rounds($0, to: printed) }
  }

  /// Whole subjects per arm, then whole subjects again after drop-out, may each add one; so may an even total.
  private static func rounds(_ convention: SizeStatement.Convention, to printed: Int) -> Bool {
    let excess = Double(printed) - convention.size
    let steps = (convention.reading == .total ? 2.0 : 1) + (convention.dropOut == .none ? 0 : 1)
    if excess > -1 && excess < steps + 1e-9 { return true }
    return printed % 10 == 0 && excess >= 0 && excess < 10 && convention.size > 100
  }

  /// From the smallest to the largest size over all conventions; nil without any.
  public var range: ClosedRange<Double>? { ClosedRange(spanning: conventions.map(\.size)) }

  /// Inconsistent only well outside all conventions, as trials are enlarged for many reasons: a tenth below the
  /// smallest, or two and a half times the largest.
  public var consistency: Consistency {
    guard printed > 0 else { return .inconsistent }
    if !matches.isEmpty { return .consistent }
    guard let range else { return .undetermined(.undefined) }
    let size = Double(printed)
    return size < 0.9 * range.lowerBound - 1 || size > 2.5 * range.upperBound + 1
      ? .inconsistent : .undetermined(.otherMethod)
  }
}
