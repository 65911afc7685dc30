// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Endpoints, how they are derived, and their estimands (ICH E9(R1) §A.3).
extension SynopsisBuilder {
  var endpoints: Synopsis.Section {
    let order = Endpoint.Role.allCases
    let sorted = study.endpoints.enumerated().sorted { a, b in
      let left = order.firstIndex(of: a.element.role) ?? 0
      let right = order.firstIndex(of: b.element.role) ?? 0
      return (left, a.offset) < (right, b.offset)
    }
    return Synopsis.Section(
      id: "endpoints",
      title: say(.endpoints),
      blocks: sorted.flatMap { endpoint($0.element, at: "endpoints[\($0.offset)]") }
    )
  }

  private func endpoint(_ endpoint: Endpoint, at place: String) -> [Synopsis.Block] {
    let short = texts[endpoint.shortTitle]
    let title = texts[endpoint.title]
    let derived: [Synopsis.Fact?] =
      switch endpoint.derivation {
      case .binary(let derivation): binary(derivation, at: place)
      case .timeToEvent(let derivation): timeToEvent(derivation, at: place)
      }
    return [
      .heading(short == title ? title : "\(title) (\(short))", tag: texts[endpoint.role.message]),
      .paragraph(phrase(texts[endpoint.definition], at: "\(place).definition")),
    ] + facts(derived) + estimand(endpoint.estimand, at: "\(place).estimand")
  }

  private func binary(_ derivation: BinaryDerivation, at place: String) -> [Synopsis.Fact?] {
    [
      fact(.responder, words(for: derivation.responder), at: "\(place).responder"),
      fact(.assessedOn, derivation.assessed.map(itemTitle), at: "\(place).assessed"),
      fact(.settledBy, derivation.landmark.map { say(.dayOfTrial, String($0)) }, at: "\(place).landmark"),
    ]
  }

  private func timeToEvent(_ derivation: TimeToEventDerivation, at place: String) -> [Synopsis.Fact?] {
    var events = derivation.events.map { event in
      let condition = event.when.map { say(.inWords, words(for: $0)) } ?? ""
      return texts[event.title] + condition
    }
    if let failure = derivation.failureAtStart {
      events.append(say(.failureAtStart, words(for: failure.unless), String(failure.landmark)))
    }
    let separator = texts[SynopsisMessage.semicolon]
    return [
      fact(.clockStarts, derivation.from.map(itemTitle) ?? say(.randomizationDay), at: "\(place).from"),
      fact(.among, derivation.among.map { words(for: $0) }, at: "\(place).among"),
      Synopsis.Fact(
        label: say(.events),
        value: phrase(events.joined(separator: separator), at: "\(place).events", "\(place).failure-at-start")
      ),
      fact(
        .observedUntil,
        say(.latestOf, list(derivation.observedUntil.map(itemTitle))),
        at: "\(place).observed-until"
      ),
      fact(
        .ratesAt,
        list(derivation.landmarks.map { say(.dayCount, String($0)) }),
        at: "\(place).landmarks"
      ),
    ]
  }

  private func estimand(_ estimand: Estimand?, at place: String) -> [Synopsis.Block] {
    guard let estimand else { return [] }
    let intercurrent = estimand.intercurrentEvents.enumerated().map { index, event in
      Synopsis.Fact(
        label: say(.intercurrentEvent),
        value: phrase(
          say(.handledBy, texts[event.event], texts[event.strategy.message])
            + (event.note.map { say(.inWords, texts[$0]) } ?? ""),
          at: "\(place).intercurrent-events[\(index)]"
        )
      )
    }
    return [
      .heading(say(.estimand), tag: nil),
      .facts(
        [
          Synopsis.Fact(
            label: say(.treatment),
            value: phrase(texts[estimand.treatment], at: "\(place).treatment")
          ),
          Synopsis.Fact(
            label: say(.population),
            value: phrase(texts[estimand.population], at: "\(place).population")
          ),
          Synopsis.Fact(
            label: say(.variable),
            value: phrase(texts[estimand.variable], at: "\(place).variable")
          ),
        ] + intercurrent + [
          Synopsis.Fact(label: say(.summary), value: phrase(texts[estimand.summary], at: "\(place).summary"))
        ]
      ),
    ]
  }
}
