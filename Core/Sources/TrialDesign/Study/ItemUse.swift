// SPDX-License-Identifier: Apache-2.0

/// One place of a protocol that needs a recorded value.
public struct ItemUse: Hashable, Sendable {
  /// Who needs it.
  public enum User: Hashable, Sendable {
    case endpoint(String)
    case safety
    case baseline
    case stratum(String)
    case rule(String)
    /// What every trial has (arm, site, day of randomization, …) and what sets and analyses pick.
    case plan
    /// A derived form.
    case derivation(String)
    /// The form's own: its days, limits, branches and edit checks.
    case form(String)
  }

  public let item: ItemPath
  public let user: User
  /// Where it stands in the file, such as `endpoints[0].responder`.
  public let place: String
}

extension StudyProtocol {
  /// Every use of an item, in the order of the file's blocks; an item that is in none of them is recorded for nothing.
  public var itemUses: [ItemUse] {
    let lists = [
      ruleUses, stratumUses, formUses, recordUses, derivationUses, setUses, endpointUses, safetyUses,
      analysisUses,
    ]
    return lists.flatMap(\.self)
  }

  /// Items of forms that nothing in the protocol uses, in the order of the forms.
  ///
  /// The values of a reconstruction's rules do not count as a use: they make the data.
  public var unusedItems: [ItemPath] {
    let used = Set(itemUses.map(\.item))
    return forms.flatMap { form in form.items.map { ItemPath(form: form.id, item: $0.id) } }
      .filter { !used.contains($0) }
  }

  private func uses(_ items: [ItemPath?], by user: ItemUse.User, at place: String) -> [ItemUse] {
    items.compactMap { item in item.map { ItemUse(item: $0, user: user, place: place) } }
  }

  private func uses(_ criterion: Criterion?, by user: ItemUse.User, at place: String) -> [ItemUse] {
    uses(criterion?.items ?? [], by: user, at: place)
  }

  private var ruleUses: [ItemUse] {
    Eligibility.Kind.allCases.flatMap { kind in
      eligibility.rules(kind).enumerated().flatMap { index, rule in
        let place = "eligibility.\(kind.rawValue)[\(index)]"
        return uses(rule.criterion, by: .rule(rule.id), at: "\(place).criterion")
          + uses([rule.confirmed], by: .rule(rule.id), at: "\(place).confirmed")
      }
    }
  }

  private var stratumUses: [ItemUse] {
    allocation.versions.flatMap { rules, place in
      rules.factors.enumerated().flatMap { index, factor in
        uses([factor.item], by: .stratum(factor.id), at: "\(place).strata[\(index)].item")
      }
    }
  }

  private var formUses: [ItemUse] {
    forms.enumerated().flatMap { index, form in
      let user = ItemUse.User.form(form.id)
      let days = uses(
        [form.happened.map { ItemPath(form: form.id, item: $0) }],
        by: user,
        at: "forms[\(index)].happened"
      )
      let items = form.items.enumerated().flatMap { number, item in
        let place = "forms[\(index)].items[\(number)]"
        return uses(item.shownWhen, by: user, at: "\(place).shown-when")
          + uses([item.happened.map { ItemPath(form: form.id, item: $0) }], by: user, at: "\(place).happened")
          + uses([item.limits.upper, item.limits.lower, item.limits.baseline], by: user, at: place)
      }
      let checks = form.checks.enumerated().flatMap { number, check in
        uses(check.criterion, by: user, at: "forms[\(index)].checks[\(number)].criterion")
      }
      return days + items + checks
    }
  }

  private var recordUses: [ItemUse] {
    uses(
      [
        record.arm, record.site, record.randomized, record.treated, record.discontinued?.item,
        record.discontinued?.at, record.lost?.item, record.lost?.at,
      ],
      by: .plan,
      at: "record"
    ) + uses([laboratoryLimits?.sex, laboratoryLimits?.age], by: .plan, at: "laboratory-limits")
      + (dosing.items?.inputs ?? []).flatMap { uses([$0.path], by: .plan, at: "dosing.items.\($0.key)") }
  }

