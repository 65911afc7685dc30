// SPDX-License-Identifier: Apache-2.0

import Ledger
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// Why a trial could not do what it was asked.
public enum TrialFailure: Error, Sendable {
  /// The rules say no.
  case refused(Refusal)
  /// The store could not read or write.
  case ledger(LedgerError)
  /// The clock stands before the last entry.
  case clock(now: Timestamp, last: Timestamp)
  /// An entry that these rules cannot have written.
  case impossible(entry: Int, String)
  /// A protocol of the ledger that this engine cannot read.
  case protocolUnreadable(Int, [StudyProblem])
  case noCut(String, known: [String])
  /// The sealed seed is missing, not readable, or not the one that was committed to.
  case vault(VaultFault)
  /// The ledger has other entries than the request was made up for.
  case moved(entries: Int)
  /// The idempotency key was used for something else before.
  case keyReused(String)
}

extension TrialFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let refusal): "refused: \(refusal.code)"
    case .ledger(let error): "\(error)"
    case .clock(let now, let last):
      """
      the clock says \(now.instantText), which is before the last entry of the ledger, \(last.instantText).
        Set the clock right; nothing was written.
      """
    case .impossible(let entry, let reason):
      """
      entry \(entry) cannot have been written by these rules: \(reason).
        Run "equipoise verify"; nothing was written.
      """
    case .protocolUnreadable(let version, let problems):
      "protocol version \(version) of the ledger cannot be read:\n"
        + problems.prefix(5).map { "\($0)" }.joined(separator: "\n")
    case .noCut(let id, let known):
      "no data cut is called \"\(id)\".\n  "
        + (known.isEmpty
          ? "Name one first: equipoise cut STUDY ID." : "Cuts: \(known.joined(separator: ", ")).")
    case .vault(let fault): "\(fault)"
    case .moved(let entries):
      "the trial went on meanwhile: its ledger now has \(entries) entries.\n  Look again and repeat; nothing was written."
    case .keyReused(let key):
      "the key \"\(key)\" was used for another request before.\n  Use a new key; nothing was written."
    }
  }
}
