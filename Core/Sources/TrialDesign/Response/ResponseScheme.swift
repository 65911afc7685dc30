// SPDX-License-Identifier: Apache-2.0

/// Published response criteria: how one assessment is judged, and what holds over time.
public struct ResponseScheme: Sendable {
  public let id: String
  /// What holds over time.
  public var parameters: ResponseParameters
}
