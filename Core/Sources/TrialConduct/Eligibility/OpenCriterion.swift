// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A criterion for one subject, in which what is missing is open.
///
/// Kleene's logic calls `x ≥ 1 or x < 1` unknown where x is missing, although every x meets it. So where it leaves the
/// criterion unknown, the missing findings get every value that the comparisons can tell apart, and the criterion is met or
/// not met where all of these agree.
struct OpenCriterion {
  indirect enum Node {
    case all([Node])
    case any([Node])
    case not(Node)
    /// An answer that is on file.
    case settled(Truth, part: Int)
    /// A comparison of something missing, by index in `tests`.
    case open(Int, part: Int)
  }

  /// Something missing: a value of a row, its ratio to a missing limit, or its distance from a missing day.
  struct Unknown: Hashable {
    enum Quantity: Hashable {
      case value
      case ratio(Comparison.Scale)
      case distance(Comparison.Day)
      /// Whether a value counts at all.
      case presence
    }

    let item: ItemPath
    /// −1 where there is no row.
    let row: Int
    let quantity: Quantity
  }

  /// What a comparison asks of something missing.
  enum Question {
    /// By code.
    case codes([Bool])
    case texts([String])
    case number(Comparison.Relation, Double)
    case date(Comparison.DateOrder, Int32)
  }

  private struct Test {
    let unknown: Int
    let question: Question
  }

  private(set) var unknowns: [Unknown] = []
  /// The items that would have to be recorded, by unknown.
  private(set) var wanted: [[ItemPath]] = []
  /// The days that a partial date can be, by unknown; nil for anything.
  private var spans: [DaySpan?] = []
  /// Whether only whole numbers can be, by unknown.
  private var areWhole: [Bool] = []
  private var tests: [Test] = []
  private var indices: [Unknown: Int] = [:]

  /// Adds a comparison with something missing.
  mutating func open(
    _ unknown: Unknown,
    _ question: Question,
    wanted items: [ItemPath],
    span: DaySpan? = nil,
    isWhole: Bool,
    part: Int
  ) -> Node {
    let index = indices[unknown] ?? unknowns.count
    if index == unknowns.count {
      indices[unknown] = index
      unknowns.append(unknown)
      wanted.append(items)
      spans.append(span)
      areWhole.append(isWhole)
    }
    tests.append(Test(unknown: index, question: question))
    return .open(tests.count - 1, part: part)
  }

  // MARK: Truth

  /// Beyond this many steps the answer stays unknown rather than late.
  private static let largestNumberOfSteps = 20_000

  /// What all completions agree on.
  func truth(of node: Node) -> Truth {
    let kleene = truth(of: node, [Int?](repeating: nil, count: unknowns.count))
    guard kleene == .unknown else { return kleene }
    return agreed(node, fixing: nil)
  }

  /// The unknowns of which some value alone settles a node.
  func settling(_ node: Node) -> [Int] {
    let choices = self.choices
    let open = leaves(of: node).compactMap { tests.indices.contains($0.test) ? tests[$0.test].unknown : nil }
    return unknowns.indices.filter { unknown in
      open.contains(unknown)
        && (0..<choices[unknown].count).contains { agreed(node, fixing: (unknown, $0)) != .unknown }
    }
  }

  /// The unknowns of a node's open comparisons, in the order written.
  func openUnknowns(_ node: Node) -> [Int] {
    var seen: Set<Int> = []
    return leaves(of: node).map { tests[$0.test].unknown }.filter { seen.insert($0).inserted }
  }

  /// The parts that make a node what it is: of a met `any` the first met one, of an unmet `all` the first unmet one, else
  /// every part with the node's truth.
  func support(of node: Node) -> Set<Int> {
    let nothing = [Int?](repeating: nil, count: unknowns.count)
    let truth = truth(of: node, nothing)
    switch node {
    case .settled(_, let part), .open(_, let part): return [part]
    case .not(let child): return support(of: child)
    case .all(let nodes), .any(let nodes):
      let like = nodes.filter { self.truth(of: $0, nothing) == truth }
      var settles = false
      if case .all = node { settles = truth == .notMet }
      if case .any = node { settles = truth == .met }
      return (settles ? Array(like.prefix(1)) : like).reduce(into: []) { $0.formUnion(support(of: $1)) }
    }
  }

  private func agreed(_ node: Node, fixing fixed: (unknown: Int, choice: Int)?) -> Truth {
    let choices = self.choices
    var chosen = [Int?](repeating: nil, count: unknowns.count)
    if let fixed { chosen[fixed.unknown] = fixed.choice }
    var steps = 0
    var found: Set<Truth> = []
    func explore() {
      steps += 1
      if found.count > 1 { return }
      let truth = self.truth(of: node, chosen, choices)
      guard truth == .unknown else {
        found.insert(truth)
        return
      }
      guard steps < Self.largestNumberOfSteps, let next = firstOpen(node, chosen, choices) else {
        found = [.met, .notMet]
        return
      }
      for choice in 0..<choices[next].count {
        chosen[next] = choice
        explore()
      }
      chosen[next] = nil
    }
    explore()
    return found.count == 1 ? found.first ?? .unknown : .unknown
  }

