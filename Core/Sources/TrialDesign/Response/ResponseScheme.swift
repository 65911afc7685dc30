// SPDX-License-Identifier: Apache-2.0

/// Published response criteria: the rules by which one assessment is judged, and what holds over time.
public struct ResponseScheme: Sendable {
  /// The rules of one assessment; their outcomes are codes of `ResponseCategory`.
  public let decisions: DecisionList
  /// What holds over time.
  public let parameters: ResponseParameters
  /// What no source states about response over time, with the reason for the value chosen.
  public let assumptions: [Assumption]

  public var id: String { decisions.id }

  init(decisions: DecisionList, parameters: ResponseParameters, assumptions: [Assumption]) {
    self.decisions = decisions
    self.parameters = parameters
    self.assumptions = assumptions
  }

  /// Reads criteria in their written form: a decision list with a block `course:`.
  ///
  /// - Parameter root: The outermost block of the file.
  /// - Returns: The criteria.
  /// - Throws: Every problem of the file at once, in its order.
  public static func read(_ root: ProtocolNode) throws(ProtocolProblems) -> ResponseScheme {
    let reading = ProtocolReading()
    let scheme = NodeReader(root, at: "", in: reading).block { block in
      let parameters = block.optional("course") { reader in
        reader.block { ResponseParameters(&$0) }
      }
      return ResponseScheme(
        decisions: DecisionList(&block, reading),
        parameters: parameters ?? ResponseParameters(),
        assumptions: reading.assumptions
      )
    }
    for (index, outcome) in scheme.decisions.outcomes.enumerated()
    where ResponseCategory(rawValue: outcome.id) == nil {
      reading.report(
        "\"\(outcome.id)\" is not a response category",
        at: "outcomes[\(index)].id",
        remedy: advice(for: outcome.id, among: ResponseCategory.allCases.map(\.rawValue))
      )
    }
    guard reading.problems.isEmpty else {
      throw ProtocolProblems(
        reading.problems.sorted { ($0.position, $0.place) < ($1.position, $1.place) },
        forData: nil
      )
    }
    return scheme
  }

  /// The criteria with other values of their parameters, those of one assessment and those over time.
  ///
  /// - Parameter values: By the parameter's name, as the file writes it: `["cri-mode": "inclusive"]`,
  ///   `["recovery-within": "14 d"]`.
  /// - Returns: The same rules; parameters that are not named keep their value.
  /// - Throws: The first name or value that the criteria do not have.
  public func setting(_ values: [String: String]) throws(ParameterProblem) -> ResponseScheme {
    var parameters = parameters
    var others: [String: String] = [:]
    let names = decisions.parameters.map(\.id)
    for (name, text) in values.sorted(by: { $0.key < $1.key }) {
      guard !names.contains(name) else {
        others[name] = text
        continue
      }
      guard let key = ResponseParameters.Key(rawValue: name) else {
        throw .unknown(name, known: names + ResponseParameters.Key.allCases.map(\.rawValue))
      }
      guard parameters.set(key, to: text) else {
        throw .unwritable(name, text, advice: ResponseParameters.advice(for: key))
      }
    }
    return ResponseScheme(
      decisions: try decisions.setting(others),
      parameters: parameters,
      assumptions: assumptions
    )
  }
}
