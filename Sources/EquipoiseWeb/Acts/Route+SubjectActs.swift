// SPDX-License-Identifier: Apache-2.0

import Coordination
import Markup
import TrialConduct
import TrialDesign

/// From the screening log to the arm.
extension Route {
  static let subjectActs: [Route] = [
    .act(
      "screen",
      "/subjects",
      "Subjects",
      .screen,
      "Notes a candidate in the screening log.",
      [
        .init("subject", .text(.name), "The subject's identifier in the trial."),
        .init("site", .text(.name)), .on,
        .init(
          "identity",
          .text(.free),
          required: false,
          "What identifies the person, such as a national number; only a keyed hash of it is kept."
        ),
      ]
    ) { call throws(Problem) in
      let identity = try await call.identityHash()
      return .screen(
        Screening(
          subject: call.text("subject"),
          site: call.text("site"),
          on: call.day(),
          identity: identity
        )
      )
    },
    .act(
      "failScreening",
      "/subjects/{subject}/screen-failure",
      "Subjects",
      .screen,
      "Notes that a candidate will not enter the trial.",
      reason: true,
      [.on]
    ) { call in .failScreening(subject: call.name("subject"), on: call.day()) },
    .act(
      "consent",
      "/subjects/{subject}/consents",
      "Subjects",
      .consent,
      "Records consent.",
      [.init("version", .text(.name), "The version of the text that was signed."), .on]
    ) { call in .consent(subject: call.name("subject"), version: call.text("version"), on: call.day()) },
    .act(
      "correctConsent",
      "/subjects/{subject}/consent-correction",
      "Subjects",
      .consent,
      "Corrects the day of the last consent to a version, with a reason.",
      reason: true,
      [.init("version", .text(.name), "The version of the text that was signed."), .on]
    ) { call in .correctConsent(subject: call.name("subject"), version: call.text("version"), on: call.day())
    },
    .act(
      "withdrawConsent",
      "/subjects/{subject}/consent-withdrawal",
      "Subjects",
      .consent,
      "Records that consent was withdrawn; nothing more is collected from that day on.",
      [.on]
    ) { call in .withdrawConsent(subject: call.name("subject"), on: call.day()) },
    .act(
      "confirmEligibility",
      "/subjects/{subject}/eligibility-confirmation",
      "Randomization",
      .confirmEligibility,
      "Confirms by signature that every criterion is met by the values on file.",
      signs: true
    ) { call in .confirmEligibility(subject: call.name("subject")) },
    .act(
      "randomize",
      "/subjects/{subject}/randomization",
      "Randomization",
      .randomize,
      "Allocates the subject, once and for all; the arm is told to those who may read arms."
    ) { call in .randomize(subject: call.name("subject")) },
    .act(
      "allocateElsewhere",
      "/subjects/{subject}/allocation-elsewhere",
      "Randomization",
      .importData,
      "Brings in an allocation that another system made.",
      [.init("arm", .text(.name)), .on]
    ) { call in .allocateElsewhere(subject: call.name("subject"), arm: call.text("arm"), on: call.day()) },
    .act(
      "noteRandomizedInError",
      "/subjects/{subject}/randomized-in-error",
      "Randomization",
      .randomizedInError,
      "Notes that the subject should not have been randomized; the allocation stays.",
      reason: true
    ) { call in .noteRandomizedInError(subject: call.name("subject")) },
    .act(
      "unblind",
      "/subjects/{subject}/unblinding",
      "Randomization",
      .unblind,
      "Breaks the blind of one subject and tells the arm.",
      reason: true
    ) { call in .unblind(subject: call.name("subject")) },
    .act(
      "noteDeviation",
      "/subjects/{subject}/deviations",
      "Subjects",
      .deviate,
      "Notes a departure from the protocol.",
      [
        .init("kind", .choice(Deviation.Kind.allCases.map(\.rawValue))),
        .init(
          "about",
          .list(.text(.written)),
          required: false,
          "What it is about: a criterion, a drug, a visit."
        ),
        .init("text", .text(.written), "What happened."),
      ]
    ) { call in
      .noteDeviation(
        Deviation(
          subject: call.name("subject"),
          kind: Deviation.Kind(rawValue: call.text("kind")) ?? .other,
          about: call.texts("about"),
          text: call.text("text")
        )
      )
    },
    .act(
      "bringIn",
      "/brought-in-subjects",
      "Subjects",
      .importData,
      "Brings in a subject whose data were recorded elsewhere.",
      [
        .init("subject", .text(.name)),
        .init("site", .text(.free), "Empty where the data name none."),
      ]
    ) { call in .bringIn(subject: call.text("subject"), site: call.text("site")) },
  ]
}

extension Call {
  /// The keyed hash of what identifies the person; nil where the request does not say.
  fileprivate func identityHash() async throws(Problem) -> String? {
    guard let text = optionalText("identity"), !text.isEmpty else { return nil }
    guard let folder = desk.folder else { throw Problem(.noFolder) }
    let state = await desk.trial.reading { state, _, _ in state }
    do {
      return try folder.identityHash(of: text, in: state)
    } catch {
      throw Problem(.sealed)
    }
  }
}
