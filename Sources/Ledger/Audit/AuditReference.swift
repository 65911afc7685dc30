// SPDX-License-Identifier: Apache-2.0

/// What somebody outside has kept of a ledger, and an audit compares it with.
public enum AuditReference: Sendable {
  case anchor(Anchor)
  /// A checkpoint, the key that must have signed it, and the study it must belong to.
  case checkpoint(Checkpoint, signedBy: CheckpointKey.Public, study: String)

  public enum Kind: String, Hashable, Sendable, CustomStringConvertible {
    case anchor
    case checkpoint

    public var description: String { rawValue }
  }

  public var kind: Kind {
    switch self {
    case .anchor: .anchor
    case .checkpoint: .checkpoint
    }
  }

  /// The head that was seen.
  public var head: Head {
    switch self {
    case .anchor(let anchor): anchor.head
    case .checkpoint(let checkpoint, _, _): checkpoint.head
    }
  }

  /// What is wrong with the reference itself; nil where it can be believed.
  var objection: AuditFinding.Fault? {
    guard case .checkpoint(let checkpoint, let key, let study) = self else { return nil }
    guard checkpoint.isSigned(by: key) else { return .badSignature }
    return checkpoint.study == study ? nil : .otherStudy(checkpoint.study)
  }
}
