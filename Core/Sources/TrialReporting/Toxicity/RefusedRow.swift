// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct

/// A row of a laboratory table that was refused, as the commands print it.
public enum RefusedRow {
  /// What a program reads: the problems in one text, and each with its place and remedy.
  public static func members(_ problems: [RowProblem]) -> [JSONValue.Member] {
    [
      .init("because", .string(problems.map { "\($0.column): \($0.problem)" }.joined(separator: "; "))),
      .init(
        "problems",
        .array(
          problems.map { problem in
            [
              "column": .string(problem.column), "line": .integer(problem.line),
              "character": .integer(problem.character), "problem": .string(problem.problem),
              "remedy": .string(problem.remedy),
            ]
          }
        )
      ),
    ]
  }

  /// One sentence with its remedy.
  static func words(for problem: RowProblem) -> String {
    "\(problem.column): \(problem.problem). \(problem.remedy)"
  }
}
