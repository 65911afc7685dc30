// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// One line for each entry of a ledger: when, who in which role, what, and why.
///
///     2025-03-10 09:12:33 +08:00  li (investigator)  recorded consent 2.1 of C-001, given on 2025-03-10
///
/// Free texts (reasons, queries, deviations) are shown as they were written: what identifies a person or names an arm in them
/// is not found here.
public struct EventWords {
  let study: StudyProtocol
  let mask: EventMask
  let texts: Texts

  /// - Parameters:
  ///   - study: The protocol in force.
  ///   - state: The fold of the whole ledger: values that it holds as covered are covered in every older entry.
  ///   - language: The language.
  ///   - hidesArms: Whether the reader must not see arms; the seed, from which they follow, is then hidden too.
  public init(_ study: StudyProtocol, _ state: TrialState, language: Language, hidesArms: Bool) {
    self.study = study
    mask = EventMask(study, state, hidesArms: hidesArms)
    texts = Texts(language: language)
  }

  /// The whole line, without a line break.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - entry: Its place in the ledger, from 1.
  /// - Returns: When, who, what and why, two blanks apart.
  public func line(_ event: TrialEvent, entry: Int) -> String {
    [Self.moment(event.at), who(event.author), whatAndWhy(event, entry: entry)].joined(separator: "  ")
  }

  /// `2025-03-10 09:12:33 +08:00`, in the local time in which it was recorded.
  static func moment(_ at: Timestamp) -> String {
    let text = at.instantText
    guard let clock = text.firstIndex(of: "T") else { return text }
    let time = text[text.index(after: clock)...]
    let offset = time.dropFirst(8)
    return "\(text[..<clock]) \(time.prefix(8)) \(offset == "Z" ? "+00:00" : String(offset))"
  }

  /// `li (investigator)`.
  func who(_ author: TrialEvent.Author) -> String {
    texts(EventMessage.line, Self.shown(author.user), author.role)
  }

  func whatAndWhy(_ event: TrialEvent, entry: Int) -> String {
    let what = what(event, entry: entry)
    guard let reason = event.reason else { return what }
    return texts(EventMessage.withReason, what, Self.shown(reason))
  }

  /// The subject an event is about, also where it names only a query, a case or a notice of theirs; nil for none or many.
  public func subject(of event: TrialEvent) -> String? {
    switch event.fact {
    case .queryAnswered(let id, _), .queryClosed(let id), .queryReopened(let id):
      mask.state.query(id)?.query.row.subject
    case .reportSent(let id, _, _): mask.state.seriousCase(id)?.row.subject
    case .acknowledged(let entry): mask.state.notice(entry)?.subject
    default: event.fact.subject
    }
  }

  /// A text on one line, with nothing in it that moves the cursor or turns the direction of reading: whoever writes a text
  /// must not be able to make a line of the log.
  static func shown(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .lineSeparator, .paragraphSeparator: shown += " "
      case .control: shown += ["\n", "\r", "\t"].contains(scalar) ? " " : "\u{FFFD}"
      case .format where scalar != "\u{200D}": shown += "\u{FFFD}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
