// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// Doses as they are decided.
extension Route {
  static let treatmentActs: [Route] = [
    .act(
      "decideDose",
      "/subjects/{subject}/dose-decisions",
      "Treatment",
      .prescribe,
      "Records the dose decided for a drug and a cycle, beside what is proposed at this moment from what is on file.",
      [
        .init("cycle", .integer(1...999), "Counted from 1."),
        .init("drug", .text(.written), "As the calendar of doses calls it."),
        .init(
          "choice",
          .choice(["accept", "dose", "hold"]),
          "A departure from the proposal needs a reason."
        ),
        .init(
          "dose",
          .text(.written),
          required: false,
          "With choice dose: one administration, such as 75 mg."
        ),
        .init(
          "confirm",
          .boolean,
          required: false,
          "true: measures outside the usual range have been checked by a second person."
        ),
      ]
    ) { call throws(Problem) in
      .decideDose(
        subject: call.name("subject"),
        cycle: call.body["cycle"]?.integer ?? 0,
        drug: call.text("drug"),
        try call.doseChoice(),
        confirms: call.body["confirm"] == .bool(true)
      )
    }
  ]
}

extension Call {
  fileprivate func doseChoice() throws(Problem) -> DoseChoice {
    switch text("choice") {
    case "accept": return .accept
    case "hold": return .hold
    default:
      guard let quantity = Quantity(text("dose")) else {
        throw Problem(
          .shape,
          faults: [ShapeFault("/dose", .kind(wanted: "an amount with its unit, such as 75 mg"))]
        )
      }
      return .dose(quantity)
    }
  }
}
