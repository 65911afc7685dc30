// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// In words: where a value of a calendar comes from, or why it is not there.
public struct SourceWords: Sendable {
  private let study: StudyProtocol?
  private let texts: Texts

  /// - Parameters:
  ///   - study: The protocol whose forms and items are named; nil where there is none.
  ///   - language: Of the words.
  public init(_ study: StudyProtocol?, language: Language) {
    self.study = study
    texts = Texts(language: language)
  }

  func label(_ fact: DosingEvidence.Fact) -> String {
    switch fact {
    case .regimen: texts[SourceMessage.regimen]
    case .start: texts[SourceMessage.start]
    case .height: texts[CalendarMessage.height]
    case .weight: texts[CalendarMessage.weight]
    case .earlierWeight: texts[SourceMessage.earlierWeight]
    case .age: texts[CalendarMessage.age]
    case .sex: texts[CalendarMessage.sex]
    case .creatinine: texts[SourceMessage.creatinine]
    case .bilirubin: texts[SourceMessage.bilirubin]
    case .coMedication: texts[CalendarMessage.coMedications]
    }
  }

  /// Such as `1.72 m; Body size, Height (size.height), 2025-03-05`: as it was recorded, not as it is calculated with.
  func text(_ entry: DosingEvidence) -> String {
    switch (entry.used, entry.origin) {
    case (_, .record(let onFile)):
      texts(SourceMessage.valueFrom, words(onFile.value), place(onFile))
    case (nil, .option(.some(let onFile))):
      texts(SourceMessage.setAside, words(onFile.value), place(onFile))
    case (nil, let origin): self.origin(origin)
    case (.some(let used), let origin): texts(SourceMessage.valueFrom, words(used), self.origin(origin))
    }
  }

  private func origin(_ origin: DosingEvidence.Origin) -> String {
    switch origin {
    case .record(let onFile): place(onFile)
    case .planned(let cycle, let day, let length):
      texts(SourceMessage.planned, "\(length)", "\(cycle)", day.description)
    case .absent(let absence): words(absence)
    case .option(nil): texts[SourceMessage.optionAlone]
    case .option(.some(let onFile)):
      texts(SourceMessage.optionInPlace, words(onFile.value), place(onFile))
    }
  }

  private func place(_ onFile: DosingEvidence.OnFile) -> String {
    let item = name(onFile.item)
    return onFile.day.map { texts(SourceMessage.dated, item, $0.description) } ?? item
  }

  /// The form and the item as people call them, and the path.
  private func name(_ path: ItemPath) -> String {
    guard let form = study?.form(path.form), let item = form.item(path.item) else { return path.description }
    return texts(SourceMessage.item, texts[form.title], texts[item.title], path.description)
  }

  /// Why something is not on file.
  public func words(_ absence: DosingAbsence) -> String {
    switch absence {
    case .notNamed(let key): texts(SourceMessage.notNamed, key)
    case .notRecorded(let path, nil): texts(SourceMessage.notRecorded, name(path))
    case .notRecorded(let path, .some(let day)):
      texts(SourceMessage.notRecordedBy, name(path), day.description)
    case .partial(let path, let known): texts(SourceMessage.partial, name(path), known.description)
    case .contradictory(let path, nil): texts(SourceMessage.contradictory, name(path))
    case .contradictory(let path, .some(let day)):
      texts(SourceMessage.contradictoryOn, name(path), day.description)
    case .cycleUnknown(let cycle): texts(SourceMessage.cycleUnknown, "\(cycle)")
    case .lengthUnknown(let cycle, let before, let day):
      texts(SourceMessage.lengthUnknown, "\(cycle)", "\(before)", day.description)
    }
  }

  private func words(_ value: DosingEvidence.Value) -> String {
    switch value {
    case .quantity(let quantity): UnitWords.words(for: quantity, in: texts)
    case .day(let day): day.description
    case .word("female"): texts[CalendarMessage.female]
    case .word("male"): texts[CalendarMessage.male]
    case .word(let word): word
    }
  }
}
