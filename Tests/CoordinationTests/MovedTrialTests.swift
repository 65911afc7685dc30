// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import ProtocolLibrary
import Testing
import TrialConduct

@testable import Coordination

/// A ledger that changes its place while somebody works with it.
@Suite struct MovedTrialTests {
  @Test(
    "what was acknowledged until the file was replaced is in the database, and nothing is written to the old file after",
    .enabled(if: TestServer.isThere, "EQUIPOISE_POSTGRES names no server")
  )
  func whileWriting() async throws {
    let server = try TestServer()
    defer { server.stop() }
    let (study, keys) = (try TestFolder(), try TestFolder())
    try Data(SmallTrial.text.utf8).write(to: URL(fileURLWithPath: study.path + "/protocol.yaml"))
    let place = try TrialFolder(study.path, keys: keys.path)
    let protocolOfStudy = try #require(StudyReading(place.folder, readsData: false).study)
    _ = try await place.activate(protocolOfStudy, by: "chen", now: { TestClock().now })
    let trial = try await place.open(allocates: false, now: { TestClock().now })
    _ = try await trial.perform(
      Order(.grant(Grant(user: "li", role: "investigator", site: "north")), by: "chen")
    )

    let writer = Task { () -> (acknowledged: Int, failure: TrialFailure?) in
      var count = 0
      while count < 100_000 {
        let screening = Screening(
          subject: "M\(count)",
          site: "north",
          on: TestClock().now.date,
          identity: nil
        )
        do throws(TrialFailure) {
          count = try await trial.perform(Order(.screen(screening), by: "li")).entries.lowerBound
        } catch {
          return (count, error)
        }
      }
      return (count, nil)
    }
    try await Task.sleep(for: .milliseconds(100))
    let head = try await place.move(to: .database(url: server.url, name: "moved"))
    let (acknowledged, failure) = await writer.value
    #expect(acknowledged > 0 && acknowledged <= head.count)
    guard case .ledger? = failure else {
      Issue.record("the writer did not learn of the move: \(String(describing: failure))")
      return
    }
  }
}
