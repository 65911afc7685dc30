// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A criterion over the slots of a cohort draft, flat so that a search can ask it often.
///
/// A node is followed by its parts; `end` is where the next node after all of them stands.
struct Condition: Sendable {
  /// Kleene's truth values, in their order.
  enum Truth: UInt8, Comparable {
    case notMet, unknown, met

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  private enum Kind: UInt8 {
    case all, any, not, among, atLeast, atMost, above, below, known, missing, unknown
  }

  private struct Node {
    let kind: Kind
    let slot: Int
    let threshold: Double
    let members: [Int32]
    var end: Int
  }

  private var nodes: [Node] = []
  /// The slots the condition looks at, in the order written.
  private(set) var slots: [Int] = []

  /// A condition that takes part in a compilation by slot.
  ///
  /// - Parameters:
  ///   - criterion: The criterion as the protocol has it.
  ///   - study: Gives codes and units of items.
  ///   - words: The words of text items, by number.
  ///   - rows: The slots of each row in which an item of this form can stand, by item.
  init(
    _ criterion: Criterion,
    study: StudyProtocol,
    words: [String],
    rows: (String) -> [[String: Int]]
  ) throws(ReconstructionError) {
    // A criterion on a log form is asked of each of its rows.
    let logForm = criterion.items.map(\.form).first { rows($0).count > 1 }
    guard let logForm else {
      try append(criterion, study: study, words: words, rows: rows)
      return
    }
    let place = open(.any)
    for row in rows(logForm) {
      try append(criterion, study: study, words: words) { $0 == logForm ? [row] : rows($0) }
    }
    nodes[place].end = nodes.count
  }

  /// Days after `day` in a slot, among subjects who meet another condition.
  init(_ slot: Int, after day: Int32, where other: Condition?) {
    let place = open(.all)
    leaf(.above, slot, threshold: Double(day))
    if let other {
      let offset = nodes.count
      nodes += other.nodes.map { node in
        var node = node
        node.end += offset
        return node
      }
      slots += other.slots
    }
    nodes[place].end = nodes.count
  }

  func holds(for values: [Int32], from base: Int) -> Bool { truth(of: 0, values, base) == .met }

  private func truth(of index: Int, _ values: [Int32], _ base: Int) -> Truth {
    let kind = nodes[index].kind
    switch kind {
    case .all, .any:
      var truth: Truth = kind == .all ? .met : .notMet
      var part = index + 1
      while part < nodes[index].end {
        let next = self.truth(of: part, values, base)
        truth = kind == .all ? min(truth, next) : max(truth, next)
        part = nodes[part].end
      }
      return truth
    case .not:
      return switch truth(of: index + 1, values, base) {
      case .met: .notMet
      case .unknown: .unknown
      case .notMet: .met
      }
    case .unknown:
      return .unknown
    case .among, .atLeast, .atMost, .above, .below, .known, .missing:
      return leafTruth(of: index, values[base + nodes[index].slot])
    }
  }

  private func leafTruth(of index: Int, _ value: Int32) -> Truth {
    let isMissing = value == CohortDraft.missing
    let kind = nodes[index].kind
    if kind == .known { return isMissing ? .notMet : .met }
    if kind == .missing { return isMissing ? .met : .notMet }
    if isMissing { return .unknown }
    let threshold = nodes[index].threshold
    let isMet =
      switch kind {
      case .atLeast: Double(value) >= threshold
      case .atMost: Double(value) <= threshold
      case .above: Double(value) > threshold
      case .below: Double(value) < threshold
      default: nodes[index].members.contains(value)
      }
    return isMet ? .met : .notMet
  }

  // MARK: Compiling

  private mutating func append(
    _ criterion: Criterion,
    study: StudyProtocol,
    words: [String],
    rows: (String) -> [[String: Int]]
  ) throws(ReconstructionError) {
    switch criterion {
    case .all(let parts), .any(let parts):
      var kind = Kind.all
      if case .any = criterion { kind = .any }
      let place = open(kind)
      for part in parts {
        try append(part, study: study, words: words, rows: rows)
      }
      nodes[place].end = nodes.count
    case .not(let part):
      let place = open(.not)
      try append(part, study: study, words: words, rows: rows)
      nodes[place].end = nodes.count
    case .compare(let path, let comparison):
      guard let item = study.item(path) else { throw .unknown(path.description) }
      // An item that no rule draws is missing for everyone.
      guard let slot = rows(path.form).first?[path.item] else {
        if case .known(let known) = comparison {
          nodes[open(known ? .any : .all)].end = nodes.count
        } else {
          nodes[open(.unknown)].end = nodes.count
        }
        return
      }
      append(comparison, slot: slot, item: item, study: study, words: words)
    }
  }

  private mutating func append(
    _ comparison: Comparison,
    slot: Int,
    item: Item,
    study: StudyProtocol,
    words: [String]
  ) {
    switch comparison {
    case .known(let isKnown):
      leaf(isKnown ? .known : .missing, slot)
    case .among(let codes):
      let known = item.kind == .text ? words : study.codes(of: item)
      leaf(.among, slot, members: codes.compactMap { known.firstIndex(of: $0).map(Int32.init) })
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
    case .number:
      // A multiple of a limit that is not drawn.
      nodes[open(.unknown)].end = nodes.count
    }
  }

  private mutating func open(_ kind: Kind) -> Int {
    nodes.append(Node(kind: kind, slot: 0, threshold: 0, members: [], end: 0))
    return nodes.count - 1
  }

  private mutating func leaf(_ kind: Kind, _ slot: Int, threshold: Double = 0, members: [Int32] = []) {
    nodes.append(
      Node(kind: kind, slot: slot, threshold: threshold, members: members, end: nodes.count + 1)
    )
    slots.append(slot)
  }
}
