// SPDX-License-Identifier: Apache-2.0

/// A place whose raw rows an audit can look at.
public protocol AuditSource: Sendable {
  /// What to call the place in messages.
  var place: String { get }

  /// Shows everything there is to `walk`, entries in the order of their index first, then claims, then what else lies
  /// there; what cannot be read becomes a finding.
  /// - Throws: Only where the place cannot be looked at: it is not there, does not answer, is locked.
  func show(to walk: inout AuditWalk) async throws(LedgerError)
}
