// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise due`.
struct DueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "due", abstract: "")

  func run() throws {}
}
