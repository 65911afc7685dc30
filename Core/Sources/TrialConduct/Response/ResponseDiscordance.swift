// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A derived response beside the investigator's.
public struct ResponseDiscordance: Hashable, Sendable {
  public enum Agreement: String, CaseIterable, Sendable {
    case concordant
    case discordant
    /// Missing facts leave the derived response open, and the investigator's is among what is possible.
    case undetermined
    /// One of the two is not on file.
    case notCompared = "not-compared"
  }

  /// What the data allow; one member where the derived response is definite.
  public let derived: ResponseCategories
  /// nil where nothing was recorded, or a word that is no category.
  public let investigator: ResponseCategory?
  public let agreement: Agreement
  /// Whether the two differ in being a response of the trial; unknown where the derived one is open about that.
  public let changesResponse: Truth

  /// Compares the two.
  ///
  /// - Parameters:
  ///   - derived: Every category that the data allow; empty where nothing was derived.
  ///   - investigator: The category the investigator gave.
  ///   - responders: The categories that are a response of the trial.
  public init(
    derived: ResponseCategories,
    investigator: ResponseCategory?,
    responders: ResponseCategories
  ) {
    self.derived = derived
    self.investigator = investigator
    guard let investigator, !derived.isEmpty else {
      agreement = .notCompared
      changesResponse = .unknown
      return
    }
    let claimed = ResponseCategories(investigator)
    if derived == claimed {
      agreement = .concordant
    } else {
      agreement = derived.contains(claimed) ? .undetermined : .discordant
    }
    switch derived.membership(in: responders) {
    case .unknown: changesResponse = .unknown
    case let truth: changesResponse = Truth((truth == .met) != responders.contains(claimed))
    }
  }
}

extension ResponseCategories {
  /// Whether whatever it is belongs to a group: met or not met where all members agree, else unknown.
  public func membership(in group: ResponseCategories) -> Truth {
    if isDisjoint(with: group) { return .notMet }
    return isSubset(of: group) ? .met : .unknown
  }
}
