// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise dose`.
struct DoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "dose", abstract: "")

  func run() throws {}
}
