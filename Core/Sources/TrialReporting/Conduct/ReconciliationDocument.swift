// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// Reconciliation for programs: keys do not depend on the language, sentences do.
///
///     {"kind":"death-missing","subject":"C-001","undetermined":false,"message":…,"remedy":…,
///      "sides":[{"form":"ae","row":2,"item":"grade","case":null,"version":null,"question":null,"value":"5",
///      "day":"2025-03-14"}],"settledBy":[]}
public struct ReconciliationDocument {
  private let words: ReconciliationWords

  public init(_ words: ReconciliationWords) {
    self.words = words
  }

  /// Everything that was found.
  public func json(_ reconciliation: Reconciliation, on day: CivilDate) -> JSONValue {
    [
      "study": .string(words.study.study.id), "on": .string("\(day)"),
      "toReconcile": .integer(reconciliation.contradictions.count),
      "undetermined": .integer(reconciliation.undetermined.count),
      "findings": .array(reconciliation.findings.map { json($0) }),
    ]
  }

  /// One finding.
  public func json(_ finding: Reconciliation.Finding) -> JSONValue {
    [
      "kind": .string(finding.kind.rawValue), "subject": .string(finding.subject),
      "undetermined": .bool(finding.isUndetermined), "message": .string(words.message(finding.kind)),
      "remedy": .string(words.remedy(finding)), "sides": .array(finding.sides.map { json($0) }),
      "settledBy": .array(finding.settledBy.map { json($0) }),
    ]
  }

  private func json(_ side: Reconciliation.Side) -> JSONValue {
    var (form, item, id, question): (String?, String?, String?, String?)
    var (row, version): (Int?, Int?)
    switch side.place {
    case .item(let reference, let name): (form, row, item) = (reference.form, reference.row, name)
    case .row(let reference): (form, row) = (reference.form, reference.row)
    case .nowhere(let path): (form, item) = (path.form, path.item)
    case .version(let name, let number): (id, version) = (name, number)
    case .answer(let name, let number, let asked): (id, version, question) = (name, number, asked)
    case .allocation: break
    }
    return [
      "form": .optional(form), "row": .optional(row), "item": .optional(item), "case": .optional(id),
      "version": .optional(version), "question": .optional(question),
      "value": .optional(side.value.isEmpty ? nil : side.value),
      "day": .optional(side.day.isEmpty ? nil : side.day), "text": .string(words.side(side)),
    ]
  }
}
