// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// What others must hear of, one line each, with those who have; it tells no arm.
///
///     Notices open: 1
///       12  2025-03-10 09:12:33 +08:00  li (investigator)  broke the blind of C-001; reason: overdose
public struct NoticeList {
  private let notices: [Notice]
  private let state: TrialState
  private let words: EventWords

  /// - Parameters:
  ///   - study: The protocol in force.
  ///   - state: The trial.
  ///   - sites: The sites whose notices the reader may hear of, as `Access.sites` gives them; nil for all.
  ///   - isOpen: Only those that wait; else all.
  ///   - language: The language.
  public init(
    _ study: StudyProtocol,
    _ state: TrialState,
    sites: Set<String>?,
    onlyOpen isOpen: Bool,
    language: Language
  ) {
    self.state = state
    words = EventWords(study, state, language: language, hidesArms: true)
    notices = state.notices.filter { notice in
      let site = state.subject(notice.subject)?.site ?? ""
      return (sites?.contains(site) ?? true) && (notice.isOpen || !isOpen)
    }
  }

  private var texts: Texts { words.texts }

  /// The whole text, ended by a line break.
  public var rendered: String {
    let head = texts(NoticeMessage.head, String(notices.count { $0.isOpen }))
    let lines = notices.flatMap { notice in
      ["  \(notice.entry)  \(words.line(notice.event, entry: notice.entry))"]
        + (notice.author == notice.event.author
          ? [] : ["      " + texts(NoticeMessage.follows, words.who(notice.author))])
        + notice.acknowledgements.map {
          "      " + texts(NoticeMessage.heard, words.who($0.author), EventWords.moment($0.at))
        }
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }

  /// For programs: one object for each notice.
  public var json: [JSONValue] { notices.map { json($0) } }

  private func json(_ notice: Notice) -> JSONValue {
    [
      "entry": .integer(notice.entry), "kind": .string(notice.kind.rawValue),
      "subject": .string(notice.subject), "site": .optional(state.subject(notice.subject)?.site),
      "at": .string(notice.event.at.instantText), "by": .string(notice.author.user),
      "role": .string(notice.author.role),
      "text": .string(words.what(notice.event, entry: notice.entry)),
      "reason": .optional(notice.event.reason), "open": .bool(notice.isOpen),
      "acknowledgements": .array(
        notice.acknowledgements.map {
          [
            "by": .string($0.author.user), "role": .string($0.author.role),
            "at": .string($0.at.instantText), "entry": .integer($0.entry),
          ]
        }
      ),
    ]
  }
}

enum NoticeMessage: MessageKey {
  case head, follows, heard

  var message: Message {
    switch self {
    case .head: Message("Notices open: {0}", "待知悉事项：{0}")
    case .follows: Message("follows from an act of {0}", "源于 {0} 的操作")
    case .heard: Message("{0} took note, {1}", "{0} 已知悉，{1}")
    }
  }
}
