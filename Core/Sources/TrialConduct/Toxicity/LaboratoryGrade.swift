// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A result's grade by one term, and because of what.
public struct LaboratoryGrade: Sendable {
  /// Index into the scheme's terms.
  public let term: Int
  /// Index into the term's unit systems: that in which the value was graded.
  public let system: Int
  /// Whether the value's own unit is printed nowhere in the criteria, so that it was converted.
  public let isConverted: Bool
  /// The grades that the facts leave open.
  public let possible: GradeSet
  /// The deciding rule with its parts, in the system's list.
  public let decision: Decision
  /// Facts of which some value would leave fewer grades open, by the names of their columns.
  public let settledBy: [String]
  /// Flags of which nothing is on file and that would raise the grade, by their bits in the scheme.
  public let raisedBy: [Int]
  /// The grade by the other printed systems that the unit converts to.
  public let others: [Other]

  /// The same value, graded in another printed unit system.
  public struct Other: Hashable, Sendable {
    /// Index into the term's unit systems.
    public let system: Int
    public let possible: GradeSet
  }

  /// The printed systems are no exact conversions of each other; whether that matters here.
  public var isDisputed: Bool { others.contains { $0.possible != possible } }
}

extension LaboratoryGrader {
  /// Grades one result and explains the grade.
  ///
  /// - Parameters:
  ///   - result: The value and what is known around it.
  ///   - unit: The unit of value, limits and baseline; nil where nobody wrote it: then only multiples of the subject's
  ///     own limits can be judged.
  ///   - term: Index of the term in the scheme.
  /// - Returns: The grades that are open, with the deciding rule.
  /// - Throws: That the unit measures something else.
  public func grade(_ result: LaboratoryResult, unit: Unit?, term: Int) throws(UnitFailure) -> LaboratoryGrade
  {
    let lane = try lane(term: term, unit: unit)
    let decision = lane.maker.decide(lane.values(of: result))
    let possible = GradeSet(decision.possible)
    return LaboratoryGrade(
      term: term,
      system: lane.system,
      isConverted: unit.map { !isPrinted($0, term: term) } ?? false,
      possible: possible,
      decision: decision,
      settledBy: settledBy(decision, lane),
      raisedBy: raisedBy(result, possible, lane),
      others: otherLanes(than: lane, unit: unit).map { other in
        var other = other
        return LaboratoryGrade.Other(system: other.system, possible: other.grades(of: result))
      }
    )
  }

  private func settledBy(_ decision: Decision, _ lane: GradingLane) -> [String] {
    var names: [String] = []
    for index in decision.settledBy where index < lane.inputs.count {
      let name =
        switch lane.inputs[index] {
        case .change: "baseline"
        case .excess: "uln"
        case .value where lane.isUnitMissing: "unit"
        default: lane.maker.list.inputs[index].id
        }
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// What the file does not say and would count if it did.
  private func raisedBy(_ result: LaboratoryResult, _ possible: GradeSet, _ lane: GradingLane) -> [Int] {
    lane.inputs.compactMap { input -> Int? in
      guard case .flag(let bit) = input, result.flags[bit] == nil,
        lane.countedWhereGiven >> UInt16(bit) & 1 == 1
      else { return nil }
      var raised = result
      raised.flags[bit] = true
      var lane = lane
      return lane.grades(of: raised).atMost > possible.atMost ? bit : nil
    }
  }
}
