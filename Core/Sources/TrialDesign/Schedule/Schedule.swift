// SPDX-License-Identifier: Apache-2.0

/// What is done when (`schedule:`), as the SPIRIT table of assessments shows it.
public struct Schedule: Sendable {
  /// A planned contact with the subject.
  public struct Visit: Sendable {
    /// From which day a visit's days are counted.
    public enum Anchor: String, CaseIterable, Sendable {
      case randomization
      case treatmentStart = "treatment-start"
      /// The last dose that was given; the last planned one while treatment goes on.
      case treatmentEnd = "treatment-end"
    }

    public let id: String
    public let title: LocalizedText
    public let anchor: Anchor
    /// The first and last day of the visit's window, counted from the anchor; nil where no source gives them.
    public let window: ClosedRange<Int>?
    /// How the visit comes again, in words.
    public let repeats: LocalizedText?
    /// The arms that have the visit; empty for all.
    public let arms: [String]
    public let note: LocalizedText?
    /// The rule "after recovery of the counts, or by a limit"; nil for visits with a window alone.
    public let recovery: RecoveryRule?
    /// How the visit comes again, as a rule; nil for visits that are made once.
    public let every: Interval?
    /// Which findings ask for the visit once more; nil where none do.
    public let again: Repetition?
    /// The visit whose period comes before this one; nil where the window says when it begins.
    public let follows: String?
    /// Who does not need the visit; nil where everyone does.
    public let unless: Criterion?
    /// Whether the visit has no meaning once other anti-leukemic therapy has begun.
    public let endsAtNewTherapy: Bool
  }

  /// Something done at visits: a form that is filled, or a procedure in words.
  public struct Activity: Sendable {
    public let title: LocalizedText
    /// The form that records it; nil for a procedure without a form of its own.
    public let form: String?
    /// Visit ids.
    public let visits: [String]
    /// Whether a dated row of the form shows that the visit took place; an adverse event's onset does not.
    public let showsVisit: Bool
  }

  public let visits: [Visit]
  public let activities: [Activity]
  public let notes: [LocalizedText]

  static let none = Schedule(visits: [], activities: [], notes: [])

  private init(visits: [Visit], activities: [Activity], notes: [LocalizedText]) {
    self.visits = visits
    self.activities = activities
    self.notes = notes
  }

  init(_ block: inout BlockReader) {
    visits = block.list("visits") { reader in reader.block { Visit(&$0) } }
    activities = block.list("activities") { reader in reader.block { Activity(&$0) } }
    notes = block.list("notes") { $0.localized() }
  }
}

extension Schedule.Visit {
  fileprivate init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    anchor = block.optional("from") { $0.choice(Anchor.self) } ?? .randomization
    window = block.optional("window") { $0.dayRange(example: "[-14, -1]") }
    repeats = block.optional("repeats") { $0.localized() }
    arms = block.list("arms") { $0.text() }
    note = block.optional("note") { $0.localized() }
    recovery = block.optional("recovery") { reader in reader.block { RecoveryRule(&$0) } }
    every = block.optional("every") { reader in reader.block { Schedule.Interval(&$0) } }
    again = block.optional("again") { reader in reader.block { Schedule.Repetition(&$0) } }
    follows = block.optional("follows") { $0.text() }
    unless = block.optional("unless") { $0.criterion() }
    endsAtNewTherapy = block.optional("ends-at-new-therapy") { $0.boolean() } ?? false
    if every != nil, recovery != nil {
      block.report(
        "a visit with both \"every\" and \"recovery\"",
        remedy: "Keep one of them: a visit comes at intervals, or once after recovery."
      )
    }
  }
}

extension Schedule.Activity {
  fileprivate init(_ block: inout BlockReader) {
    title = block.localized("title")
    form = block.optional("form") { $0.text() }
    visits = block.list("visits") { $0.text() }
    showsVisit = block.optional("shows-visit") { $0.boolean() } ?? true
  }
}

extension NodeReader {
  /// The first and the last of some days; a single one is both.
  func dayRange(example: String) -> ClosedRange<Int>? {
    let days = list { $0.integer() }
    guard let first = days.first, let last = days.last, days.count <= 2, first <= last else {
      report("a window needs its first and last day", remedy: "Write, for example, \(example).")
      return nil
    }
    return first...last
  }

  /// A stretch of time as whole days, not negative.
  func wholeDays() -> Int? {
    guard let quantity = quantity() else { return nil }
    guard let days = quantity.days, days >= 0 else {
      report("\"\(quantity)\" is not a stretch of days", remedy: "Write, for example, 14 d.")
      return nil
    }
    return days
  }
}
