// SPDX-License-Identifier: Apache-2.0

/// One thing that keeps rules of allocation from being drawn from.
public struct AllocationFault: Hashable, Sendable, CustomStringConvertible {
  /// The key of the protocol's `allocation:` block that should be mended.
  public let key: String
  public let problem: String
  public let remedy: String
  /// Nothing is wrong; something that a draw needs is not said, as in a publication.
  public let isOmission: Bool

  init(_ key: String, _ problem: String, remedy: String, isOmission: Bool = false) {
    self.key = key
    self.problem = problem
    self.remedy = remedy
    self.isOmission = isOmission
  }

  public var description: String { "allocation.\(key): \(problem)\n  \(remedy)" }
}

/// Everything that keeps rules from being drawn from, in the order of the keys' meaning.
public struct AllocationFaults: Error, Hashable, Sendable {
  public let faults: [AllocationFault]
}
