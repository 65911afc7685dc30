// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise risk`.
struct RiskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "risk", abstract: "")

  func run() throws {}
}
