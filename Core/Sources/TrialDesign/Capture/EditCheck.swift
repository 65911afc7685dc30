// SPDX-License-Identifier: Apache-2.0

/// Something that holds for every row of a form, else somebody should look (`checks:` of a form).
///
///     checks:
///       - id: L1
///         criterion: {any: [{item: lab.ct, equals: "no"}, {item: lab.ct-date, known: true}]}
///         message: A scan was done; its date is missing.
///
/// A row that is *not met* is a finding; a row that is unknown passes, because a missing value has messages of its own.
public struct EditCheck: Sendable {
  /// What a violation means for the record.
  public enum Severity: String, CaseIterable, Sendable {
    /// The record cannot be trusted before it is mended; nothing is analysed.
    case error
    /// A question to whoever recorded it; the record stands meanwhile.
    case warning
  }

  public let id: String
  /// Asked of each row of the form; items of other forms count with the answer for the row's subject.
  public let criterion: Criterion
  /// What is told about a row that does not hold.
  public let message: LocalizedText
  public let severity: Severity

  init(_ block: inout BlockReader) {
    id = block.text("id")
    criterion = block.required("criterion", else: .all([])) { $0.criterion() }
    message = block.localized("message")
    severity = block.optional("severity") { $0.choice(Severity.self) } ?? .warning
  }
}
