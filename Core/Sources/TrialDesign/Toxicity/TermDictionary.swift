// SPDX-License-Identifier: Apache-2.0

/// The terms of a version of CTCAE with the printed criteria of their grades.
public struct TermDictionary: Sendable {
  /// One term.
  public struct Term: Hashable, Sendable {
    public let term: String
    /// The system organ class it belongs to.
    public let systemOrganClass: String
    /// The printed cells of grades 1 to 5; empty where the grade is not defined for the term.
    public let cells: [String]
    public let definition: String
    /// Where the publication says to use another term or to consider one; empty where it says nothing.
    public let note: String

    public init(term: String, systemOrganClass: String, cells: [String], definition: String, note: String) {
      self.term = term
      self.systemOrganClass = systemOrganClass
      self.cells = cells
      self.definition = definition
      self.note = note
    }

    /// The grades that are defined, ascending.
    public var grades: [Int] { cells.indices.filter { !cells[$0].isEmpty }.map { $0 + 1 } }

    /// The printed criteria of a grade; nil where it is not defined.
    public func cell(_ grade: Int) -> String? {
      cells.indices.contains(grade - 1) && !cells[grade - 1].isEmpty ? cells[grade - 1] : nil
    }
  }

  public let terms: [Term]
  private let byKey: [String: Int]
  private let instead: [String: [String]]

  /// - Parameters:
  ///   - terms: In the order of the publication.
  ///   - instead: Words that are no terms, with the term to use.
  public init(_ terms: [Term], instead: [GradingScheme.Replacement] = []) {
    self.terms = terms
    byKey = Dictionary(terms.enumerated().map { (GradingScheme.key($0.element.term), $0.offset) }) {
      first,
      _ in first
    }
    self.instead = Dictionary(instead.map { (GradingScheme.key($0.word), $0.terms) }) { first, _ in first }
  }

  /// The term as published, whatever the capitals.
  ///
  /// - Throws: That there is none, with the term that was probably meant.
  public func term(_ written: some StringProtocol) throws(TermProblem) -> Term {
    let key = GradingScheme.key(written)
    if let index = byKey[key] { return terms[index] }
    if let other = instead[key] { throw .notATerm(String(written), use: other) }
    throw .unknownTerm(String(written), near: near(key))
  }

  /// Checks a grade that someone assigned.
  ///
  /// - Returns: The term as published.
  /// - Throws: That there is no such term, or that the term has no such grade, with those it has.
  @discardableResult
  public func check(_ written: some StringProtocol, grade: Int) throws(TermProblem) -> Term {
    let term = try self.term(written)
    guard term.cell(grade) != nil else { throw .gradeNotDefined(term.term, grade, defined: term.grades) }
    return term
  }

  /// Terms whose name, class or criteria contain the words; the whole list for no words.
  public func search(_ words: String) -> [Term] {
    let wanted = GradingScheme.key(words)
    guard !wanted.isEmpty else { return terms }
    let byName = terms.filter { $0.term.lowercased().contains(wanted) }
    if !byName.isEmpty { return byName }
    return terms.filter { $0.systemOrganClass.lowercased().contains(wanted) }
  }

  private func near(_ key: String) -> [String] {
    let names = terms.map(\.term)
    if let near = nearMiss(of: key, among: names) { return [near] }
    // A part of the name, such as "bilirubin", points to its terms.
    return Array(names.filter { $0.lowercased().contains(key) }.prefix(5))
  }
}

/// A term or a grade that the publication does not have.
public enum TermProblem: Error, Hashable, Sendable {
  case unknownTerm(String, near: [String])
  /// People write it, and the publication has another term for it.
  case notATerm(String, use: [String])
  case gradeNotDefined(String, Int, defined: [Int])

  public var problem: String {
    switch self {
    case .unknownTerm(let word, _): "\"\(word)\" is not a term of CTCAE"
    case .notATerm(let word, _): "\"\(word)\" is not a term of CTCAE"
    case .gradeNotDefined(let term, let grade, _): "\(term) has no grade \(grade)"
    }
  }

  public var remedy: String {
    switch self {
    case .unknownTerm(_, let near):
      switch near.count {
      case 0: "List the terms with \"equipoise grade --terms WORD\"."
      case 1: "Did you mean \"\(near[0])\"?"
      default: "Did you mean one of: \(near.joined(separator: ", "))?"
      }
    case .notATerm(_, let use):
      "Use " + use.map { "\"\($0)\"" }.joined(separator: " or ")
        + (use.count > 1 ? ", each that applies by itself." : ".")
    case .gradeNotDefined(_, _, let defined):
      "Its grades are \(defined.map(String.init).joined(separator: ", "))."
    }
  }
}

extension TermProblem: CustomStringConvertible {
  public var description: String { "\(problem)\n  \(remedy)" }
}
