// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What the items of a protocol mean to the life of a virtual subject, as the protocol itself says in `record`, `safety`,
/// `endpoints` and `derivations`.
struct ItemMeanings: Sendable {
  /// What an item tells.
  enum Meaning: Hashable, Sendable {
    /// Something that is asked at a visit.
    case ordinary
    /// Acts fill it: consent, arm, site, day of randomization.
    case ofAct
    case firstDose
    case lastDose
    case stopReason
    case death
    case causeOfDeath
    case alive
    case lost
    /// A day on which something else happened that not everybody has: relapse, transplantation, new therapy.
    case event
  }

  private let meanings: [ItemPath: Meaning]
  /// Events that are reported in a log; nil where none are.
  let events: (at: ItemPath?, term: ItemPath, systemOrganClass: ItemPath?, grade: ItemPath)?

  init(_ study: StudyProtocol) {
    var meanings: [ItemPath: Meaning] = [:]
    func name(_ path: ItemPath?, _ meaning: Meaning) {
      guard let path, meanings[path] == nil, study.forms.contains(where: { $0.id == path.form }) else {
        return
      }
      meanings[path] = meaning
    }
    let record = study.record
    for path in [record.arm, record.site, record.randomized, study.consent.date] { name(path, .ofAct) }
    name(record.treated, .firstDose)
    name(study.safety?.deaths?.at, .death)
    name(study.safety?.deaths?.cause, .causeOfDeath)
    name(record.lastDose, .lastDose)
    name(record.discontinued?.item, .stopReason)
    name(record.discontinued?.at, .lastDose)
    name(record.lost?.item, .lost)
    for path in record.alive { name(path, .alive) }
    name(record.lost?.at, .alive)
    name(record.newTherapy, .event)
    for endpoint in study.endpoints {
      guard case .timeToEvent(let derivation) = endpoint.derivation else { continue }
      for event in derivation.events { name(event.at, study.safety?.deaths == nil ? .death : .event) }
      for path in derivation.observedUntil { name(path, .alive) }
    }
    for path in Self.eventDays(study) { name(path, .event) }
    self.meanings = meanings
    if let reported = study.derivations.toxicity?.reported {
      events = (reported.at, reported.term, reported.systemOrganClass, reported.grade)
    } else if let events = study.safety?.adverseEvents, let form = study.form(events.term.form) {
      let day = form.happened.map { ItemPath(form: form.id, item: $0) }
      self.events = (day, events.term, events.systemOrganClass, events.grade)
    } else {
      events = nil
    }
  }

  func meaning(of path: ItemPath) -> Meaning { meanings[path] ?? .ordinary }

  func meaning(of item: Item, in form: Form) -> Meaning {
    meaning(of: ItemPath(form: form.id, item: item.id))
  }

  /// A form that is filled once, holds nothing but days and is asked for at visits that come again, tells an event.
  private static func eventDays(_ study: StudyProtocol) -> [ItemPath] {
    let again = Set(study.schedule.visits.filter { $0.every != nil || $0.repeats != nil }.map(\.id))
    return study.forms.flatMap { form -> [ItemPath] in
      let visits = study.schedule.activities.filter { $0.form == form.id }.flatMap(\.visits)
      guard form.repeats == .once, !visits.isEmpty, again.isSuperset(of: visits),
        form.items.allSatisfy({ $0.kind == .date })
      else { return [] }
      return form.items.map { ItemPath(form: form.id, item: $0.id) }
    }
  }
}
