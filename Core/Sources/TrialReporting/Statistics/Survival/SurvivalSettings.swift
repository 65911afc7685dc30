// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// How survival curves are asked to be estimated and compared.
public struct SurvivalSettings: Sendable {
  public let level: Double
  public let transform: IntervalTransform
  /// Times at which survival is told, in the unit of the data.
  public let times: [Double]
  public let weights: [LogRankWeights]

  public init(level: Double, transform: IntervalTransform, times: [Double], weights: [LogRankWeights]) {
    self.level = level
    self.transform = transform
    self.times = times
    self.weights = weights
  }
}

extension IntervalTransform {
  /// As typed on the command line.
  public var word: String { self == .logLog ? "log-log" : rawValue }
}

extension LogRankWeights {
  /// As typed on the command line: `log-rank`, `gehan`, `tarone-ware`, `fh(0,1)`.
  public var word: String {
    switch self {
    case .logRank: "log-rank"
    case .gehan: "gehan"
    case .taroneWare: "tarone-ware"
    case .flemingHarrington(let rho, let gamma): "fh(\(Self.short(rho)),\(Self.short(gamma)))"
    }
  }

  private static func short(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Reads the words of the command line, blanks and capitals as they come.
  public init?(word: String) {
    let plain = word.lowercased().filter { !$0.isWhitespace }
    switch plain {
    case "log-rank", "logrank": self = .logRank
    case "gehan", "wilcoxon": self = .gehan
    case "tarone-ware": self = .taroneWare
    default:
      guard plain.hasPrefix("fh("), plain.hasSuffix(")") else { return nil }
      let parts = plain.dropFirst(3).dropLast().split(separator: ",", omittingEmptySubsequences: false).map {
        Double($0)
      }
      guard parts.count == 2, let rho = parts[0], let gamma = parts[1], (0...100).contains(rho),
        (0...100).contains(gamma)
      else { return nil }
      self = .flemingHarrington(rho: rho, gamma: gamma)
    }
  }
}
