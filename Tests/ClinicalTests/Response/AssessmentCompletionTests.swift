// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// The rules of the shelf against a second implementation: nested conditions over complete cases, and brute force over
/// every completion where findings are missing.
@Suite struct AssessmentCompletionTests {
  /// One finding of an assessment: what it may be, and how to take it away.
  private struct Axis: Sendable {
    let count: Int
    let put: @Sendable (inout AssessmentFacts, Int) -> Void
    let remove: @Sendable (inout AssessmentFacts) -> Void

    static func numbers(_ path: WritableKeyPath<AssessmentFacts, Double> & Sendable, _ values: [Double])
      -> Axis
    {
      Axis(count: values.count, put: { $0[keyPath: path] = values[$1] }, remove: { $0[keyPath: path] = .nan })
    }

    static func answer(_ path: WritableKeyPath<AssessmentFacts, Answer> & Sendable) -> Axis {
      Axis(
        count: 2,
        put: { $0[keyPath: path] = $1 == 0 ? .no : .yes },
        remove: { $0[keyPath: path] = .notRecorded }
      )
    }
  }

  private static let axes: [Axis] = [
    .answer(\.afterNewTherapy), .answer(\.isAdequate), .answer(\.circulatingBlasts),
    .answer(\.priorExtramedullary), .answer(\.spicules),
    Axis(
      count: 3,
      put: { $0.extramedullary = [.absent, .present, .notAssessed][$1] },
      remove: { $0.extramedullary = .notRecorded }
    ),
    .numbers(\.blasts, [2, 5, 20, 25, 30]), .numbers(\.baselineBlasts, [9, 40, 60]),
    .numbers(\.neutrophils, [0.3, 0.5, 1]), .numbers(\.platelets, [30, 50, 100]),
    .numbers(\.cellsCounted, [120, 200]), .numbers(\.cellularity, [5, 10]),
  ]

  /// The order of the rules, written down a second time.
  ///
  /// A set, because one case stays open even when complete: a PR with disease outside the marrow not assessed.
  private static func expected(_ f: AssessmentFacts, hasMarrow: Bool) -> ResponseCategories {
    func one(_ category: ResponseCategory) -> ResponseCategories { ResponseCategories(category) }
    if f.afterNewTherapy == .yes { return one(.excluded) }
    let isPresent = f.extramedullary == .present
    if !hasMarrow || f.isAdequate == .no {
      if f.circulatingBlasts == .yes || isPresent { return one(.noResponse) }
      return hasMarrow && f.blasts >= 5 ? one(.noResponse) : one(.notEvaluable)
    }
    if f.blasts >= 5 {
      guard f.blasts <= 25, f.blasts * 2 <= f.baselineBlasts, f.neutrophils >= 1, f.platelets >= 100,
        f.circulatingBlasts == .no, !isPresent
      else { return one(.noResponse) }
      return f.extramedullary == .absent
        ? one(.partialRemission) : [one(.partialRemission), one(.noResponse)]
    }
    if f.circulatingBlasts == .yes || isPresent { return one(.noResponse) }
    if f.extramedullary == .notAssessed, f.priorExtramedullary == .yes { return one(.notEvaluable) }
    if f.neutrophils >= 1, f.platelets >= 100 { return one(.completeRemission) }
    if f.neutrophils >= 0.5, f.platelets >= 50 { return one(.partialHematologicRecovery) }
    if (f.neutrophils >= 1) != (f.platelets >= 100) { return one(.incompleteHematologicRecovery) }
    let isCellular = f.cellularity >= 10 || (f.spicules == .yes && f.cellsCounted >= 200)
    return isCellular ? one(.leukemiaFreeState) : one(.aplastic)
  }

  @Test(
    "all complete cases agree with the second implementation; each category is reached, and only one at a time"
  )
  func complete() throws {
    let assessor = try ResponseFixtures.assessor()
    var memory = DecisionMemory()
    var reached: ResponseCategories = []
    var disagreements = 0
    let total = Self.axes.reduce(1) { $0 * $1.count }
    for index in 0..<total {
      let facts = Self.facts(index)
      let found = assessor.categories(of: facts, remembering: &memory)
      let expected = Self.expected(facts, hasMarrow: true)
      if found != expected { disagreements += 1 }
      if expected.only != nil { reached.formUnion(found) }
    }
    #expect(disagreements == 0, "of \(total)")
    #expect(reached.members == ResponseCategory.allCases.filter { $0 != .invalid })
  }

  @Test("with findings missing the set is exactly that of all completions; one finding less only widens it")
  func completions() throws {
    let assessor = try ResponseFixtures.assessor()
    var memory = DecisionMemory()
    // A small congruential generator: the same cases in every run.
    var state: UInt64 = 20_250_731
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let total = Self.axes.reduce(1) { $0 * $1.count }
    for _ in 0..<1500 {
      var facts = Self.facts(next(total))
      var missing: [Int] = []
      for _ in 0..<1 + next(4) {
        let axis = next(Self.axes.count)
        if !missing.contains(axis) { missing.append(axis) }
      }
      var before: ResponseCategories?
      for (step, axis) in missing.enumerated() {
        Self.axes[axis].remove(&facts)
        let found = assessor.categories(of: facts, remembering: &memory)
        let expected = Self.union(facts, missing.prefix(step + 1), hasMarrow: facts.hasMarrow)
        #expect(found == expected, "\(facts)")
        if let before, facts.hasMarrow { #expect(found.isSuperset(of: before), "\(facts)") }
        before = found
      }
    }
  }

  private static func facts(_ index: Int) -> AssessmentFacts {
    var facts = AssessmentFacts()
    var rest = index
    for axis in axes {
      axis.put(&facts, rest % axis.count)
      rest /= axis.count
    }
    return facts
  }

  private static func union(
    _ facts: AssessmentFacts,
    _ missing: ArraySlice<Int>,
    hasMarrow: Bool
  ) -> ResponseCategories {
    guard let axis = missing.first else { return expected(facts, hasMarrow: hasMarrow) }
    return (0..<axes[axis].count).reduce(into: []) { set, value in
      var tried = facts
      axes[axis].put(&tried, value)
      set.formUnion(union(tried, missing.dropFirst(), hasMarrow: hasMarrow))
    }
  }
}
