// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import Testing

/// Passwords and tokens at the command line.
@Suite(.serialized) struct CredentialCommandTests {
  /// A trial on disk with a subject whom an investigator can confirm.
  private final class Trial {
    let path: String
    private let keys: String

    init() throws {
      path = FileManager.default.temporaryDirectory.path + "/equipoise-cli-\(UUID().uuidString)"
      keys = path + "-keys"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try Data(try APITrial.text).write(to: URL(fileURLWithPath: path + "/protocol.yaml"))
      for words in [
        ["init", path, "--as", "chen"],
        ["user", path, "grant", "li", "--gives", "investigator", "--site", "S1", "--as", "chen"],
        ["screen", path, "C-1", "--site", "S1", "--on", "2025-03-10", "--as", "li"],
        ["consent", path, "C-1", "--text", "1.0", "--on", "2025-03-10", "--as", "li"],
        ["enter", path, "C-1", "screening", "age=44", "--as", "li"],
      ] {
        let result = try run(words)
        guard result.code == 0 else { throw TestFault(what: result.complaint) }
      }
    }

    deinit {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: keys)
    }

    func run(_ words: [String], input: String? = nil) throws -> (
      code: Int32, output: String, complaint: String
    ) {
      let process = Process()
      process.executableURL = try Self.products.appendingPathComponent("equipoise")
      process.arguments = words
      process.environment = ["EQUIPOISE_KEYS": keys]
      let (typed, output, complaint) = (Pipe(), Pipe(), Pipe())
      process.standardInput = typed
      process.standardOutput = output
      process.standardError = complaint
      try process.run()
      if let input { try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
      try typed.fileHandleForWriting.close()
      let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let complained = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, said, complained)
    }

    /// The build's folder: the program stands beside the test bundle.
    private static var products: URL {
      get throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: own).deletingLastPathComponent()
      }
    }
  }

  @Test("confirming needs the investigator's password at the time of signing")
  func signing() throws {
    let trial = try Trial()
    let confirm = ["confirm", trial.path, "C-1", "--as", "li"]
    let none = try trial.run(confirm)
    #expect(none.code == 2)
    #expect(none.complaint.contains("--password-file"))
    #expect(try trial.run(confirm + ["--explain"]).code == 0)
    let unknown = try trial.run(confirm + ["--password-file", "-"], input: "some words here\n")
    #expect(unknown.code == 1)
    #expect(unknown.complaint.contains("has no password to sign with"))

    let set = ["user", trial.path, "password", "li", "--as", "li", "--password-file", "-"]
    let short = try trial.run(set, input: "short\n")
    #expect(short.code == 1 && short.complaint.contains("at least 12 characters"))
    #expect(try trial.run(set, input: "\(APITrial.password)\n").code == 0)

    let wrong = try trial.run(confirm + ["--password-file", "-"], input: "other words here\n")
    #expect(wrong.code == 1 && wrong.complaint.contains("not right"))
    let signed = try trial.run(confirm + ["--password-file", "-"], input: "\(APITrial.password)\n")
    #expect(signed.code == 0, "\(signed.complaint)")
    #expect(signed.output.contains("confirmed by signature that C-1 is eligible"))
  }

  @Test("only who may give roles sets a password for others, and nobody for who has no role")
  func others() throws {
    let trial = try Trial()
    func set(_ person: String, _ user: String) throws -> Int32 {
      let words = ["user", trial.path, "password", person, "--as", user, "--password-file", "-"]
      return try trial.run(words, input: "\(APITrial.password)\n").code
    }
    #expect(try set("chen", "li") == 1)
    #expect(try set("nobody", "chen") == 1)
    #expect(try set("li", "chen") == 0)
    let confirm = ["confirm", trial.path, "C-1", "--as", "li", "--password-file", "-"]
    let temporary = try trial.run(confirm, input: "\(APITrial.password)\n")
    #expect(temporary.code == 1 && temporary.complaint.contains("chosen by somebody else"))
  }

  @Test("a token is shown once, listed without its secret, and taken back")
  func tokens() throws {
    let trial = try Trial()
    let made = try trial.run(
      ["token", trial.path, "create", "--as", "li", "--scope", "read", "--scope", "enter", "--json"]
    )
    #expect(made.code == 0)
    let document = try JSONValue(json: Array(made.output.utf8))
    let secret = try #require(document["token"]?.string)
    let id = try #require(document["id"]?.string)
    #expect(document["scopes"] == ["enter", "read"])

    let listed = try trial.run(["token", trial.path, "list", "--as", "chen"])
    #expect(listed.output.contains(id) && !listed.output.contains(secret))
    #expect(try trial.run(["token", trial.path, "create", "--as", "li"]).code == 2)
    let unknown = try trial.run(["token", trial.path, "create", "--as", "li", "--scope", "raed"])
    #expect(unknown.code == 2 && unknown.complaint.contains("raed"))
    #expect(
      try trial.run(["token", trial.path, "create", "--as", "li", "--for", "chen", "--scope", "all"]).code
        == 2
    )
    #expect(try trial.run(["token", trial.path, "revoke", id, "--as", "nobody"]).code == 2)
    #expect(try trial.run(["token", trial.path, "revoke", id, "--as", "chen"]).code == 0)
    #expect(try trial.run(["token", trial.path, "list", "--as", "li"]).output.contains("revoked"))
  }

  @Test("the schema of the API is printed by every build")
  func schema() throws {
    let result = try Trial().run(["schema", "api"])
    #expect(result.code == 0)
    #expect(try JSONValue(json: Array(result.output.utf8))["openapi"] == "3.1.0")
  }
}
