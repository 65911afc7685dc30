// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension FormulaFault {
  /// The fault in words: what and at which character, the formula with a mark beneath it, and how to mend it.
  public func text(in language: Language) -> String {
    let texts = Texts(language: language)
    let before = TextColumns.width(String(text.prefix(position - 1)))
    // A formula over several lines, or a very long one, cannot be marked.
    let isMarkable = before <= 90 && !text.contains(where: \.isNewline)
    let mark = ["    \(text)", "    " + String(repeating: " ", count: before) + "^"]
    return
      ([texts(FormulaMessage.place, "\(position)", problem(in: texts))] + (isMarkable ? mark : [])
      + TextColumns.wrapped(remedy(in: texts), to: 98).map { "  \($0)" }).joined(separator: "\n")
  }

  private func problem(in texts: Texts) -> String {
    switch kind {
    case .empty: texts[FormulaMessage.empty]
    case .strayCharacter(let character): texts(FormulaMessage.strayCharacter, character)
    case .unclosed(let quote): texts(FormulaMessage.unclosed, quote)
    case .digitFirst(let word): texts(FormulaMessage.digitFirst, word)
    case .expected(let expectation, let found):
      texts(expectation.message, found.map { "\"\($0)\"" } ?? texts[FormulaMessage.end])
    case .secondTilde: texts[FormulaMessage.secondTilde]
    case .unknownFunction(let name): texts(FormulaMessage.unknownFunction, name)
    case .unknownOperator(let sign): texts(FormulaMessage.unknownOperator, sign)
    case .singleEquals: texts[FormulaMessage.singleEquals]
    case .survivalArguments: texts[FormulaMessage.survivalArguments]
    case .repeated(let name): texts(FormulaMessage.repeated, name)
    case .unknownColumn(let name, _): texts(FormulaMessage.unknownColumn, name)
    case .repeatedColumn(let name): texts(FormulaMessage.repeatedColumn, name)
    case .needsSurvival: texts[FormulaMessage.needsSurvival]
    case .needsValue: texts[FormulaMessage.needsValue]
    case .needsTerm: texts[FormulaMessage.needsTerm]
    case .strataNotUsed: texts[FormulaMessage.strataNotUsed]
    case .clusterNotUsed: texts[FormulaMessage.clusterNotUsed]
    case .secondCluster: texts[FormulaMessage.secondCluster]
    case .causeColumn: texts[FormulaMessage.causeColumn]
    case .lateEntry: texts[FormulaMessage.lateEntry]
    }
  }

  private func remedy(in texts: Texts) -> String {
    switch kind {
    case .empty, .secondTilde, .expected(.tilde, _): texts[FormulaMessage.mendFormula]
    case .strayCharacter: texts[FormulaMessage.mendCharacter]
    case .unclosed(let quote):
      texts(FormulaMessage.mendUnclosed, quote == "“" ? "”" : quote == "‘" ? "’" : quote)
    case .digitFirst(let word): texts(FormulaMessage.mendDigitFirst, word)
    case .unknownFunction: texts[FormulaMessage.mendFunction]
    case .unknownOperator: texts[FormulaMessage.mendOperator]
    case .singleEquals: texts[FormulaMessage.mendEquals]
    case .survivalArguments, .needsSurvival: texts[FormulaMessage.mendSurvival]
    case .repeated: texts[FormulaMessage.mendRepeated]
    case .unknownColumn(_, let known):
      texts(
        FormulaMessage.mendColumn,
        known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
      )
    case .repeatedColumn: texts[FormulaMessage.mendRepeatedColumn]
    case .needsValue: texts[FormulaMessage.mendMeans]
    case .needsTerm: texts[FormulaMessage.mendTerm]
    case .strataNotUsed, .clusterNotUsed: texts[FormulaMessage.mendStrata]
    case .secondCluster: texts[FormulaMessage.mendCluster]
    case .causeColumn: texts[FormulaMessage.mendCause]
    case .lateEntry: texts[FormulaMessage.mendLateEntry]
    case .expected(let expectation, _):
      switch expectation {
      case .column, .tilde: texts[FormulaMessage.mendFormula]
      case .value: texts[FormulaMessage.mendValue]
      case .closing: texts[FormulaMessage.mendClosing]
      case .plus: texts[FormulaMessage.mendPlus]
      case .list: texts[FormulaMessage.mendList]
      }
    }
  }
}

extension FormulaFault.Expectation {
  fileprivate var message: FormulaMessage {
    switch self {
    case .column: .expectedColumn
    case .value: .expectedValue
    case .closing: .expectedClosing
    case .plus: .expectedPlus
    case .tilde: .expectedTilde
    case .list: .expectedList
    }
  }
}
