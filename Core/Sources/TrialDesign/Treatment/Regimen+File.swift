// SPDX-License-Identifier: Apache-2.0

extension Regimen {
  /// A regimen from a file of its own, or from the shelf, with the values that no source states.
  public struct Reading: Sendable {
    public let regimen: Regimen
    public let assumptions: [Assumption]
  }

  /// Reads a regimen that stands alone, in the form of an entry of `regimens:`.
  ///
  /// - Parameters:
  ///   - root: The file's outermost block; it may name an entry of the shelf and change keys of it.
  ///   - shelf: Entries and drug facts.
  /// - Returns: The regimen and its assumptions.
  /// - Throws: Every problem of the file at once, in its order.
  public static func read(_ root: ProtocolNode, shelf: Shelf) throws(ProtocolProblems) -> Reading {
    let reading = ProtocolReading(shelf: shelf)
    let regimen = NodeReader(root, at: "", in: reading).block(shelved: .regimens) { Regimen(&$0) }
    guard reading.problems.isEmpty else {
      throw ProtocolProblems(
        reading.problems.sorted { ($0.position, $0.place) < ($1.position, $1.place) },
        forData: nil
      )
    }
    return Reading(regimen: regimen, assumptions: reading.assumptions)
  }
}
