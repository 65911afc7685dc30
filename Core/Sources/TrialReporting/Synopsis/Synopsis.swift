// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a physician wants to read about a trial before the first subject: its protocol in a few pages.
///
/// The same value is shown in a terminal (`SynopsisText`) and as a page (`SynopsisPage`); everything in it is
/// already in words of one language. Values that no source states carry the numbers of their assumptions.
public struct Synopsis: Sendable {
  /// Words, with the numbers (from 1) of the assumptions they rest on.
  struct Phrase: Sendable {
    let text: String
    let assumptions: [Int]

    init(_ text: String, assumptions: [Int] = []) {
      self.text = text
      self.assumptions = assumptions
    }
  }

  /// A name and what it is.
  struct Fact: Sendable {
    let label: String
    let value: Phrase
  }

  /// One entry of a numbered list.
  struct Entry: Sendable {
    /// What the protocol calls the entry, such as `I3`.
    let id: String
    let text: Phrase
    /// Lines beneath the text.
    let details: [String]
  }

  /// Rows and columns of words.
  struct Table: Sendable {
    let columns: [String]
    /// The columns whose values are numbers.
    let numeric: Set<Int>
    let rows: [[Phrase]]
  }

  /// Doses by day of the cycle, drug by drug.
  struct DayGrid: Sendable {
    struct Row: Sendable {
      let drug: String
      /// Route, unit and times a day, as far as they are the same on all days.
      let detail: String
      /// One for each day; nil where the drug is not given.
      let doses: [String?]
      let assumptions: [Int]
    }

    let days: [Int]
    let rows: [Row]
  }

  /// Activities by visits.
  struct Matrix: Sendable {
    struct Visit: Sendable {
      let title: Phrase
      /// The window, how the visit repeats and who has it.
      let when: [Phrase]
      let note: String?
    }

    struct Activity: Sendable {
      let title: Phrase
      /// One for each visit.
      let isDone: [Bool]
    }

    let visits: [Visit]
    let activities: [Activity]
  }

  enum Block: Sendable {
    case heading(String, tag: String?)
    case paragraph(Phrase)
    case facts([Fact])
    case entries([Entry])
    case table(Table)
    case days(DayGrid)
    case matrix(Matrix)
    case notes([Phrase])
  }

  struct Section: Sendable {
    let id: String
    let title: String
    let blocks: [Block]
  }

  /// One value that no source states.
  struct AssumedValue: Sendable {
    /// Counted from 1, as phrases cite it.
    let number: Int
    /// Where it stands in the protocol file.
    let place: String
    /// nil where a list or a block is assumed.
    let value: String?
    let source: String
  }

  let language: Language
  let title: String
  let shortTitle: String
  /// What kind of paper this is, with the protocol's version.
  let subtitle: String
  /// The sentence that everything about reconstructed or simulated data carries.
  let statement: String?
  let sections: [Section]
  let assumptions: [AssumedValue]

  /// The synopsis of a protocol, in one language.
  public init(of study: StudyProtocol, language: Language) {
    self = SynopsisBuilder(study: study, texts: Texts(language: language)).synopsis
  }

  init(
    language: Language,
    title: String,
    shortTitle: String,
    subtitle: String,
    statement: String?,
    sections: [Section],
    assumptions: [AssumedValue]
  ) {
    self.language = language
    self.title = title
    self.shortTitle = shortTitle
    self.subtitle = subtitle
    self.statement = statement
    self.sections = sections
    self.assumptions = assumptions
  }
}