  private var derivationUses: [ItemUse] {
    let named = [
      derivations.response.map { ("response", $0.form.id, $0.inputs.map { ($0.key, $0.path) }) },
      derivations.toxicity.map { ("toxicity", $0.form.id, $0.inputs.map { ($0.key, $0.path) }) },
      derivations.exposure.map { ("exposure", $0.form.id, $0.inputs.map { ($0.key, $0.path) }) },
    ].compactMap(\.self)
    let inputs = named.flatMap { key, form, inputs in
      inputs.flatMap { uses([$0.1], by: .derivation(form), at: "derivations.\(key).\($0.0)") }
    }
    let decisions = derivations.decisions.enumerated().flatMap { index, decision in
      let place = "derivations.decisions[\(index)]"
      return decision.findings.sorted { $0.key < $1.key }.flatMap { name, path in
        uses([path], by: .derivation(decision.form.id), at: "\(place).findings.\(name)")
      } + uses([decision.karyotype], by: .derivation(decision.form.id), at: "\(place).karyotype")
    }
    return inputs + decisions
  }

  private var setUses: [ItemUse] {
    analysisSets.enumerated().flatMap { index, set in
      uses(set.criterion, by: .plan, at: "analysis-sets[\(index)].criterion")
    }
  }

  private var endpointUses: [ItemUse] {
    endpoints.enumerated().flatMap { index, endpoint in
      let user = ItemUse.User.endpoint(endpoint.id)
      let place = "endpoints[\(index)]"
      switch endpoint.derivation {
      case .binary(let derivation):
        return uses(derivation.responder, by: user, at: "\(place).responder")
          + uses([derivation.categories], by: user, at: "\(place).categories")
          + uses([derivation.assessed], by: user, at: "\(place).assessed")
      case .timeToEvent(let derivation):
        let failure = derivation.failureAtStart
        let events = derivation.events.enumerated().flatMap { number, event in
          uses([event.at], by: user, at: "\(place).events[\(number)].at")
            + uses(event.when, by: user, at: "\(place).events[\(number)].when")
        }
        return uses([derivation.from], by: user, at: "\(place).from")
          + uses(derivation.among, by: user, at: "\(place).among") + events
          + uses(derivation.observedUntil, by: user, at: "\(place).observed-until")
          + uses(failure?.unless, by: user, at: "\(place).failure-at-start.unless")
          + uses(failure?.evaluable, by: user, at: "\(place).failure-at-start.evaluable")
          + uses([failure?.assessed], by: user, at: "\(place).failure-at-start.assessed")
      }
    }
  }

  private var safetyUses: [ItemUse] {
    guard let safety else { return [] }
    let events = safety.adverseEvents
    return uses(
      [events?.term, events?.systemOrganClass, events?.grade],
      by: .safety,
      at: "safety.adverse-events"
    )
      + uses([safety.deaths?.at, safety.deaths?.cause], by: .safety, at: "safety.deaths")
      + uses(safety.deaths?.when, by: .safety, at: "safety.deaths.when")
      + uses(safety.reconcile?.serious, by: .safety, at: "safety.reconcile.serious")
      + uses(safety.reconcile?.fatal, by: .safety, at: "safety.reconcile.fatal")
  }

  private var analysisUses: [ItemUse] {
    let baseline = analyses.baseline.enumerated().flatMap { index, line in
      uses([line.item], by: .baseline, at: "analyses.baseline[\(index)]")
    }
    let plan = analyses.analyses.enumerated().flatMap { index, analysis in
      let place = "analyses.plan[\(index)]"
      return uses(analysis.strata + analysis.adjustment + analysis.subgroups, by: .plan, at: place)
        + analysis.selections.flatMap { uses($0.criterion, by: .plan, at: "\(place).selections") }
    }
    return baseline + plan
  }
}
