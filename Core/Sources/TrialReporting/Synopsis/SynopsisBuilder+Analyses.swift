// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Analysis sets, planned analyses, safety and monitoring.
extension SynopsisBuilder {
  var analyses: Synopsis.Section {
    let plan = study.analyses
    var blocks = facts([
      fact(.reference, armTitle(plan.reference), at: "analyses.reference"),
      fact(.level, UnitWords.digits(plan.level * 100) + "%", at: "analyses.level"),
      fact(.baseline, list(plan.baseline.map { itemTitle($0.item) }), at: "analyses.baseline"),
    ])
    if !study.analysisSets.isEmpty {
      blocks.append(.heading(say(.analysisSets), tag: nil))
      blocks.append(
        .facts(study.analysisSets.enumerated().map { set($0.element, at: "analysis-sets[\($0.offset)]") })
      )
    }
    if !plan.analyses.isEmpty {
      blocks.append(.heading(say(.plannedAnalyses), tag: nil))
      blocks.append(
        .table(
          Synopsis.Table(
            columns: [say(.analysis), say(.endpoint), say(.set), say(.standing), say(.test)],
            numeric: [],
            rows: plan.analyses.enumerated().map { row($0.element, at: "analyses.plan[\($0.offset)]") }
          )
        )
      )
    }
    let remarks = plan.analyses.enumerated().flatMap {
      self.remarks(on: $0.element, at: "analyses.plan[\($0.offset)]")
    }
    if !remarks.isEmpty { blocks.append(.notes(remarks)) }
    return Synopsis.Section(id: "analyses", title: say(.analyses), blocks: blocks)
  }

  private func set(_ set: AnalysisSet, at place: String) -> Synopsis.Fact {
    let rule = set.criterion.map { say(.inWords, words(for: $0)) } ?? ""
    return Synopsis.Fact(label: texts[set.title], value: phrase(texts[set.definition] + rule, at: place))
  }

  private func row(_ analysis: PlannedAnalysis, at place: String) -> [Synopsis.Phrase] {
    let test: String =
      if let test = analysis.proportionTest {
        texts[test.message]
      } else if let test = analysis.survivalTest {
        texts[test.message]
      } else {
        say(.testNotNamed)
      }
    return [
      phrase(analysis.title.map { "\(texts[$0]) (\(analysis.id))" } ?? analysis.id, at: "\(place).title"),
      phrase(
        study.endpoint(analysis.endpoint).map { texts[$0.shortTitle] } ?? analysis.endpoint,
        at: "\(place).endpoint"
      ),
      phrase(study.analysisSet(analysis.set).map { texts[$0.title] } ?? analysis.set, at: "\(place).set"),
      phrase(texts[analysis.standing.message], at: "\(place).standing"),
      phrase(test, at: "\(place).test"),
    ]
  }

  private func remarks(on analysis: PlannedAnalysis, at place: String) -> [Synopsis.Phrase] {
    var remarks: [Synopsis.Phrase] = []
    if !analysis.strata.isEmpty {
      let strata = list(analysis.strata.map(itemTitle))
      remarks.append(phrase(say(.stratifiedBy, analysis.id, strata), at: "\(place).strata"))
    }
    if !analysis.subgroups.isEmpty {
      let subgroups = list(analysis.subgroups.map(itemTitle))
      remarks.append(phrase(say(.subgroupsBy, analysis.id, subgroups), at: "\(place).subgroups"))
    }
    if !analysis.selections.isEmpty {
      let parts = analysis.selections.map { selection in
        let arm = armTitle(selection.arm)
        return selection.criterion.map { say(.partOfArm, arm, words(for: $0)) } ?? say(.wholeArm, arm)
      }
      remarks.append(phrase(say(.compares, analysis.id, list(parts)), at: "\(place).selections"))
    }
    if let note = analysis.note {
      remarks.append(phrase(say(.remark, analysis.id, texts[note]), at: "\(place).note"))
    }
    return remarks
  }

  var safety: Synopsis.Section {
    guard let plan = study.safety else {
      return Synopsis.Section(id: "safety", title: say(.safety), blocks: [])
    }
    let events = plan.adverseEvents.map { events in
      list([events.term, events.systemOrganClass, events.grade].compactMap(\.self).map(itemTitle))
    }
    return Synopsis.Section(
      id: "safety",
      title: say(.safety),
      blocks: facts([
        fact(.set, study.analysisSet(plan.set).map { texts[$0.title] }, at: "safety.set"),
        fact(.adverseEvents, events, at: "safety.adverse-events"),
        fact(.deathCause, plan.deaths?.cause.map(itemTitle), at: "safety.deaths.cause"),
      ])
    )
  }

  var monitoring: Synopsis.Section {
    guard let plan = study.monitoring else {
      return Synopsis.Section(id: "monitoring", title: say(.monitoring), blocks: [])
    }
    var blocks = facts([
      fact(.committee, plan.committee.map { texts[$0] }, at: "monitoring.committee"),
      fact(.boundary, texts[plan.boundary.message], at: "monitoring.boundary"),
      fact(.alpha, plan.alpha.map { UnitWords.digits($0) }, at: "monitoring.alpha"),
      fact(
        .plannedInformation,
        plan.plannedInformation.map { String($0) },
        at: "monitoring.planned-information"
      ),
    ])
    if !plan.looks.isEmpty {
      let rows = plan.looks.enumerated().map { index, look in
        let place = "monitoring.looks[\(index)]"
        return [
          phrase(texts[look.title], at: "\(place).title"),
          phrase(look.information.map { String($0) } ?? say(.notPublished), at: "\(place).information"),
          phrase(look.purpose.map { texts[$0] } ?? "", at: "\(place).purpose"),
        ]
      }
      blocks.append(
        .table(
          Synopsis.Table(columns: [say(.look), say(.information), say(.purpose)], numeric: [1], rows: rows)
        )
      )
    }
    return Synopsis.Section(
      id: "monitoring",
      title: say(.monitoring),
      blocks: blocks + notes(plan.notes, at: "monitoring.notes")
    )
  }
}
