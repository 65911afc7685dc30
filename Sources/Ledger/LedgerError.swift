// SPDX-License-Identifier: Apache-2.0

/// Why a ledger did not do what it was asked.
///
/// Payloads and passwords are never part of it.
public enum LedgerError: Error, Hashable, Sendable {
  /// The head is not the one expected; this is the head now. Nothing was written.
  case moved(Head)
  /// A claim is already held by the entry with this index. Nothing was written.
  case claimed(String, by: Int)
  /// The draft with this number, counted from 1, is none that a ledger takes. Nothing was written.
  case unfit(draft: Int, because: String)
  /// No space is left. Nothing was written.
  case full(String)
  /// The place can be read but not written.
  case readOnly(String)
  /// Somebody else kept the place locked for so many seconds. Nothing was written.
  case locked(String, seconds: Double)
  /// The place does not answer.
  case unreachable(String, because: String, Outcome)
  /// The place is not what it should be, at this entry where that is known.
  case damaged(String, entry: Int?, Damage)
  /// There is no ledger at the place.
  case absent(String)
  /// There is something at the place already.
  case occupied(String)
  /// The place holds something else, or is set up so that it could lose entries.
  case unsuitable(String, Unsuitability)
  /// The store's own error number and words, for what has no case above. Nothing was written.
  case failed(String, code: String, message: String)

  /// Why a place cannot keep a ledger.
  public enum Unsuitability: Hashable, Sendable {
    /// A kind of store that this program was built without; how to build it.
    case notBuilt(String)
    /// A file or schema that is no ledger.
    case foreign
    /// It was being made when the program that made it ended; it never held an entry.
    case unfinished
    /// A format that only a later version of this program knows.
    case newer(Int)
    /// The file was moved or replaced while it was open.
    case replaced
    /// A setting that could lose acknowledged entries.
    case setting(String, is: String, shouldBe: String)
    /// A name that cannot be used.
    case name(String, rule: String)
  }

  /// What became of a request whose answer did not arrive.
  public enum Outcome: Hashable, Sendable {
    case nothingWritten
    /// Written as a whole or not at all.
    case unknown
  }

  /// What is wrong with a ledger.
  public enum Damage: Hashable, Sendable {
    /// The content is not that which the hash was taken over.
    case hash
    /// The link does not lead to the entry before.
    case previous
    /// The entry is not there, though later ones are.
    case missing
    /// A field is not of the form it must have.
    case malformed(String)
    /// The file or its structure cannot be read.
    case unreadable(String)
  }
}
