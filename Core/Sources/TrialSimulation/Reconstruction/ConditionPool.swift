// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A criterion over the slots of a cohort draft, by its place in a pool.
struct Condition: Sendable {
  fileprivate let root: Int
}

/// Criteria over the slots of a cohort draft, all in one flat array, because a search asks them very often.
///
/// A node is followed by its parts; `end` is where the next node after all of them stands.
struct ConditionPool: Sendable {
  private enum Kind: UInt8 {
    case all, any, not, among, atLeast, atMost, above, below, known, missing, unknown
  }

  private struct Node {
    let kind: Kind
    let slot: Int
    let threshold: Double
    /// The codes of `among`, in `members`.
    let codes: Range<Int>
    var end: Int
  }

  private var nodes: [Node] = []
  private var members: [Int32] = []

  func holds(_ condition: Condition, for values: [Int32], from base: Int) -> Bool {
    truth(of: condition.root, values, base) == .met
  }

  /// The slots a condition looks at.
  func slots(of condition: Condition) -> [Int] {
    nodes[condition.root..<nodes[condition.root].end].filter { $0.slot >= 0 }.map(\.slot)
  }

  private func truth(of index: Int, _ values: [Int32], _ base: Int) -> Truth {
    let node = nodes[index]
    switch node.kind {
    case .all:
      var part = index + 1
      var truth = Truth.met
      while part < node.end, truth != .notMet {
        truth = truth && self.truth(of: part, values, base)
        part = nodes[part].end
      }
      return truth
    case .any:
      var part = index + 1
      var truth = Truth.notMet
      while part < node.end, truth != .met {
        truth = truth || self.truth(of: part, values, base)
        part = nodes[part].end
      }
      return truth
    case .not: return !truth(of: index + 1, values, base)
    case .unknown: return .unknown
    case .known: return Truth(values[base + node.slot] != CohortDraft.missing)
    case .missing: return Truth(values[base + node.slot] == CohortDraft.missing)
    case .among, .atLeast, .atMost, .above, .below:
      let value = values[base + node.slot]
      return value == CohortDraft.missing ? .unknown : Truth(isMet(node, value))
    }
  }

  private func isMet(_ node: Node, _ value: Int32) -> Bool {
    switch node.kind {
    case .atLeast: return Double(value) >= node.threshold
    case .atMost: return Double(value) <= node.threshold
    case .above: return Double(value) > node.threshold
    case .below: return Double(value) < node.threshold
    default:
      for place in node.codes where members[place] == value { return true }
      return false
    }
  }

  // MARK: Compiling

  /// The names that criteria use, and the slots they stand for.
  struct Names {
    let study: StudyProtocol
    /// The words of text items, by number.
    let words: [String]
    /// The slots of each row in which items of a form stand, by item.
    let rows: (_ form: String) -> [[String: Int]]
  }

  /// Adds a criterion; one on a log form is asked of each of its rows.
  mutating func add(_ criterion: Criterion, _ names: Names) throws(ReconstructionError) -> Condition {
    let condition = Condition(root: nodes.count)
    guard let log = criterion.items.map(\.form).first(where: { names.rows($0).count > 1 }) else {
      try append(criterion, names)
      return condition
    }
    open(.any)
    for row in names.rows(log) {
      try append(
        criterion,
        Names(study: names.study, words: names.words) { $0 == log ? [row] : names.rows($0) }
      )
    }
    close(condition.root)
    return condition
  }

  /// Adds a condition met by days after `day` in a slot, among subjects who meet a criterion.
  mutating func add(
    _ slot: Int,
    after day: Int32,
    where criterion: Criterion?,
    _ names: Names
  ) throws(ReconstructionError) -> Condition {
    let condition = Condition(root: nodes.count)
    open(.all)
    leaf(.above, slot, threshold: Double(day))
    if let criterion { _ = try add(criterion, names) }
    close(condition.root)
    return condition
  }

  private mutating func append(_ criterion: Criterion, _ names: Names) throws(ReconstructionError) {
    let place = nodes.count
    switch criterion {
    case .all(let parts):
      open(.all)
      for part in parts { try append(part, names) }
    case .any(let parts):
      open(.any)
      for part in parts { try append(part, names) }
    case .not(let part):
      open(.not)
      try append(part, names)
    case .compare(let path, let comparison):
      guard let item = names.study.item(path) else { throw .unknown(path.description) }
      if let slot = names.rows(path.form).first?[path.item] {
        append(comparison, slot, item, names)
        return
      }
      // An item that no rule draws is missing for everyone.
      switch comparison {
      case .known(true): open(.any)
      case .known(false): open(.all)
      case .among, .number, .date: open(.unknown)
      }
    }
    close(place)
  }

  private mutating func append(_ comparison: Comparison, _ slot: Int, _ item: Item, _ names: Names) {
    switch comparison {
    case .known(let isKnown):
      leaf(isKnown ? .known : .missing, slot)
    case .among(let codes):
      let known = item.kind == .text ? names.words : names.study.codes(of: item)
      let first = members.count
      members += codes.compactMap { known.firstIndex(of: $0).map(Int32.init) }
      leaf(.among, slot, codes: first..<members.count)
    case .number(let relation, let value, .unit(let unit)):
      let kind: Kind =
        switch relation {
        case .atLeast: .atLeast
        case .atMost: .atMost
        case .above: .above
        case .below: .below
        }
      let factor = unit.flatMap { unit in item.unit.flatMap { unit.factor(to: $0) } } ?? 1
      leaf(kind, slot, threshold: value * factor)
    case .number, .date:
      // A multiple of a limit that is not drawn; dates are not compared here (`Reconstruction+Validation`).
      open(.unknown)
      close(nodes.count - 1)
    }
  }

  private mutating func open(_ kind: Kind) {
    nodes.append(Node(kind: kind, slot: -1, threshold: 0, codes: 0..<0, end: 0))
  }

  private mutating func close(_ place: Int) {
    nodes[place].end = nodes.count
  }

  private mutating func leaf(_ kind: Kind, _ slot: Int, threshold: Double = 0, codes: Range<Int> = 0..<0) {
    nodes.append(Node(kind: kind, slot: slot, threshold: threshold, codes: codes, end: nodes.count + 1))
  }
}
