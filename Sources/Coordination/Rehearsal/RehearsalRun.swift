// SPDX-License-Identifier: Apache-2.0

import Ledger
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialSimulation

/// Why a rehearsal could not be played to its end.
public enum RehearsalFailure: Error, Sendable {
  /// The protocol lacks what acting needs.
  case obstacles(RehearsalObstacles)
  case trial(TrialFailure)
}

/// A trial acted out before its start: a script played through the live trial's own rules on a ledger of its own.
///
/// Only the clock, the seed of the allocations and the people are virtual. The same protocol, number of subjects and seed
/// give the same entries, byte for byte.
public struct RehearsalRun: Sendable {
  /// How long acts of one kind took.
  public struct Timing: Hashable, Sendable {
    public fileprivate(set) var count = 0
    public fileprivate(set) var seconds = 0.0
  }

  public let result: RehearsalResult
  public let ledger: MemoryLedger
  public let head: Head
  /// The study as the rehearsal's ledger tells it.
  public let folder: StudyFolder
  /// By what permits the acts; on the clock of this machine.
  public let timing: [Permission: Timing]

  /// Plays a rehearsal.
  ///
  /// - Parameters:
  ///   - folder: The study; nothing in it is touched.
  ///   - study: What its protocol says.
  ///   - subjects: How many candidates are screened.
  ///   - seed: Names the rehearsal.
  ///   - progress: Told how many acts were asked for, now and then.
  /// - Returns: What came of it.
  /// - Throws: What the protocol lacks, or a ledger that cannot go on.
  public static func play(
    _ folder: StudyFolder,
    _ study: StudyProtocol,
    subjects: Int,
    seed: UInt64,
    progress: (Int) -> Void = { _ in }
  ) async throws(RehearsalFailure) -> RehearsalRun {
    var script: RehearsalScript
    do {
      script = try RehearsalScript(study, subjects: subjects, seed: seed)
    } catch {
      throw .obstacles(error)
    }
    do {
      let player = try await RehearsalPlayer(folder, study, script)
      return try await player.play(&script, progress: progress)
    } catch {
      throw .trial(error)
    }
  }

  fileprivate init(
    _ result: RehearsalResult,
    _ ledger: MemoryLedger,
    _ head: Head,
    _ folder: StudyFolder,
    _ timing: [Permission: Timing]
  ) {
    self.result = result
    self.ledger = ledger
    self.head = head
    self.folder = folder
    self.timing = timing
  }
}

/// Carries cues out.
private struct RehearsalPlayer {
  private let folder: StudyFolder
  private let study: StudyProtocol
  private let ledger = MemoryLedger()
  private let clock: VirtualClock
  private let vault: SeedVault
  private let trial: LiveTrial

  init(_ folder: StudyFolder, _ study: StudyProtocol, _ script: RehearsalScript) async throws(TrialFailure) {
    self.folder = folder
    self.study = study
    let clock = VirtualClock(script.activation)
    let vault = SeedVault(rehearsing: study.study.id, seed: script.seed)
    self.clock = clock
    self.vault = vault
    trial = try await LiveTrial.open(ledger, vault: { _ in vault }, now: { clock.now() })
    _ = try await trial.activate(
      folder.protocolFile.bytes,
      as: study,
      commitment: vault.commitment,
      by: script.cast.opener.name
    )
  }

  func play(
    _ script: inout RehearsalScript,
    progress: (Int) -> Void
  ) async throws(TrialFailure) -> RehearsalRun {
    var tally = RehearsalTally()
    var timing: [Permission: RehearsalRun.Timing] = [:]
    var asked = 0
    var state = await trial.reading { state, _, _ in state }
    while let cue = script.next(after: state) {
      clock.set(cue.at)
      let act = try await completed(cue.act)
      let start = ContinuousClock.now
      let answer = try await carryOut(cue, act)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      timing[cue.act.permission, default: RehearsalRun.Timing()].count += 1
      timing[cue.act.permission, default: RehearsalRun.Timing()].seconds += seconds
      state = await trial.reading { state, _, _ in state }
      tally.note(cue, answer)
      script.heard(answer, to: cue, in: state)
      asked += 1
      if asked % 500 == 0 { progress(asked) }
    }
    let conducted = try await conducted()
    let outside = try await audit() + problems(of: conducted)
    let head = await trial.reading { _, _, head in head }
    let result = RehearsalResult(script, tally, state, outside: outside)
    return RehearsalRun(result, ledger, head, conducted, timing)
  }

  private func carryOut(_ cue: Cue, _ act: Act) async throws(TrialFailure) -> Cue.Answer {
    let order = Order(act, by: cue.user, reason: cue.reason, key: cue.key)
    do {
      let receipt = try await trial.perform(order)
      return receipt.isRepeated ? .repeated : .done(receipt.events)
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      return .refused(refusal)
    }
  }

  /// Puts in what only a door knows: the hash of the record, the seed.
  private func completed(_ act: Act) async throws(TrialFailure) -> Act {
    switch act {
    case .cut(let id, let date, _):
      let data = StudyReading(try await conducted()).dataFingerprint?.hexadecimal ?? ""
      return .cut(id: id, date: date, data: data)
    case .revealSeed: return .revealSeed(vault.revealed)
    default: return act
    }
  }

  /// The study as the ledger tells it now.
  private func conducted() async throws(TrialFailure) -> StudyFolder {
    let (state, conduct) = await trial.reading { state, conduct, _ in (state, conduct) }
    do {
      let rules = try conduct.rules(state.version, in: state)
      var tables = state.tables(rules)
      // Nobody rehearses publishing the laboratories' limits: those of the folder hold.
      if let (own, kept) = Self.limits(of: rules.study), let table = folder.table(own) {
        tables[kept] = table
      }
      return folder.conducted(folder.protocolFile.bytes, tables: tables)
    } catch {
      throw .refused(error)
    }
  }

  /// The table of limits as the folder calls it, and as a ledger's tables do; nil where the study has none.
  private static func limits(of study: StudyProtocol) -> (own: String, kept: String)? {
    guard let own = study.laboratoryLimits?.file, let kept = study.conducted.laboratoryLimits?.file else {
      return nil
    }
    return (own, kept)
  }

  // MARK: Looking back

  /// What an auditor of the ledger would find, who trusts nothing.
  private func audit() async throws(TrialFailure) -> [RehearsalFinding] {
    let audit = try await TrialAudit.of(ledger, named: "rehearsal")
    return audit.findings.prefix(20).map { finding in
      let code = finding.refusal.map { ": \($0.code)" } ?? ""
      return .audit(entry: finding.entry, "\(finding.text)\(code)")
    }
  }

  /// What `check` would find in the tables; rows that an edit check warns of have their queries.
  private func problems(of folder: StudyFolder) -> [RehearsalFinding] {
    StudyReading(folder).problems.filter { problem in
      problem.file != folder.protocolFile.name && problem.severity == .error
    }.prefix(20).map { .data("\($0)", isError: true) }
  }
}
