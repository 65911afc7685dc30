// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Serious events: from a line of the adverse event form to a case whose every version is kept.
extension Bench {
  /// What is asked about a serious event: the criteria of seriousness (ICH E2A, section II.B), and the two judgements that
  /// make it expeditable.
  static let seriousAnswers = [
    "death", "life-threatening", "hospitalization", "disability", "congenital-anomaly", "other-important",
    "unexpected", "suspected",
  ]

  func safetyFacts() throws(Refusal) -> [Made] {
    switch request.act {
    case .reportSerious(let id, let row, let known, let answers, let narrative):
      guard study.safety != nil else { throw .noSafetyPlan }
      let form = study.adverseEventForm ?? row.form
      guard row.form == form else { throw .notAnEventForm(form: row.form, wanted: form) }
      _ = try self.row(row)
      for (number, answer) in answers.enumerated() {
        guard !answers[..<number].contains(where: { $0.item == answer.item }) else {
          throw .alreadyFilled(row, item: answer.item)
        }
        guard Self.seriousAnswers.contains(answer.item), ["yes", "no"].contains(answer.text) else {
          throw .unknownAnswer("\(answer.item)=\(answer.text)", known: Self.seriousAnswers)
        }
      }
      guard isPast(known) else { throw .inFuture(known.date, today: today) }
      let (name, version) = try caseName(id, row)
      let report = SeriousReport(
        id: name,
        version: version,
        row: row,
        known: known,
        answers: answers,
        narrative: narrative.trimmed
      )
      return [Made(.seriousReported(report))]
    case .noteReportSent(let id, let kind, let on):
      guard state.seriousCase(id) != nil else { throw .unknownCase(id) }
      guard ReportDue.Kind(rawValue: kind) != nil else {
        throw .unknownAnswer(kind, known: ReportDue.Kind.allCases.map(\.rawValue))
      }
      return [Made(.reportSent(case: id, kind: kind, on: on))]
    default: return []
    }
  }

  /// Instants compare as such, whatever their offsets make of the day.
  private func isPast(_ time: Timestamp) -> Bool {
    guard let seconds = time.seconds, let now = request.at.seconds else { return time.date <= today }
    return seconds <= now
  }

  private func caseName(_ id: String?, _ row: RowReference) throws(Refusal) -> (String, Int) {
    guard let id else { return ("SAE-\(state.cases.count + 1)", 1) }
    guard let found = state.seriousCase(id), found.row == row else { throw .unknownCase(id) }
    return (id, found.versions.count + 1)
  }
}
