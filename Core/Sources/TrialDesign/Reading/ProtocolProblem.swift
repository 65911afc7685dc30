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
  /// The protocol as far as it says what the tables mean.
  ///
  /// With it the data can be checked at the same time; nil where the problems touch that. It must not be analysed.
  public let forData: StudyProtocol?

  init(_ problems: [ProtocolProblem], forData: StudyProtocol?) {
    self.problems = problems
    self.forData = forData
  }
}
