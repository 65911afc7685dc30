// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Programs that are ended in the midst of conducting a trial, and the servers below them.
@Suite(.serialized) struct KilledTrialTests {
  /// `make soak` sets EQUIPOISE_SOAK; EQUIPOISE_ROUNDS chooses another number.
  private static let rounds: Int = {
    let environment = ProcessInfo.processInfo.environment
    return environment["EQUIPOISE_ROUNDS"].flatMap { Int($0) }
      ?? (environment["EQUIPOISE_SOAK"] == nil ? 5 : 200)
  }()
  /// A trial is replayed as a whole after each round, so that a new one begins after some.
  private static let roundsOfOneTrial = 10

  @Test("what 64 clients were told is in the file after kill -9, once", .timeLimit(.minutes(60)))
  func file() async throws {
    var (acts, repeated) = (0, 0)
    var trial = try await KilledTrial()
    for round in 0..<Self.rounds {
      if round > 0, round.isMultiple(of: Self.roundsOfOneTrial) { trial = try await KilledTrial() }
      let before = (trial.acknowledged.count, trial.repeated)
      try await Self.kill(in: trial, round)
      try await trial.check()
      #expect(trial.failures.isEmpty, "\(trial.failures.prefix(3))")
      acts += trial.acknowledged.count - before.0
      repeated += trial.repeated - before.1
    }
    #expect(acts > Self.rounds && repeated > Self.rounds / 2)
    print("file: \(Self.rounds) rounds, \(acts) acts acknowledged, \(repeated) answers repeated")
  }

  @Test(
    "what 64 clients were told is in the database after kill -9 and after the server fell over, once",
    .enabled(if: TestServer.isThere, "EQUIPOISE_POSTGRES names no server"),
    .timeLimit(.minutes(60))
  )
  func database() async throws {
    let server = try TestServer()
    defer { server.stop() }
    var (acts, repeated, crashes, failures) = (0, 0, 0, 0)
    var trial = try await KilledTrial(database: server.url)
    for round in 0..<Self.rounds {
      if round > 0, round.isMultiple(of: Self.roundsOfOneTrial) {
        failures += trial.failures.count
        trial = try await KilledTrial(database: server.url)
      }
      let before = (trial.acknowledged.count, trial.repeated)
      if round % 3 == 1 {
        crashes += 1
        try await Self.crash(server, under: trial, round)
      } else {
        try await Self.kill(in: trial, round)
      }
      try await trial.check()
      let other = trial.failures.filter { !$0.contains("does not answer") && !$0.contains("no answer came") }
      #expect(other.isEmpty, "\(other.prefix(3))")
      #expect(!trial.failures.contains { $0.contains("NAME OF") || $0.contains(server.password) })
      acts += trial.acknowledged.count - before.0
      repeated += trial.repeated - before.1
    }
    failures += trial.failures.count
    #expect(acts > Self.rounds && repeated > Self.rounds / 2)
    print(
      """
      database: \(Self.rounds) rounds, \(crashes) with a crash of the server, \(acts) acts acknowledged, \
      \(repeated) answers repeated, \(failures) failures told
      """
    )
  }

  /// One program or two, asking for the same acts or for others, ended at a random moment.
  private static func kill(in trial: KilledTrial, _ round: Int) async throws {
    let names =
      round % 3 == 2 ? ["r\(round)", round % 2 == 0 ? "r\(round)" : "other\(round)"] : ["r\(round / 2)"]
    let programs = try names.map { try trial.program($0) }
    for program in programs {
      // Now and then while it still opens.
      if round % 5 != 4 { try await program.acknowledges(moreThan: 40) }
      try await Task.sleep(for: .milliseconds(.random(in: 0...300)))
      program.kill()
    }
    for program in programs { try trial.hear(program) }
  }

  /// The server falls over below a program that goes on asking, and comes back; then the program is ended.
  private static func crash(_ server: TestServer, under trial: KilledTrial, _ round: Int) async throws {
    let program = try trial.program("r\(round / 2)")
    try await program.acknowledges(moreThan: 60)
    try await Task.sleep(for: .milliseconds(.random(in: 0...200)))
    try server.crash()
    try server.start()
    let seen = try program.acknowledged().count
    try await program.acknowledges(moreThan: seen + 20)
    program.kill()
    try trial.hear(program)
  }
}
