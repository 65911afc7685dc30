// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// What a ledger proves, asked by somebody who trusts nothing: neither the program that wrote it nor the folder it lies in.
///
/// Three questions, one after the other: is the chain whole; would the rules have let every event happen; and does the revealed
/// seed give every allocation. It works offline and on a copy.
public struct TrialAudit: Sendable {
  /// Something that is not as it must be.
  public struct Finding: Sendable {
    /// nil where no single entry is meant.
    public let entry: Int?
    public let question: Question
    public let text: String
    /// The refusal behind it, for words in other languages.
    public let refusal: Refusal?
  }

  /// What was asked.
  public enum Question: String, CaseIterable, Sendable {
    case chain
    case rules
    case allocation
    case files
  }

  /// The allocations drawn again, and the protocol that they were drawn by.
  public struct Verification: Sendable {
    public let study: StudyProtocol
    public let result: AllocationVerification
  }

  /// What is known of the allocations.
  public enum Allocations: Sendable {
    /// The protocol draws nothing here.
    case none
    /// The seed is still sealed; only the commitment is public.
    case sealed(drawn: Int, elsewhere: Int)
    case derived(confirmed: Int, elsewhere: Int)
  }

  public let ledger: LedgerAudit
  /// By entry, the first bad one first.
  public let findings: [Finding]
  public let allocations: Allocations
  /// What came of drawing the allocations again; nil while the seed is sealed, or is not the one that was committed to.
  public let verification: Verification?
  /// Subjects, persons and so on, as the ledger tells them.
  public let state: TrialState

  public var isSound: Bool { findings.isEmpty }

  /// Audits a ledger, which is only read.
  ///
  /// - Parameters:
  ///   - place: Where it is.
  ///   - attachments: The folder of attached files; nil where they are not at hand.
  ///   - references: Anchors and checkpoints that the ledger has to agree with.
  /// - Returns: Everything that is not as it must be.
  /// - Throws: A place that cannot be read at all.
  public static func of(
    _ place: LedgerPlace,
    attachments: String?,
    against references: [AuditReference]
  ) async throws(TrialFailure) -> TrialAudit {
    let ledger: LedgerAudit
    do {
      ledger = try await place.audit(against: references)
    } catch {
      throw .ledger(error)
    }
    // Behind a broken chain nothing is what it says: only what stands before is judged.
    let whole = ledger.findings.compactMap(\.entry).min().map { $0 - 1 }
    return judge(ledger, try await Self.entries(of: place, upTo: whole), attachments: attachments)
  }

  /// Audits a ledger that a program holds, such as that of a rehearsal.
  ///
  /// - Parameters:
  ///   - store: The ledger.
  ///   - name: What it is called in findings.
  /// - Returns: Everything that is not as it must be.
  /// - Throws: A ledger that cannot be read.
  public static func of(
    _ store: some LedgerStore,
    named name: String
  ) async throws(TrialFailure) -> TrialAudit {
    do {
      let ledger = try await LedgerAudit.of(store: store, named: name)
      return judge(ledger, try await TrialHistory(store).entries, attachments: nil)
    } catch {
      throw .ledger(error)
    }
  }

  private static func judge(_ ledger: LedgerAudit, _ entries: [Entry], attachments: String?) -> TrialAudit {
    var findings = ledger.findings.map {
      Finding(entry: $0.entry, question: .chain, text: "\($0.fault)", refusal: nil)
    }
    var events: [TrialEvent] = []
    for entry in entries {
      do {
        events.append(try TrialEvent(bytes: entry.payload))
      } catch {
        findings.append(Finding(entry: entry.index, question: .rules, text: "\(error)", refusal: nil))
        break
      }
    }
    let (studies, unreadable) = Self.studies(in: events)
    findings += unreadable
    let replay = Replay(events, versions: studies, digest: Digest.hexadecimal)
    findings += replay.findings.filter { ledger.isWhole || !Self.isCutShort($0, events) }
      .map { Self.finding($0) }
    let (allocations, drawn, verification) = Self.allocations(in: replay.state, studies)
    findings += drawn
    if let attachments { findings += Self.files(of: replay.state, in: attachments) }
    return TrialAudit(
      ledger: ledger,
      findings: findings.sorted { ($0.entry ?? .max) < ($1.entry ?? .max) },
      allocations: allocations,
      verification: verification,
      state: replay.state
    )
  }

