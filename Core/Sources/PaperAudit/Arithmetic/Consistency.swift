// SPDX-License-Identifier: Apache-2.0

/// What arithmetic alone says of a printed figure.
///
/// Inconsistent means that no values within all printed figures satisfy the relation, whichever convention was
/// used; everything short of that is one of the other two.
public enum Consistency: Hashable, Sendable {
  /// Some values that would have been printed so satisfy the relation.
  case consistent
  /// None do.
  case inconsistent
  /// Arithmetic does not decide, and why.
  case undetermined(Undetermined)

  /// Why a figure can be neither confirmed nor contradicted.
  public enum Undetermined: String, Hashable, Sendable {
    /// The numbers are too large to search or to compute with exactly.
    case tooLarge
    /// The relation has no meaning for such figures: no subjects, no variation, a ratio of zero.
    case undefined
    /// None of the methods known here gives the figure, and a method not known here might.
    case otherMethod
    /// The relation holds only under an assumption, and under that assumption the figure does not fit.
    case assumption
    /// Something that would decide it was not computed.
    case notSearched
  }
}
