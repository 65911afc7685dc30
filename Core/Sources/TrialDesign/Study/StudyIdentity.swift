// SPDX-License-Identifier: Apache-2.0

/// What a trial is called, where it is registered, and how it is built in outline (`study:`).
public struct StudyIdentity: Sendable {
  /// How the trial's facts are placed in time.
  public enum TimeScale: String, CaseIterable, Sendable {
    /// Dates of the calendar; cuts and accrual have a meaning.
    case calendar
    /// Days since randomization only, as many public data sets come; no cut, no accrual.
    case relative
  }

  /// Who knows the arm a subject is on.
  public enum Blinding: String, CaseIterable, Sendable {
    case openLabel = "open-label"
    case singleBlind = "single-blind"
    case doubleBlind = "double-blind"
  }

  /// An entry in a trial registry.
  public struct Registration: Hashable, Sendable {
    public let registry: String
    public let id: String
  }

  /// Short, stable, without spaces: it names files and results.
  public let id: String
  public let title: LocalizedText
  public let shortTitle: LocalizedText
  /// The version of this protocol, in the trial's own counting.
  public let version: String
  public let registrations: [Registration]
  /// As registries write it: `2`, `2/3`; nil where none applies.
  public let phase: String?
  public let condition: LocalizedText?
  public let rationale: LocalizedText?
  public let design: LocalizedText?
  public let blinding: Blinding
  public let time: TimeScale
  /// The first day on which a subject could be randomized; facts before it need a reason.
  public let start: CivilDate?
  /// The last day of planned accrual.
  public let plannedEnd: CivilDate?
  /// The registered number of subjects.
  public let plannedSubjects: Int?

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    shortTitle = block.optional("short-title") { $0.localized() } ?? title
    version = block.text("version")
    registrations = block.list("registry") { reader in
      reader.block { Registration(registry: $0.text("name"), id: $0.text("id")) }
    }
    phase = block.optional("phase") { $0.text() }
    condition = block.optional("condition") { $0.localized() }
    rationale = block.optional("rationale") { $0.localized() }
    design = block.optional("design") { $0.localized() }
    blinding = block.required("blinding", else: .openLabel) { $0.choice(Blinding.self) }
    time = block.required("time", else: .calendar) { $0.choice(TimeScale.self) }
    start = block.optional("start") { $0.date() }
    plannedEnd = block.optional("planned-end") { $0.date() }
    plannedSubjects = block.optional("planned-subjects") { $0.integer() }
  }
}

/// A place that enrols subjects.
public struct Site: Hashable, Sendable {
  public let id: String
  public let title: LocalizedText

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.optional("title") { $0.localized() } ?? LocalizedText(id)
  }
}
