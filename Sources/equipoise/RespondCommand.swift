// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise respond`.
struct RespondCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "respond", abstract: "")

  func run() throws {}
}