  private static func entries(of place: LedgerPlace, upTo last: Int?) async throws(TrialFailure) -> [Entry] {
    guard last != 0 else { return [] }
    do {
      let store = try await place.open()
      var entries: [Entry] = []
      while entries.count < last ?? .max {
        let limit = min(20_000, (last ?? .max) - entries.count)
        let next = try await store.read(from: entries.count + 1, limit: limit)
        guard !next.isEmpty else { break }
        entries += next
      }
      return entries
    } catch {
      // A file whose structure is broken was told of already.
      guard last == nil else { return [] }
      throw .ledger(error)
    }
  }

  private static func studies(in events: [TrialEvent]) -> ([Int: StudyProtocol], [Finding]) {
    var studies: [Int: StudyProtocol] = [:]
    var findings: [Finding] = []
    for (index, event) in events.enumerated() {
      guard case .activated(let version) = event.fact else { continue }
      do {
        studies[version.number] = try LiveTrial.study(of: version)
      } catch {
        findings.append(Finding(entry: index + 1, question: .rules, text: "\(error)", refusal: nil))
      }
    }
    return (studies, findings)
  }

  /// Whether what is missed may stand behind the break of the chain: the last act that could be read seems to lack some of
  /// what follows from it, and that is no fault of its own.
  private static func isCutShort(_ found: Replay.Finding, _ events: [TrialEvent]) -> Bool {
    guard case .otherwise = found.fault else { return false }
    return found.entry == (events.lastIndex { $0.author != .engine } ?? 0) + 1
  }

  private static func finding(_ found: Replay.Finding) -> Finding {
    let text: String
    var refusal: Refusal?
    switch found.fault {
    case .refused(let reason):
      text = "the rules would have refused it"
      refusal = reason
    case .otherwise(let kinds): text = "something else follows from the act: \(kinds.joined(separator: ", "))"
    case .time: text = "it is dated before the entry before it"
    case .protocolHash: text = "the hash of the protocol is not that of its text"
    case .unasked: text = "the engine's rules do not ask for it"
    case .impossible(let fault): text = "\(fault)"
    }
    return Finding(entry: found.entry, question: .rules, text: text, refusal: refusal)
  }

  // MARK: Allocations

  private static func allocations(
    in state: TrialState,
    _ studies: [Int: StudyProtocol]
  ) -> (Allocations, [Finding], Verification?) {
    let facts = state.allocationFacts
    let elsewhere = facts.count { $0.origin == .elsewhere }
    guard let first = state.versions.first, let commitment = first.commitment else { return (.none, [], nil) }
    guard let revealed = state.seed else {
      return (.sealed(drawn: facts.count - elsewhere, elsewhere: elsewhere), [], nil)
    }
    func bad(_ text: String) -> (Allocations, [Finding], Verification?) {
      (
        .derived(confirmed: 0, elsewhere: elsewhere),
        [Finding(entry: nil, question: .allocation, text: text, refusal: nil)],
        nil
      )
    }
    guard let bytes = Hexadecimal.bytes(revealed), let seed = AllocationSeed(bytes) else {
      return bad("the revealed seed is not 64 hexadecimal digits")
    }
    guard SeedVault.commitment(study: first.study, seed: bytes) == commitment else {
      return bad("the revealed seed is not the one that was committed to at activation")
    }
    guard let study = studies[state.version] else { return bad("the protocol in force cannot be read") }
    do {
      let verification = try Allocator(study).verify(facts, seed: seed)
      let findings = verification.discrepancies.map { one in
        Finding(
          entry: nil,
          question: .allocation,
          text:
            "allocation \(one.number + 1) (\(state.allocations[one.number].subject)) is not what the seed gives",
          refusal: nil
        )
      }
      return (
        .derived(confirmed: verification.confirmed, elsewhere: verification.elsewhere), findings,
        Verification(study: study, result: verification)
      )
    } catch {
      return bad("\(error)")
    }
  }

  // MARK: Files

  private static func files(of state: TrialState, in folder: String) -> [Finding] {
    state.subjects.flatMap(\.attachments).compactMap { attachment in
      guard let data = FileManager.default.contents(atPath: folder + "/" + attachment.hash) else {
        return Finding(
          entry: nil,
          question: .files,
          text: "the file \"\(attachment.name)\" of \(attachment.row) is missing",
          refusal: nil
        )
      }
      guard Digest.hexadecimal(Array(data)) != attachment.hash else { return nil }
      return Finding(
        entry: nil,
        question: .files,
        text: "the file \"\(attachment.name)\" of \(attachment.row) was changed",
        refusal: nil
      )
    }
  }
}
