// SPDX-License-Identifier: Apache-2.0

import Coordination
import Ledger
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// A running trial at a terminal: orders go in, what happened or why not comes out.
struct ConductDesk {
  let folder: TrialFolder
  let trial: LiveTrial
  let json: Bool
  let language: Language

  init(
    _ path: String,
    keys: String?,
    allocates: Bool = false,
    json: Bool = false,
    language: Language = .english
  ) async throws(CommandFailure) {
    self.json = json
    self.language = language
    let folder: TrialFolder
    do {
      folder = try TrialFolder(path, keys: keys)
    } catch {
      throw .study(error)
    }
    guard folder.hasLedger else {
      throw .usage("\(path): the trial was not activated.\n  equipoise init \(path) --as USER")
    }
    self.folder = folder
    do {
      trial = try await folder.open(allocates: allocates, now: { WallClock.now() })
    } catch {
      throw .trial(error, language)
    }
  }

  /// The state that is written.
  func state() async -> TrialState { await trial.reading { state, _, _ in state } }

  /// The study as its ledger tells it.
  func study(at moment: Moment = .now) async throws(CommandFailure) -> StudyFolder {
    do {
      return try await folder.study(at: moment)
    } catch {
      throw .trial(error, language)
    }
  }

  func carryOut(_ order: Order, explain: Bool) async throws {
    do {
      if explain {
        let events = try await trial.foresee(order)
        try await say(events, entries: nil, isRepeated: false, wouldBe: true)
      } else {
        let receipt = try await trial.perform(order)
        try await say(
          receipt.events,
          entries: receipt.entries,
          isRepeated: receipt.isRepeated,
          wouldBe: false
        )
      }
    } catch let failure as TrialFailure {
      if json, case .refused(let refusal) = failure {
        Terminal.say(
          ([
            "refused": .string(refusal.code),
            "message": .string("\(CommandFailure.trial(failure, language))"),
          ] as JSONValue)
          .rendered(.pretty)
        )
      }
      throw CommandFailure.trial(failure, language)
    }
  }

  func tell(_ receipt: Receipt) async throws {
    try await say(receipt.events, entries: receipt.entries, isRepeated: receipt.isRepeated, wouldBe: false)
  }

  private func say(
    _ events: [TrialEvent],
    entries: ClosedRange<Int>?,
    isRepeated: Bool,
    wouldBe: Bool
  ) async throws {
    let first = entries?.lowerBound
    if json {
      let list = events.enumerated().map { index, event in
        ConductText.json(event, entry: first.map { $0 + index })
      }
      Terminal.say(
        (["done": .bool(!wouldBe && !isRepeated), "repeated": .bool(isRepeated), "events": .array(list)]
          as JSONValue)
          .rendered(.pretty)
      )
      return
    }
    if isRepeated { Terminal.complain("This was done before under the same key; nothing was written now.") }
    if wouldBe { Terminal.say("Nothing was written. This would happen:") }
    for (index, event) in events.enumerated() {
      Terminal.say(ConductText.line(event, entry: first.map { $0 + index }, language))
    }
  }
}
