// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// Serious events and the reports that go out.
extension Route {
  static let safetyActs: [Route] = [
    .act(
      "reportSerious",
      "/subjects/{subject}/forms/{form}/rows/{row}/serious-reports",
      "Safety",
      .reportSerious,
      "Reports a serious event from its row of the adverse event form, or what more became known of it.",
      [
        .init("case", .nullable(.text(.name)), required: false, "The case that more became known of."),
        .init("known", .text(.moment), required: false, "When it became known; now where left out."),
        .init(
          "answers",
          .map(.choice(["yes", "no"])),
          required: false,
          """
          death, life-threatening, hospitalization, disability, congenital-anomaly, other-important, \
          unexpected, suspected; what is left out is unknown.
          """
        ),
        .init("narrative", .text(.free), required: false),
      ]
    ) { call throws(Problem) in
      .reportSerious(
        case: call.optionalText("case"),
        row: try call.row(),
        known: call.optionalText("known").flatMap { Timestamp(iso: $0) } ?? call.desk.now(),
        answers: call.values("answers"),
        narrative: call.text("narrative")
      )
    },
    .act(
      "noteReportSent",
      "/serious-cases/{case}/reports",
      "Safety",
      .sendReport,
      "Notes that a report went out to authorities or committees.",
      [.init("kind", .choice(ReportDue.Kind.allCases.map(\.rawValue))), .on]
    ) { call in .noteReportSent(case: call.name("case"), kind: call.text("kind"), on: call.day()) },
  ]
}
