// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialConduct

/// What each idempotency key was first used for, since the server began; the ledger itself keeps that it was used.
actor IdempotencyKeys {
  private var requests: [String: Fingerprint] = [:]

  /// Takes note of a request under a key.
  ///
  /// - Returns: Whether the key is new or stood for the same request before.
  func take(_ key: String, for request: Fingerprint) -> Bool {
    if let before = requests[key] { return before == request }
    requests[key] = request
    return true
  }

  /// A request that was refused did not use its key.
  func free(_ key: String) { requests[key] = nil }
}
