// SPDX-License-Identifier: Apache-2.0

/// The version of this engine: the one place that names it.
///
/// It stands in every report beside the hashes of protocol and data, because the same inputs give the same bytes
/// only in the same version.
public enum EngineVersion {
  public static let current = "0.1.0"
}
