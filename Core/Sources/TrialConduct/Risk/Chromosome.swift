// SPDX-License-Identifier: Apache-2.0

/// A human chromosome: 1 to 22, X or Y.
public struct Chromosome: Hashable, Sendable {
  /// 1 to 22; X is 23, Y is 24.
  public let number: Int

  public init?(number: Int) {
    guard (1...24).contains(number) else { return nil }
    self.number = number
  }

  public var isAutosome: Bool { number <= 22 }
}

extension Chromosome: CustomStringConvertible {
  public var description: String { number == 23 ? "X" : number == 24 ? "Y" : String(number) }
}

/// Where a chromosome broke, to the band that the light microscope shows.
///
/// Sub-bands are read and let go: 16p13.1 and 16p13.3 are both band 13 of the short arm, since most reports are written
/// at a level of banding that does not tell them apart.
public struct Breakpoint: Hashable, Sendable {
  public enum Arm: Hashable, Sendable {
    case short
    case long
  }

  /// nil where the report has a question mark in its place.
  public let arm: Arm?
  /// The band, or the bands between which it lies (`q22~24`); 10 is the centromere; nil where it is not given.
  public let bands: ClosedRange<Int>?
  /// A question mark stands before arm or band.
  public let isUncertain: Bool

  public init(arm: Arm?, bands: ClosedRange<Int>?, isUncertain: Bool = false) {
    self.arm = arm
    self.bands = bands
    self.isUncertain = isUncertain
  }
}
