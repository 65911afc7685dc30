// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
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

  // MARK: Looking

  /// The state that is written.
  func state() async -> TrialState { await trial.reading { state, _, _ in state } }

  /// The state, the rules and the protocol in force.
  func view() async throws(CommandFailure) -> (state: TrialState, conduct: Conduct, study: StudyProtocol) {
    let (state, conduct) = await trial.reading { state, conduct, _ in (state, conduct) }
    do {
      return (state, conduct, try conduct.rules(state.version, in: state).study)
    } catch {
      throw .usage("the trial was not activated.")
    }
  }

  /// The study as its ledger tells it.
  func study(at moment: Moment = .now) async throws(CommandFailure) -> StudyFolder {
    do {
      return try await folder.study(at: moment)
    } catch {
      throw .trial(error, language)
    }
  }

  /// Refuses a person whose roles do not let them see something; else the sites they may see, nil for all.
  func sites(_ permission: Permission, for user: String) async throws -> Set<String>? {
    let (state, _, study) = try await view()
    let sites = Access(study, state).sites(for: permission, user: user)
    if sites?.isEmpty ?? false {
      throw refusal(.notPermitted(user: user, permission), study)
    }
    return sites
  }

  // MARK: Doing

  func carryOut(_ order: Order, explain: Bool) async throws {
    guard !explain else { return try await foretell(order) }
    do {
      try await tell(try await trial.perform(order))
    } catch TrialFailure.refused(let reason) {
      throw refusal(reason, try await view().study)
    } catch let failure as TrialFailure {
      throw CommandFailure.trial(failure, language)
    }
  }

  private func foretell(_ order: Order) async throws {
    let foresight = await trial.foresee(order)
    let (state, _, study) = try await view()
    // What would be drawn is told to nobody; a proposed dose is what is asked about.
    let hidesArms =
      order.act.permission != .prescribe || hidesArms(of: order.act.subject, from: order.user, study, state)
    switch foresight.outcome {
    case .success(let events) where json:
      let document = EventDocument(EventWords(study, state, language: language, hidesArms: hidesArms))
      let list = events.enumerated().map { document.json($1, entry: state.entries + 1 + $0, hash: nil) }
      Terminal.say((["done": false, "events": .array(list)] as JSONValue).rendered(.pretty))
    case .failure(let reason) where json: throw refusal(reason, study)
    default:
      let text = ExplanationText(foresight.conduct, state, language: language, hidesArms: hidesArms)
      Terminal.say(text.rendered(foresight.request, foresight.outcome))
      if case .failure = foresight.outcome { throw ExitCode(Outcome.finding.rawValue) }
    }
  }

  /// Says what was written.
  func tell(_ receipt: Receipt) async throws {
    let (state, _, study) = try await view()
    let words = EventWords(
      study,
      state,
      language: language,
      hidesArms: hidesArms(receipt.events, study, state)
    )
    if json {
      let document = EventDocument(words)
      let list = receipt.events.enumerated().map {
        document.json($1, entry: receipt.entries.lowerBound + $0, hash: nil)
      }
      let result: JSONValue = [
        "done": .bool(!receipt.isRepeated), "repeated": .bool(receipt.isRepeated),
        "entries": [.integer(receipt.entries.lowerBound), .integer(receipt.entries.upperBound)],
        "events": .array(list),
      ]
      Terminal.say(result.rendered(.pretty))
      return
    }
    if receipt.isRepeated {
      Terminal.say("\(receipt.entries.lowerBound)  done before under the same key; nothing was written now")
    }
    for (index, event) in receipt.events.enumerated() {
      let entry = receipt.entries.lowerBound + index
      Terminal.say("\(entry)  \(words.line(event, entry: entry))")
    }
  }

  /// Whether the person who acted may not see arms.
  private func hidesArms(_ events: [TrialEvent], _ study: StudyProtocol, _ state: TrialState) -> Bool {
    guard let first = events.first, let subject = first.fact.subject else { return false }
    return hidesArms(of: subject, from: first.author.user, study, state)
  }

  private func hidesArms(
    of subject: String?,
    from user: String,
    _ study: StudyProtocol,
    _ state: TrialState
  ) -> Bool {
    let site = subject.flatMap { state.subject($0)?.site }
    return !Access(study, state).allows(.readArms, user: user, at: site)
  }

  /// A refusal in words; for programs it is printed as well.
  func refusal(_ reason: Refusal, _ study: StudyProtocol) -> CommandFailure {
    let words = RefusalWords(study, language: language)
    if json { Terminal.say(RefusalDocument(words).json(reason).rendered(.pretty)) }
    return .refused(words.text(reason))
  }
}
