// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Judges single assessments by a response scheme.
///
/// The rules are the scheme's decision list; here are only the names under which it knows the facts, and what is
/// reported where the facts leave several categories open.
public struct ResponseAssessor: Sendable {
  public let scheme: ResponseScheme
  let maker: DecisionMaker
  private let emptyCase: [Double]
  /// For each fact the list's input; nil where the list does not ask for it.
  private let inputs: [Int?]
  /// For each outcome of the list its category.
  private let categories: [ResponseCategories]

  /// The facts as the list names them, in the order in which `fill` writes them.
  private static let names = [
    "new_therapy_before", "marrow", "technically_adequate", "blast_pct", "baseline_blast_pct",
    "circulating_blasts", "extramedullary_assessed", "extramedullary_disease", "prior_extramedullary_disease",
    "anc", "plt", "spicules", "cells_counted", "biopsy_cellularity_pct", "auer_rods",
  ]

  public init(_ scheme: ResponseScheme) {
    self.scheme = scheme
    maker = DecisionMaker(scheme.decisions)
    emptyCase = maker.emptyCase
    inputs = Self.names.map { scheme.decisions.index(of: $0) }
    categories = scheme.decisions.outcomes.map { outcome in
      ResponseCategory(rawValue: outcome.id).map { ResponseCategories($0) } ?? []
    }
  }

  /// Every category that the facts leave open; one where they decide.
  ///
  /// - Parameters:
  ///   - facts: The assessment.
  ///   - memory: What was found before for the same missing facts; start with an empty one.
  /// - Returns: At least one category.
  public func categories(
    of facts: AssessmentFacts,
    remembering memory: inout DecisionMemory
  ) -> ResponseCategories {
    var bits = withUnsafeTemporaryAllocation(of: Double.self, capacity: emptyCase.count) { values in
      for index in emptyCase.indices { values.initializeElement(at: index, to: emptyCase[index]) }
      fill(values, with: facts)
      return maker.outcomes(of: UnsafeBufferPointer(values), remembering: &memory)
    }
    var open: ResponseCategories = []
    while bits != 0 {
      open.formUnion(categories[bits.trailingZeroBitCount])
      bits &= bits - 1
    }
    return open
  }

  /// The verdict with its reasons.
  ///
  /// - Parameters:
  ///   - facts: The assessment.
  ///   - flags: What the dates gave a reader to know.
  /// - Returns: The verdict.
  public func verdict(on facts: AssessmentFacts, flags: [ResponseFlag] = []) -> AssessmentVerdict {
    var values = emptyCase
    values.withUnsafeMutableBufferPointer { fill($0, with: facts) }
    let decision = maker.decide(values)
    let possible = decision.possible.reduce(into: ResponseCategories()) { $0.formUnion(categories[$1]) }
    return AssessmentVerdict(
      category: Self.reported(possible, facts),
      possible: possible,
      flags: flags + self.flags(facts, possible),
      settledBy: settledBy(decision),
      decision: decision
    )
  }

  /// What is reported: the one category that is possible; not evaluable where what leaves it open was not assessed or
  /// not documented (which is never taken for an empty marrow, nor for a response); else nothing.
  private static func reported(_ possible: ResponseCategories, _ facts: AssessmentFacts) -> ResponseCategory?
  {
    if let only = possible.only { return only }
    let isUndocumented = possible.isSubset(of: [
      ResponseCategories(.leukemiaFreeState), ResponseCategories(.aplastic),
    ])
    let isUnusable = !facts.hasMarrow || facts.isAdequate == .no
    let isUnseen =
      facts.extramedullary == .notAssessed && facts.priorExtramedullary == .notRecorded
      && possible.contains(ResponseCategories(.notEvaluable))
    return isUndocumented || isUnusable || isUnseen || facts.circulatingBlasts == .notRecorded
      ? .notEvaluable : nil
  }

  private func flags(_ facts: AssessmentFacts, _ possible: ResponseCategories) -> [ResponseFlag] {
    var flags: [ResponseFlag] = []
    let isRemission = !possible.isDisjoint(with: [
      .compositeRemission, ResponseCategories(.leukemiaFreeState),
    ])
    if isRemission, facts.extramedullary == .notAssessed { flags.append(.extramedullaryAssumedAbsent) }
    if isRemission, facts.auerRods == .notRecorded, scheme.decisions.index(of: "auer_rods") != nil {
      flags.append(.auerRodsNotRecorded)
    }
    guard possible.contains(ResponseCategories(.aplastic)) else { return flags }
    return flags + [possible.only == nil ? .notDocumented : .repeatMarrow]
  }

  /// The columns of a table that would settle the verdict, each once, in the list's order.
  private func settledBy(_ decision: Decision) -> [String] {
    var names: [String] = []
    for input in decision.settledBy {
      let id = scheme.decisions.inputs[input].id
      let column =
        switch id {
        case "new_therapy_before": "date"
        case "extramedullary_assessed": "extramedullary_disease"
        default: id
        }
      if !names.contains(column) { names.append(column) }
    }
    return names
  }

  private func fill(_ values: UnsafeMutableBufferPointer<Double>, with facts: AssessmentFacts) {
    func put(_ index: Int, _ value: Double) {
      if let input = inputs[index] { values[input] = value }
    }
    put(0, facts.afterNewTherapy.code)
    put(1, facts.hasMarrow ? 1 : 0)
    put(2, facts.isAdequate.code)
    put(3, facts.blasts)
    put(4, facts.baselineBlasts)
    put(5, facts.circulatingBlasts.code)
    put(6, facts.extramedullary.isAssessed.code)
    put(7, facts.extramedullary.isPresent.code)
    put(8, facts.priorExtramedullary.code)
    put(9, facts.neutrophils)
    put(10, facts.platelets)
    put(11, facts.spicules.code)
    put(12, facts.cellsCounted)
    put(13, facts.cellularity)
    put(14, facts.auerRods.code)
  }
}

extension Answer {
  /// As the list's categories `[no, yes]` are numbered; NaN where nothing is on file.
  @inline(__always) fileprivate var code: Double {
    switch self {
    case .no: 0
    case .yes: 1
    case .notRecorded: .nan
    }
  }
}

extension ExtramedullaryDisease {
  fileprivate var isAssessed: Answer {
    switch self {
    case .absent, .present: .yes
    case .notAssessed: .no
    case .notRecorded: .notRecorded
    }
  }

  fileprivate var isPresent: Answer {
    switch self {
    case .absent: .no
    case .present: .yes
    case .notAssessed, .notRecorded: .notRecorded
    }
  }
}
