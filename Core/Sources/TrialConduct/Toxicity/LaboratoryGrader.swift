// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Grades laboratory results by a scheme.
///
/// Goals, in order: a missing fact never passes as normal; the grade is that of the printed system in which the value
/// was reported; each grade can say which criterion decided. For many rows take a lane for each term and unit.
public struct LaboratoryGrader: Sendable {
  public let scheme: GradingScheme
  /// By term and unit system.
  private let makers: [[DecisionMaker]]
  private let areMissingFlagsOpen: Bool

  public init(_ scheme: GradingScheme) {
    self.scheme = scheme
    makers = scheme.terms.map { $0.systems.map { DecisionMaker($0.list) } }
    areMissingFlagsOpen = scheme.code(of: "flags-not-given") == "open"
  }

  /// The criteria of a term, ready for results in a unit.
  ///
  /// - Parameters:
  ///   - term: Index of the term in the scheme.
  ///   - unit: The unit of the results; nil where nobody wrote it.
  /// - Returns: A lane in the system of the unit's own kind where one is printed, else in the first that the unit
  ///   converts to.
  /// - Throws: That the unit measures something else.
  public func lane(term: Int, unit: Unit?) throws(UnitFailure) -> GradingLane {
    let systems = scheme.terms[term].systems
    guard let unit else { return lane(term, 0, .identity, isUnitMissing: !needsNoUnit(systems[0])) }
    if let own = system(of: unit, term: term) { return lane(term, own.index, own.scale) }
    for index in systems.indices {
      if let scale = analyte(term).scale(from: unit, to: systems[index].unit) {
        return lane(term, index, scale)
      }
    }
    throw UnitFailure(unit: unit, analyte: analyte(term).id, wanted: systems.map(\.unit))
  }

  /// The criteria of a term in every other printed system that the unit converts to.
  func otherLanes(than lane: GradingLane, unit: Unit?) -> [GradingLane] {
    guard let unit else { return [] }
    let systems = scheme.terms[lane.term].systems
    return systems.indices.filter { $0 != lane.system }.compactMap { index in
      analyte(lane.term).scale(from: unit, to: systems[index].unit).map { self.lane(lane.term, index, $0) }
    }
  }

  /// Whether a term has a printed system of the unit's own kind; criteria of multiples hold in every unit.
  func isPrinted(_ unit: Unit, term: Int) -> Bool {
    scheme.terms[term].systems[0].isRelative || system(of: unit, term: term) != nil
  }

  private func system(of unit: Unit, term: Int) -> (index: Int, scale: UnitScale)? {
    for (index, system) in scheme.terms[term].systems.enumerated() {
      if unit.factor(to: system.unit) != nil, let scale = analyte(term).scale(from: unit, to: system.unit) {
        return (index, scale)
      }
    }
    return nil
  }

  private func analyte(_ term: Int) -> LaboratoryAnalyte { scheme.analytes[scheme.terms[term].analyte] }

  /// Multiples of the subject's own limits are the same in every unit, and a ratio has none.
  private func needsNoUnit(_ system: LaboratoryTerm.System) -> Bool {
    system.isRelative || system.unit.code == "1"
  }

  private func lane(_ term: Int, _ system: Int, _ scale: UnitScale, isUnitMissing: Bool = false)
    -> GradingLane
  {
    GradingLane(
      term: term,
      system: system,
      maker: makers[term][system],
      inputs: scheme.terms[term].systems[system].inputs,
      scale: scale,
      countedWhereGiven: areMissingFlagsOpen ? 0 : ~scheme.terms[term].neededFlags,
      isUnitMissing: isUnitMissing
    )
  }
}

/// A unit in which an analyte is not measured.
public struct UnitFailure: Error, Hashable, Sendable {
  public let unit: Unit
  public let analyte: String
  public let wanted: [Unit]

  public var problem: String { "\(unit.code) is not a unit of \(analyte)" }

  public var remedy: String {
    "Give the value in \(wanted.map(\.code).joined(separator: " or ")), or in a unit that converts to it."
  }
}
