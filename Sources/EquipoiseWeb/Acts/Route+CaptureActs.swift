// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import TrialConduct
import TrialDesign

/// Filling in forms and changing what stands there.
extension Route {
  static let captureActs: [Route] = [
    .act(
      "enter",
      "/subjects/{subject}/forms/{form}/rows",
      "Capture",
      .enter,
      "Fills in a form, or a new row of a log.",
      [.values]
    ) { call in
      .enter(
        subject: call.name("subject"),
        form: call.name("form"),
        row: nil,
        values: call.values(),
        expecting: nil
      )
    },
    .act(
      "fillUp",
      "/subjects/{subject}/forms/{form}/rows/{row}/values",
      "Capture",
      .enter,
      "Fills items of a row that are still empty.",
      seesRow: true,
      [.values]
    ) { call throws(Problem) in
      let row = try call.row()
      return .enter(
        subject: row.subject,
        form: row.form,
        row: row.row,
        values: call.values(),
        expecting: try call.seenRevision()
      )
    },
    .act(
      "correct",
      "/subjects/{subject}/forms/{form}/rows/{row}/corrections",
      "Capture",
      .correct,
      "Changes values; what stood there stays in the ledger. An empty value takes one away.",
      reason: true,
      seesRow: true,
      [.values]
    ) { call throws(Problem) in
      .correct(try call.row(), values: call.values(), expecting: try call.seenRevision())
    },
    .act(
      "removeRow",
      "/subjects/{subject}/forms/{form}/rows/{row}/removal",
      "Capture",
      .correct,
      "Takes a row out that was made by mistake.",
      reason: true
    ) { call throws(Problem) in .removeRow(try call.row()) },
    .act(
      "redact",
      "/subjects/{subject}/forms/{form}/rows/{row}/redactions",
      "Capture",
      .redact,
      "Covers a value that identifies a person.",
      reason: true,
      [.init("item", .text(.name))]
    ) { call throws(Problem) in .redact(try call.row(), item: call.text("item")) },
    .act(
      "attach",
      "/subjects/{subject}/forms/{form}/rows/{row}/attachments",
      "Capture",
      .attach,
      "Puts a file beside a row; the ledger keeps its hash.",
      [
        .init("name", .text(.name), "The name of the file."),
        .init("content", .text(.free), "Its bytes in base64 (RFC 4648)."),
      ],
      answering: { call throws(Problem) in try await call.attach() }
    ),
    .act(
      "importRow",
      "/subjects/{subject}/forms/{form}/imported-rows",
      "Capture",
      .importData,
      "Brings in a row that was recorded elsewhere.",
      [
        .values,
        .init("recorded", .nullable(.text(.free)), required: false, "When it was recorded there."),
      ]
    ) { call in
      .importRow(
        subject: call.name("subject"),
        form: call.name("form"),
        values: call.values(),
        recorded: call.optionalText("recorded")
      )
    },
  ]
}

extension Call {
  fileprivate func attach() async throws(Problem) -> APIAnswer {
    guard let folder = desk.folder else { throw Problem(.noFolder) }
    guard let data = Data(base64Encoded: text("content")) else {
      throw Problem(.shape, faults: [ShapeFault("/content", .kind(wanted: "base64"))])
    }
    let attachment = folder.attachment(named: text("name"), Array(data), to: try row())
    // Whether it may be attached first: a file that nobody may attach is not kept.
    let isLook = query("explain") == "true"
    return try await carryOut(.attach(attachment)) { () throws(Problem) in
      guard !isLook else { return }
      do {
        try folder.keep(attachment, Array(data))
      } catch {
        throw Problem(.busy)
      }
    }
  }
}
