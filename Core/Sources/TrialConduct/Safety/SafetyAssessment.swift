// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What makes an event serious (ICH E2A, section II.B); grade is severity, and is not asked.
public struct SeriousnessCriteria: Hashable, Sendable {
  public var death: Truth
  public var lifeThreatening: Truth
  /// Hospitalization, or its prolongation.
  public var hospitalization: Truth
  public var disability: Truth
  public var congenitalAnomaly: Truth
  /// Another medically important event.
  public var otherImportant: Truth

  public init(
    death: Truth,
    lifeThreatening: Truth,
    hospitalization: Truth,
    disability: Truth,
    congenitalAnomaly: Truth,
    otherImportant: Truth
  ) {
    self.death = death
    self.lifeThreatening = lifeThreatening
    self.hospitalization = hospitalization
    self.disability = disability
    self.congenitalAnomaly = congenitalAnomaly
    self.otherImportant = otherImportant
  }

  /// One criterion that is met suffices; one that is missing leaves it open.
  public var isSerious: Truth {
    [death, lifeThreatening, hospitalization, disability, congenitalAnomaly, otherImportant]
      .reduce(.notMet) { $0 || $1 }
  }

  /// Whether the short clock runs.
  public var isFatalOrLifeThreatening: Truth { death || lifeThreatening }
}

/// Whether an event is a suspected unexpected serious adverse reaction (SUSAR): serious, unexpected and suspected.
public struct SafetyAssessment: Hashable, Sendable {
  /// What has to be known of an event.
  public enum Part: String, CaseIterable, Sendable {
    case serious
    case unexpected
    case suspected
  }

  public let serious: Truth
  public let unexpected: Truth
  public let suspected: Truth

  public init(serious: Truth, unexpected: Truth, suspected: Truth) {
    self.serious = serious
    self.unexpected = unexpected
    self.suspected = suspected
  }

  /// Unknown while a part is missing that could still make or unmake it.
  public var isReportable: Truth { serious && unexpected && suspected }

  /// The parts whose answer is missing and would settle the matter; empty where it is settled.
  public var missing: [Part] {
    guard isReportable == .unknown else { return [] }
    return zip(Part.allCases, [serious, unexpected, suspected]).filter { $1 == .unknown }.map(\.0)
  }
}
