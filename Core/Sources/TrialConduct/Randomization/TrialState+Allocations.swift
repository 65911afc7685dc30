// SPDX-License-Identifier: Apache-2.0

extension TrialState {
  /// The allocations as the rules of randomization know them, in their order.
  public var allocationFacts: [AllocationFact] {
    allocations.map { allocation in
      let isElsewhere = subject(allocation.subject)?.isAllocatedElsewhere ?? false
      return AllocationFact(
        arm: allocation.arm,
        levels: allocation.levels,
        share: allocation.share,
        opensBlock: allocation.opensBlock,
        origin: isElsewhere ? .elsewhere : .drawn
      )
    }
  }

  /// Why a subject got its arm, told from the record alone, for those who may know every arm.
  ///
  /// - Parameters:
  ///   - subject: The subject.
  ///   - allocator: The rules.
  /// - Returns: nil for a subject that was not allocated here, and where the record does not follow from the rules.
  public func explanation(of subject: SubjectState, by allocator: Allocator) -> AllocationExplanation? {
    guard let number = subject.allocation?.number else { return nil }
    let facts = allocationFacts
    do {
      let before = try allocator.state(after: facts[..<(number - 1)])
      return try allocator.explanation(of: facts[number - 1], after: before)
    } catch {
      return nil
    }
  }
}
