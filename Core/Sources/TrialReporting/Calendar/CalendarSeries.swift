// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The calendars of one or more cycles of a subject, in a terminal, on a page and as JSON.
public struct CalendarSeries: Sendable {
  public let calendars: [CalendarInput]
  /// Cycles that were asked for and have no day 1, with the reason in words.
  public let notPlaced: [(cycle: Int, because: String)]
  private let language: Language

  /// - Parameters:
  ///   - calendars: In the order of their cycles; at least one.
  ///   - notPlaced: Cycles without a day 1, and why.
  ///   - language: Of all words.
  public init(_ calendars: [CalendarInput], notPlaced: [(cycle: Int, because: String)], language: Language) {
    self.calendars = calendars
    self.notPlaced = notPlaced
    self.language = language
  }

  public var text: String {
    let rule = "\n\n" + String(repeating: "─", count: SynopsisText.width) + "\n"
    let whole = calendars.map { CalendarText($0).rendered }.joined(separator: rule)
    guard !notPlaced.isEmpty else { return whole }
    return whole + rule
      + remarks.flatMap { TextColumns.wrapped($0, to: SynopsisText.width) }.joined(separator: "\n")
  }

  public var page: Node { CalendarPage(calendars, remarks: remarks, language: language).markup }

  /// One calendar as an object; of several cycles `cycles`, and those without a day 1 in `notPlaced`.
  public var json: JSONValue {
    let documents = calendars.map { DoseDocument($0).json }
    if notPlaced.isEmpty, documents.count == 1, let document = documents.first { return document }
    return [
      "cycles": .array(documents),
      "notPlaced": .array(
        notPlaced.map { ["cycle": .integer($0.cycle), "because": .string($0.because)] }
      ),
    ]
  }

  private var remarks: [String] {
    let texts = Texts(language: language)
    return notPlaced.map { texts(SourceMessage.cycleNotPlaced, "\($0.cycle)", $0.because) }
  }
}
