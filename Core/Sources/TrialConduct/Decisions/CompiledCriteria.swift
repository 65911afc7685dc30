// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The criteria of a decision list, made ready for many cases: no names, no units, no allocation.
///
/// A case is one row of numbers in the order of the list's inputs: NaN is missing, a category is its index.
struct CompiledCriteria: Sendable {
  /// One comparison.
  struct Atom: Sendable {
    enum Question: Sendable {
      /// A bit for each category that is wanted.
      case codes(UInt64)
      case number(Comparison.Relation, Double)
      /// A multiple of another input.
      case multiple(Comparison.Relation, Double, of: Int)
      case known(Bool)
    }

    let input: Int
    let question: Question
    let path: ItemPath
    let comparison: Comparison
  }

  /// A part of a criterion: a comparison, or parts that are joined.
  enum Node: Sendable {
    case atom(Int)
    case all(Range<Int>)
    case any(Range<Int>)
    case not(Int)
  }

  private(set) var atoms: [Atom] = []
  private(set) var nodes: [Node] = []
  /// The children of `all` and `any`, as indices of nodes.
  private var links: [Int] = []
  private let inputs: [Finding]

  init(inputs: [Finding]) {
    self.inputs = inputs
  }

  /// Adds a criterion and returns its node.
  mutating func add(_ criterion: Criterion) -> Int {
    switch criterion {
    case .all(let parts): return append(.all(children(parts)))
    case .any(let parts): return append(.any(children(parts)))
    case .not(let part):
      let child = add(part)
      return append(.not(child))
    case .compare(let path, let comparison):
      atoms.append(atom(path, comparison))
      return append(.atom(atoms.count - 1))
    }
  }

  func children(_ range: Range<Int>) -> ArraySlice<Int> { links[range] }

  /// Every input that a node looks at, ascending.
  func inputs(of node: Int) -> [Int] {
    switch nodes[node] {
    case .atom(let index):
      guard case .multiple(_, _, let other) = atoms[index].question else { return [atoms[index].input] }
      return [atoms[index].input, other].sorted()
    case .not(let child): return inputs(of: child)
    case .all(let range), .any(let range): return Set(links[range].flatMap { inputs(of: $0) }).sorted()
    }
  }

  private mutating func append(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  private mutating func children(_ parts: [Criterion]) -> Range<Int> {
    let indices = parts.map { add($0) }
    links.append(contentsOf: indices)
    return links.count - indices.count..<links.count
  }

  private func atom(_ path: ItemPath, _ comparison: Comparison) -> Atom {
    // Reading a list has made sure that names, codes and units are there; what is not asks for nothing on file.
    let input = inputs.firstIndex { $0.id == path.item } ?? 0
    let item = inputs[input].item
    let question: Atom.Question =
      switch comparison {
      case .known(let wanted): .known(wanted)
      case .among(let codes):
        .codes(
          item.categories.indices.reduce(0) { bits, index in
            codes.contains(item.categories[index].code) ? bits | 1 << UInt64(index) : bits
          }
        )
      case .number(let relation, let value, .unit(let unit)):
        .number(relation, value * (unit.flatMap { unit in item.unit.flatMap { unit.factor(to: $0) } } ?? 1))
      case .number(let relation, let factor, .finding(let other)):
        .multiple(relation, factor, of: inputs.firstIndex { $0.id == other.item } ?? 0)
      case .number(_, _, .upperLimit), .number(_, _, .lowerLimit), .number(_, _, .baseline), .date: .codes(0)
      }
    return Atom(input: input, question: question, path: path, comparison: comparison)
  }

  // MARK: Truth

  /// Kleene's truth of a node for one case.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - values: The case, one number for each input.
  ///   - missing: Which inputs are not on file, where that differs from being NaN; nil otherwise.
  /// - Returns: Met, not met, or unknown.
  func truth(of node: Int, _ values: UnsafeBufferPointer<Double>, missing: [Bool]? = nil) -> Truth {
    switch nodes[node] {
    case .atom(let index): return truth(of: atoms[index], values, missing: missing)
    case .not(let child): return !truth(of: child, values, missing: missing)
    case .all(let range):
      var result = Truth.met
      for link in range {
        let part = truth(of: links[link], values, missing: missing)
        if part == .notMet { return .notMet }
        if part == .unknown { result = .unknown }
      }
      return result
    case .any(let range):
      var result = Truth.notMet
      for link in range {
        let part = truth(of: links[link], values, missing: missing)
        if part == .met { return .met }
        if part == .unknown { result = .unknown }
      }
      return result
    }
  }

  func truth(of atom: Atom, _ values: UnsafeBufferPointer<Double>, missing: [Bool]? = nil) -> Truth {
    let value = values[atom.input]
    switch atom.question {
    case .known(let wanted): return Truth((missing.map { !$0[atom.input] } ?? !value.isNaN) == wanted)
    case .codes(let wanted):
      return value.isNaN ? .unknown : Truth(wanted >> UInt64(value) & 1 == 1)
    case .number(let relation, let threshold):
      return value.isNaN ? .unknown : Truth(relation.holds(value, threshold))
    case .multiple(let relation, let factor, let other):
      let threshold = factor * values[other]
      return value.isNaN || threshold.isNaN ? .unknown : Truth(relation.holds(value, threshold))
    }
  }

  /// A missing input on which an unknown node hangs; nil for a node that is not unknown.
  func openInput(of node: Int, _ values: UnsafeBufferPointer<Double>, missing: [Bool]) -> Int? {
    switch nodes[node] {
    case .atom(let index):
      guard truth(of: atoms[index], values, missing: missing) == .unknown else { return nil }
      let atom = atoms[index]
      if values[atom.input].isNaN { return atom.input }
      if case .multiple(_, _, let other) = atom.question { return other }
      return nil
    case .not(let child): return openInput(of: child, values, missing: missing)
    case .all(let range), .any(let range):
      guard truth(of: node, values, missing: missing) == .unknown else { return nil }
      for link in range {
        if let input = openInput(of: links[link], values, missing: missing) { return input }
      }
      return nil
    }
  }
}
