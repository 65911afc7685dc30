// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// An entry of the ledger for a caller: `{"entry":7,"kind":"consented","at":…,"by":…,"role":…,"protocol":1,"reason":null,
/// "fact":{…}}`, keys of `fact` as the ledger has them.
struct EventJSON {
  /// Whether arms are shown, and what tells them: the places within blocks and the seed.
  let showsArms: Bool
  let study: StudyProtocol?
  let covers: Covers

  static let shape = JSONShape.object([
    .init(
      "entry",
      .nullable(.integer(1...Int(Int32.max))),
      "Its place in the ledger; null where nothing was written."
    ),
    .init("kind", .text(.any)), .init("at", .text(.moment)), .init("by", .text(.any)),
    .init("role", .text(.any)), .init("protocol", .integer(0...Int(Int32.max))),
    .init("reason", .nullable(.text(.any))),
    .init("fact", .map(.anything), "The facts of this kind; what you may not see is null or █."),
  ])

  private static let envelope: Set = ["v", "kind", "at", "by", "role", "protocol", "why"]
  /// What a place within a block would tell of the arms that come next.
  private static let telling: Set = ["arm", "share", "block"]

  /// What of a decided dose would tell the arm.
  private static let dosing: Set = ["drug", "proposed", "inputs", "decided"]

  func json(_ event: TrialEvent, entry: Int?) -> JSONValue {
    let members = (try? JSONValue(json: event.bytes))?.members ?? []
    let fact = members.filter { !Self.envelope.contains($0.key) }.compactMap { shown($0, event, entry) }
    return [
      "entry": .optional(entry), "kind": .string(event.fact.kind), "at": .string(event.at.instantText),
      "by": .string(event.author.user), "role": .string(event.author.role),
      "protocol": .integer(event.protocolVersion), "reason": .optional(event.reason), "fact": .object(fact),
    ]
  }

  private func shown(_ member: JSONValue.Member, _ event: TrialEvent, _ entry: Int?) -> JSONValue.Member? {
    switch event.fact {
    // Its hash names it; the text has an address of its own.
    case .activated where member.key == "text": return nil
    case .randomized where Self.telling.contains(member.key) && !showsArms,
      .allocatedElsewhere where Self.telling.contains(member.key) && !showsArms,
      .seedRevealed where member.key == "seed" && !showsArms,
      .doseDecided where Self.dosing.contains(member.key) && !showsArms:
      return .init(member.key, .null)
    case .entered(let row, _) where member.key == "values",
      .imported(let row, _, _) where member.key == "values",
      .corrected(let row, _) where member.key == "changes":
      let values = (member.value.members ?? []).map { value in
        shows(value.key, of: row, at: entry) ? value : .init(value.key, Self.cover(value.value))
      }
      return .init(member.key, .object(values))
    default: return member
    }
  }

  /// Whether a text that an entry wrote into an item is shown.
  private func shows(_ item: String, of row: RowReference, at entry: Int?) -> Bool {
    let path = ItemPath(form: row.form, item: item)
    if !showsArms, path == study?.record.arm || study?.item(path)?.kind == .arm { return false }
    return entry.map { covers.shows(item, of: row, writtenBy: $0) } ?? true
  }

  private static func cover(_ value: JSONValue) -> JSONValue {
    let mark = JSONValue.string(RowState.cover)
    return value.array.map { .array($0.map { _ in mark }) } ?? mark
  }
}
