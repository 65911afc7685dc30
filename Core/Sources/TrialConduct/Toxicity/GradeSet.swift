// SPDX-License-Identifier: Apache-2.0

/// The grades that the facts leave open; one where they decide.
public struct GradeSet: Hashable, Sendable {
  /// Bit g stands for grade g.
  public let bits: UInt64

  public init(bits: UInt64) {
    self.bits = bits
  }

  public init(_ grades: some Sequence<Int>) {
    bits = grades.reduce(0) { $0 | 1 << UInt64($1) }
  }

  /// The grade; nil where more than one is open.
  public var grade: Int? { bits.nonzeroBitCount == 1 ? atLeast : nil }

  /// The lowest grade that is open.
  public var atLeast: Int { bits == 0 ? 0 : bits.trailingZeroBitCount }

  /// The highest grade that is open.
  public var atMost: Int { bits == 0 ? 0 : 63 - bits.leadingZeroBitCount }

  /// Ascending.
  public var grades: [Int] { (0..<64).filter { bits >> UInt64($0) & 1 == 1 } }

  public func contains(_ grade: Int) -> Bool { bits >> UInt64(grade) & 1 == 1 }

  /// The worse of two grades, for every pair that is open.
  public func worst(_ other: GradeSet) -> GradeSet {
    let floor = max(atLeast, other.atLeast)
    return GradeSet(bits: ((bits | other.bits) >> UInt64(floor)) << UInt64(floor))
  }
}
