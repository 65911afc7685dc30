// SPDX-License-Identifier: Apache-2.0

/// How the trial is watched while it runs (`monitoring:`).
public struct MonitoringPlan: Sendable {
  /// One planned look at the data.
  public struct Look: Sendable {
    public let title: LocalizedText
    /// Subjects or events at the look; nil where no source gives them.
    public let information: Int?
    public let purpose: LocalizedText?
  }

  /// Alpha-spending functions and classical boundaries.
  public enum Boundary: String, CaseIterable, Sendable {
    case obrienFlemingSpending = "obrien-fleming-spending"
    case pocockSpending = "pocock-spending"
    case haybittlePeto = "haybittle-peto"
    case none
    case notPublished = "not-published"
  }

  public let committee: LocalizedText?
  /// Total information planned: subjects or events.
  public let plannedInformation: Int?
  public let boundary: Boundary
  /// One-sided type I error; nil where no source gives it.
  public let alpha: Double?
  public let looks: [Look]
  public let notes: [LocalizedText]

  init(_ block: inout BlockReader) {
    committee = block.optional("committee") { $0.localized() }
    plannedInformation = block.optional("planned-information") { $0.integer() }
    boundary = block.optional("boundary") { $0.choice(Boundary.self) } ?? .notPublished
    alpha = block.optional("alpha") { $0.number() }
    looks = block.list("looks") { reader in
      reader.block { block in
        Look(
          title: block.localized("title"),
          information: block.optional("information") { $0.integer() },
          purpose: block.optional("purpose") { $0.localized() }
        )
      }
    }
    notes = block.list("notes") { $0.localized() }
  }
}
