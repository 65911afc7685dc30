// SPDX-License-Identifier: Apache-2.0

/// Why no cohort could be drawn.
public enum ReconstructionError: Error, Hashable, Sendable {
  /// After every attempt these figures were missed; each of them might be met without `beside`.
  case unmet(figures: [String], beside: [String])
  /// The findings that were drawn do not lead to the published figures.
  case derivedElsewhere([String])
  /// The plan names something that the protocol does not have; checking the protocol file says where.
  case unknown(String)
}

extension ReconstructionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unmet(let figures, let beside):
      "No cohort meets all followed figures: \(figures.joined(separator: ", ")) could not be met"
        + (beside.isEmpty ? "." : " together with \(beside.joined(separator: ", ")).")
        + " Mark a contradictory figure with followed: false, or widen the rules it depends on."
    case .derivedElsewhere(let figures):
      "What is derived from the drawn findings misses a published figure: \(figures.joined(separator: "; "))."
        + " Narrow the rules of the raw forms until they lead to the category they are drawn for."
    case .unknown(let name):
      "The reconstruction names \(name), which the protocol does not have. Run check for its place."
    }
  }
}
