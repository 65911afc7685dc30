// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// One thing that somebody does in a rehearsal, and what the script expects to come of it.
public struct Cue: Sendable {
  public let at: Timestamp
  public let act: Act
  public let user: String
  public let reason: String?
  /// An idempotency key; nil for acts that have none.
  public let key: String?
  public let expects: Expectation
  /// The human slip that it plays; nil for what is done right.
  public let slip: Slip?

  /// What should come of it.
  public enum Expectation: Hashable, Sendable {
    case done
    /// Done, and an event of this kind among what follows.
    case follows(String)
    /// Nothing is done a second time: the receipt of the first is given again.
    case repeated
    /// Refused, with one of these codes.
    case refused([String])
  }

  public init(
    at: Timestamp,
    act: Act,
    user: String,
    reason: String?,
    key: String?,
    expects: Expectation,
    slip: Slip?
  ) {
    self.at = at
    self.act = act
    self.user = user
    self.reason = reason
    self.key = key
    self.expects = expects
    self.slip = slip
  }

  /// What came of it.
  public enum Answer: Sendable {
    case done([TrialEvent])
    case repeated
    case refused(Refusal)

    /// A short word for reports: `done`, `repeated`, or the refusal's code.
    public var word: String {
      switch self {
      case .done: "done"
      case .repeated: "repeated"
      case .refused(let refusal): refusal.code
      }
    }
  }

  /// Whether an answer is the one expected.
  public func isMet(by answer: Answer) -> Bool {
    switch (expects, answer) {
    case (.done, .done), (.repeated, .repeated): true
    case (.follows(let kind), .done(let events)): events.contains { $0.fact.kind == kind }
    case (.refused(let codes), .refused(let refusal)): codes.contains(refusal.code)
    default: false
    }
  }
}

/// A cue before its time has come.
struct CueLine: Sendable {
  let act: Act
  let user: String
  var reason: String?
  var key: String?
  var expects: Cue.Expectation = .done
  var slip: Slip?

  /// What is done right.
  init(_ act: Act, by user: String, reason: String? = nil, key: String? = nil) {
    self.act = act
    self.user = user
    self.reason = reason
    self.key = key
  }

  /// A slip that has to be refused.
  init(_ slip: Slip, _ act: Act, by user: String, reason: String? = "rehearsed slip") {
    self.act = act
    self.user = user
    self.reason = reason
    self.slip = slip
    expects = .refused(slip.codes)
  }

  /// The same line as part of a slip.
  func playing(_ slip: Slip, expecting expectation: Cue.Expectation = .done) -> CueLine {
    var line = self
    line.slip = slip
    line.expects = expectation
    return line
  }
}
