// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise eligible`.
struct EligibleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "eligible", abstract: "")

  func run() throws {}
}
