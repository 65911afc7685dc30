// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// The notes of a calendar as sentences.
extension CalendarWords {
  func label(_ severity: DoseNote.Severity) -> String {
    switch severity {
    case .stop: texts[CalendarMessage.stop]
    case .caution: texts[CalendarMessage.caution]
    case .information: texts[CalendarMessage.information]
    }
  }

  /// A note as one sentence, with the rule's reason and source.
  func sentence(_ note: DoseNote) -> String {
    var text = matter(note)
    if let drug = calendar.drugs.first(where: { $0.key == note.drug }) {
      text = texts(CalendarMessage.labelled, name(of: drug), text)
    }
    if let because = note.because { text = joined(text, trimmed(texts[because])) }
    if let source = note.source { text += texts(CalendarMessage.bracketed, trimmed(texts[source])) }
    return text + (texts.language == .english ? "." : "。")
  }

  private func joined(_ text: String, _ reason: String) -> String {
    texts.language == .english ? "\(text). \(reason)" : "\(text)。\(reason)"
  }

  /// A sentence without its full stop, which comes at the very end.
  private func trimmed(_ text: String) -> String {
    text.hasSuffix(".") || text.hasSuffix("。") ? String(text.dropLast()) : text
  }

  private func matter(_ note: DoseNote) -> String {
    switch note.matter {
    case .formulaChosen(let formula): texts(DoseNoteMessage.formulaChosen, Self.name(formula))
    case .areaCapped(let exact, let cap):
      texts(
        DoseNoteMessage.areaCapped,
        UnitWords.digits(cap),
        DecimalText.fixed(exact, decimals: 3),
        Self.change(exact / cap - 1)
      )
    case .unusualSize(let check): unusual(check)
    case .weightChanged(let share, let recalculate):
      recalculate
        ? texts(DoseNoteMessage.weightChanged, Self.change(share))
        : texts(DoseNoteMessage.weightKept, Self.change(share), Self.percent(calendar.rules.weightChange))
    case .roundingFar(let share, let days):
      texts(DoseNoteMessage.roundingFar, Self.change(share), days.description)
    case .roundingRefused(let exact, let nearest, let days):
      texts(
        DoseNoteMessage.roundingRefused,
        DecimalText.fixed(exact, decimals: 4),
        UnitWords.digits(nearest),
        days.description,
        Self.percent(calendar.rules.roundingLimit)
      )
    case .interaction(let drug, let classes, let rule, let days): interaction(drug, classes, rule, days)
    case .resumption(let drug, let words):
      texts(DoseNoteMessage.resumption, texts[drug.title], trimmed(texts[words]))
    case .otherwiseClassed(let drug, let used, let reading, let classes):
      texts(
        DoseNoteMessage.otherwiseClassed,
        texts[drug.title],
        names(used),
        names(classes),
        "--with \(drug.id)=\(reading.classes.joined(separator: "+"))"
      )
    case .unclassed(let courses):
      texts(
        SourceMessage.unclassed,
        courses.map { texts(CalendarMessage.hereBecause, $0.id, span(of: $0)) }
          .joined(separator: texts[SynopsisMessage.comma]),
        "--with \(courses.first?.id ?? "")=CLASS"
      )
    case .adjustment(let rules, let give, let clearance): adjustment(rules, give, clearance)
    case .notAssessed(let rules, let possible, let missing):
      texts(
        DoseNoteMessage.notAssessed,
        texts[rules.title],
        missing.map { texts[$0.item.title] }.joined(separator: texts[SynopsisMessage.comma]),
        possible.map { answer($0) }.joined(separator: texts[DoseNoteMessage.orWord])
      )
    case .clearanceUndefined: texts[DoseNoteMessage.clearanceUndefined]
    case .severalRules: texts[DoseNoteMessage.severalRules]
    case .noFacts: texts[DoseNoteMessage.noFacts]
    case .lifetime(let lifetime): self.lifetime(lifetime)
    case .firstHour(let minutes): texts(DoseNoteMessage.firstHour, Self.clock(minutes))
    }
  }

