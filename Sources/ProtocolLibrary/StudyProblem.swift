// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// One thing wrong in a study folder, in its protocol or in its data.
///
/// Its description is two lines, where and what, then how to mend it:
///
///     protocol.yaml:42:13: arms[0].regimen: unknown regimen "3+7"
///       Did you mean "7+3"? Known: 7+3.
///     data/response.csv:17: column "best" (S-012 · response.best): "CRx" is not a category
///       Write one of: CR, CRh, CRi.
public struct StudyProblem: Hashable, Sendable {
  /// The path inside the study folder.
  public let file: String
  /// Counted from 1; nil where the whole file is meant.
  public let line: Int?
  /// The character of the line in a protocol, the number of the column in a table, counted from 1.
  public let column: Int?
  /// Keys from the top of the protocol, or subject and item of a table; nil where neither is known.
  public let place: String?
  public let problem: String
  public let remedy: String
  public let severity: DataProblem.Severity
  private let text: String

  public init(
    _ problem: ProtocolProblem,
    in file: String,
    severity: DataProblem.Severity = .error
  ) {
    self.file = file
    line = problem.position.line
    column = problem.position.column
    place = problem.place.isEmpty ? nil : problem.place
    self.problem = problem.problem
    remedy = problem.remedy
    self.severity = severity
    let position = "\(file):\(problem.position.line):\(problem.position.column)"
    let mark = severity == .warning ? "warning: " : ""
    let parts = [position, place, mark + problem.problem].compactMap(\.self)
    text = parts.joined(separator: ": ") + "\n  " + problem.remedy
  }

  public init(_ problem: DataProblem) {
    file = "data/\(problem.file)"
    line = problem.line
    column = problem.column?.number ?? problem.character
    place = problem.place
    self.problem = problem.problem
    remedy = problem.remedy
    severity = problem.severity
    text = problem.description
  }
}

extension StudyProblem: CustomStringConvertible {
  public var description: String { text }
}

extension StudyProblem {
  /// The problem as `check --json` writes it; what is unknown is null.
  public var json: JSONValue {
    [
      "file": .string(file),
      "line": .optional(line),
      "column": .optional(column),
      "place": .optional(place),
      "problem": .string(problem),
      "remedy": .string(remedy),
      "severity": .string(severity.rawValue),
    ]
  }
}
