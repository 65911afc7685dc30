// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise grade`.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "grade", abstract: "")

  func run() throws {}
}
