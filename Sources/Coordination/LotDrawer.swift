// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Draws arms from the sealed seed; nobody else holds it.
struct LotDrawer: Sendable {
  private let vault: SeedVault?
  private let allocator: Result<Allocator, AllocationRefusal>?

  init(vault: SeedVault?, study: StudyProtocol?) {
    self.vault = vault
    allocator = study.map { study in Result { () throws(AllocationRefusal) in try Allocator(study) } }
  }

  /// A drawer that draws nothing, as for programs that only read.
  static let refusing: Conduct.Draw = { _, _ throws(Refusal) in throw .noAllocationHere }

  func draw(_ levels: [String: String], _ state: TrialState) throws(Refusal) -> Conduct.DrawnArm {
    guard let vault, let allocator, let seed = AllocationSeed(vault.seed) else { throw .noAllocationHere }
    do throws(AllocationRefusal) {
      let allocator = try allocator.get()
      let history = try allocator.state(after: state.allocationFacts)
      var stream = seed.stream(history.count)
      let fact = try allocator.nextArm(for: levels, after: history, drawing: &stream).fact
      return Conduct.DrawnArm(fact.arm, share: fact.share, opensBlock: fact.opensBlock)
    } catch {
      throw .allocation(error)
    }
  }
}
