// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Everything that one run of the analyses has found; a report only arranges it.
public struct TrialResults: Sendable {
  /// The last day whose facts count; nil in relative time.
  public let cut: CivilDate?
  /// The last day on which a fact could have been recorded; nil for all.
  public let asOf: CivilDate?
  /// Identifiers of the randomized subjects, in canonical order; listings name them by index.
  public let subjects: [String]
  /// Each subject's arm, as an index into the protocol's arms.
  public let arms: [Int16]
  public internal(set) var results: [AnalysisResult]
  public let listings: [Listing]
  /// Dates known in part only, and how many of them analyses completed, by item; empty where there are none and no rule.
  public internal(set) var partialDates: [PartialDates]
  /// Whether numbers carry the rows behind them (studies up to the stated size).
  public let hasRowSets: Bool
  /// Cohorts over which undetermined results range; nil for all but reconstructed data.
  public internal(set) var cohorts: Int?
  /// Cells declared as determined that were not the same in all cohorts.
  public internal(set) var contradictedDeclarations: [String]

  /// Results put together from their parts.
  package init(
    cut: CivilDate?,
    asOf: CivilDate?,
    subjects: [String],
    arms: [Int16],
    results: [AnalysisResult],
    listings: [Listing],
    partialDates: [PartialDates] = [],
    hasRowSets: Bool,
    cohorts: Int?,
    contradictedDeclarations: [String]
  ) {
    self.cut = cut
    self.asOf = asOf
    self.subjects = subjects
    self.arms = arms
    self.results = results
    self.listings = listings
    self.partialDates = partialDates
    self.hasRowSets = hasRowSets
    self.cohorts = cohorts
    self.contradictedDeclarations = contradictedDeclarations
  }

  public func result(_ id: String) -> AnalysisResult? { results.first { $0.id == id } }

  public func listing(_ id: String) -> Listing? { listings.first { $0.id == id } }
}

/// What a run of the analyses may be told.
public struct AnalysisSettings: Sendable {
  /// Above this many subjects numbers carry no row sets; lists go into files.
  public static let largestListed = 2000
  /// Above this many subjects exact unconditional tests are left out.
  public static let largestExact = 1000

  public let cut: CivilDate?
  public let asOf: CivilDate?
  /// False for the many cohorts of reconstructed data: numbers without lists, curves without intervals.
  public let isFull: Bool
  /// The protocol's derivations, where they were made ready for many analyses; nil to make them ready for this one.
  let deriver: Deriver?

  public init(cut: CivilDate?, asOf: CivilDate? = nil, isFull: Bool = true, deriver: Deriver? = nil) {
    self.deriver = deriver
    self.cut = cut
    self.asOf = asOf
    self.isFull = isFull
  }
}
