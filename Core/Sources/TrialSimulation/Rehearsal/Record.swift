// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A page that is to be filled or brought up to date because of something that happened.
struct Record: Sendable {
  /// Which of the form's items are asked.
  enum Part: Sendable {
    /// What a visit asks, and that the subject was seen alive.
    case visit
    /// A row of a log.
    case log
    case firstDose
    case lastDose
    case death
    case lost
    case event
  }

  let form: Form
  /// When it happened.
  let day: CivilDate
  let part: Part
  /// Values that are given.
  var given: [String: String] = [:]
  /// The page is not asked of whom this is met.
  var unless: Criterion?

  /// Whether an item is asked.
  func asks(_ meaning: ItemMeanings.Meaning, _ happened: ItemMeanings.Meaning?) -> Bool {
    switch (part, meaning) {
    case (_, .ofAct): false
    case (.log, _): true
    case (.visit, .ordinary), (.visit, .alive), (.visit, .lost): true
    case (.firstDose, .firstDose), (.lastDose, .lastDose), (.lastDose, .stopReason): true
    case (.death, .death), (.death, .causeOfDeath), (.lost, .lost), (.event, .event): true
    // A form whose own day is that of the event is filled because of it.
    case (.firstDose, .ordinary): happened == .firstDose
    case (.death, .ordinary): happened == .death
    case (.event, .ordinary): happened == .event
    default: false
    }
  }
}
