// SPDX-License-Identifier: Apache-2.0

extension StudyProtocol {
  /// Proves that no endpoint is an orphan: every endpoint, safety figure, baseline line, stratum and eligibility rule rests
  /// on items of forms, each form is filled at a visit that every arm has, and every derivation looks at something.
  ///
  /// That the items exist is checked where they are named; here stands what needs the schedule.
  func validateCompleteness(reporting reading: ProtocolReading) {
    derivations(reporting: reading)
    wordsAlone(reporting: reading)
    guard !schedule.visits.isEmpty else {
      // A schedule of remarks alone says why there are no visits, as in data that others recorded.
      if schedule.notes.isEmpty, !endpoints.isEmpty, !forms.isEmpty { noVisits(reporting: reading) }
      return
    }
    // A slip in the schedule itself would come back as an orphan wherever its form is needed.
    guard !reading.problems.contains(where: { $0.place.hasPrefix("schedule") }) else { return }
    var told: Set<[String]> = []
    let uses = itemUses
    for use in uses {
      guard let subject = use.user.words, item(use.item) != nil else { continue }
      for source in recorded(use.item, uses) {
        guard let form = forms.first(where: { $0.id == source.form }),
          told.insert([subject, form.id]).inserted
        else { continue }
        orphan(use, subject, form, reporting: reading)
      }
    }
  }

  /// The item itself, or the recorded ones from which its form is derived.
  private func recorded(_ path: ItemPath, _ uses: [ItemUse]) -> [ItemPath] {
    guard derivations.forms.contains(where: { $0.id == path.form }) else { return [path] }
    return uses.filter { $0.user == .derivation(path.form) }.map(\.item)
  }

  /// A form that is filled nowhere, or not in every arm.
  private func orphan(_ use: ItemUse, _ subject: String, _ form: Form, reporting reading: ProtocolReading) {
    let visits = schedule.activities.filter { $0.form == form.id }.flatMap(\.visits)
      .compactMap { id in schedule.visits.first { $0.id == id } }
    guard !visits.isEmpty else {
      reading.report(
        "\(subject) rests on \(use.item), and no visit fills the form \(form.id)",
        at: use.place,
        remedy:
          "Add an activity to schedule.activities with form: \(form.id) and the visits at which it is filled."
      )
      return
    }
    guard !visits.contains(where: { $0.arms.isEmpty }) else { return }
    let without = arms.map(\.id).filter { arm in !visits.contains { $0.arms.contains(arm) } }
    guard !without.isEmpty else { return }
    reading.report(
      "\(subject) rests on \(use.item), and no visit of \(without.joined(separator: ", ")) fills the form \(form.id)",
      at: use.place,
      remedy:
        "Name a visit of every arm in an activity with form: \(form.id): arms that are assessed differently "
        + "cannot be compared."
    )
  }

  private func derivations(reporting reading: ProtocolReading) {
    func looksAtNothing(_ criterion: Criterion?, _ subject: String, _ place: String) {
      // Where the criterion itself was not understood, that was told.
      guard let criterion, criterion.items.isEmpty,
        !reading.problems.contains(where: { $0.place.hasPrefix(place) })
      else { return }
      reading.report(
        "\(subject) looks at no item",
        at: place,
        remedy: "Compare an item of a form, such as {item: response.best, in: [CR, PR]}."
      )
    }
    for (index, endpoint) in endpoints.enumerated() {
      let place = "endpoints[\(index)]"
      switch endpoint.derivation {
      case .binary(let derivation):
        guard reading.positions["\(place).responder"] != nil else { continue }
        looksAtNothing(derivation.responder, "the endpoint \(endpoint.id)", "\(place).responder")
      case .timeToEvent(let derivation):
        guard reading.positions["\(place).failure-at-start.unless"] != nil else { continue }
        looksAtNothing(
          derivation.failureAtStart?.unless,
          "the endpoint \(endpoint.id)",
          "\(place).failure-at-start.unless"
        )
      }
    }
    for kind in Eligibility.Kind.allCases {
      for (index, rule) in eligibility.rules(kind).enumerated() {
        looksAtNothing(
          rule.criterion,
          "the rule \(rule.id)",
          "eligibility.\(kind.rawValue)[\(index)].criterion"
        )
      }
    }
  }

  /// In a trial that recruits, nobody can be found eligible by words: each rule needs a value on file.
  private func wordsAlone(reporting reading: ProtocolReading) {
    guard data.kind == .trial else { return }
    for kind in Eligibility.Kind.allCases {
      for (index, rule) in eligibility.rules(kind).enumerated() where rule.question(as: kind) == nil {
        let place = "eligibility.\(kind.rawValue)[\(index)]"
        guard reading.positions["\(place).criterion"] == nil else { continue }
        reading.warn(
          "the rule \(rule.id) is words alone and stays unknown for every subject",
          at: place,
          remedy: "Add a criterion, or confirmed: with a yes/no item in which the investigator answers it."
        )
      }
    }
  }

  private func noVisits(reporting reading: ProtocolReading) {
    let uses = itemUses
    let forms = Set(uses.filter { $0.user.words != nil }.flatMap { recorded($0.item, uses) }.map(\.form))
    let sorted = self.forms.map(\.id).filter { forms.contains($0) }
    guard !sorted.isEmpty else { return }
    reading.warn(
      "no visits: nothing says when the forms are filled that endpoints and rules rest on "
        + "(\(sorted.joined(separator: ", ")))",
      at: "schedule",
      remedy:
        "Add schedule: with visits, and with activities that name form and visits; where the data come from "
        + "elsewhere and do not say, write so under schedule.notes."
    )
  }
}

extension ItemUse.User {
  /// Whose orphan it would be; nil for uses that the schedule does not have to serve.
  fileprivate var words: String? {
    switch self {
    case .endpoint(let id): "the endpoint \(id)"
    case .safety: "the safety plan"
    case .baseline: "the baseline table"
    case .stratum(let id): "the stratum \(id)"
    case .rule(let id): "the rule \(id)"
    case .plan, .derivation, .form: nil
    }
  }
}
