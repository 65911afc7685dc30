// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Each subject's answer to a binary endpoint, at the cut.
struct BinaryOutcomes {
  /// One for each member of the data: responder, non-responder, pending or unknown.
  let status: [SubjectStatus]

  /// Derives the endpoint.
  ///
  /// A subject without response whose landmark is not reached at the cut, and who is alive, is pending.
  /// Pending and unknown count as no response in the primary analysis and are shown beside it.
  init(_ derivation: BinaryDerivation, in data: AnalysisData) {
    let responder = data.truths(of: derivation.responder)
    let assessed = derivation.assessed.map { data.earliestDays($0) }
    let cut = data.cutDay
    status = (0..<data.count).map { member in
      let isLater = cut.map { cut in
        assessed.map { $0[member] != ItemColumn.noDay && $0[member] > cut } ?? false
      }
      if responder[member] == .met, isLater != true { return .responder }
      let isDead = data.death[member] != ItemColumn.noDay && data.death[member] <= (cut ?? Int32.max)
      if let cut, let landmark = derivation.landmark, !isDead, cut - data.randomized[member] < Int32(landmark)
      {
        return .pending
      }
      return responder[member] == .notMet || isLater == true || isDead ? .nonResponder : .unknown
    }
  }
}
