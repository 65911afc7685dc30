// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// Something that happened in a trial: what, who, when, why, and under which version of the protocol.
///
/// A ledger is a sequence of these and nothing else. Once written an event decodes for ever: kinds are added, never
/// changed. As bytes it is one JSON object, so that anyone can read a ledger with any program:
///
///     {"v":1,"kind":"consented","at":"2025-03-10T09:12:33+08:00","by":"li","role":"investigator","protocol":1,
///      "subject":"C-001","version":"2.1","on":"2025-03-10"}
public struct TrialEvent: Hashable, Sendable {
  /// The version of the envelope that this engine writes.
  public static let formatVersion = 1

  public let fact: Fact
  /// When it was recorded, an instant with the local offset; when it happened is part of the fact.
  public let at: Timestamp
  public let author: Author
  /// Why, where the act asks for a reason; nil elsewhere.
  public let reason: String?
  /// The protocol version that the act was judged by, counted from 1 at activation; 0 before it.
  public let protocolVersion: Int

  /// Who did it, and in which role.
  public struct Author: Hashable, Sendable {
    /// The person's name in the trial; `equipoise` for what the engine does on its own.
    public let user: String
    public let role: String

    public init(user: String, role: String) {
      self.user = user
      self.role = role
    }

    /// The engine itself, as for a query that an edit check raises.
    public static let engine = Author(user: "equipoise", role: "engine")
  }

  public init(_ fact: Fact, at: Timestamp, by author: Author, reason: String? = nil, protocolVersion: Int) {
    self.fact = fact
    self.at = at
    self.author = author
    self.reason = reason
    self.protocolVersion = protocolVersion
  }
}

/// Why bytes are not an event.
public enum EventFault: Error, Hashable, Sendable {
  case notJSON(JSONFault)
  /// Written by a later engine.
  case version(Int)
  case kind(String)
  /// A key that is missing or of the wrong kind.
  case key(String, in: String)
}

extension EventFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notJSON(let fault): "no JSON document: \(fault)"
    case .version(let version):
      "an event of format \(version); this engine reads up to \(TrialEvent.formatVersion). Use a newer one."
    case .kind(let kind): "an unknown kind of event, \"\(kind)\". Use a newer engine."
    case .key(let key, let kind): "the event \"\(kind)\" has no usable \"\(key)\""
    }
  }
}

extension TrialEvent {
  /// The event as bytes: keys in a fixed order, no blanks, UTF-8.
  public var bytes: [UInt8] {
    var members: [JSONValue.Member] = [
      .init("v", .integer(Self.formatVersion)), .init("kind", .string(fact.kind)),
      .init("at", .string(at.instantText)), .init("by", .string(author.user)),
      .init("role", .string(author.role)), .init("protocol", .integer(protocolVersion)),
    ]
    if let reason { members.append(.init("why", .string(reason))) }
    members += fact.members
    return Array(JSONValue.object(members).rendered(.compact).utf8)
  }

  /// Reads what `bytes` writes.
  public init(bytes: [UInt8]) throws(EventFault) {
    let document: JSONValue
    do {
      document = try JSONValue(json: bytes)
    } catch {
      throw .notJSON(error)
    }
    let keys = EventKeys(kind: document["kind"]?.string ?? "", document: document)
    let version = try keys.integer("v")
    guard version == Self.formatVersion else { throw .version(version) }
    let kind = try keys.text("kind")
    let time = try keys.text("at")
    guard let at = Timestamp(instant: time) ?? CivilDate(iso: time).map({ Timestamp($0) }) else {
      throw .key("at", in: kind)
    }
    self.init(
      try Fact(kind: kind, keys),
      at: at,
      by: Author(user: try keys.text("by"), role: try keys.text("role")),
      reason: try keys.optionalText("why"),
      protocolVersion: try keys.integer("protocol")
    )
  }
}

/// Reads the keys of one event.
struct EventKeys {
  let kind: String
  private let members: [JSONValue.Member]

  init(kind: String, document: JSONValue) {
    self.kind = kind
    members = document.members ?? []
  }

  subscript(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

  func text(_ key: String) throws(EventFault) -> String {
    guard let text = self[key]?.string else { throw .key(key, in: kind) }
    return text
  }

  /// nil where the key is left out or `null`.
  func optionalText(_ key: String) throws(EventFault) -> String? {
    isAbsent(key) ? nil : try text(key)
  }

  func integer(_ key: String) throws(EventFault) -> Int {
    guard let value = self[key]?.integer else { throw .key(key, in: kind) }
    return value
  }

  func flag(_ key: String) throws(EventFault) -> Bool {
    guard case .bool(let value)? = self[key] else { throw .key(key, in: kind) }
    return value
  }

  /// nil where the key is left out or `null`.
  func optionalInteger(_ key: String) throws(EventFault) -> Int? {
    isAbsent(key) ? nil : try integer(key)
  }

  func date(_ key: String) throws(EventFault) -> CivilDate {
    guard let date = CivilDate(iso: try text(key)) else { throw .key(key, in: kind) }
    return date
  }

  /// nil where the key is left out or `null`.
  func optionalDate(_ key: String) throws(EventFault) -> CivilDate? {
    isAbsent(key) ? nil : try date(key)
  }

  private func isAbsent(_ key: String) -> Bool {
    switch self[key] {
    case nil, .null?: true
    default: false
    }
  }

  func texts(_ key: String) throws(EventFault) -> [String] {
    guard let values = self[key]?.array else { throw .key(key, in: kind) }
    var texts: [String] = []
    for value in values {
      guard let text = value.string else { throw .key(key, in: kind) }
      texts.append(text)
    }
    return texts
  }

  /// A one-word choice.
  func choice<Choice: RawRepresentable>(_ key: String) throws(EventFault) -> Choice
  where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try text(key)) else { throw .key(key, in: kind) }
    return choice
  }
}
