// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// What people do about what they hear of.
extension RehearsalScript {
  mutating func react(to event: TrialEvent, _ cue: Cue, in state: TrialState) {
    switch event.fact {
    case .entered(let row, let values) where cue.slip == nil: typed(row, values, cue, in: state)
    case .queried(let query):
      if cue.slip == nil || query.check != nil { plan(.answer(query.id), in: 2, hour: 11) }
    case .randomized(let allocation): follow(allocation)
    case .seriousReported(let report) where report.version == 1 && cue.slip == nil:
      plan(.moreOfCase(report.id), in: 6, hour: 10)
      plan(.sendReport(report.id), in: 4, hour: 15)
    default: break
    }
  }

  private mutating func typed(_ row: RowReference, _ values: [EnteredValue], _ cue: Cue, in state: TrialState)
  {
    if stream.uniform() < 0.5 { plan(.verify(row), in: 10, hour: 10) }
    if stream.uniform() < 0.4 { plan(.sign(row), in: 14, hour: 17) }
    if stream.uniform() < 0.03 { plan(.ask(row), in: 5, hour: 13) }
    guard let subject = subjects[row.subject], let value = values.first else { return }
    let writer = writer
    let more = slips(oneIn: 8) { slip in writer.afterTyping(slip, row, value, cue.user, subject, in: state) }
    interpose(more)
    let event = stage.meanings.events
    guard event?.term.form == row.form, stream.uniform() < 0.2 else { return }
    plan(.serious(row), in: 1, hour: 9)
  }
}
