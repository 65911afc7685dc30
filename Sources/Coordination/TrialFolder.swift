// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// A study folder and where its ledger is kept.
public struct TrialFolder: Sendable {
  public let folder: StudyFolder
  /// The key folder of sealed seeds, outside the study.
  public let keys: String

  /// - Parameters:
  ///   - path: A study folder or its protocol file.
  ///   - keys: The folder of keys; nil for `EQUIPOISE_KEYS`, else `~/.equipoise/keys`.
  /// - Throws: A folder that is no study.
  public init(_ path: String, keys: String? = nil) throws(StudyFolderError) {
    folder = try StudyFolder.open(path)
    self.keys = keys ?? Self.standardKeys
  }

  public static var standardKeys: String {
    ProcessInfo.processInfo.environment["EQUIPOISE_KEYS"]
      ?? FileManager.default.homeDirectoryForCurrentUser.path + "/.equipoise/keys"
  }

  /// Where the ledger is; nil where the trial was not activated.
  public var place: LedgerPlace? { LedgerPlace(folder: folder.path) }

  /// Whether the trial was activated here.
  public var hasLedger: Bool { place != nil }

  /// The ledger of the trial.
  public func ledger() async throws(TrialFailure) -> any LedgerStore {
    guard let place else { throw .ledger(.absent(folder.path)) }
    do {
      return try await place.open()
    } catch {
      throw .ledger(error)
    }
  }

  /// The sealed seed of a trial whose protocol allocates; nil where it draws nothing.
  public func vault(of state: TrialState) throws(VaultFault) -> SeedVault? {
    guard let version = state.versions.first, let commitment = version.commitment else { return nil }
    return try SeedVault.open(in: folder.path, keys: keys, study: version.study, commitment: commitment)
  }

  /// As `study(at:)`, for commands that wait for nothing else.
  public func studyNow(at moment: Moment = .now, for viewer: Viewer = .everybody) throws(TrialFailure)
    -> StudyFolder
  {
    guard hasLedger else { return folder }
    let place = self
    return try waitFor { () async throws(TrialFailure) in try await place.study(at: moment, for: viewer) }
  }

  /// What was known at a moment, for commands that wait for nothing else.
  public func stateNow(at moment: Moment = .now) throws(TrialFailure) -> TrialState {
    let place = self
    return try waitFor { () async throws(TrialFailure) in try await place.history().state(at: moment) }
  }

  /// The data cut of this name.
  public func cutNow(_ id: String) throws(TrialFailure) -> DataCut {
    let place = self
    return try waitFor { () async throws(TrialFailure) in try await place.history().cut(id) }
  }

  /// What a person may see of subjects' data, by the roles of now.
  public func viewerNow(_ user: String) throws(TrialFailure) -> Result<Viewer, Denial> {
    let place = self
    return try waitFor { () async throws(TrialFailure) -> Result<Viewer, Denial> in
      let state = try await place.history().state()
      guard let study = try LiveTrial.studies(of: state)[state.version] else {
        throw .refused(.notActivated)
      }
      let access = Access(study, state)
      let sites = access.sites(for: .read, user: user)
      if sites?.isEmpty ?? false {
        do throws(Refusal) {
          _ = try access.role(for: .read, user: user, at: nil)
        } catch {
          return .failure(Denial(reason: error, study: study))
        }
      }
      // Where one site's arms are hidden from a reader of several, all are.
      let seen = access.sites(for: .readArms, user: user)
      let seesArms = seen.map { sites?.isSubset(of: $0) ?? false } ?? true
      return .success(Viewer(sites: sites, hidesArms: !seesArms))
    }
  }

  /// A refusal, and the protocol by which it is told.
  public struct Denial: Error {
    public let reason: Refusal
    public let study: StudyProtocol
  }

  /// Why a person may not see something of the whole trial; nil where nothing stands against it.
  public func denialNow(of permission: Permission, to user: String) throws(TrialFailure) -> Denial? {
    let place = self
    return try waitFor { () async throws(TrialFailure) -> Denial? in
      let state = try await place.history().state()
      guard let study = try LiveTrial.studies(of: state)[state.version] else { return nil }
      do throws(Refusal) {
        _ = try Access(study, state).role(for: permission, user: user, at: nil)
        return nil
      } catch {
        return Denial(reason: error, study: study)
      }
    }
  }

