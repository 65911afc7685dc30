// SPDX-License-Identifier: Apache-2.0

/// What came of drawing every recorded allocation once more from the seed.
public struct AllocationVerification: Hashable, Sendable {
  /// A recorded allocation that the seed does not give.
  public struct Discrepancy: Hashable, Sendable {
    /// The number of the allocation, from 0.
    public let number: Int
    public let recorded: AllocationFact
    /// What the seed gives; nil where the rules refuse the record.
    public let derived: AllocationFact?
    /// Why the record was refused; nothing after it could be derived.
    public let refusal: AllocationRefusal?
  }

  /// Allocations that the seed gives as they are recorded.
  public let confirmed: Int
  /// Allocations made elsewhere, which no seed gives.
  public let elsewhere: Int
  public let discrepancies: [Discrepancy]

  public var isConfirmed: Bool { discrepancies.isEmpty }
}

extension Allocator {
  /// Draws every recorded allocation once more.
  ///
  /// After a discrepancy the record stays the history, as it was for the subjects who followed.
  public func verify(_ facts: [AllocationFact], seed: AllocationSeed) -> AllocationVerification {
    var state = start
    var (confirmed, elsewhere) = (0, 0)
    var discrepancies: [AllocationVerification.Discrepancy] = []
    for fact in facts {
      let number = state.count
      var derived: AllocationFact?
      do throws(AllocationRefusal) {
        if fact.origin == .drawn {
          var stream = seed.stream(number)
          let again = try nextArm(for: fact.levels, after: state, drawing: &stream).fact
          derived = again
          if again.isSameDraw(as: fact) {
            confirmed += 1
          } else {
            discrepancies.append(.init(number: number, recorded: fact, derived: again, refusal: nil))
          }
        } else {
          elsewhere += 1
        }
        try record(fact, in: &state)
      } catch {
        if discrepancies.last?.number == number { discrepancies.removeLast() }
        discrepancies.append(.init(number: number, recorded: fact, derived: derived, refusal: error))
        break
      }
    }
    return AllocationVerification(confirmed: confirmed, elsewhere: elsewhere, discrepancies: discrepancies)
  }
}

extension AllocationFact {
  /// Levels of factors that the rules do not know play no part in a draw.
  fileprivate func isSameDraw(as other: AllocationFact) -> Bool {
    arm == other.arm && share == other.share && opensBlock == other.opensBlock
  }
}
