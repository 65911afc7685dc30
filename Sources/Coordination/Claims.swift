// SPDX-License-Identifier: Apache-2.0

import Ledger
import TrialConduct

/// The names that events take for themselves in a ledger: what may happen once, the store itself keeps from happening twice.
enum Claims {
  /// Before the idempotency key of a request, at the first of its entries.
  static let request = "request/"
  /// Before the same key, at the last entry of a request that made several.
  static let end = "request-end/"

  /// What follows from one order as drafts.
  static func drafts(_ events: [TrialEvent], key: String?) -> [Draft] {
    events.enumerated().map { index, event in
      var claims = names(of: event.fact)
      if let key, !key.isEmpty {
        if index == 0 { claims.append(request + key) }
        if index > 0, index == events.count - 1 { claims.append(end + key) }
      }
      return Draft(payload: event.bytes, claims: claims)
    }
  }

  /// The keys of requests that begin or end with an entry.
  static func keys(of entry: Entry) -> [String] {
    entry.claims.compactMap { claim in
      [request, end].first { claim.hasPrefix($0) }.map { String(claim.dropFirst($0.count)) }
    }
  }

  private static func names(of fact: Fact) -> [String] {
    switch fact {
    case .activated(let version): ["protocol/\(version.number)"]
    case .screened(let screening):
      ["subject/\(screening.subject)"]
        + (screening.identity.map { ["identity/\($0)" + (screening.attempt.map { "/\($0)" } ?? "")] } ?? [])
    case .randomized(let allocation), .allocatedElsewhere(let allocation):
      ["allocation/\(allocation.number)", "randomized/\(allocation.subject)"]
    case .queried(let query): ["query/\(query.id)"]
    case .cutMade(let cut): ["cut/\(cut.id)"]
    case .seedRevealed: ["seed"]
    case .seriousReported(let report): ["case/\(report.id)/\(report.version)"]
    default: []
    }
  }
}