  private func firstOpen(_ node: Node, _ chosen: [Int?], _ choices: [Choices]) -> Int? {
    switch node {
    case .settled: return nil
    case .open(let test, _): return chosen[tests[test].unknown] == nil ? tests[test].unknown : nil
    case .not(let child): return firstOpen(child, chosen, choices)
    case .all(let nodes), .any(let nodes):
      for child in nodes where truth(of: child, chosen, choices) == .unknown {
        if let open = firstOpen(child, chosen, choices) { return open }
      }
      return nil
    }
  }

  func truth(of node: Node, _ chosen: [Int?]) -> Truth { truth(of: node, chosen, []) }

  private func truth(of node: Node, _ chosen: [Int?], _ choices: [Choices]) -> Truth {
    switch node {
    case .all(let nodes): return nodes.reduce(.met) { $0 && truth(of: $1, chosen, choices) }
    case .any(let nodes): return nodes.reduce(.notMet) { $0 || truth(of: $1, chosen, choices) }
    case .not(let child): return !truth(of: child, chosen, choices)
    case .settled(let truth, _): return truth
    case .open(let index, _):
      let test = tests[index]
      guard let choice = chosen[test.unknown] else { return .unknown }
      return Truth(choices[test.unknown].answers(test.question, choice))
    }
  }

  private func leaves(of node: Node) -> [(test: Int, part: Int)] {
    switch node {
    case .all(let nodes), .any(let nodes): nodes.flatMap { leaves(of: $0) }
    case .not(let child): leaves(of: child)
    case .settled: []
    case .open(let test, let part): [(test, part)]
    }
  }

  // MARK: Completions

  /// The values that the comparisons with one unknown can tell apart.
  private struct Choices {
    /// Thresholds, ascending: choice 2i lies below the i-th, 2i + 1 on it.
    var cuts: [Double] = []
    var texts: [String] = []
    var codes = 0
    /// Choices that cannot be, such as a day outside a partial date.
    var allowed: [Int] = []

    var count: Int { allowed.count }

    func answers(_ question: Question, _ choice: Int) -> Bool {
      let value = allowed[choice]
      switch question {
      case .codes(let wanted): return value < wanted.count && wanted[value]
      case .texts(let wanted): return value < texts.count && wanted.contains(texts[value])
      case .number(let relation, let threshold): return holds(relation, value, threshold)
      case .date(let order, let day):
        let relation: Comparison.Relation =
          switch order {
          case .before: .below
          case .onOrBefore: .atMost
          case .after: .above
          case .onOrAfter: .atLeast
          }
        return holds(relation, value, Double(day))
      }
    }

    private func holds(_ relation: Comparison.Relation, _ value: Int, _ threshold: Double) -> Bool {
      let own = 2 * (cuts.firstIndex(of: threshold) ?? 0) + 1
      switch relation {
      case .atLeast: return value >= own
      case .atMost: return value <= own
      case .above: return value > own
      case .below: return value < own
      }
    }
  }

  private var choices: [Choices] {
    var all = unknowns.map { _ in Choices() }
    for test in tests {
      switch test.question {
      case .codes(let wanted):
        // Where every code would do, the comparison asks that there is an answer, and a missing one is none.
        all[test.unknown].codes = max(
          all[test.unknown].codes,
          wanted.count + (wanted.contains(false) ? 0 : 1)
        )
      case .texts(let wanted): all[test.unknown].texts += wanted
      case .number(_, let threshold): all[test.unknown].cuts.append(threshold)
      case .date(_, let day): all[test.unknown].cuts.append(Double(day))
      }
    }
    for index in all.indices {
      all[index].cuts = Set(all[index].cuts).sorted()
      let (cuts, span, isWhole) = (all[index].cuts, spans[index], areWhole[index])
      if !cuts.isEmpty {
        all[index].allowed = (0...2 * cuts.count).filter { choice in
          Self.isPossible(choice, cuts, span, isWhole: isWhole)
        }
      } else {
        // One more text than those that are asked for: any other.
        all[index].allowed = Array(
          0..<(all[index].texts.isEmpty ? all[index].codes : all[index].texts.count + 1)
        )
      }
    }
    return all
  }

  /// Whether a day of the span, or a whole number, lies in the region of a choice.
  private static func isPossible(_ choice: Int, _ cuts: [Double], _ span: DaySpan?, isWhole: Bool) -> Bool {
    let index = choice / 2
    let lowest = span.map { Double($0.first) } ?? -.infinity
    let highest = span.map { Double($0.last) } ?? .infinity
    if choice % 2 == 1 {
      return lowest <= cuts[index] && cuts[index] <= highest
        && (!isWhole || cuts[index] == cuts[index].rounded())
    }
    let below = index > 0 ? cuts[index - 1] : -.infinity
    let above = index < cuts.count ? cuts[index] : .infinity
    guard isWhole else { return max(below, lowest) < min(above, highest) }
    return max(below.rounded(.down) + 1, lowest) <= min(above.rounded(.up) - 1, highest)
  }
}
