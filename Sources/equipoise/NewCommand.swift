// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise new`: a small complete study to start from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a study folder with an example to change.",
    discussion: """
      Writes a protocol of a two-arm trial with comments, and invented data that fit it. A folder that \
      already holds something is left alone.

      Example:
        equipoise new my-trial
      """
  )

  @Argument(help: "The folder to make.")
  var dir: String

  func run() throws {
    try WholeFolder.write(
      [WholeFolder.File("protocol.yaml", ExampleProtocol.text)]
        + ExampleTables.files.map { WholeFolder.File("data/\($0.name)", $0.text) },
      to: dir
    )
    Terminal.say(
      """
      Made \(dir) with protocol.yaml and \(ExampleTables.files.count) example tables in data/.

      Next:
        equipoise check \(dir)     problems of protocol and data
        equipoise show \(dir)      the synopsis
      """
    )
  }
}
