// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Foundation
import TrialConduct

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a command takes a password from: a file, standard input, or the terminal, which does not show it.
struct PasswordSource: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file that holds your password in one line; \"-\" for standard input. Asked for at the terminal where left out.",
      valueName: "file"
    )
  )
  var passwordFile: String?

  /// The lines of the file or standard input, or what is typed at the terminal after each prompt.
  ///
  /// A password is no argument of a command: other users of the machine could read it.
  func passwords(_ prompts: [String]) throws(CommandFailure) -> [String] {
    if let passwordFile {
      let data =
        passwordFile == "-"
        ? FileHandle.standardInput.readDataToEndOfFile()
        : FileManager.default.contents(atPath: passwordFile)
      guard let data else { throw .noFile(passwordFile) }
      let lines = String(decoding: data, as: UTF8.self).split(
        omittingEmptySubsequences: true,
        whereSeparator: \.isNewline
      )
      guard lines.count == prompts.count else {
        throw .usage(
          "\(passwordFile): \(lines.count) lines where \(prompts.count) belong.\n  In this order: "
            + prompts.joined(separator: ", ") + "."
        )
      }
      return lines.map { String($0) }
    }
    var typed: [String] = []
    for prompt in prompts { typed.append(try Self.ask(prompt)) }
    return typed
  }

  private static func ask(_ prompt: String) throws(CommandFailure) -> String {
    guard isatty(STDIN_FILENO) == 1 else {
      throw .usage("no password: this is no terminal.\n  Add --password-file FILE, or - for standard input.")
    }
    try? FileHandle.standardError.write(contentsOf: Data("\(prompt): ".utf8))
    var shown = termios()
    tcgetattr(STDIN_FILENO, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
    let line = readLine() ?? ""
    try? FileHandle.standardError.write(contentsOf: Data("\n".utf8))
    return line
  }
}

extension ConductOptions {
  /// Carries an electronic signature out; a look at what it would do needs no password.
  func sign(_ act: Act, _ source: PasswordSource) async throws {
    if !explain {
      let folder = try await desk().folder
      let password = try source.passwords(["password of \(user)"])
      do {
        try await folder.credentials().attest(act, by: user, password: password.first)
      } catch {
        throw CommandFailure.credentials(error)
      }
    }
    try await carryOut(act)
  }
}
