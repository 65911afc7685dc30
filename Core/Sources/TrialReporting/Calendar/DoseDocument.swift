// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// A dose calendar as JSON: the shape of `equipoise dose --json`.
public struct DoseDocument: Sendable {
  private let input: CalendarInput

  public init(_ input: CalendarInput) {
    self.input = input
  }

  private var calendar: DoseCalendar { input.calendar }
  private var words: CalendarWords { input.words }

  public var json: JSONValue {
    .object(
      [
        .init("study", .optional(input.study)),
        .init("subject", .optional(input.subject?.id)),
        .init("regimen", .string(calendar.regimen.id)),
        .init("cycle", .integer(calendar.cycle)),
        .init("start", .string(calendar.start.description)),
        .init("bsa", .optional(calendar.area?.used)),
        .init("bsaExact", .optional(calendar.area?.exact)),
        .init("bsaFormula", .optional(calendar.area?.formula.rawValue)),
        .init("bsaFormulaChosen", .bool(calendar.rules.namedFormula == nil)),
        .init("bsaCap", .optional(calendar.area?.cap)),
        .init("height", .optional(calendar.subject.height)),
        .init("weight", .optional(calendar.subject.weight)),
        .init("creatinineClearance", .optional(calendar.subject.creatinineClearance)),
        .init("drugs", .object(calendar.drugs.map { .init($0.key, drug($0)) })),
        .init("lastDay", .optional(calendar.lastDay)),
        .init("lastDate", .optional(calendar.lastDay.map { calendar.date(ofDay: $0).description })),
        .init("stops", .bool(calendar.hasStops)),
        .init("notes", .array(calendar.notes.map(note))),
        .init("sources", input.subject?.sources(in: input.language) ?? .array([])),
        .init("proposals", .array(input.proposals.map(proposal))),
        .init(
          "assumptions",
          .array(
            input.allAssumptions.map { ["value": .string($0.text), "source": .string($0.source)] }
          )
        ),
        .init("statement", .string(Texts(language: input.language)[CalendarMessage.judgement])),
      ] + exposure
    )
  }

  private func drug(_ drug: DrugCalendar) -> JSONValue {
    [
      "unit": .string(drug.unit.code),
      "route": .optional(drug.drug.route),
      "days": .array(drug.days.map(day)),
      "cumulative": .optional(drug.cumulative),
      "cumulativeExact": .optional(drug.exactCumulative),
      "cumulativePerM2": .optional(drug.cumulativePerArea),
      "lastDay": .optional(drug.lastDay),
      "until": .optional(drug.drug.until.map { $0.text(in: input.language) }),
      "lifetime": drug.lifetime.map(lifetime) ?? .null,
    ]
  }

  private func day(_ day: DayDose) -> JSONValue {
    [
      "day": .integer(day.day),
      "date": .string(day.date.description),
      "dose": .optional(day.dose?.exact),
      "rounded": .optional(day.status == .given ? day.dose?.rounded : nil),
      "perDay": .integer(day.perDay),
      "planned": .number(day.planned),
      "status": .string(Self.word(day.status)),
      "relativeError": .optional(day.dose?.relativeError),
      "times": .array(day.times.map { .string(CalendarWords.clock($0)) }),
      "windowHours": .number(day.window),
      "infusionHours": .optional(day.infusion),
      "ramp": .bool(day.isRamp),
      "tablets": .array(
        day.tablets.map { ["count": .integer($0.count), "strength": .string($0.strength.description)] }
      ),
      "coMedication": .optional(day.coMedication),
    ]
  }

  private static func word(_ status: DayDose.Status) -> String {
    switch status {
    case .given: "given"
    case .withheld: "withheld"
    case .undecided: "undecided"
    }
  }

  private func lifetime(_ lifetime: LifetimeDose) -> JSONValue {
    [
      "limitPerM2": .number(lifetime.limit.amount),
      "before": .optional(lifetime.before),
      "thisCycle": .optional(lifetime.thisCycle),
      "total": .optional(lifetime.total),
      "exceeded": lifetime.isExceeded.map { .bool($0) } ?? .null,
      "notCounted": .array(lifetime.notCounted.map { .string($0) }),
    ]
  }

  private func note(_ note: DoseNote) -> JSONValue {
    let severity =
      switch note.severity {
      case .stop: "stop"
      case .caution: "caution"
      case .information: "note"
      }
    return [
      "severity": .string(severity), "drug": .optional(note.drug), "text": .string(words.sentence(note)),
    ]
  }

  private func proposal(_ proposal: DoseProposal) -> JSONValue {
    [
      "drug": .string(proposal.drug),
      "action": .optional(proposal.proposal?.action.rawValue),
      "rule": .optional(proposal.proposal.flatMap { $0.id.isEmpty ? nil : $0.id }),
      "share": .optional(proposal.proposal?.share),
      "possible": .array(proposal.possible.map { .string($0.action.rawValue) }),
      "settledBy": .array(proposal.settledBy.map { .string($0.id) }),
      "because": .string(words.sentence(proposal)),
    ]
  }

  private var exposure: [JSONValue.Member] {
    guard let exposure = input.exposure else { return [] }
    let intensities = calendar.drugs.compactMap { drug -> JSONValue.Member? in
      guard let intensity = exposure.intensities[drug.key] else { return nil }
      return .init(
        drug.key,
        [
          "planned": .number(intensity.planned),
          "given": .number(intensity.given),
          "plannedDays": .integer(intensity.plannedDays),
          "takenDays": .integer(intensity.takenDays),
          "doseProportion": .number(intensity.doseProportion),
          "relativeDoseIntensity": .number(intensity.relativeDoseIntensity),
        ]
      )
    }
    let deviations = exposure.review.deviations.map { deviation -> JSONValue in
      [
        "drug": .string(deviation.drug), "date": .string(deviation.date.description),
        "expected": .number(deviation.expected), "given": .number(deviation.given),
        "reason": .optional(deviation.reason), "needsReason": .bool(deviation.needsReason),
        "text": .string(words.sentence(deviation)),
      ]
    }
    return [
      .init("intensity", .object(intensities)),
      .init("answers", .array(exposure.review.answers.map { .string(words.sentence($0)) })),
      .init("deviations", .array(deviations)),
    ]
  }
}
