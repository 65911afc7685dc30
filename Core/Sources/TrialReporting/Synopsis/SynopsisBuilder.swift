// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Puts a protocol into the words of a synopsis; each aspect has a file of its own.
struct SynopsisBuilder {
  let study: StudyProtocol
  let texts: Texts

  var synopsis: Synopsis {
    Synopsis(
      language: texts.language,
      title: texts[study.study.title],
      shortTitle: texts[study.study.shortTitle],
      subtitle: say(.subtitle, study.study.version),
      statement: study.data.statement.map { texts[$0] },
      sections: [
        trial, arms, eligibility, randomization, schedule, endpoints, analyses, safety, monitoring, roles,
        data,
      ].filter { !$0.blocks.isEmpty },
      assumptions: study.assumptions.enumerated().map { index, assumption in
        Synopsis.AssumedValue(
          number: index + 1,
          place: assumption.place,
          value: assumption.value,
          source: texts[assumption.source]
        )
      }
    )
  }

  // MARK: Words

  func say(_ key: SynopsisMessage, _ arguments: String...) -> String {
    texts(key, arguments: arguments)
  }

  /// Words that show the value at a place of the protocol, with the assumptions made there or further inside.
  func phrase(_ text: String, at places: String...) -> Synopsis.Phrase {
    Synopsis.Phrase(text, assumptions: places.flatMap(assumptions(at:)))
  }

  func assumptions(at place: String) -> [Int] {
    study.assumptions.enumerated().compactMap { index, assumption in
      let isInside =
        assumption.place == place || assumption.place.hasPrefix(place + ".")
        || assumption.place.hasPrefix(place + "[")
      return isInside ? index + 1 : nil
    }
  }

  /// A fact, where the protocol states it.
  func fact(_ label: SynopsisMessage, _ value: String?, at place: String) -> Synopsis.Fact? {
    guard let value, !value.isEmpty else { return nil }
    return Synopsis.Fact(label: texts[label], value: phrase(value, at: place))
  }

  /// Remarks at the end of a section; nothing where there are none.
  func notes(_ notes: [LocalizedText], at place: String) -> [Synopsis.Block] {
    guard !notes.isEmpty else { return [] }
    return [
      .notes(notes.enumerated().map { phrase(texts[$0.element], at: "\(place)[\($0.offset)]") })
    ]
  }

  func facts(_ facts: [Synopsis.Fact?]) -> [Synopsis.Block] {
    let known = facts.compactMap(\.self)
    return known.isEmpty ? [] : [.facts(known)]
  }

  func list(_ words: [String]) -> String { words.joined(separator: texts[SynopsisMessage.comma]) }

  func armTitle(_ id: String) -> String { study.arm(id).map { texts[$0.title] } ?? id }

  func itemTitle(_ path: ItemPath) -> String { study.item(path).map { texts[$0.title] } ?? path.description }
}
