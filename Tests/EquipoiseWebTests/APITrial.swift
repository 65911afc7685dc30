// SPDX-License-Identifier: Apache-2.0

import Coordination
import Foundation
import Ledger
import Markup
import ProtocolLibrary
import Synchronization
import TrialConduct
import TrialDesign

@testable import EquipoiseWeb

/// A made-up trial behind its API: a chief, two investigators at two sites, a monitor, an auditor of one site.
struct APITrial: Sendable {
  static let password = "correct horse battery"
  static let people: [(user: String, role: String, site: String?)] = [
    ("li", "investigator", "S1"), ("wu", "investigator", "S2"), ("moni", "monitor", nil),
    ("audra", "site-auditor", "S1"),
  ]

  let desk: APIDesk
  let trial: LiveTrial
  let store: any LedgerStore
  let credentials: CredentialStore
  /// The secret of a token with every scope, by user; `nobody` holds a token and no role.
  let tokens: [String: String]
  let clock: Mutable

  /// A clock that stands at 2025-07-01T10:00:00+08:00 until it is set.
  final class Mutable: Sendable {
    private let second = Mutex<Int64>(1_751_335_200)
    var now: Timestamp { Timestamp(seconds: second.withLock { $0 }, offset: UTCOffset("+08:00") ?? .utc) }
    func advance(_ seconds: Int64) { second.withLock { $0 += seconds } }
  }

  static var text: [UInt8] {
    get throws {
      let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/api-trial.yaml")
      return Array(try Data(contentsOf: place))
    }
  }

  private static let vault = SeedVault(rehearsing: "api-trial", seed: 7)

  /// Begins a trial, or opens the one that the store holds.
  static func open(
    _ store: any LedgerStore = MemoryLedger(),
    credentials known: CredentialStore? = nil,
    tokens: [String: String] = [:],
    folder: TrialFolder? = nil
  ) async throws -> APITrial {
    let clock = Mutable()
    let trial = try await LiveTrial.open(
      store,
      vault: { state throws(VaultFault) in try folder?.vault(of: state) ?? vault },
      now: { clock.now }
    )
    let credentials =
      known ?? CredentialStore(nil, cost: .rehearsal, now: { clock.now.seconds ?? 0 })
    var tokens = tokens
    if await trial.reading({ state, _, _ in state.version }) == 0 {
      let file = StudyFolder.File(name: "protocol.yaml", bytes: try text)
      let reading = StudyReading(
        StudyFolder(path: "api-trial", protocolFile: file, tables: []),
        readsData: false
      )
      guard let study = reading.study else { throw TestFault(what: "\(reading.problems)") }
      _ = try await trial.activate(try text, as: study, commitment: vault.commitment, by: "chen")
    }
    if tokens.isEmpty {
      for (user, role, site) in people {
        _ = try await trial.perform(Order(.grant(Grant(user: user, role: role, site: site)), by: "chen"))
        try await credentials.setPassword(password, of: user, isTemporary: false)
      }
      for user in people.map(\.user) + ["chen", "nobody"] {
        tokens[user] = try await credentials.createToken(
          for: user,
          scopes: Set(Permission.allCases),
          days: 90
        )
        .secret
      }
    }
    let desk = APIDesk(trial, store: store, credentials: credentials, folder: folder, now: { clock.now })
    return APITrial(
      desk: desk,
      trial: trial,
      store: store,
      credentials: credentials,
      tokens: tokens,
      clock: clock
    )
  }

  /// A subject who consented and whose screening form says a grown-up.
  func prepare(_ subject: String, by user: String = "li", site: String = "S1", confirms: Bool = false)
    async throws
  {
    guard let day = CivilDate(iso: "2025-03-10") else { throw TestFault(what: "a day") }
    func perform(_ act: Act) async throws { _ = try await trial.perform(Order(act, by: user)) }
    try await perform(.screen(Screening(subject: subject, site: site, on: day, identity: nil)))
    try await perform(.consent(subject: subject, version: "1.0", on: day))
    let values = [EnteredValue("age", "44"), EnteredValue("sex", "F")]
    try await perform(.enter(subject: subject, form: "screening", row: nil, values: values, expecting: nil))
    if confirms { try await perform(.confirmEligibility(subject: subject)) }
  }
}

struct TestFault: Error {
  let what: String
}
