// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A query and what became of it.
public struct QueryState: Sendable {
  public enum Status: String, CaseIterable, Sendable {
    case open
    case answered
    case closed
  }

  /// One step of its life.
  public struct Step: Hashable, Sendable {
    public let status: Status
    public let author: TrialEvent.Author
    public let at: Timestamp
    public let entry: Int
    /// The question or the answer; empty for closing.
    public let text: String
  }

  public let query: Query
  public private(set) var status = Status.open
  public private(set) var steps: [Step]

  init(_ query: Query, _ event: TrialEvent, _ entry: Int) {
    self.query = query
    steps = [Step(status: .open, author: event.author, at: event.at, entry: entry, text: query.text)]
  }

  mutating func answer(_ text: String, _ event: TrialEvent, _ entry: Int) {
    step(.answered, text, event, entry)
  }

  mutating func close(_ event: TrialEvent, _ entry: Int) { step(.closed, "", event, entry) }

  mutating func reopen(_ event: TrialEvent, _ entry: Int) {
    step(.open, event.reason ?? "", event, entry)
  }

  private mutating func step(_ status: Status, _ text: String, _ event: TrialEvent, _ entry: Int) {
    self.status = status
    steps.append(Step(status: status, author: event.author, at: event.at, entry: entry, text: text))
  }
}
