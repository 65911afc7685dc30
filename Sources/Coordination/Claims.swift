// SPDX-License-Identifier: Apache-2.0

import Ledger
import TrialConduct

/// The names that events take for themselves in a ledger: what may happen once, the store itself keeps from happening twice.
enum Claims {
  /// Before the idempotency key of a request.
  static let request = "request/"

  /// An event as a draft; the first of an order takes the order's key.
  static func draft(_ event: TrialEvent, isFirst: Bool, key: String?) -> Draft {
    var claims = names(of: event.fact)
    if isFirst, let key, !key.isEmpty { claims.append(request + key) }
    return Draft(payload: event.bytes, claims: claims)
  }

  private static func names(of fact: Fact) -> [String] {
    switch fact {
    case .activated(let version): ["protocol/\(version.number)"]
    case .screened(let screening):
      ["subject/\(screening.subject)"] + (screening.identity.map { ["identity/\($0)"] } ?? [])
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
