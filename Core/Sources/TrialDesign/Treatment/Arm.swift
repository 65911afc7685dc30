// SPDX-License-Identifier: Apache-2.0

/// One of the treatments that subjects are randomized to (CDISC `ARM`).
public struct Arm: Sendable {
  /// The arm's part in comparisons.
  public enum Role: String, CaseIterable, Sendable {
    case experimental
    case activeComparator = "active-comparator"
    case placebo
    case noTreatment = "no-treatment"
  }

  /// The code used in data and results (CDISC `ARMCD`).
  public let id: String
  public let title: LocalizedText
  public let role: Role
  public let description: LocalizedText?
  /// The regimen's id; nil for an arm without study drugs.
  public let regimen: String?

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    role = block.required("role", else: .experimental) { $0.choice(Role.self) }
    description = block.optional("description") { $0.localized() }
    regimen = block.optional("regimen") { $0.text() }
  }
}