  /// Every entry of the ledger.
  public func history() async throws(TrialFailure) -> TrialHistory {
    let store = try await ledger()
    do {
      return try await TrialHistory(store)
    } catch {
      throw .ledger(error)
    }
  }

  /// The study as its ledger tells it, for everything that reads studies; the folder as it is where it has no ledger.
  ///
  /// - Parameters:
  ///   - moment: Up to when.
  ///   - viewer: Who looks.
  /// - Returns: The study.
  /// - Throws: A ledger that cannot be read.
  public func study(
    at moment: Moment = .now,
    for viewer: Viewer = .everybody
  ) async throws(TrialFailure) -> StudyFolder {
    guard hasLedger else { return folder }
    return try await history().study(at: moment, in: folder, for: viewer)
  }
}

/// What somebody may see of a trial's data.
public struct Viewer: Hashable, Sendable {
  /// nil for those of all sites.
  public let sites: Set<String>?
  public let hidesArms: Bool

  /// The data as a whole, for those who have been let in by other rules.
  public static let everybody = Viewer(sites: nil, hidesArms: false)
}

/// A moment in the life of a trial.
public enum Moment: Hashable, Sendable {
  case now
  /// After so many entries.
  case entry(Int)
  /// At the end of a day, in the offset in which each entry was written.
  ///
  /// What was brought in is there whenever it was brought in: its rows say themselves when they were recorded.
  case endOf(CivilDate)
  /// As a data cut saw it.
  case cut(String)
}

/// Every entry of a trial, for looking back.
public struct TrialHistory: Sendable {
  public let entries: [Entry]

  public init(_ store: any LedgerStore) async throws(LedgerError) {
    var entries: [Entry] = []
    while true {
      let next = try await store.read(from: entries.count + 1, limit: 20_000)
      guard !next.isEmpty else { break }
      entries += next
    }
    self.entries = entries
  }

  public init(entries: [Entry]) {
    self.entries = entries
  }

  /// The study that a ledger belongs to; nil where it holds no activation.
  public static func studyName(at place: LedgerPlace) async throws(TrialFailure) -> String? {
    do {
      guard let first = try await place.open().read(from: 1, limit: 1).first,
        case .activated(let version)? = try? TrialEvent(bytes: first.payload).fact
      else { return nil }
      return version.study
    } catch {
      // What is wrong with it is told by the audit.
      if case .damaged = error { return nil }
      throw .ledger(error)
    }
  }

  /// What was known at a moment.
  public func state(at moment: Moment = .now) throws(TrialFailure) -> TrialState {
    var state = TrialState()
    if case .cut(let id) = moment {
      for entry in entries {
        _ = try state.fold(entry)
        if let cut = state.cuts.last, cut.id == id { return try self.state(at: .entry(cut.entries)) }
      }
      throw .noCut(id, known: state.cuts.map(\.id))
    }
    for entry in entries {
      if case .entry(let last) = moment, entry.index > last { break }
      if case .endOf(let day) = moment, try isLater(entry, than: day) { continue }
      _ = try state.fold(entry)
    }
    return state
  }

  private func isLater(_ entry: Entry, than day: CivilDate) throws(TrialFailure) -> Bool {
    let event: TrialEvent
    do {
      event = try TrialEvent(bytes: entry.payload)
    } catch {
      throw .impossible(entry: entry.index, "\(error)")
    }
    switch event.fact {
    case .activated(let version) where version.number == 1: return false
    case .broughtIn, .allocatedElsewhere, .imported: return false
    default: return event.at.date > day
    }
  }

  /// The study as it was known at a moment.
  func study(
    at moment: Moment,
    in folder: StudyFolder,
    for viewer: Viewer = .everybody
  ) throws(TrialFailure) -> StudyFolder {
    let state = try state(at: moment)
    guard let version = state.versions.last else { return folder }
    let studies = try LiveTrial.studies(of: state)
    guard let study = studies[version.number] else { return folder }
    let tables = state.tables(CaptureRules(study), sites: viewer.sites, hidesArms: viewer.hidesArms)
    return folder.conducted(Array(version.text.utf8), tables: tables)
  }

  /// The cut of this name.
  public func cut(_ id: String) throws(TrialFailure) -> DataCut {
    let state = try state()
    guard let cut = state.cuts.first(where: { $0.id == id }) else {
      throw .noCut(id, known: state.cuts.map(\.id))
    }
    return cut
  }
}
