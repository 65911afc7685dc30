// SPDX-License-Identifier: Apache-2.0

import Ledger
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// Taking in what the ledger holds.
extension LiveTrial {
  /// Folds what other programs wrote meanwhile.
  func refresh() async throws(TrialFailure) {
    while true {
      let entries: [Entry]
      do {
        entries = try await store.read(from: head.count + 1, limit: 20_000)
      } catch {
        throw .ledger(error)
      }
      guard let last = entries.last else { return }
      var learned = false
      for entry in entries {
        let event = try state.fold(entry)
        learned = learned || event.fact.isActivation
        for key in Claims.keys(of: entry) { answered.note(key, event, at: entry.index) }
      }
      head = last.head
      if learned { try rebuildConduct() }
    }
  }

  func rebuildConduct() throws(TrialFailure) {
    let studies = try Self.studies(of: state)
    let vault: SeedVault?
    do {
      vault = try openVault?(state)
    } catch {
      throw .vault(error)
    }
    let drawer = LotDrawer(vault: vault, study: studies[state.version])
    conduct = Conduct(
      versions: studies,
      digest: Digest.hexadecimal,
      draw: { levels, state throws(Refusal) in try drawer.draw(levels, state) }
    )
  }

  /// The protocol of a version, read from its text in the ledger.
  static func study(of version: ProtocolVersion) throws(TrialFailure) -> StudyProtocol {
    let file = StudyFolder.File(name: "protocol.yaml", bytes: Array(version.text.utf8))
    let folder = StudyFolder(path: "version \(version.number)", protocolFile: file, tables: [])
    let reading = StudyReading(folder, readsData: false)
    guard let study = reading.study else { throw .protocolUnreadable(version.number, reading.problems) }
    return study
  }

  /// The protocols that came into force, read from the ledger itself.
  static func studies(of state: TrialState) throws(TrialFailure) -> [Int: StudyProtocol] {
    var studies: [Int: StudyProtocol] = [:]
    for version in state.versions { studies[version.number] = try study(of: version) }
    return studies
  }
}

extension Fact {
  /// Whether a protocol came into force.
  var isActivation: Bool { if case .activated = self { true } else { false } }
}

extension TrialState {
  /// Decodes an entry and takes it in.
  mutating func fold(_ entry: Entry) throws(TrialFailure) -> TrialEvent {
    let event: TrialEvent
    do {
      event = try TrialEvent(bytes: entry.payload)
    } catch {
      throw .impossible(entry: entry.index, "\(error)")
    }
    do {
      try apply(event)
    } catch {
      throw .impossible(entry: entry.index, "\(error)")
    }
    return event
  }
}
