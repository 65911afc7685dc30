// SPDX-License-Identifier: Apache-2.0

/// What is done when (`schedule:`), as the SPIRIT table of assessments shows it.
public struct Schedule: Sendable {
  /// A planned contact with the subject.
  public struct Visit: Sendable {
    /// From which day a visit's days are counted.
    public enum Anchor: String, CaseIterable, Sendable {
      case randomization
      case treatmentStart = "treatment-start"
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
  }

  /// Something done at visits: a form that is filled, or a procedure in words.
  public struct Activity: Sendable {
    public let title: LocalizedText
    /// The form that records it; nil for a procedure without a form of its own.
    public let form: String?
    /// Visit ids.
    public let visits: [String]
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
    window = block.optional("window") { reader in
      let days = reader.list { $0.integer() }
      guard let first = days.first, let last = days.last, days.count <= 2, first <= last else {
        reader.report("a window needs its first and last day", remedy: "Write, for example, [-14, -1].")
        return nil
      }
      return first...last
    }
    repeats = block.optional("repeats") { $0.localized() }
    arms = block.list("arms") { $0.text() }
    note = block.optional("note") { $0.localized() }
  }
}

extension Schedule.Activity {
  fileprivate init(_ block: inout BlockReader) {
    title = block.localized("title")
    form = block.optional("form") { $0.text() }
    visits = block.list("visits") { $0.text() }
  }
}
