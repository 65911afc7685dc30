// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Identity, design and data of a trial.
extension SynopsisBuilder {
  var trial: Synopsis.Section {
    let identity = study.study
    let registrations = identity.registrations.map { "\($0.registry) \($0.id)" }
    let sites = study.sites.map { texts[$0.title] }
    return Synopsis.Section(
      id: "trial",
      title: say(.trial),
      blocks: facts([
        fact(.registration, list(registrations), at: "study.registry"),
        fact(.condition, identity.condition.map { texts[$0] }, at: "study.condition"),
        fact(.phase, identity.phase, at: "study.phase"),
        fact(.design, identity.design.map { texts[$0] }, at: "study.design"),
        fact(.blinding, texts[identity.blinding.message], at: "study.blinding"),
        fact(.rationale, identity.rationale.map { texts[$0] }, at: "study.rationale"),
        fact(.plannedSubjects, identity.plannedSubjects.map { String($0) }, at: "study.planned-subjects"),
        fact(.start, identity.start?.description, at: "study.start"),
        fact(.plannedEnd, identity.plannedEnd?.description, at: "study.planned-end"),
        fact(.timeScale, texts[identity.time.message], at: "study.time"),
        fact(.sites, sites.isEmpty ? nil : say(.siteCount, String(sites.count), list(sites)), at: "sites"),
      ])
    )
  }

  var data: Synopsis.Section {
    var blocks = facts([
      fact(.dataKind, texts[study.data.kind.message], at: "data.kind"),
      fact(.statement, study.data.statement.map { texts[$0] }, at: "data.statement"),
      fact(.origin, study.data.origin.map { texts[$0] }, at: "data.origin"),
      fact(.licence, study.data.licence, at: "data.licence"),
      fact(.defaultCut, study.data.defaultCut?.description, at: "data.cut"),
    ])
    if !study.forms.isEmpty {
      let rows = study.forms.map { form in
        [
          Synopsis.Phrase(texts[form.title]),
          Synopsis.Phrase(texts[form.repeats.message]),
          Synopsis.Phrase(list(form.items.map { texts[$0.title] })),
        ]
      }
      blocks.append(
        .table(Synopsis.Table(columns: [say(.form), say(.filled), say(.items)], numeric: [], rows: rows))
      )
    }
    return Synopsis.Section(id: "data", title: say(.data), blocks: blocks)
  }

  var roles: Synopsis.Section {
    let rows = study.roles.enumerated().map { index, role in
      [
        phrase(texts[role.title], at: "roles[\(index)].title"),
        phrase(list(role.may.map { texts[$0] }), at: "roles[\(index)].may"),
      ]
    }
    return Synopsis.Section(
      id: "roles",
      title: say(.roles),
      blocks: rows.isEmpty
        ? [] : [.table(Synopsis.Table(columns: [say(.role), say(.may)], numeric: [], rows: rows))]
    )
  }
}
