// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A grade in words: what decides, the printed criteria, what the file does not say.
public struct GradeWords: Sendable {
  private let scheme: GradingScheme
  private let dictionary: TermDictionary
  private let texts: Texts

  public init(_ scheme: GradingScheme, _ dictionary: TermDictionary, language: Language) {
    self.scheme = scheme
    self.dictionary = dictionary
    texts = Texts(language: language)
  }

  /// `2`, or `1–3` where more than one grade is open.
  public func grades(_ set: GradeSet) -> String {
    guard set.grade == nil else { return "\(set.atLeast)" }
    let isWithoutGap = set.grades.count == set.atMost - set.atLeast + 1
    return isWithoutGap ? "\(set.atLeast)–\(set.atMost)" : set.grades.map(String.init).joined(separator: "/")
  }

  /// The term, in the reader's language.
  public func title(of term: Int) -> String { texts[scheme.terms[term].title] }

  /// The deciding criterion with the values it rests on; where the grade is open, what is missing of it.
  public func because(_ grade: LaboratoryGrade) -> String {
    let list = scheme.terms[grade.term].systems[grade.system].list
    let words = DecisionWords(list, language: texts.language)
    // That a limit is on file shows in the comparison with it.
    let compared = grade.decision.parts.filter { part in
      if case .known = part.comparison { return false }
      return true
    }
    guard grade.possible.grade != nil else {
      return texts(DecisionMessage.open, grades(grade.possible), words.parts(compared))
    }
    guard let index = grade.decision.rule else {
      return texts(DecisionMessage.allMissingLeadTo, texts(GradeMessage.grade, grades(grade.possible)))
    }
    let rule = index < list.rules.count ? list.rules[index] : list.otherwise
    let stated = [rule.because, rule.source].compactMap { $0.map { texts[$0] } }
    let published = stated.joined(separator: texts[GradeMessage.separator])
    return compared.isEmpty ? published : "\(words.parts(compared)) [\(published)]"
  }

  /// What else a reader of the grade should know, one sentence each.
  public func details(_ grade: LaboratoryGrade, typed: Int?) -> [String] {
    let term = scheme.terms[grade.term]
    var lines: [String] = []
    if let cell = printed(grade) {
      lines.append(texts(GradeMessage.printed, "\(grade.possible.atLeast)", cell))
    }
    if !grade.settledBy.isEmpty {
      let names = grade.settledBy.joined(separator: texts[GradeMessage.separator])
      lines.append(texts(DecisionMessage.settledBy, names))
    }
    if grade.isConverted {
      lines.append(
        texts(GradeMessage.converted, UnitWords.symbol(of: term.systems[grade.system].unit, in: texts))
      )
    }
    for other in grade.others where other.possible != grade.possible {
      let unit = UnitWords.symbol(of: term.systems[other.system].unit, in: texts)
      lines.append(texts(GradeMessage.otherSystem, unit, grades(other.possible)))
    }
    if !grade.raisedBy.isEmpty {
      let names = grade.raisedBy.map { texts[scheme.flags[$0].title] }
      lines.append(texts(GradeMessage.raisedBy, names.joined(separator: texts[GradeMessage.separator])))
    }
    if let typed { lines.append(comparison(of: typed, with: grade.possible)) }
    return lines
  }

  /// The printed criteria of a decided grade; nil for grade 0 and where the grade is open.
  public func printed(_ grade: LaboratoryGrade) -> String? {
    guard let decided = grade.possible.grade, decided > 0 else { return nil }
    return (try? dictionary.term(scheme.terms[grade.term].term))?.cell(decided)
  }

  /// A grade that someone assigned, beside the one that follows from the value.
  private func comparison(of typed: Int, with set: GradeSet) -> String {
    if set.grade == typed { return texts(GradeMessage.typedAgrees, "\(typed)") }
    return texts(set.contains(typed) ? GradeMessage.typedMay : .typedDiffers, "\(typed)")
  }

  /// What is said of a term that people grade.
  public func because(_ term: TermDictionary.Term, typed: Int?) -> String {
    guard let typed else {
      let grades = term.grades.map(String.init).joined(separator: texts[GradeMessage.separator])
      return texts(GradeMessage.clinicalOpen, grades)
    }
    guard let cell = term.cell(typed) else { return texts(GradeMessage.clinicalTyped, term.term) }
    return texts(GradeMessage.printed, "\(typed)", cell)
  }
}
