// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

/// What a result found, in one line: the heading of its part of the report.
struct Finding {
  let words: ReportWords
  let result: AnalysisResult

  private var texts: Texts { words.texts }

  var text: String {
    switch result.topic {
    case .flow:
      let arms = words.study.arms
        .map { "\(words.armSizes[$0.id] ?? 0) \($0.id)" }
        .joined(separator: texts[ResultMessage.listSeparator])
      return texts(ReportMessage.randomizedByArm, total, arms)
    case .accrual:
      guard let planned = words.study.study.plannedSubjects else {
        return texts(ReportMessage.accrued, total)
      }
      return texts(ReportMessage.accruedOfPlanned, total, String(planned))
    case .sets: return texts[ReportMessage.whoIsAnalysed]
    case .baseline: return texts[ReportMessage.armsAtBaseline]
    case .treatment: return texts[ReportMessage.dosesGiven]
    case .response:
      if result.tables.first?.id == "assessment-plan" { return texts[ReportMessage.whenAssessed] }
      guard result.tables.first?.id != "agreement" else { return texts[ReportMessage.derivedAndInvestigator] }
      return byArm(ReportMessage.endpointByArm)
    case .survival: return byArm(ReportMessage.eventsByArm)
    case .subgroups:
      return texts(
        ReportMessage.subgroupsOf,
        result.endpoint.flatMap { words.study.endpoint($0) }.map { texts[$0.title] } ?? name
      )
    case .safety:
      return texts[result.tables.first?.id == "deaths" ? ReportMessage.deathsByArm : .adverseEventsByArm]
    }
  }

  private var total: String { String(words.results.subjects.count) }

  /// The analysis's own title, or its endpoint's.
  private var name: String {
    result.plan?.title.map { texts[$0] } ?? result.endpoint.map { words.endpoint($0) } ?? result.id
  }

  /// Events of subjects in every arm, the reference arm last.
  private func byArm(_ message: ReportMessage) -> String {
    guard let table = result.tables.first(where: { $0.id == "arms" }),
      let row = table.rows.first(where: \.isPrimary)
    else { return name }
    var treatments: [String] = []
    var reference: String?
    for (column, entry) in zip(table.columns, row.entries) {
      guard case .arm(let arm) = column, let entry, let n = entry.cell(named: "n") else { continue }
      guard !entry.isUndetermined else { return texts(ReportMessage.endpointUndetermined, name) }
      guard n.value.isThere, n.value != .number(0) else { continue }
      let events = entry.cells.first.map { words.numbers(of: result).text(of: $0) } ?? "–"
      let text = "\(events)/\(words.numbers(of: result).text(of: n))"
      if arm == words.study.analyses.reference { reference = text } else { treatments.append(text) }
    }
    let list = treatments.joined(separator: texts[ResultMessage.listSeparator])
    guard let reference, !treatments.isEmpty else { return texts(message, name, reference ?? list) }
    return texts(message, name, texts(ReportMessage.against, list, reference))
  }
}
