// SPDX-License-Identifier: Apache-2.0

/// One thing wrong in a protocol file.
public struct ProtocolProblem: Error, Hashable, Sendable {
  /// Keys from the top of the file, such as `arms[1].regimen.drugs[0].dose`.
  public let place: String
  public let position: Position
  public let problem: String
  public let remedy: String

  public init(place: String, position: Position, problem: String, remedy: String) {
    self.place = place
    self.position = position
    self.problem = problem
    self.remedy = remedy
  }
}

/// Everything wrong in a protocol file, in the order of the file.
public struct ProtocolProblems: Error, Sendable {
  public let problems: [ProtocolProblem]

  public init(_ problems: [ProtocolProblem]) {
    self.problems = problems
  }
}
