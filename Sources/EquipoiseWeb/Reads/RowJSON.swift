// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// A row of a form for a caller, with the revision that a change of it has to name.
enum RowJSON {
  static let shape = JSONShape.object([
    .init("subject", .text(.any)), .init("form", .text(.any)), .init("row", .integer(1...Int(Int32.max))),
    .init("revision", .integer(0...Int(Int32.max)), "Send it as If-Match with a change."),
    .init("imported", .boolean),
    .init(
      "values",
      .map(
        .object([
          .init("text", .text(.any), "█ where it is covered."), .init("entry", .integer(1...Int(Int32.max))),
          .init("verified", .boolean),
        ])
      ),
      "By item, as they stand; what you may not see is left out."
    ),
    .init(
      "changed",
      .nullable(
        .object([
          .init("by", .text(.any)), .init("at", .text(.moment)),
          .init("entry", .integer(1...Int(Int32.max))),
        ])
      )
    ),
    .init(
      "signatures",
      .list(
        .object([
          .init("by", .text(.any)), .init("at", .text(.moment)), .init("meaning", .text(.any)),
          .init("content", .text(.any), "SHA-256 of what was signed."), .init("valid", .boolean),
        ])
      )
    ),
    .init("frozen", .boolean), .init("locked", .boolean),
  ])

  static func json(_ row: RowState, _ reference: RowReference, of subject: SubjectState, in view: View)
    -> JSONValue
  {
    let study = view.study(of: subject)
    let showsArms = view.viewer.seesArms(at: subject.site)
    let values = row.values.filter { value in
      !value.text.isEmpty && (showsArms || !view.isArm(value.item, of: reference.form, in: study))
    }
    return [
      "subject": .string(reference.subject), "form": .string(reference.form), "row": .integer(reference.row),
      "revision": .integer(row.revision), "imported": .bool(row.isImported),
      "values": .object(values.map { .init($0.item, json($0, reference, view)) }),
      "changed": row.lastChange.map { json($0.author, $0.at, $0.entry) } ?? .null,
      "signatures": .array(row.signatures.map { json($0) }),
      "frozen": .bool(row.custody.isFrozen), "locked": .bool(row.custody.isLocked),
    ]
  }

  /// The entity tag of a revision (RFC 9110, section 8.8.3).
  static func tag(_ row: RowState) -> String { "\"\(row.revision)\"" }

  private static func json(_ value: RowState.Value, _ row: RowReference, _ view: View) -> JSONValue {
    let isShown = view.covers.shows(value.item, of: row, writtenBy: value.entry)
    return [
      "text": .string(isShown ? value.text : RowState.cover), "entry": .integer(value.entry),
      "verified": .bool(value.verified != nil),
    ]
  }

  private static func json(_ author: TrialEvent.Author, _ at: Timestamp, _ entry: Int) -> JSONValue {
    ["by": .string(author.user), "at": .string(at.instantText), "entry": .integer(entry)]
  }

  private static func json(_ signed: RowState.Signed) -> JSONValue {
    [
      "by": .string(signed.author.user), "at": .string(signed.at.instantText),
      "meaning": .string(signed.signature.meaning.rawValue),
      "content": .string(signed.signature.content), "valid": .bool(signed.voided == nil),
    ]
  }
}