  private func unusual(_ check: SizeCheck) -> String {
    let (word, unit): (DoseNoteMessage, String) =
      switch check.measure {
      case .height: (.heightWord, "cm")
      case .weight: (.weightWord, "kg")
      case .area: (.areaWord, "m²")
      }
    let range =
      "\(UnitWords.digits(check.range.lowerBound))–\(UnitWords.digits(check.range.upperBound)) \(unit)"
    return texts(DoseNoteMessage.unusual, texts[word], "\(UnitWords.digits(check.value)) \(unit)", range)
  }

  private func names(_ classes: [InteractionClass]) -> String {
    classes.map { texts[$0.title] }.joined(separator: texts[SynopsisMessage.comma])
  }

  private func interaction(
    _ drug: CoMedication,
    _ classes: [InteractionClass],
    _ rule: InteractionRule,
    _ days: DaySet
  ) -> String {
    let what = rule.with.contains(drug.id) ? texts[DoseNoteMessage.ownRule] : names(classes)
    let key: DoseNoteMessage = rule.effect == .avoid ? .interactionAvoid : .interactionAmount
    return texts(key, texts[drug.title], what, days.description)
  }

  private func adjustment(
    _ rules: DoseAdjustmentRules,
    _ give: DoseAdjustmentRules.Give,
    _ clearance: Double?
  ) -> String {
    var title = texts[rules.title]
    if let clearance, rules.list.rules.contains(where: { $0.criterion.looksAtClearance }) {
      title += texts(
        CalendarMessage.bracketed,
        texts(DoseNoteMessage.organClearance, DecimalText.fixed(clearance, decimals: 1))
      )
    }
    switch give.amount {
    case .share(1): return texts(DoseNoteMessage.organCaution, title)
    case .share(let share): return texts(DoseNoteMessage.organShare, title, Self.percent(share))
    case .nothing: return texts(DoseNoteMessage.organNothing, title)
    case .noData: return texts(DoseNoteMessage.organNoData, title)
    }
  }

  private func answer(_ give: DoseAdjustmentRules.Give) -> String {
    let amount =
      switch give.amount {
      case .share(let share): texts(DoseNoteMessage.shareWord, Self.percent(share))
      case .nothing: texts[DoseNoteMessage.nothingWord]
      case .noData: texts[DoseNoteMessage.noDataWord]
      }
    return give.isCaution ? texts(DoseNoteMessage.cautionWord, amount) : amount
  }

  private func lifetime(_ lifetime: LifetimeDose) -> String {
    func number(_ value: Double?) -> String { value.map { DecimalText.fixed($0, decimals: 1) } ?? "?" }
    let limit = UnitWords.digits(lifetime.limit.amount)
    var text: String
    if lifetime.isExceeded == true {
      text = texts(
        DoseNoteMessage.lifetimeExceeded,
        number(lifetime.before),
        number(lifetime.thisCycle),
        number((lifetime.before ?? 0) + (lifetime.thisCycle ?? 0)),
        limit
      )
    } else if !lifetime.notCounted.isEmpty {
      text = texts(
        DoseNoteMessage.lifetimeOpen,
        lifetime.notCounted.joined(separator: texts[SynopsisMessage.comma]),
        limit
      )
    } else if let total = lifetime.total {
      text = texts(
        DoseNoteMessage.lifetimeWithin,
        number(lifetime.before),
        number(lifetime.thisCycle),
        number(total),
        limit
      )
    } else {
      text = texts(DoseNoteMessage.lifetimeUnasked, number(lifetime.thisCycle), limit)
    }
    if !lifetime.converted.isEmpty {
      let factors = lifetime.converted.map { "\($0.drug) × \(UnitWords.fourDigits($0.factor ?? 0))" }
      text += texts[SynopsisMessage.semicolon]
      text += texts(
        DoseNoteMessage.lifetimeConverted,
        factors.joined(separator: texts[SynopsisMessage.comma])
      )
    }
    return text
  }
}

extension UnitWords {
  /// A factor with four decimals.
  fileprivate static func fourDigits(_ value: Double) -> String { DecimalText.fixed(value, decimals: 4) }
}

extension Criterion {
  /// Whether some part of it is about the clearance that is calculated.
  fileprivate var looksAtClearance: Bool {
    items.contains { $0.item == DoseAdjustmentRules.Measure.creatinineClearance.rawValue }
  }
}
