// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// What becomes of a virtual subject after randomization, made up: no figure of it means anything.
struct Fate: Sendable {
  let randomized: CivilDate
  /// nil for the few who are never treated.
  private(set) var firstDose: CivilDate?
  private(set) var lastDose: CivilDate?
  /// Whether treatment ended as planned.
  private(set) var isCompleted = true
  private(set) var death: CivilDate?
  private(set) var lost: CivilDate?
  /// From this day on nothing may be collected.
  private(set) var withdrawn: CivilDate?

  /// Draws a course for somebody whose treatment is planned to take so many days, seen until the end of the rehearsal.
  init(randomized: CivilDate, treatment: Int, until end: CivilDate, drawing stream: inout RandomStream) {
    self.randomized = randomized
    firstDose = stream.uniform() < 0.95 ? randomized + stream.integer(below: 4) : nil
    // A median of 15 months, so that a rehearsal of a year sees deaths between most visits.
    let lifetime = Int(stream.exponential(rate: 0.0015))
    if lifetime < max(end - randomized, 1) { death = randomized + max(1, lifetime) }
    let course = stream.uniform()
    let day = randomized + 1 + stream.integer(below: max(1, end - randomized))
    if death.map({ day < $0 }) ?? true {
      if course < 0.06 { lost = day }
      if course > 0.95 { withdrawn = day }
      if lost != nil || withdrawn != nil { death = nil }
    }
    let seen = lastDay(of: end)
    guard let first = firstDose, first <= seen else {
      firstDose = nil
      return
    }
    var last = first + (treatment - 1)
    if stream.uniform() < 0.15 {
      last = first + stream.integer(below: treatment)
      isCompleted = false
    }
    if last > seen {
      last = seen
      isCompleted = false
    }
    lastDose = last
  }

  /// The last day on which anything is known of the subject, at most `end`.
  func lastDay(of end: CivilDate) -> CivilDate {
    [death, lost, withdrawn.map { $0 + -1 }, end].compactMap(\.self).min() ?? end
  }
}
