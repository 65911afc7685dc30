// SPDX-License-Identifier: Apache-2.0

/// The response of acute myeloid leukemia that one assessment shows, or a subject's best; the best stands first.
///
/// - SeeAlso: Döhner et al. (2022), Blood 140:1345–1377, Table 8. The order among responses is that of their depth.
public enum ResponseCategory: String, CaseIterable, Sendable {
  /// Complete remission.
  case completeRemission = "CR"
  /// Complete remission with partial hematologic recovery.
  case partialHematologicRecovery = "CRh"
  /// Complete remission with incomplete hematologic recovery.
  case incompleteHematologicRecovery = "CRi"
  /// Morphologic leukemia-free state.
  case leukemiaFreeState = "MLFS"
  /// Partial remission.
  case partialRemission = "PR"
  /// No response.
  case noResponse = "NR"
  /// Few blasts in a marrow that is too empty to say more: to be repeated.
  case aplastic = "NE-aplastic"
  /// Not evaluable.
  case notEvaluable = "NE"
  /// Assessed after another treatment of the leukemia had begun: says nothing about this one.
  case excluded = "EXCLUDED"
  /// A value that cannot be: refused, never judged.
  case invalid = "INVALID"

  /// 0 for the best response, rising.
  public var rank: Int {
    switch self {
    case .completeRemission: 0
    case .partialHematologicRecovery: 1
    case .incompleteHematologicRecovery: 2
    case .leukemiaFreeState: 3
    case .partialRemission: 4
    case .noResponse: 5
    case .aplastic: 6
    case .notEvaluable: 7
    case .excluded: 8
    case .invalid: 9
    }
  }
}

/// Some of the categories: what an assessment with missing facts may be, or a group such as the responders.
public struct ResponseCategories: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  public init(_ category: ResponseCategory) {
    self.init(rawValue: 1 << UInt16(category.rank))
  }

  /// CR, CRh or CRi: the remissions that event-free and relapse-free survival ask for (ELN 2022, Table 9).
  public static let compositeRemission: Self = [
    Self(.completeRemission), Self(.partialHematologicRecovery), Self(.incompleteHematologicRecovery),
  ]

  /// The members, best first.
  public var members: [ResponseCategory] { ResponseCategory.allCases.filter { contains(Self($0)) } }

  /// The only member; nil for none or several.
  public var only: ResponseCategory? { rawValue.nonzeroBitCount == 1 ? best : nil }

  /// The member that stands first; nil for the empty set.
  public var best: ResponseCategory? {
    isEmpty ? nil : ResponseCategory.allCases[rawValue.trailingZeroBitCount]
  }

  /// The member that stands last; nil for the empty set.
  public var worst: ResponseCategory? {
    isEmpty ? nil : ResponseCategory.allCases[UInt16.bitWidth - 1 - rawValue.leadingZeroBitCount]
  }
}
