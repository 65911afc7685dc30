// SPDX-License-Identifier: Apache-2.0

/// One measurement of residual disease.
public struct ResidualDiseaseSample: Hashable, Sendable {
  public var day: Int32
  /// How it was measured; only quantitative PCR and multiparameter flow cytometry decide about remission without it.
  public var method: Method
  /// In the unit of its threshold; 0 is undetectable, NaN is missing.
  public var value: Double
  /// Below it residual disease counts as absent, MRD-low included; NaN where nothing is on file.
  public var threshold: Double
  public var tissue: Tissue

  public enum Method: String, CaseIterable, Sendable {
    case quantitativePCR = "qPCR"
    case flowCytometry = "flow"
    /// Sequencing and others, which ELN 2022 does not let decide about remission.
    case other
    case notRecorded = ""
  }

  public enum Tissue: String, CaseIterable, Sendable {
    case marrow
    case blood
    case notRecorded = ""
  }

  public init(
    day: Int32,
    method: Method,
    value: Double,
    threshold: Double,
    tissue: Tissue
  ) {
    self.day = day
    self.method = method
    self.value = value
    self.threshold = threshold
    self.tissue = tissue
  }

  /// Whether the method may decide about remission without residual disease (ELN 2022).
  public var canDecide: Bool { method == .quantitativePCR || method == .flowCytometry }

  /// Whether it lies below its threshold.
  public var isBelow: Truth {
    value.isNaN || threshold.isNaN ? .unknown : Truth(value < threshold)
  }
}
