// SPDX-License-Identifier: Apache-2.0

/// The sizes at which an exact test has its power.
///
/// The power of an exact test is a saw-tooth in the size of the trial: one subject more can move the critical count
/// and lower it. Two sizes therefore answer the question.
public struct ExactSizes<Size: Hashable & Sendable>: Hashable, Sendable {
  /// The smallest trial with the power; a larger one may not have it.
  public let smallest: Size
  /// The smallest trial from which on every larger one has the power.
  public let lasting: Size
}

extension ExactSizes {
  /// Goes through sizes 1, 2 … `last` and keeps both answers; nil if `last` itself has not the power.
  init?(through last: Int, hasPower: (Int) -> Bool, _ size: (Int) -> Size) {
    var smallest: Int?
    var lasting: Int?
    for n in stride(from: 1, through: last, by: 1) {
      if hasPower(n) {
        smallest = smallest ?? n
        lasting = lasting ?? n
      } else {
        lasting = nil
      }
    }
    guard let smallest, let lasting else { return nil }
    self.init(smallest: size(smallest), lasting: size(lasting))
  }
}
