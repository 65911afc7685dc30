// SPDX-License-Identifier: Apache-2.0

/// What ties adverse events, serious cases, deaths and the end of treatment together (`safety.reconcile:`), beside the
/// terms, grades and dates that the safety plan names.
///
/// Every key may be left out: what the protocol does not say is not compared.
public struct ReconciliationPlan: Sendable {
  /// Met by a row of the adverse event form that was judged serious; nil where rows do not say.
  public let serious: Criterion?
  /// Met by a row whose outcome was death, beside grade 5; nil where only the grade tells.
  public let fatal: Criterion?
  /// Answers of `record.discontinued` that say that treatment ended by death.
  public let stoppedByDeath: [String]
  /// Answers of `record.discontinued` that say that treatment ended by an adverse event.
  public let stoppedByEvent: [String]

  init(_ block: inout BlockReader) {
    serious = block.optional("serious") { $0.criterion() }
    fatal = block.optional("fatal") { $0.criterion() }
    stoppedByDeath = block.list("stopped-by-death") { $0.text() }
    stoppedByEvent = block.list("stopped-by-event") { $0.text() }
  }
}

/// The recorded items of adverse events, whether the safety plan counts them or what is derived from them.
public struct RecordedEvents: Hashable, Sendable {
  public let term: ItemPath
  /// CTCAE grade, 1–5.
  public let grade: ItemPath
  /// nil where no day of onset is recorded.
  public let onset: ItemPath?

  public var form: String { term.form }
}

extension StudyProtocol {
  /// The recorded adverse events; nil where none are.
  public var recordedEvents: RecordedEvents? {
    guard let events = safety?.adverseEvents else { return nil }
    if let form = forms.first(where: { $0.id == events.term.form }) {
      let onset = form.happened.map { ItemPath(form: form.id, item: $0) }
      return RecordedEvents(term: events.term, grade: events.grade, onset: onset)
    }
    return derivations.toxicity?.reported.map {
      RecordedEvents(term: $0.term, grade: $0.grade, onset: $0.at)
    }
  }

  /// Every item that places a fact in time, each once, in the order of the forms: what forms name under `happened`, and the
  /// items from which endpoints, treatment and deaths are dated.
  public var datedItems: [ItemPath] {
    var paths: Set<ItemPath> = []
    for form in forms {
      if let item = form.happened { paths.insert(ItemPath(form: form.id, item: item)) }
    }
    for endpoint in endpoints {
      switch endpoint.derivation {
      case .binary(let derivation): paths.formUnion([derivation.assessed].compactMap(\.self))
      case .timeToEvent(let derivation):
        paths.formUnion(derivation.events.map(\.at) + derivation.observedUntil)
        paths.formUnion([derivation.from, derivation.failureAtStart?.assessed].compactMap(\.self))
      }
    }
    paths.formUnion([record.randomized, record.treated, safety?.deaths?.at].compactMap(\.self))
    return forms.flatMap { form in
      form.items.map { ItemPath(form: form.id, item: $0.id) }.filter { paths.contains($0) }
    }
  }
}

extension ProtocolValidation {
  /// Reports criteria that ask about anything but a row of the adverse event form, and codes that are not there.
  func reconciliation(_ plan: ReconciliationPlan) {
    let place = "safety.reconcile"
    let form = study.adverseEventForm
    for (key, rule) in [("serious", plan.serious), ("fatal", plan.fatal)] {
      criterion(rule, at: "\(place).\(key)")
      for path in rule?.items ?? [] where !path.form.isEmpty && path.form != form {
        reading.report(
          "\(path) is not an item of the form of adverse events\(form.map { ", \($0)" } ?? "")",
          at: "\(place).\(key)",
          remedy: "Ask about one row of that form; safety.adverse-events says which it is."
        )
      }
    }
    let codes = [("stopped-by-death", plan.stoppedByDeath), ("stopped-by-event", plan.stoppedByEvent)]
    for (key, named) in codes where !named.isEmpty {
      guard let path = study.record.discontinued?.item, let item = study.item(path) else {
        reading.report(
          "no item says why treatment ended",
          at: "\(place).\(key)",
          remedy: "Name it under record.discontinued, or take the key out."
        )
        continue
      }
      let known = study.codes(of: item)
      for code in named { self.known(code, among: known, "answer of \(path)", at: "\(place).\(key)") }
    }
  }
}
