// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// Questions, source verification, signatures, and holding data still.
extension Route {
  static let reviewActs: [Route] =
    [
      .act(
        "query",
        "/subjects/{subject}/forms/{form}/rows/{row}/queries",
        "Review",
        .query,
        "Asks a question about a row or one of its items.",
        [
          .init("item", .nullable(.text(.name)), required: false, "The whole row where left out."),
          .init("text", .text(.written)),
        ]
      ) { call throws(Problem) in
        .query(try call.row(), item: call.optionalText("item"), text: call.text("text"))
      },
      .act(
        "answerQuery",
        "/queries/{query}/answer",
        "Review",
        .answer,
        "Answers a query.",
        [.init("text", .text(.written))]
      ) { call in .answer(query: call.name("query"), text: call.text("text")) },
      .act("closeQuery", "/queries/{query}/closing", "Review", .closeQuery, "Closes a query.") { call in
        .closeQuery(call.name("query"))
      },
      .act(
        "reopenQuery",
        "/queries/{query}/reopening",
        "Review",
        .closeQuery,
        "Opens a query again.",
        reason: true
      ) { call in .reopenQuery(call.name("query")) },
      .act(
        "verify",
        "/subjects/{subject}/forms/{form}/rows/{row}/verifications",
        "Review",
        .verify,
        "Records that values were compared with the source documents.",
        [.init("items", .list(.text(.name)), required: false, "Every value of the row where left out.")]
      ) { call throws(Problem) in .verify(try call.row(), items: call.texts("items")) },
      .act(
        "sign",
        "/subjects/{subject}/forms/{form}/rows/{row}/signatures",
        "Review",
        .sign,
        "Signs a row; a later change of it voids the signature.",
        signs: true,
        [.init("meaning", .choice(Signature.Meaning.allCases.map(\.rawValue)), required: false)]
      ) { call throws(Problem) in
        .sign(
          try call.row(),
          call.optionalText("meaning").flatMap(Signature.Meaning.init(rawValue:)) ?? .responsibility
        )
      },
      .act(
        "acknowledge",
        "/notices/{entry}/acknowledgement",
        "Review",
        .audit,
        "Records that you have heard of what an entry tells; who did it cannot."
      ) { call throws(Problem) in
        guard let entry = Int(call.name("entry")), entry >= 1 else { throw Problem(.notFound) }
        return .acknowledge(entry: entry)
      },
    ]
    + [
      custody("freeze", .freeze, "Holds data still for a review.", reason: false) { .freeze($0) },
      custody("unfreeze", .freeze, "Lets data go again.", reason: true) { .unfreeze($0) },
      custody("lock", .lock, "Closes data for good; refused while queries are open.", reason: false) {
        .lock($0)
      },
      custody("unlock", .lock, "Opens closed data again.", reason: true) { .unlock($0) },
    ]

  private static func custody(
    _ id: String,
    _ permission: Permission,
    _ summary: String,
    reason: Bool,
    _ make: @escaping @Sendable (Scope) -> Act
  ) -> Route {
    act(
      id,
      "/custody/\(id)",
      "Review",
      permission,
      summary,
      reason: reason,
      [
        .init(
          "scope",
          .choice(["study", "site", "subject", "row", "item"]),
          "How much: the keys below say which."
        ),
        .init("site", .text(.name), required: false), .init("subject", .text(.name), required: false),
        .init("form", .text(.name), required: false),
        .init("row", .integer(1...Int(Int32.max)), required: false, "1 where left out."),
        .init("item", .text(.name), required: false),
      ]
    ) { call throws(Problem) in make(try call.scope()) }
  }
}

extension Call {
  fileprivate func scope() throws(Problem) -> Scope {
    func needed(_ key: String) throws(Problem) -> String {
      guard let text = optionalText(key) else {
        throw Problem(.shape, faults: [ShapeFault("/\(key)", .missing)])
      }
      return text
    }
    func reference() throws(Problem) -> RowReference {
      RowReference(try needed("subject"), try needed("form"), row: body["row"]?.whole ?? 1)
    }
    switch text("scope") {
    case "site": return .site(try needed("site"))
    case "subject": return .subject(try needed("subject"))
    case "row": return .row(try reference())
    case "item": return .item(try reference(), item: try needed("item"))
    default: return .study
    }
  }
}
