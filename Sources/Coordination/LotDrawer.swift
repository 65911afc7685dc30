import TrialConduct
import TrialDesign

struct LotDrawer: Sendable {
  init(vault: SeedVault?, study: StudyProtocol?) {}
  static let refusing: Conduct.Draw = { _, _ throws(Refusal) in throw .noAllocationHere }
  func draw(_ levels: [String: String], _ state: TrialState) throws(Refusal) -> Conduct.DrawnArm {
    throw .noAllocationHere
  }
}
