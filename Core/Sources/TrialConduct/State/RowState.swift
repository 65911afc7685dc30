// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A row of a form as it stands, with what was done to it.
public struct RowState: Sendable {
  /// One value as it stands.
  public struct Value: Hashable, Sendable {
    public let item: String
    /// As it was written; empty is missing.
    public fileprivate(set) var text: String
    /// The entry of the ledger that wrote it.
    public fileprivate(set) var entry: Int
    /// The entry that confirmed it against the source; nil where nobody did since it was written.
    public fileprivate(set) var verified: Int?
    /// Whether it is covered because it identified a person.
    public fileprivate(set) var isRedacted = false
    /// The last entry that covered it; what entries before it wrote here is shown nowhere, whatever was written since.
    public fileprivate(set) var covered: Int?
  }

  /// A signature under the row.
  public struct Signed: Hashable, Sendable {
    public let signature: Signature
    public let author: TrialEvent.Author
    public let at: Timestamp
    public let entry: Int
    /// The entry that changed the content after the signature; nil while it holds.
    public fileprivate(set) var voided: Int?
  }

  /// In the order in which the items were first written.
  public private(set) var values: [Value] = []
  public private(set) var signatures: [Signed] = []
  public private(set) var isRemoved = false
  /// How many events changed its content: who changes it names the revision that was seen.
  public private(set) var revision = 0
  /// The last entry that changed its content, its author and its day.
  public private(set) var lastChange: (entry: Int, author: TrialEvent.Author, at: Timestamp)?
  public var custody = Custody.open
  public var itemCustody: [String: Custody] = [:]
  /// When it was recorded, as the data that were brought in say; nil elsewhere.
  var recordedElsewhere: String?
  public internal(set) var isImported = false

  /// The text of an item; empty where missing, `█` where covered.
  public func text(_ item: String) -> String { values.first { $0.item == item }?.text ?? "" }

  public func value(_ item: String) -> Value? { values.first { $0.item == item } }

  /// A signature that still holds.
  public var validSignatures: [Signed] { signatures.filter { $0.voided == nil } }

  /// What stands in the place of a covered value.
  public static let cover = "█"

  // MARK: Folding

  mutating func enter(
    _ written: [EnteredValue],
    of row: RowReference,
    _ event: TrialEvent,
    _ entry: Int
  ) throws(StateFault) {
    if isRemoved { beginAnew() }
    for new in written {
      guard text(new.item).isEmpty else { throw .otherValue(row, item: new.item) }
      set(new.item, new.text, entry)
    }
    touch(event, entry)
  }

  mutating func correct(
    _ changes: [ItemChange],
    of row: RowReference,
    _ event: TrialEvent,
    _ entry: Int
  ) throws(StateFault) {
    for change in changes {
      guard text(change.item) == change.was else { throw .otherValue(row, item: change.item) }
      set(change.item, change.now, entry)
    }
    touch(event, entry)
  }

  mutating func remove(_ event: TrialEvent, _ entry: Int) {
    isRemoved = true
    touch(event, entry)
  }

  mutating func redact(
    _ item: String,
    of row: RowReference,
    _ event: TrialEvent,
    _ entry: Int
  ) throws(StateFault) {
    guard let place = values.firstIndex(where: { $0.item == item }) else {
      throw .unknown("value \(row) \(item)")
    }
    values[place].text = Self.cover
    values[place].verified = nil
    values[place].isRedacted = true
    values[place].covered = entry
    touch(event, entry)
  }

  mutating func verify(_ items: [String], _ entry: Int) {
    for item in items {
      if let place = values.firstIndex(where: { $0.item == item }) { values[place].verified = entry }
    }
  }

  mutating func sign(_ signature: Signature, _ event: TrialEvent, _ entry: Int) {
    signatures.append(Signed(signature: signature, author: event.author, at: event.at, entry: entry))
  }

  /// A form that is filled once keeps its row when that was taken out by mistake and is filled again.
  private mutating func beginAnew() {
    isRemoved = false
    values = []
    isImported = false
    recordedElsewhere = nil
  }

  private mutating func set(_ item: String, _ text: String, _ entry: Int) {
    if let place = values.firstIndex(where: { $0.item == item }) {
      values[place].text = text
      values[place].entry = entry
      values[place].verified = nil
      values[place].isRedacted = false
    } else {
      values.append(Value(item: item, text: text, entry: entry))
    }
  }

  private mutating func touch(_ event: TrialEvent, _ entry: Int) {
    revision += 1
    lastChange = (entry, event.author, event.at)
    for place in signatures.indices where signatures[place].voided == nil {
      signatures[place].voided = entry
    }
  }
}
