// SPDX-License-Identifier: Apache-2.0

extension LedgerError: CustomStringConvertible {
  /// What happened and where, then how to mend it.
  public var description: String {
    switch self {
    case .moved(let head):
      """
      the ledger has moved on: it now ends at \(head).
        Read what is new, decide again and append behind it; nothing was written.
      """
    case .claimed(let name, let index):
      """
      "\(name)" is already taken by entry \(index).
        Read that entry: the request may have been granted before; nothing was written.
      """
    case .unfit(let number, let reason):
      """
      draft \(number) cannot become an entry: \(reason).
        Claims have 1 to \(Draft.longestClaim) bytes without control characters, payloads at most \
      \(Draft.longestPayload) bytes; nothing was written.
      """
    case .full(let place):
      """
      \(place): no space is left.
        Free some and try again; nothing was written, and what was written before is safe.
      """
    case .readOnly(let place):
      """
      \(place): can be read but not written.
        Give this user the right to write the file and its folder, or name the server that takes writes.
      """
    case .locked(let place, let seconds):
      """
      \(place): locked by another program for more than \(seconds) s.
        See what else has it open, end that or wait, and try again; nothing was written.
      """
    case .unreachable(let place, let reason, .nothingWritten):
      """
      \(place): does not answer: \(reason).
        See that the server runs and can be reached, and try again; nothing was written.
      """
    case .unreachable(let place, let reason, .unknown):
      """
      \(place): no answer came whether it was written: \(reason).
        All of it was, or nothing. Try again expecting the same head: nothing is written twice.
      """
    case .damaged(let place, let entry, let damage):
      """
      \(place): \(entry.map { "entry \($0): " } ?? "")\(damage).
        Write nothing more here. Keep a copy, find out how far it is whole ("equipoise verify"), and restore a backup.
      """
    case .absent(let place):
      "\(place): there is no ledger here.\n  Check the name, or create one."
    case .occupied(let place):
      "\(place): there is something here already.\n  Choose another name, or move it away; it was not touched."
    case .unsuitable(let place, let fault):
      "\(place): \(fault)"
    case .failed(let place, let code, let message):
      "\(place): \(message) (\(code)).\n  Nothing was written; look the number up in the store's manual."
    }
  }
}

extension LedgerError.Damage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .hash: "its content is not what its hash was taken over"
    case .previous: "its link does not lead to the entry before it"
    case .missing: "is not there, though later entries are"
    case .malformed(let what): what
    case .unreadable(let what): "cannot be read: \(what)"
    }
  }
}

extension LedgerError.Unsuitability: CustomStringConvertible {
  public var description: String {
    switch self {
    case .foreign:
      "this is not a ledger.\n  Check the name; nothing was changed."
    case .unfinished:
      "a ledger that was never finished; it never held an entry.\n  Remove it and create it anew."
    case .notBuilt(let command):
      "this program was built without that kind of store.\n  Build one that has it: \(command)"
    case .newer(let version):
      "written in format \(version), which this program does not know.\n  Use the program that wrote it, or a newer one."
    case .replaced:
      "the file was moved or replaced while it was open.\n  Open it anew; nothing was written to either."
    case .setting(let name, let value, let better):
      "\(name) is \(value), so that acknowledged entries could be lost.\n  Set it to \(better)."
    case .name(let name, let rule):
      "\"\(name)\" cannot be used as a name.\n  \(rule)"
    }
  }
}
