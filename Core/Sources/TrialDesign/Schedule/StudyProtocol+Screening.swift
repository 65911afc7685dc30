// SPDX-License-Identifier: Apache-2.0

extension StudyProtocol {
  /// Forms whose facts may lie before randomization: those that the schedule places at a visit before day 0, and the one
  /// that holds the allocation itself.
  public var screeningForms: Set<String> {
    let visits = schedule.visits.filter { visit in
      visit.anchor == .randomization && (visit.window?.lowerBound ?? 0) < 0
    }
    let ids = Set(visits.map(\.id))
    return Set(
      schedule.activities.filter { !ids.isDisjoint(with: $0.visits) }.compactMap(\.form)
        + [record.arm.form, record.randomized?.form].compactMap(\.self)
    )
  }
}
