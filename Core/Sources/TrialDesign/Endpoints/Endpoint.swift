// SPDX-License-Identifier: Apache-2.0

/// What is measured to compare the arms (`endpoints:`).
public struct Endpoint: Sendable {
  /// The endpoint's place in the protocol.
  public enum Role: String, CaseIterable, Sendable {
    case primary
    case secondary
    case exploratory
  }

  /// How the endpoint is derived from items.
  public enum Derivation: Sendable {
    case binary(BinaryDerivation)
    case timeToEvent(TimeToEventDerivation)
  }

  public let id: String
  public let title: LocalizedText
  public let shortTitle: LocalizedText
  public let role: Role
  public let definition: LocalizedText
  public let derivation: Derivation
  public let estimand: Estimand?

  init(_ block: inout BlockReader) {
    enum Kind: String, CaseIterable {
      case binary
      case timeToEvent = "time-to-event"
    }
    id = block.text("id")
    title = block.localized("title")
    shortTitle = block.optional("short-title") { $0.localized() } ?? title
    role = block.required("role", else: .secondary) { $0.choice(Role.self) }
    definition = block.localized("definition")
    let kind = block.required("kind", else: Kind.binary) { $0.choice(Kind.self) }
    derivation =
      switch kind {
      case .binary: .binary(BinaryDerivation(&block))
      case .timeToEvent: .timeToEvent(TimeToEventDerivation(&block))
      }
    estimand = block.optional("estimand") { reader in reader.block { Estimand(&$0) } }
  }
}

/// An endpoint that a subject reaches or does not, such as overall response.
public struct BinaryDerivation: Sendable {
  /// What a responder meets.
  ///
  /// Unknown counts as no response in the primary analysis and is shown.
  public let responder: Criterion
  /// The category item behind it, shown level by level; nil where there is none.
  public let categories: ItemPath?
  /// When it was assessed (a date, or days since randomization): an assessment after the cut does not count.
  public let assessed: ItemPath?
  /// Days after randomization by which the answer is settled; before it a subject without response is *pending*.
  public let landmark: Int?

  init(_ block: inout BlockReader) {
    responder = block.required("responder", else: .all([])) { $0.criterion() }
    categories = block.optional("categories") { $0.itemPath() }
    assessed = block.optional("assessed") { $0.itemPath() }
    landmark = block.optional("landmark") { $0.quantity()?.days }
  }
}

/// An endpoint that is a time from a start to the first of some events, else to the end of observation.
public struct TimeToEventDerivation: Sendable {
  /// One kind of event.
  public struct Event: Sendable {
    public let title: LocalizedText
    /// A date, or days since randomization.
    public let at: ItemPath
    /// Counts only where this is met; nil where a value on file is an event.
    public let when: Criterion?
  }

  /// Failure that is dated at the start of the clock, as ELN 2022 asks for EFS.
  public struct FailureAtStart: Sendable {
    /// Met by the landmark: no failure.
    public let unless: Criterion
    /// Subjects alive who do not meet this are censored at the start instead (ELN 2022, Table 9); nil: all meet it.
    public let evaluable: Criterion?
    /// When `unless` was assessed.
    public let assessed: ItemPath
    /// Days after the start by which `unless` has to be met.
    public let landmark: Int
  }

  /// Where the clock starts: nil for randomization.
  public let from: ItemPath?
  /// Only subjects who meet this are analysed (remission for relapse-free survival); nil for all.
  public let among: Criterion?
  public let events: [Event]
  /// The last times at which a subject without event was known to be without it; the latest counts.
  public let observedUntil: [ItemPath]
  public let failureAtStart: FailureAtStart?
  /// Landmark times of reported rates, in days.
  public let landmarks: [Int]

  init(_ block: inout BlockReader) {
    from = block.optional("from") { $0.isRandomization ? nil : $0.itemPath() }
    among = block.optional("among") { $0.criterion() }
    events = block.list("events") { reader in reader.block { Event(&$0) } }
    observedUntil = block.list("observed-until") { $0.itemPath() }
    failureAtStart = block.optional("failure-at-start") { reader in reader.block { FailureAtStart(&$0) } }
    landmarks = block.list("landmarks") { $0.quantity()?.days }
    if events.isEmpty {
      block.report(
        "a time to event without events",
        remedy: "Add events: with at least one \"at: form.item\"."
      )
    }
    if observedUntil.isEmpty {
      block.report(
        "nothing says how long a subject without event was observed",
        remedy: "Add observed-until: form.item."
      )
    }
  }
}

extension NodeReader {
  fileprivate var isRandomization: Bool {
    if case .scalar("randomization") = node.content { return true }
    return false
  }
}

extension TimeToEventDerivation.Event {
  fileprivate init(_ block: inout BlockReader) {
    at = block.required("at", else: ItemPath(form: "", item: "")) { $0.itemPath() }
    title = block.optional("title") { $0.localized() } ?? LocalizedText(at.form)
    when = block.optional("when") { $0.criterion() }
  }
}

extension TimeToEventDerivation.FailureAtStart {
  fileprivate init(_ block: inout BlockReader) {
    unless = block.required("unless", else: .all([])) { $0.criterion() }
    evaluable = block.optional("evaluable") { $0.criterion() }
    assessed = block.required("assessed", else: ItemPath(form: "", item: "")) { $0.itemPath() }
    landmark = block.required("landmark", else: 0) { $0.quantity()?.days }
  }
}
