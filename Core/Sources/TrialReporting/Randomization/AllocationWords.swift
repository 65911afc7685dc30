// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Allocations in words, for those who may know what they tell.
public struct AllocationWords: Sendable {
  private let labels: AllocationLabels
  private var texts: Texts { labels.texts }

  public init(_ study: StudyProtocol, language: Language) {
    labels = AllocationLabels(study: study, texts: Texts(language: language))
  }

  /// Why an allocation was not made; it tells no arm unless the record named one wrongly.
  public func sentence(for refusal: AllocationRefusal) -> String {
    switch refusal {
    case .cannotBeDrawn(let faults):
      return texts(AllocationMessage.cannotBeDrawn, faults.map(\.description).joined(separator: "\n"))
    case .missingLevels(let factors):
      return texts(AllocationMessage.missingLevels, list(factors.map(labels.factor)))
    case .unknownLevel(let factor, let code, let known):
      return texts(AllocationMessage.unknownLevel, labels.factor(factor), code, list(known))
    case .unknownArm(let arm, let known):
      return texts(AllocationMessage.unknownArm, arm, list(known))
    case .impossible(let number, let what):
      return texts(AllocationMessage.impossible, String(number + 1), texts[what.message])
    }
  }

  /// Why a subject got its arm: what the method looked at, then every arm's probability.
  public func sentences(for explanation: AllocationExplanation, by allocator: Allocator) -> [String] {
    let scheme = allocator.versions[explanation.version].scheme
    func arms(_ values: [String]) -> String {
      list(
        zip(scheme.arms.indices, values).filter { scheme.shares[$0.0] > 0 }.map { arm, value in
          texts(AllocationMessage.armAndValue, armTitle(scheme.arms[arm]), value)
        }
      )
    }
    let basis: String
    switch explanation.basis {
    case .ratio: basis = texts[AllocationMessage.byRatio]
    case .block(let size, let place):
      basis = texts(AllocationMessage.byBlock, String(size), String(place))
    case .counts(let counts): basis = texts(AllocationMessage.byCounts, arms(counts.map { String($0) }))
    case .scores(let scores):
      basis = texts(AllocationMessage.byScores, arms(scores.map { DecimalText.fixed($0, decimals: 1) }))
    }
    let chances = explanation.probabilities.map { DecimalText.fixed($0, decimals: 3) }
    return [basis, texts(AllocationMessage.chances, arms(chances))]
      + (explanation.isDeterministic ? [texts[AllocationMessage.certain]] : [])
  }

  /// What came of drawing the record again, one sentence for each allocation that differs.
  public func sentences(for verification: AllocationVerification) -> [String] {
    verification.discrepancies.map { discrepancy in
      if let refusal = discrepancy.refusal {
        return texts(AllocationMessage.refused, sentence(for: refusal))
      }
      return texts(
        AllocationMessage.differs,
        String(discrepancy.number + 1),
        fact(discrepancy.recorded),
        discrepancy.derived.map(fact) ?? ""
      )
    }
  }

  /// Arm, part of the ratio and size of a block that began: what a draw gives.
  private func fact(_ fact: AllocationFact) -> String {
    let parts = [fact.share.map { "share=\($0)" }, fact.opensBlock.map { "block=\($0)" }].compactMap(\.self)
    return parts.isEmpty ? armTitle(fact.arm) : "\(armTitle(fact.arm)) [\(parts.joined(separator: ", "))]"
  }

  private func armTitle(_ id: String) -> String { labels.arm(id) }

  private func list(_ words: [String]) -> String { words.joined(separator: texts[SynopsisMessage.comma]) }
}

extension AllocationRefusal.Impossibility {
  var message: AllocationMessage {
    switch self {
    case .closedArm: .closedArm
    case .noPlaceInBlock: .noPlaceInBlock
    case .blockOutOfTurn: .blockOutOfTurn
    case .unknownBlockSize: .unknownBlockSize
    case .unknownShare: .unknownShare
    }
  }
}
