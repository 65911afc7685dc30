// SPDX-License-Identifier: Apache-2.0

/// Criteria that turn laboratory values into grades of severity, such as CTCAE 5.0 on the shelf.
///
/// Every term holds one decision list for each unit system in which its cut-offs are printed: the printed systems are
/// not exact conversions of each other, so a value is graded in the system of its own unit wherever there is one.
/// The outcomes of all lists are the grades 0 to 4 in their order; grade 5, death, is no laboratory value.
public struct GradingScheme: Sendable {
  public let id: String
  public let title: LocalizedText
  /// The publication that the criteria follow.
  public let source: LocalizedText
  /// What the publication leaves open, and the reading taken here.
  public let parameters: [Finding]
  /// Facts beside the value that are yes or no, in the order of their bits.
  public let flags: [Flag]
  public let analytes: [LaboratoryAnalyte]
  public let terms: [LaboratoryTerm]
  /// Words that are no terms, with the term to use.
  public let instead: [Replacement]

  /// Stands in for a scheme that should have been named; the missing key was reported.
  static let none = GradingScheme(
    id: "",
    title: LocalizedText(""),
    source: LocalizedText(""),
    parameters: [],
    flags: [],
    analytes: [],
    terms: [],
    instead: []
  )

  /// A clinical fact beside a value, such as symptoms.
  public struct Flag: Sendable {
    public let id: String
    public let title: LocalizedText
  }

  /// A word that people write for a term of the publication.
  public struct Replacement: Sendable {
    public let word: String
    /// Of several, each that applies is reported by itself.
    public let terms: [String]
  }

  /// The highest grade that a laboratory value can have.
  public static let highestGrade = 4

  /// The terms that a written word may mean: a term, one of its short names, whatever the capitals; empty for none.
  ///
  /// A term that stands twice, for two analytes, is found twice.
  public func terms(named word: some StringProtocol) -> [Int] {
    let key = Self.key(word)
    let named = terms.indices.filter { Self.key(terms[$0].term) == key }
    return named.isEmpty ? terms.indices.filter { terms[$0].names.contains { Self.key($0) == key } } : named
  }

  /// The analyte with this id or name, whatever the capitals.
  public func analyte(named word: some StringProtocol) -> Int? {
    let key = Self.key(word)
    return analytes.firstIndex { analyte in
      Self.key(analyte.id) == key || analyte.names.contains { Self.key($0) == key }
    }
  }

  /// The terms that a value of an analyte is graded by.
  public func terms(of analyte: Int) -> [Int] {
    terms.indices.filter { terms[$0].analyte == analyte && !terms[$0].isByNameOnly }
  }

  /// Every word that names an analyte, for suggestions.
  public var analyteNames: [String] { analytes.flatMap { [$0.id] + $0.names } }

  /// The value of a category parameter.
  public func code(of parameter: String) -> String? { parameters.code(of: parameter) }

  /// The scheme with other values of its parameters.
  ///
  /// - Parameter values: By the parameter's id, a category's code.
  /// - Returns: The same criteria with these readings.
  /// - Throws: The first name or value that the scheme does not have.
  public func setting(_ values: [String: String]) throws(ParameterProblem) -> GradingScheme {
    let parameters = try parameters.setting(values)
    var terms: [LaboratoryTerm] = []
    for term in self.terms { terms.append(try term.setting(values)) }
    return GradingScheme(
      id: id,
      title: title,
      source: source,
      parameters: parameters,
      flags: flags,
      analytes: analytes,
      terms: terms,
      instead: instead
    )
  }

  /// What counts when names are compared: no capitals, single blanks.
  static func key(_ word: some StringProtocol) -> String {
    word.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
