// SPDX-License-Identifier: Apache-2.0

/// The precise question an endpoint answers, by the five attributes of ICH E9(R1) §A.3.3.
public struct Estimand: Sendable {
  /// Something after randomization that affects the meaning or existence of the endpoint.
  public struct IntercurrentEvent: Sendable {
    /// The strategies of ICH E9(R1) §A.3.2.
    public enum Strategy: String, CaseIterable, Sendable {
      case treatmentPolicy = "treatment-policy"
      case hypothetical
      case composite
      case whileOnTreatment = "while-on-treatment"
      case principalStratum = "principal-stratum"
    }

    public let event: LocalizedText
    public let strategy: Strategy
    public let note: LocalizedText?
  }

  public let treatment: LocalizedText
  public let population: LocalizedText
  public let variable: LocalizedText
  public let intercurrentEvents: [IntercurrentEvent]
  public let summary: LocalizedText

  init(_ block: inout BlockReader) {
    treatment = block.localized("treatment")
    population = block.localized("population")
    variable = block.localized("variable")
    intercurrentEvents = block.list("intercurrent-events") { reader in
      reader.block { IntercurrentEvent(&$0) }
    }
    summary = block.localized("summary")
  }
}

extension Estimand.IntercurrentEvent {
  fileprivate init(_ block: inout BlockReader) {
    event = block.localized("event")
    strategy = block.required("strategy", else: .treatmentPolicy) { $0.choice(Strategy.self) }
    note = block.optional("note") { $0.localized() }
  }
}
