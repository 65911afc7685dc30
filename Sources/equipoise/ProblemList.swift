// SPDX-License-Identifier: Apache-2.0

import Markup
import ProtocolLibrary

/// Problems as `check` prints them: each with its place and remedy, then how many there are.
struct ProblemList {
  private let problems: [StudyProblem]

  init(_ problems: [StudyProblem]) {
    self.problems = problems
  }

  /// All problems, and a last line such as `3 problems in 2 files`.
  var text: String {
    (problems.map(\.description) + ["", summary]).joined(separator: "\n")
  }

  /// `2 problems and 1 warning in 2 files`.
  var summary: String {
    let errors = problems.filter { $0.severity == .error }.count
    let warnings = problems.count - errors
    let files = Set(problems.map(\.file)).count
    let counts = [
      errors > 0 ? Self.count(errors, "problem") : nil,
      warnings > 0 ? Self.count(warnings, "warning") : nil,
    ].compactMap(\.self)
    return counts.isEmpty
      ? "No problems" : counts.joined(separator: " and ") + " in " + Self.count(files, "file")
  }

  var json: JSONValue { .array(problems.map(\.json)) }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
