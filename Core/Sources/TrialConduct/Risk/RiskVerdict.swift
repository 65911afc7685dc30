// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A category of genetic risk, or the ones that are possible, with the reasons.
public struct RiskVerdict: Sendable {
  public let decision: Decision
  /// The findings that were decided on: those given, completed by those of the karyotype.
  public let values: [Double]
  /// Lesions that were given beside the karyotype.
  let given: Set<CytogeneticLesion>
  public let karyotype: Karyotype?
  /// The karyotype as reported; empty without one.
  public let karyotypeText: String
  /// What the karyotype says about each lesion; empty without one.
  public let lesions: [LesionFinding]
  /// Lesions of which the given finding says the opposite of the karyotype.
  public let contradictions: [CytogeneticLesion]
  /// An allele frequency that was not used since its unit is not known.
  public let vafWithoutUnit: String?

  /// Whether the criteria speak of this leukemia at all: acute promyelocytic leukemia has a table of its own.
  public var isApplicable: Bool { karyotype?.promyelocyticTranslocation == nil }

  /// The outcomes that are possible, as indices; none where the criteria do not apply.
  public var possible: [Int] { isApplicable ? decision.possible : [] }

  /// The outcome's index; nil where several are possible, or none.
  public var outcome: Int? { possible.count == 1 ? possible.first : nil }

  /// Whether a lesion was given beside the karyotype, so that the karyotype was not asked.
  public func isGiven(_ lesion: CytogeneticLesion) -> Bool { given.contains(lesion) }
}

extension LesionFinding {
  /// The items of the karyotype that it rests on.
  public var items: [String] {
    evidence.flatMap { evidence -> [String] in
      switch evidence {
      case .count(_, let items), .hyperdiploid(let items): items
      case .monosomies(let losses, let structural): losses + structural
      default: evidence.item.map { [$0] } ?? []
      }
    }
  }

  /// How many abnormalities were counted; nil for lesions that are no count.
  public var count: ClosedRange<Int>? {
    evidence.lazy.compactMap { if case .count(let range, _) = $0 { range } else { nil } }.first
  }
}
