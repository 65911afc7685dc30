// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The subject of a study for whom a calendar is calculated, and where its values come from.
public struct CalendarSubject: Sendable {
  public let id: String
  let evidence: [DosingEvidence]
  private let study: StudyProtocol

  /// - Parameters:
  ///   - id: The subject's.
  ///   - evidence: Where values come from, in the order of the calendar's head.
  ///   - study: The protocol whose forms they stand in.
  public init(_ id: String, evidence: [DosingEvidence], in study: StudyProtocol) {
    self.id = id
    // Where the protocol names no item, the notes say what was not assessed.
    self.evidence = evidence.filter {
      if case .absent(.notNamed) = $0.origin { return false }
      return true
    }
    self.study = study
  }

  /// What each value is and where it comes from, such as `Height: 172 cm, Body size, Height (size.height), 2025-03-05`.
  func lines(in language: Language) -> [(label: String, text: String)] {
    let words = SourceWords(study, language: language)
    return evidence.map { (words.label($0.fact), words.text($0)) }
  }
}

extension CalendarSubject {
  /// Where the values come from, for programs.
  func sources(in language: Language) -> JSONValue {
    let lines = lines(in: language)
    return .array(
      zip(evidence, lines).map { entry, line in
        var item: DosingEvidence.OnFile?
        let from: String
        switch entry.origin {
        case .record(let onFile): (from, item) = ("record", onFile)
        case .option(let onFile): (from, item) = ("option", onFile)
        case .planned: from = "plan"
        case .absent: from = "absent"
        }
        return [
          "fact": .string(entry.fact.rawValue), "from": .string(from),
          "value": .optional(entry.used.map(Self.plain)), "item": .optional(item?.item.description),
          "onFile": .optional(item.map { Self.plain($0.value) }), "date": .optional(item?.day?.description),
          "text": .string(line.text),
        ]
      }
    )
  }

  private static func plain(_ value: DosingEvidence.Value) -> String {
    switch value {
    case .quantity(let quantity): quantity.description
    case .day(let day): day.description
    case .word(let word): word
    }
  }
}
