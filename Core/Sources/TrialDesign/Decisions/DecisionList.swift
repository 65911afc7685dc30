// SPDX-License-Identifier: Apache-2.0

/// Rules over findings, in an order: the first rule that is met decides the outcome.
///
/// Published criteria (response, genetic risk, toxicity grades) are such lists: data with a source beside every
/// rule, not code. Missing findings leave a *set* of outcomes; `DecisionMaker` in TrialConduct finds exactly the
/// set that some completion of the missing findings would give.
///
/// Decision lists are those of Rivest (Machine Learning 1987;2:229–246), with Kleene's three truth values.
public struct DecisionList: Sendable {
  /// One of the answers a list can give.
  public struct Outcome: Sendable {
    public let id: String
    public let title: LocalizedText
  }

  /// A condition and the outcome it leads to, if no rule before it is met.
  public struct Rule: Sendable {
    /// Index into `outcomes`.
    public let outcome: Int
    public let criterion: Criterion
    /// The published sentence, in our own words.
    public let because: LocalizedText?
    /// Where it is published: table, footnote, clause.
    public let source: LocalizedText?
  }

  /// Something a reader of the verdict should know, where its condition is met.
  public struct Note: Sendable {
    public let criterion: Criterion
    public let text: LocalizedText
    public let source: LocalizedText?
  }

  public let id: String
  public let title: LocalizedText
  /// The publication that the list follows.
  public let source: LocalizedText
  /// What is known about one case, in the order of its values; first the findings, then the parameters.
  public let inputs: [Finding]
  /// How many of `inputs` are findings; the others are parameters with a value of their own.
  public let findingCount: Int
  /// In the order in which sets of outcomes are shown; at most 64.
  public let outcomes: [Outcome]
  public let rules: [Rule]
  /// The outcome where no rule is met; its criterion is empty.
  public let otherwise: Rule
  public let notes: [Note]

  public var findings: ArraySlice<Finding> { inputs[..<findingCount] }

  public var parameters: ArraySlice<Finding> { inputs[findingCount...] }

  /// The index of a finding or parameter among the inputs.
  public func index(of finding: String) -> Int? { inputs.firstIndex { $0.id == finding } }

  /// Stands in for a list that should have been named; the missing key was reported.
  static let none = DecisionList(
    id: "",
    title: LocalizedText(""),
    source: LocalizedText(""),
    findings: [],
    parameters: [],
    outcomes: [],
    rules: [],
    otherwise: Rule(outcome: 0, criterion: .all([]), because: nil, source: nil)
  )

  /// Puts a list together from parts that were read elsewhere.
  init(
    id: String,
    title: LocalizedText,
    source: LocalizedText,
    findings: [Finding],
    parameters: [Finding],
    outcomes: [Outcome],
    rules: [Rule],
    otherwise: Rule,
    notes: [Note] = []
  ) {
    self.id = id
    self.title = title
    self.source = source
    inputs = findings + parameters
    findingCount = findings.count
    self.outcomes = outcomes
    self.rules = rules
    self.otherwise = otherwise
    self.notes = notes
  }

  /// The list with other values of its parameters.
  ///
  /// - Parameter values: By the parameter's id: a category's code, or a number in the parameter's unit.
  /// - Returns: The same rules; parameters that are not named keep their value.
  /// - Throws: The first name or value that the list does not have.
  public func setting(_ values: [String: String]) throws(ParameterProblem) -> DecisionList {
    DecisionList(
      id: id,
      title: title,
      source: source,
      findings: Array(findings),
      parameters: try Array(parameters).setting(values),
      outcomes: outcomes,
      rules: rules,
      otherwise: otherwise,
      notes: notes
    )
  }
}

/// One input of a decision list: what it is called, its unit, which values are possible.
public struct Finding: Sendable {
  public let item: Item
  /// The column of a table that says in which unit the value is written; nil where the item's own unit is meant.
  public let unitColumn: String?
  /// The value of a parameter, as a decision's inputs have it; nil for a finding.
  public internal(set) var value: Double?
  /// Where a parameter's value comes from.
  public let source: LocalizedText?

  public var id: String { item.id }
}

/// A parameter that a decision list does not have, or a value that it cannot take.
public enum ParameterProblem: Error, Hashable, Sendable {
  case unknown(String, known: [String])
  case unfit(String, String, allowed: [String])
  /// A parameter of response over time, and how its values are written.
  case unwritable(String, String, advice: String)
}

extension ParameterProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let name, let known):
      "no parameter \"\(name)\" in these criteria.\n  \(advice(for: name, among: known))"
    case .unfit(let name, let value, let allowed):
      "\"\(value)\" is not a value of the parameter \(name).\n  "
        + (allowed.isEmpty ? "Write a number." : "Write one of: \(allowed.joined(separator: ", ")).")
    case .unwritable(let name, let value, let advice):
      "\"\(value)\" is not a value of the parameter \(name).\n  \(advice)"
    }
  }
}

extension [Finding] {
  /// Parameters with other values.
  ///
  /// - Parameter values: By the parameter's id: a category's code, or a number in the parameter's unit.
  /// - Returns: The same parameters; those that are not named keep their value.
  /// - Throws: The first name or value that they do not have.
  func setting(_ values: [String: String]) throws(ParameterProblem) -> [Finding] {
    var parameters = self
    for (name, text) in values.sorted(by: { $0.key < $1.key }) {
      guard let index = firstIndex(where: { $0.id == name }) else {
        throw .unknown(name, known: map(\.id))
      }
      guard let value = self[index].item.value(of: text) else {
        throw .unfit(name, text, allowed: self[index].item.categories.map(\.code))
      }
      parameters[index].value = value
    }
    return parameters
  }

  /// The value of a category parameter; nil where there is no such parameter.
  func code(of parameter: String) -> String? {
    guard let found = first(where: { $0.id == parameter }), let value = found.value,
      found.item.categories.indices.contains(Int(value))
    else { return nil }
    return found.item.categories[Int(value)].code
  }
}

extension Item {
  /// The number that stands for a written value in a decision: a category's index, or the number itself.
  func value(of text: String) -> Double? {
    switch kind {
    case .category: categories.firstIndex { $0.code == text }.map { Double($0) }
    case .integer, .decimal:
      Double(text).flatMap { $0.isFinite && (range?.contains($0) ?? true) ? $0 : nil }
    case .date, .days, .text, .arm, .site: nil
    }
  }
}
