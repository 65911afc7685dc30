// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The entries of a ledger for programs: what `equipoise log --json` prints.
///
///     {"index":7,"hash":"9f…","at":"2025-03-10T09:12:33+08:00","by":"li","role":"investigator","protocol":1,
///      "kind":"consented","subject":"C-001","text":"recorded consent 2.1 of C-001, given on 2025-03-10",
///      "reason":null,"hidden":[],"fact":{"subject":"C-001","version":"2.1","on":"2025-03-10"}}
public struct EventDocument {
  private let words: EventWords

  public init(_ words: EventWords) {
    self.words = words
  }

  /// One entry as an object.
  ///
  /// `hidden` names the keys of `fact` whose value is not shown: a covered value is `█`, an arm or a seed null. Of an
  /// activation the protocol's text is left out, which its hash names.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - entry: Its place in the ledger, from 1.
  ///   - hash: The entry's hash in the ledger's chain; nil where it has none yet.
  /// - Returns: The object.
  public func json(_ event: TrialEvent, entry: Int, hash: String?) -> JSONValue {
    let fact = words.mask.masked(event.fact, at: entry)
    let hidden = hidden(event.fact, entry)
    let members = fact.members.filter { $0.key != "text" || fact.kind != "activated" }
    return [
      "index": .integer(entry),
      "hash": .optional(hash),
      "at": .string(event.at.instantText),
      "by": .string(event.author.user),
      "role": .string(event.author.role),
      "protocol": .integer(event.protocolVersion),
      "kind": .string(fact.kind),
      "subject": .optional(words.subject(of: event)),
      "text": .string(words.what(event, entry: entry)),
      "reason": .optional(event.reason),
      "hidden": .array(hidden.map { .string($0) }),
      "fact": .object(
        members.map { member in
          hidden.contains(member.key) ? .init(member.key, .null) : member
        }
      ),
    ]
  }

  private func hidden(_ fact: Fact, _ entry: Int) -> [String] {
    func covered(_ texts: [(item: String, text: String)], of row: RowReference, under key: String) -> [String]
    {
      texts.filter { !$0.text.isEmpty && !words.mask.shows($0.item, of: row, at: entry) }
        .map { "\(key).\($0.item)" }
    }
    switch fact {
    case .randomized, .allocatedElsewhere: return words.mask.hidesArms ? ["arm"] : []
    case .doseDecided: return words.mask.hidesArms ? ["drug", "proposed", "inputs", "decided"] : []
    case .seedRevealed: return words.mask.hidesArms ? ["seed"] : []
    case .entered(let row, let values), .imported(let row, let values, _):
      return covered(values.map { ($0.item, $0.text) }, of: row, under: "values")
    case .corrected(let row, let changes):
      return covered(changes.map { ($0.item, $0.was + $0.now) }, of: row, under: "changes")
    default: return []
    }
  }
}
