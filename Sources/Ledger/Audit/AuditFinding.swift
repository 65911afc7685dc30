// SPDX-License-Identifier: Apache-2.0

/// One thing wrong with a ledger.
public struct AuditFinding: Hashable, Sendable {
  /// The index of the entry; nil where the ledger as a whole is meant.
  public let entry: Int?
  public let fault: Fault

  public init(entry: Int?, _ fault: Fault) {
    self.entry = entry
    self.fault = fault
  }

  public enum Fault: Hashable, Sendable {
    /// The content is not what the hash was taken over.
    case hash
    /// The link does not lead to the entry before.
    case previous
    /// Entries from this one to `through` are not there.
    case gap(through: Int)
    /// There is more than one row with this index.
    case duplicate
    /// A row whose index no entry can have.
    case oddIndex
    /// A field is not of the form it must have.
    case malformed(String)
    /// A claim that entry `by` had taken before.
    case claimedTwice(String, by: Int)
    /// A claim that the table of claims does not give to this entry.
    case claimMissing(String)
    /// A row of the table of claims that no entry stands behind.
    case claimWithoutEntry(String)
    /// Tables, indexes or triggers that are missing, changed or do not belong.
    case structure(String)
    /// The store cannot be read here.
    case unreadable(String)
    /// The ledger ends here, before the entry that an anchor or checkpoint has seen.
    case cutOff(AuditReference.Kind, at: Int)
    /// The hash here is not the one that an anchor or checkpoint has seen: another history.
    case otherHistory(AuditReference.Kind)
    /// The checkpoint was not signed by the key, or was changed afterwards.
    case badSignature
    /// The checkpoint belongs to another study.
    case otherStudy(String)
  }
}

extension AuditFinding: CustomStringConvertible {
  public var description: String {
    guard let entry else { return "\(fault)" }
    return "entry \(entry): \(fault)"
  }
}

extension AuditFinding.Fault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .hash: "its content is not what its hash was taken over"
    case .previous: "its link does not lead to the entry before it"
    case .gap(let last): "missing, through entry \(last)"
    case .duplicate: "there is more than one row with this index"
    case .oddIndex: "no entry can have this index"
    case .malformed(let what): what
    case .claimedTwice(let name, let by): "\"\(name)\" was taken before, by entry \(by)"
    case .claimMissing(let name): "its claim \"\(name)\" is not in the table of claims"
    case .claimWithoutEntry(let name): "the table of claims gives it \"\(name)\", which it did not take"
    case .structure(let what): what
    case .unreadable(let what): "cannot be read: \(what)"
    case .cutOff(let kind, let seen): "the ledger ends here, but the \(kind) has seen entry \(seen)"
    case .otherHistory(let kind): "its hash is not the one that the \(kind) has seen: this is another history"
    case .badSignature: "the checkpoint was not signed by this key, or was changed since"
    case .otherStudy(let study): "the checkpoint belongs to another study, \"\(study)\""
    }
  }
}
