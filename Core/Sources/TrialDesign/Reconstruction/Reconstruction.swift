// SPDX-License-Identifier: Apache-2.0

/// Published aggregates from which subject-level data are reconstructed (`reconstruction:`).
public struct Reconstruction: Sendable {
  init(_ block: inout BlockReader) {
  }
}
