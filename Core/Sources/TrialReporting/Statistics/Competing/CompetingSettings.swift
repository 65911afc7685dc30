// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// How cumulative incidences are asked to be estimated and compared.
public struct CompetingSettings: Sendable {
  public let level: Double
  public let transform: IntervalTransform
  public let variance: IncidenceVariance
  /// Times at which incidences are told, in the unit of the data.
  public let times: [Double]
  /// The value that means censored, `none` where nobody is; nil takes 0 where causes are counted from it.
  public let censored: String?
  /// The causes that are told; empty for all.
  public let causes: [String]
  /// Who is at risk of censoring in the weights of Fine–Gray models.
  public let weights: FineGrayCensoring

  public init(
    level: Double,
    transform: IntervalTransform,
    variance: IncidenceVariance,
    times: [Double] = [],
    censored: String? = nil,
    causes: [String] = [],
    weights: FineGrayCensoring
  ) {
    self.level = level
    self.transform = transform
    self.variance = variance
    self.times = times
    self.censored = censored
    self.causes = causes
    self.weights = weights
  }
}

extension FineGrayCensoring {
  /// As typed on the command line: the R function that has it so.
  public var word: String { self == .withEvents ? "crr" : "finegray" }
}
