// SPDX-License-Identifier: Apache-2.0

/// A request, freed from the server that took it.
struct APIRequest: Sendable {
  /// The longest body in bytes: 1 MiB.
  static let longestBody = 1 << 20

  /// What stands in the named parts of the path, percent-encoding undone.
  let names: [String: String]
  /// The parameters of the query in their order, percent-encoding undone.
  let query: [(name: String, value: String)]
  /// A header by its name in small letters.
  let header: @Sendable (String) -> String?
  /// Fetches the body; not before it is known that somebody may send one.
  let body: @Sendable () async throws(Problem) -> [UInt8]
}
