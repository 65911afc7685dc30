// SPDX-License-Identifier: Apache-2.0

import Ledger
import ProtocolLibrary
import TrialConduct
import TrialDesign

extension TrialFolder {
  /// Begins a trial: seals a seed where the protocol allocates, makes the ledger, enters the protocol.
  ///
  /// - Parameters:
  ///   - study: What the folder's protocol says.
  ///   - user: Who activates.
  ///   - now: The clock.
  /// - Returns: What was written.
  /// - Throws: Where there is a ledger or a seed already, or nothing can be written.
  public func activate(
    _ study: StudyProtocol,
    by user: String,
    now: @escaping @Sendable () -> Timestamp
  ) async throws(TrialFailure) -> Receipt {
    // Once in memory: what is refused must leave neither a seed nor an empty ledger behind.
    _ = try await foreseeActivation(of: study, by: user, now: now)
    var commitment: String?
    if study.allocation.method != .notPublished {
      do {
        commitment = try SeedVault.create(in: folder.path, keys: keys, study: study.study.id).commitment
      } catch {
        throw .vault(error)
      }
    }
    let place = LedgerPlace.file(folder.path + "/ledger.sqlite")
    let store: any LedgerStore
    do {
      store = try await place.create()
    } catch {
      throw .ledger(error)
    }
    let trial = try await LiveTrial.open(store, now: now)
    return try await trial.activate(folder.protocolFile.bytes, as: study, commitment: commitment, by: user)
  }

  /// What activating would enter, but for the hash of a seed that is still to be drawn; nothing is written.
  ///
  /// - Throws: Where there is a ledger already, or the protocol lets nobody give roles.
  public func foreseeActivation(
    of study: StudyProtocol,
    by user: String,
    now: @escaping @Sendable () -> Timestamp
  ) async throws(TrialFailure) -> Receipt {
    guard !hasLedger else { throw .ledger(.occupied(folder.path)) }
    return try await LiveTrial.open(MemoryLedger(), now: now)
      .activate(folder.protocolFile.bytes, as: study, commitment: nil, by: user)
  }

  /// Opens the running trial.
  ///
  /// - Parameters:
  ///   - allocates: Whether this program may draw arms; then the sealed seed is opened.
  ///   - now: The clock.
  /// - Returns: The trial, its ledger folded.
  /// - Throws: A ledger or a seed that cannot be read.
  public func open(
    allocates: Bool,
    now: @escaping @Sendable () -> Timestamp
  ) async throws(TrialFailure) -> LiveTrial {
    let store = try await ledger()
    let place = self
    let open: @Sendable (TrialState) throws(VaultFault) -> SeedVault? = { state throws(VaultFault) in
      try place.vault(of: state)
    }
    return try await LiveTrial.open(store, vault: allocates ? open : nil, now: now)
  }

  /// The order that puts the folder's protocol into force as the next version.
  public func amendment(_ study: StudyProtocol, after state: TrialState) -> Act {
    .amend(
      ProtocolVersion(
        number: state.version + 1,
        study: study.study.id,
        label: study.study.version,
        hash: Digest.hexadecimal(folder.protocolFile.bytes),
        text: String(decoding: folder.protocolFile.bytes, as: UTF8.self),
        commitment: state.versions.first?.commitment
      )
    )
  }
}
