// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Something that others must hear of: it is open until somebody who did not do it has acknowledged it.
///
/// It follows from the entry itself, so that nothing has to be sent, and nothing can be forgotten: what the sponsor has to
/// hear of promptly (ICH E6(R2), 4.7 on premature unblinding, 4.5.3 on deviations, 4.11 on serious events) waits here.
public struct Notice: Hashable, Sendable {
  /// What it tells.
  public enum Kind: String, CaseIterable, Sendable {
    /// The blind of a subject was broken.
    case unblinded
    /// A subject was randomized in error.
    case randomizedInError = "randomized-in-error"
    /// A later correction brought a departure from the protocol to light: a criterion of an allocated subject that is not
    /// met after all, a consent later than the allocation.
    case deviation
    /// A serious event was reported, or more became known of it.
    case seriousEvent = "serious-event"
  }

  /// Somebody who has heard of it.
  public struct Acknowledgement: Hashable, Sendable {
    public let author: TrialEvent.Author
    public let at: Timestamp
    public let entry: Int
  }

  /// Its place in the ledger, from 1.
  public let entry: Int
  public let kind: Kind
  public let subject: String
  public let event: TrialEvent
  /// Who did it; for what the engine found, the person whose act it follows from.
  public let author: TrialEvent.Author
  /// In the order in which they were given; the first settles it.
  public private(set) var acknowledgements: [Acknowledgement] = []

  public var isOpen: Bool { acknowledgements.isEmpty }

  /// The notice that an event gives; nil for one that nobody else has to hear of.
  init?(_ event: TrialEvent, _ entry: Int, by author: TrialEvent.Author) {
    switch event.fact {
    case .unblinded: kind = .unblinded
    case .randomizedInError: kind = .randomizedInError
    case .deviated where event.author == .engine: kind = .deviation
    case .seriousReported: kind = .seriousEvent
    default: return nil
    }
    guard let subject = event.fact.subject else { return nil }
    self.entry = entry
    self.subject = subject
    self.event = event
    self.author = author
  }

  mutating func acknowledge(_ event: TrialEvent, _ entry: Int) {
    acknowledgements.append(Acknowledgement(author: event.author, at: event.at, entry: entry))
  }
}
