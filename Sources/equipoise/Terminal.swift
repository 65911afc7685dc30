// SPDX-License-Identifier: Apache-2.0

import Foundation
import TrialConduct

/// Where commands speak: results on standard output, complaints on standard error.
enum Terminal {
  /// Writes a result, ended by a line break.
  static func say(_ text: String) {
    write(text, to: .standardOutput)
  }

  /// Writes what went wrong, ended by a line break.
  static func complain(_ text: String) {
    write(text, to: .standardError)
  }

  /// Names columns of a table that nothing is read from, if there are any.
  static func note(ignored columns: [String]) {
    guard !columns.isEmpty else { return }
    complain("note: nothing is read from the columns \(columns.joined(separator: ", "))")
  }

  /// Says what was refused in the rows of a table, each with its place and remedy.
  static func complain(_ problems: [RowProblem], of path: String) {
    for problem in problems {
      let place =
        "\(path):\(problem.line):\(problem.character): row \(problem.row), column \"\(problem.column)\""
      complain("\(place): \(problem.problem)\n  \(problem.remedy)")
    }
  }

  private static func write(_ text: String, to file: FileHandle) {
    let line = text.hasSuffix("\n") ? text : text + "\n"
    // A reader that has gone away (`| head`) is no reason to complain.
    try? file.write(contentsOf: Data(line.utf8))
  }
}
