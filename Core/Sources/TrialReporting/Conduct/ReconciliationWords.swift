// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What does not fit in whole sentences: what stands against what, and what to do about it.
///
///     ✗ C-001  A fatal event or case, and no death on file.
///         adverse-events/2 grade = 5 (2025-03-14)
///         death.date: nothing on file
///       → Record the death, or correct what says that the subject died.
public struct ReconciliationWords {
  let study: StudyProtocol
  let texts: Texts

  /// - Parameters:
  ///   - study: The protocol in force, whose forms are named.
  ///   - language: The language.
  public init(_ study: StudyProtocol, language: Language) {
    self.study = study
    texts = Texts(language: language)
  }

  /// What does not fit, as one sentence.
  public func message(_ kind: Reconciliation.Kind) -> String { texts[kind] }

  /// What to do about a finding.
  public func remedy(_ finding: Reconciliation.Finding) -> String {
    guard finding.isUndetermined else { return texts[ReconciliationRemedy(finding.kind)] }
    let open = finding.settledBy.map { place($0) }
    return texts(ReconciliationMessage.settledBy, texts.list(open, atMost: 6))
  }

  /// One side: where it stands, what it says, and of which day.
  public func side(_ side: Reconciliation.Side) -> String {
    let value = side.value.isEmpty ? texts[EventMessage.missing] : EventWords.shown(side.value)
    let dated = side.day.isEmpty || side.day == side.value ? "" : EventWords.shown(side.day)
    switch side.place {
    case .nowhere: return texts(ReconciliationMessage.nothing, place(side))
    case .row: return texts(ReconciliationMessage.takenOut, place(side))
    case .version: return texts(ReconciliationMessage.known, place(side), EventWords.shown(side.day))
    case .item, .answer, .allocation:
      return dated.isEmpty
        ? texts(ReconciliationMessage.says, place(side), value)
        : texts(ReconciliationMessage.saysOf, place(side), value, dated)
    }
  }

  /// `adverse-events/2 grade`, `SAE-1 version 2, death`.
  func place(_ side: Reconciliation.Side) -> String {
    switch side.place {
    case .item(let row, let item): "\(row.form)/\(row.row) \(item)"
    case .row(let row): "\(row.form)/\(row.row)"
    case .nowhere(let path): path.description
    case .version(let id, let version): texts(ReconciliationMessage.version, id, String(version))
    case .answer(let id, let version, let question):
      texts(ReconciliationMessage.answer, id, String(version), question)
    case .allocation: texts[ReconciliationMessage.allocation]
    }
  }
}

/// Reconciliation for a terminal of 100 columns.
public struct ReconciliationText {
  private static let width = 100

  private let words: ReconciliationWords
  private let reconciliation: Reconciliation
  private let day: CivilDate

  public init(
    _ reconciliation: Reconciliation,
    of study: StudyProtocol,
    on day: CivilDate,
    language: Language
  ) {
    self.reconciliation = reconciliation
    self.day = day
    words = ReconciliationWords(study, language: language)
  }

  private var texts: Texts { words.texts }

  /// The whole text, ended by a line break.
  public var rendered: String {
    let head = texts(SummaryMessage.boardHead, texts[words.study.study.shortTitle], "\(day)")
    let findings = reconciliation.contradictions + reconciliation.undetermined
    let body = findings.flatMap { lines($0) }
    let count = texts(
      ReconciliationMessage.count,
      String(reconciliation.contradictions.count),
      String(reconciliation.undetermined.count)
    )
    return ([head] + body + [count]).joined(separator: "\n") + "\n"
  }

  private func lines(_ finding: Reconciliation.Finding) -> [String] {
    let sign = finding.isUndetermined ? "?" : "✗"
    let label = "\(sign) \(EventWords.shown(finding.subject))  "
    return TextColumns.hanging(label, words.message(finding.kind), to: Self.width)
      + finding.sides.flatMap { TextColumns.hanging("    ", words.side($0), to: Self.width) }
      + TextColumns.hanging("  → ", words.remedy(finding), to: Self.width)
  }
}
