// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Day 1 of every cycle: known, or planned from the last known one before it by the regimen's length of a cycle.
///
/// A regimen that states no length plans nothing: no date is invented for it.
public struct CyclePlan: Sendable {
  private let known: [Int: DosingEvidence]
  /// In days; nil where the regimen states none.
  private let length: Int?

  /// Cycles that are on file.
  public init(onFile starts: [Int: DosingEvidence.OnFile], length: Int?) {
    self.length = length
    known = starts.mapValues { DosingEvidence(.start, $0.value, from: .record($0)) }
  }

  /// One day 1 that was named, from which later cycles are planned; what is on file of them does not count then.
  public init(
    from date: CivilDate,
    ofCycle cycle: Int,
    inPlaceOf onFile: DosingEvidence.OnFile? = nil,
    length: Int?
  ) {
    self.length = length
    known = [cycle: DosingEvidence(.start, .day(date), from: .option(inPlaceOf: onFile))]
  }

  /// Day 1 of a cycle and where it comes from.
  ///
  /// - Throws: `.lengthUnknown` or `.cycleUnknown`.
  public func start(of cycle: Int) throws(DosingAbsence) -> (day: CivilDate, evidence: DosingEvidence) {
    if let evidence = known[cycle], case .day(let day) = evidence.used { return (day, evidence) }
    guard let last = known.keys.filter({ $0 < cycle }).max(), case .day(let day)? = known[last]?.used else {
      throw .cycleUnknown(cycle)
    }
    guard let length else { throw .lengthUnknown(cycle: cycle, after: last, on: day) }
    let planned = day + (cycle - last) * length
    return (
      planned, DosingEvidence(.start, .day(planned), from: .planned(after: last, on: day, length: length))
    )
  }
}
