// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Proposals, answers to them, and deviations as sentences.
extension CalendarWords {
  func action(_ proposal: DoseModificationRules.Proposal) -> String {
    let text: String
    switch proposal.action {
    case .proceed: text = texts[DoseNoteMessage.proceed]
    case .hold: text = texts[DoseNoteMessage.hold]
    case .reduce: text = texts(DoseNoteMessage.reduce, Self.percent(proposal.share ?? 1))
    case .delay: text = texts[DoseNoteMessage.delay]
    case .discontinue: text = texts[DoseNoteMessage.discontinue]
    }
    guard let until = proposal.until else { return text }
    return texts(DoseNoteMessage.untilWhen, text, texts[until])
  }

  /// What the rules propose, the deciding rule, and the comparisons it rests on.
  func sentence(_ proposal: DoseProposal) -> String {
    let name = calendar.drugs.first { $0.key == proposal.drug }.map { self.name(of: $0) } ?? proposal.drug
    guard let decided = proposal.proposal else {
      let comma = texts[SynopsisMessage.comma]
      return texts(
        DoseNoteMessage.proposalOpen,
        name,
        proposal.possible.map { action($0) }.joined(separator: texts[DoseNoteMessage.orWord]),
        proposal.settledBy.map { texts[$0.item.title] }.joined(separator: comma)
      )
    }
    guard let rule = proposal.rule else {
      return texts(CalendarMessage.labelled, name, action(decided))
    }
    let parts = DecisionWords(proposal.rules.list, language: texts.language).parts(proposal.decision.parts)
    var text = texts(DoseNoteMessage.proposalLine, name, action(decided), decided.id)
    text += texts[SynopsisMessage.semicolon] + parts
    if let because = rule.because { text += texts[SynopsisMessage.semicolon] + texts[because] }
    if let source = rule.source { text += texts(CalendarMessage.bracketed, texts[source]) }
    return text
  }

  func sentence(_ answer: ExposureReview.Answer) -> String {
    let proposal = answer.proposal
    let name = calendar.drugs.first { $0.key == proposal.drug }.map { self.name(of: $0) } ?? proposal.drug
    let what = texts(DoseNoteMessage.fromWhen, action(proposal.proposal), proposal.from.description)
    let verdict: DoseNoteMessage =
      switch answer.verdict {
      case .accepted: .accepted
      case .departed: .departed
      case .open: .open
      }
    return texts(CalendarMessage.labelled, name, texts(CalendarMessage.labelled, what, texts[verdict]))
  }

  func sentence(_ deviation: ExposureReview.Deviation) -> String {
    guard let drug = calendar.drugs.first(where: { $0.key == deviation.drug }) else { return "" }
    let key: DoseNoteMessage =
      switch deviation.kind {
      case .missed: .missedDay
      case .unplanned: .unplannedDay
      case .more: .moreDay
      case .less: .lessDay
      case .despiteHold: .heldDay
      }
    let share = deviation.expected > 0 ? deviation.given / deviation.expected - 1 : 0
    let text = texts(
      key,
      deviation.date.description,
      name(of: drug),
      amount(deviation.expected, drug.unit),
      amount(deviation.given, drug.unit),
      Self.change(share)
    )
    if let reason = deviation.reason { return texts(DoseNoteMessage.withReason, text, reason) }
    return deviation.needsReason ? texts(DoseNoteMessage.needsReason, text) : text
  }

  func sentence(_ intensity: DoseIntensity, of drug: DrugCalendar) -> String {
    texts(
      CalendarMessage.intensityLine,
      name(of: drug),
      amount(intensity.given, drug.unit),
      amount(intensity.planned, drug.unit),
      "\(DecimalText.fixed(intensity.doseProportion * 100, decimals: 1))%",
      "\(DecimalText.fixed(intensity.relativeDoseIntensity * 100, decimals: 1))%"
    )
  }
}
