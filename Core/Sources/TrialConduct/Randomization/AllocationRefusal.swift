// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Why an allocation is not made, or a recorded one not accepted.
public enum AllocationRefusal: Error, Hashable, Sendable {
  /// The protocol's rules say too little, or something unsound.
  case cannotBeDrawn([AllocationFault])
  /// The levels of these factors are not on file; a missing level is no stratum of its own.
  case missingLevels([String])
  /// A level that the factor does not have.
  case unknownLevel(factor: String, code: String, known: [String])
  /// An arm that the protocol does not have.
  case unknownArm(String, known: [String])
  /// A recorded allocation that the rules in force could never have given; `number` counts from 0.
  case impossible(number: Int, Impossibility)

  /// What the rules could never have given.
  public enum Impossibility: String, CaseIterable, Sendable {
    case closedArm = "closed-arm"
    /// The arm had no place left in the open block.
    case noPlaceInBlock = "no-place-in-block"
    /// A block began where one was open, or none began where none was.
    case blockOutOfTurn = "block-out-of-turn"
    case unknownBlockSize = "unknown-block-size"
    case unknownShare = "unknown-share"
  }
}

extension AllocationRefusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotBeDrawn(let faults): faults.map(\.description).joined(separator: "\n")
    case .missingLevels(let factors):
      "no level of \(factors.joined(separator: ", ")) on file\n  Enter it first: a missing level is no stratum of its own."
    case .unknownLevel(let factor, let code, let known):
      "\"\(code)\" is no level of \(factor)\n  Known: \(known.joined(separator: ", "))."
    case .unknownArm(let arm, let known):
      "unknown arm \"\(arm)\"\n  Known: \(known.joined(separator: ", "))."
    case .impossible(let number, let what):
      "allocation \(number + 1) could never have been drawn (\(what.rawValue))\n  Compare the record with the protocol that was in "
        + "force; an allocation from another system is recorded as such."
    }
  }
}
