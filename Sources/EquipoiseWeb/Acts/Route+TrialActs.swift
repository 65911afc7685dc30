// SPDX-License-Identifier: Apache-2.0

import Coordination
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// What concerns the whole trial: roles, protocol versions, cuts, the seed.
extension Route {
  static let trialActs: [Route] = [
    .act("grant", "/grants", "Trial", .grant, "Gives a person a role of the protocol.", Self.grantFields) {
      call in .grant(call.grant())
    },
    .act(
      "revoke",
      "/grants/revocation",
      "Trial",
      .grant,
      "Takes a role away.",
      reason: true,
      Self.grantFields
    ) { call in .revoke(call.grant()) },
    .act(
      "amend",
      "/protocol-versions",
      "Trial",
      .amend,
      "Puts a new version of the protocol into force.",
      reason: true,
      [.init("text", .text(.free), "The whole protocol file.")]
    ) { call throws(Problem) in try await call.amendment() },
    .act(
      "cut",
      "/cuts",
      "Trial",
      .cut,
      "Names the data as they stand.",
      [
        .init("id", .text(.name), "The name of the cut."),
        .init(
          "date",
          .text(.date),
          required: false,
          "The last day whose facts count; today where left out. A study in relative time has none."
        ),
      ],
      answering: { call throws(Problem) in try await call.makeCut() }
    ),
    .act(
      "publishLimits",
      "/laboratory-limits",
      "Trial",
      .importData,
      "Puts the table of the laboratories' limits of normal into force, as a whole.",
      [
        .init(
          "table",
          .text(.free),
          "CSV with the columns site, analyte, sex, age_from, age_to, from, to, unit, lln and uln."
        )
      ]
    ) { call in .publishLimits(table: call.text("table")) },
    .act(
      "revealSeed",
      "/seed-revelation",
      "Trial",
      .reveal,
      "Shows the sealed seed when allocation has ended, so that anyone can derive every allocation again.",
      reason: true
    ) { call throws(Problem) in .revealSeed(try await call.sealedSeed()) },
  ]

  private static let grantFields: [JSONShape.Field] = [
    .init("user", .text(.name), "The person."),
    .init("as", .text(.name), "The role that is given or taken."),
    .init("site", .nullable(.text(.name)), required: false, "Roles that reach all sites have none."),
  ]
}

extension Call {
  fileprivate func grant() -> Grant {
    Grant(user: text("user"), role: text("as"), site: optionalText("site"))
  }

  fileprivate func amendment() async throws(Problem) -> Act {
    let bytes = Array(text("text").utf8)
    let file = StudyFolder.File(name: "protocol.yaml", bytes: bytes)
    let reading = StudyReading(
      StudyFolder(path: "amendment", protocolFile: file, tables: []),
      readsData: false
    )
    guard let study = reading.study, reading.isSound else {
      throw Problem(.notAProtocol, reading.problems.prefix(3).map { "\($0)" }.joined(separator: "; "))
    }
    let (label, id) = (study.study.version, study.study.id)
    let state = await desk.trial.reading { state, _, _ in state }
    return .amend(ProtocolVersion(text("text"), label: label, study: id, after: state))
  }

  /// The hash is that of the very entries that belong to the cut: where others come between, it is made anew.
  fileprivate func makeCut() async throws(Problem) -> APIAnswer {
    for _ in 0..<Self.attempts {
      let view = try await viewNow()
      let state = view.state
      let data: String
      do {
        data = try state.dataHash()
      } catch {
        throw Problem(failure: error)
      }
      let isDated = optionalText("date") != nil || view.study.study.time == .calendar
      do throws(Problem) {
        return try await carryOut(
          .cut(id: text("id"), date: isDated ? day("date") : nil, data: data),
          after: query("explain") == "true" ? nil : state.entries
        )
      } catch {
        guard error.kind == .moved else { throw error }
      }
    }
    throw Problem(.moved)
  }

  private static let attempts = 5

  fileprivate func sealedSeed() async throws(Problem) -> String {
    guard let folder = desk.folder else { throw Problem(.noFolder) }
    let view = try await viewNow()
    // Who may not reveal it does not have it opened either.
    guard view.viewer.may(.reveal, at: nil) else {
      throw Problem(refusal: .notPermitted(user: user, .reveal))
    }
    let vault: SeedVault?
    do {
      vault = try folder.vault(of: view.state)
    } catch {
      throw Problem(.sealed)
    }
    guard let vault else { throw Problem(refusal: .noAllocationHere) }
    return vault.revealed
  }
}
