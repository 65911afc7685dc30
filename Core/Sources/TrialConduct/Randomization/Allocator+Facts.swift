// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

extension Allocator {
  /// The rules of a protocol, ready to draw from.
  ///
  /// - Throws: `cannotBeDrawn` with everything that is missing, as for a method that is not published.
  public init(_ study: StudyProtocol) throws(AllocationRefusal) {
    let plan = study.allocation
    var faults: [AllocationFault] = []
    func scheme(_ rules: AllocationRules) -> AllocationScheme? {
      do throws(AllocationFaults) {
        return try AllocationScheme(rules, arms: study.arms.map(\.id), levels: study.levels(of: rules))
      } catch {
        faults += error.faults
        return nil
      }
    }
    var versions = [scheme(plan.rules).map { Version(scheme: $0) }]
    for amendment in plan.amendments {
      versions.append(
        scheme(amendment.rules).map {
          Version(from: amendment.from, continues: amendment.history == .continues, scheme: $0)
        }
      )
    }
    guard faults.isEmpty else { throw .cannotBeDrawn(faults) }
    self.init(versions: versions.compactMap(\.self))
  }

  /// Decides the next allocation of a subject whose levels are given by name.
  ///
  /// - Parameters:
  ///   - levels: The code of each factor's level, by the factor's id; other keys are ignored.
  ///   - state: The allocations before.
  ///   - source: Random numbers; in the live trial `AllocationSeed.stream(state.count)`.
  /// - Returns: The fact to append, with its reasons.
  /// - Throws: A refusal that names every factor without a level.
  public func nextArm(
    for levels: [String: String],
    after state: AllocationState,
    drawing source: inout some RandomSource
  ) throws(AllocationRefusal) -> (fact: AllocationFact, explanation: AllocationExplanation) {
    let index = version(after: state)
    let numbers = try self.levels(levels, in: index)
    let decision = nextArm(for: numbers, after: state, drawing: &source)
    return (fact(decision.allocation, in: index), decision.explanation)
  }

  /// Adds a recorded allocation to the history.
  ///
  /// - Throws: A refusal where it names what the rules do not have, or could never have been drawn.
  public func record(_ fact: AllocationFact, in state: inout AllocationState) throws(AllocationRefusal) {
    record(try allocation(fact, after: state), in: &state)
  }

  /// The history that recorded allocations make, in their order.
  public func state(after facts: some Sequence<AllocationFact>) throws(AllocationRefusal) -> AllocationState {
    var state = start
    for fact in facts { try record(fact, in: &state) }
    return state
  }

  /// Why a recorded allocation came about: told from the record alone, the seed stays sealed.
  ///
  /// - Returns: nil for one made elsewhere, of which these rules know nothing.
  /// - Throws: A refusal where the record could never have been drawn.
  public func explanation(
    of fact: AllocationFact,
    after state: AllocationState
  ) throws(AllocationRefusal) -> AllocationExplanation? {
    let allocation = try allocation(fact, after: state)
    guard allocation.origin == .drawn else { return nil }
    let index = version(after: state)
    let version = versions[index]
    let counts = index == state.version ? state.counts : carriedOver(state, to: index).counts
    let slot = counts.place(of: version.layout.key(of: allocation.levels))
    var weights: [Int] = []
    _ = version.weigh(allocation.levels, slot, counts, block: allocation.opensBlock, into: &weights)
    return version.explanation(
      opening: allocation.opensBlock,
      drawn: nil,
      weights,
      allocation.levels,
      counts,
      number: state.count,
      version: index
    )
  }

  /// The numbers of the levels in a version of the rules.
  public func levels(_ codes: [String: String], in version: Int) throws(AllocationRefusal) -> [Int] {
    let factors = versions[version].scheme.factors
    let missing = factors.map(\.id).filter { codes[$0]?.isEmpty ?? true }
    guard missing.isEmpty else { throw .missingLevels(missing) }
    var numbers: [Int] = []
    for factor in factors {
      let code = codes[factor.id] ?? ""
      guard let number = factor.codes.firstIndex(of: code) else {
        throw .unknownLevel(factor: factor.id, code: code, known: factor.codes)
      }
      numbers.append(number)
    }
    return numbers
  }

  /// An allocation by name.
  public func fact(_ allocation: Allocation, in version: Int) -> AllocationFact {
    let scheme = versions[version].scheme
    return AllocationFact(
      arm: scheme.arms[allocation.arm],
      levels: Dictionary(
        uniqueKeysWithValues: zip(scheme.factors, allocation.levels).map { ($0.id, $0.codes[$1]) }
      ),
      share: scheme.choosesShares ? allocation.share : nil,
      opensBlock: allocation.opensBlock,
      origin: allocation.origin
    )
  }

  /// A recorded allocation by number; refused where the rules in force could never have given it.
  private func allocation(
    _ fact: AllocationFact,
    after state: AllocationState
  ) throws(AllocationRefusal) -> Allocation {
    let index = version(after: state)
    let scheme = versions[index].scheme
    guard let arm = scheme.arms.firstIndex(of: fact.arm) else {
      throw .unknownArm(fact.arm, known: scheme.arms)
    }
    let allocation = Allocation(
      levels: try levels(fact.levels, in: index),
      arm: arm,
      share: scheme.choosesShares ? fact.share : 0,
      opensBlock: fact.opensBlock,
      origin: fact.origin
    )
    if let fault = fault(of: allocation, after: state) { throw .impossible(number: state.count, fault) }
    return allocation
  }

  /// What the rules could never have given in a drawn allocation; nil where all is possible.
  private func fault(of allocation: Allocation, after state: AllocationState) -> AllocationRefusal
    .Impossibility?
  {
    let index = version(after: state)
    let version = versions[index]
    let scheme = version.scheme
    let shares = scheme.shares[allocation.arm]
    if let share = allocation.share, !(0..<max(1, shares)).contains(share) { return .unknownShare }
    guard allocation.origin == .drawn else { return nil }
    guard shares > 0 else { return .closedArm }
    if allocation.share == nil { return .unknownShare }
    guard case .permutedBlocks(let sizes) = scheme.procedure else {
      return allocation.opensBlock == nil ? nil : .blockOutOfTurn
    }
    let counts = index == state.version ? state.counts : AllocationCounts()
    let slot = counts.place(of: version.layout.key(of: allocation.levels))
    let isOpen = version.hasOpenBlock(slot, counts)
    guard isOpen == (allocation.opensBlock == nil) else { return .blockOutOfTurn }
    if let size = allocation.opensBlock { return sizes.contains(size) ? nil : .unknownBlockSize }
    guard let slot, let candidate = version.layout.firstCandidate(of: allocation.arm) else {
      return .closedArm
    }
    return counts.places[slot * version.layout.width + candidate] > 0 ? nil : .noPlaceInBlock
  }
}
