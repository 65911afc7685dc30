// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// A subject for a caller: a line of a list, or everything but the rows.
enum SubjectJSON {
  static let allocationShape = JSONShape.object([
    .init("arm", .nullable(.text(.any)), "null where you may not read arms."),
    .init("on", .text(.date)),
    .init("number", .integer(1...Int(Int32.max)), "Its place among all allocations."),
    .init("elsewhere", .boolean, "Whether another system made it."), .init("inError", .boolean),
    .init("unblinded", .boolean),
  ])

  private static let lineFields: [JSONShape.Field] = [
    .init("subject", .text(.any)), .init("site", .text(.any)),
    .init("status", .choice(Status.allCases.map(\.rawValue))),
    .init("screened", .nullable(.text(.date)), "null for a subject that was brought in."),
    .init("consented", .nullable(.text(.date)), "The last consent."),
    .init("allocation", .nullable(.named("Allocation"))),
    .init("openQueries", .integer(0...Int(Int32.max))),
    .init("frozen", .boolean), .init("locked", .boolean),
  ]

  static let lineShape = JSONShape.object(lineFields)

  static let shape = JSONShape.object(
    lineFields + [
      .init("protocolVersion", .integer(1...Int(Int32.max))),
      .init("screenFailed", .nullable(.object([.init("on", .text(.date)), .init("reason", .text(.any))]))),
      .init(
        "consents",
        .list(.object([.init("version", .text(.any)), .init("on", .text(.date))]))
      ),
      .init("consentWithdrawn", .nullable(.text(.date))),
      .init("eligibilityConfirmed", .nullable(.object([.init("by", .text(.any)), .init("entry", entry)]))),
      .init(
        "deviations",
        .list(
          .object([
            .init("kind", .text(.any)), .init("about", .list(.text(.any))), .init("text", .text(.any)),
          ])
        )
      ),
      .init(
        "doseDecisions",
        .list(
          .object([
            .init("entry", entry), .init("cycle", .integer(0...Int(Int32.max))),
            .init(
              "drug",
              .nullable(.text(.any)),
              "null where you may not read arms, as all that tells them."
            ),
            .init("proposed", .nullable(.text(.any))), .init("decided", .nullable(.text(.any))),
            .init("inputs", .nullable(.text(.any)), "SHA-256 of what the proposal was calculated from."),
            .init("verdict", .choice(DoseDecision.Verdict.allCases.map(\.rawValue))),
            .init("by", .text(.any)),
            .init("at", .text(.moment)), .init("reason", .nullable(.text(.any))),
          ])
        )
      ),
      .init("seriousCases", .list(.text(.any)), "Their ids."),
      .init(
        "forms",
        .map(.list(.integer(1...Int(Int32.max)))),
        "The numbers of the rows that are there, by form."
      ),
    ]
  )

  private static let entry = JSONShape.integer(1...Int(Int32.max))

  /// How far a subject has come.
  enum Status: String, CaseIterable {
    case broughtIn = "brought-in"
    case screened
    case screenFailed = "screen-failed"
    case consented
    case randomized
    case withdrawn

    init(_ subject: SubjectState) {
      self =
        if subject.withdrawn != nil {
          .withdrawn
        } else if subject.allocation != nil {
          .randomized
        } else if subject.screenFailed != nil {
          .screenFailed
        } else if !subject.consents.isEmpty {
          .consented
        } else {
          subject.screened == nil ? .broughtIn : .screened
        }
    }
  }

  static func line(_ subject: SubjectState, in view: View) -> JSONValue { .object(members(subject, view)) }

  static func json(_ subject: SubjectState, in view: View) -> JSONValue {
    let forms = subject.forms.sorted { $0.key < $1.key }.map { form, rows in
      JSONValue.Member(
        form,
        .array(rows.indices.filter { !rows[$0].isRemoved }.map { .integer($0 + 1) })
      )
    }
    return .object(
      members(subject, view) + [
        .init("protocolVersion", .integer(subject.protocolVersion)),
        .init(
          "screenFailed",
          subject.screenFailed.map { ["on": .string("\($0.on)"), "reason": .string($0.reason)] } ?? .null
        ),
        .init(
          "consents",
          .array(subject.consents.map { ["version": .string($0.version), "on": .string("\($0.on)")] })
        ),
        .init("consentWithdrawn", .optional(subject.withdrawn.map { "\($0)" })),
        .init(
          "eligibilityConfirmed",
          subject.confirmation.map { ["by": .string($0.author.user), "entry": .integer($0.entry)] } ?? .null
        ),
        .init(
          "deviations",
          .array(
            subject.deviations.map {
              [
                "kind": .string($0.kind.rawValue), "about": .array($0.about.map { .string($0) }),
                "text": .string($0.text),
              ]
            }
          )
        ),
        .init("doseDecisions", .array(subject.doses.map { dose($0, of: subject, view) })),
        .init("seriousCases", .array(subject.cases.map { .string(view.state.cases[$0].id) })),
        .init("forms", .object(forms)),
      ]
    )
  }

  private static func members(_ subject: SubjectState, _ view: View) -> [JSONValue.Member] {
    let open = subject.queries.filter { view.state.queries[$0].status != .closed }.count
    return [
      .init("subject", .string(subject.id)), .init("site", .string(subject.site)),
      .init("status", .string(Status(subject).rawValue)),
      .init("screened", .optional(subject.screened.map { "\($0)" })),
      .init("consented", .optional(subject.consents.last.map { "\($0.on)" })),
      .init("allocation", allocation(of: subject, view)),
      .init("openQueries", .integer(open)),
      .init("frozen", .bool(subject.custody.isFrozen)), .init("locked", .bool(subject.custody.isLocked)),
    ]
  }

  private static func dose(
    _ dose: SubjectState.DecidedDose,
    of subject: SubjectState,
    _ view: View
  ) -> JSONValue {
    let decision = dose.decision
    let isShown = view.viewer.seesArms(at: subject.site)
    func shown(_ text: String) -> JSONValue { isShown ? .string(text) : .null }
    return [
      "entry": .integer(dose.entry), "cycle": .integer(decision.cycle), "drug": shown(decision.drug),
      "proposed": shown(decision.proposed), "decided": shown(decision.decided),
      "inputs": shown(decision.inputs),
      "verdict": .string(decision.verdict.rawValue), "by": .string(dose.author.user),
      "at": .string(dose.at.instantText), "reason": .optional(dose.reason),
    ]
  }

  private static func allocation(of subject: SubjectState, _ view: View) -> JSONValue {
    guard let allocation = subject.allocation else { return .null }
    let arm = view.viewer.seesArms(at: subject.site) ? allocation.arm : nil
    return [
      "arm": .optional(arm), "on": .string("\(allocation.on)"), "number": .integer(allocation.number),
      "elsewhere": .bool(subject.isAllocatedElsewhere), "inError": .bool(subject.isRandomizedInError),
      "unblinded": .bool(subject.unblinded != nil),
    ]
  }
}
