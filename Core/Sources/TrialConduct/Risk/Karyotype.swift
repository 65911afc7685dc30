// SPDX-License-Identifier: Apache-2.0

/// What a cytogenetic report says in the short form of ISCN 2020, clone by clone.
///
///     46,XY,t(8;21)(q22;q22)[12]/45,idem,-Y[6]/46,XY[2]
///
/// Everything that could not be read is listed with its place and never passes as normal.
///
/// - SeeAlso: ISCN 2020: An International System for Human Cytogenomic Nomenclature (McGowan-Jordan et al., Karger).
public struct Karyotype: Hashable, Sendable {
  /// The clones of the subject, stemline first; without those of a donor.
  public let clones: [Clone]
  /// Whether a donor's cells follow after `//`.
  public let hasDonor: Bool
  public let remarks: [KaryotypeRemark]

  /// Whether something could not be read, so that what is not found may yet be there.
  public var hasUnreadParts: Bool {
    remarks.contains {
      switch $0 {
      case .unread, .onlyDonor, .incomplete: true
      default: false
      }
    }
  }

  /// All cells that were counted; nil where a clone has no number.
  public var cells: Int? {
    clones.reduce(0) { sum, clone in clone.cells.flatMap { cells in sum.map { $0 + cells } } }
  }
}

/// Cells of one descent: what stands between the slashes.
public struct Clone: Hashable, Sendable {
  /// The number of chromosomes, or its range.
  public let chromosomes: ClosedRange<Int>
  /// The sex chromosomes as written, such as `XY`; empty where the clone refers to another.
  public let sex: String
  /// All items, the inherited ones first, each with the number of cells in which it was seen, where the report says so.
  public let items: [Item]
  public let cells: Int?
  /// `cp`: not every change is in every cell.
  public let isComposite: Bool

  public struct Item: Hashable, Sendable {
    public let abnormality: Abnormality
    /// As the report writes it, without its number of cells.
    public let text: String
    public let cells: Int?
  }

  /// 58 chromosomes or more: losses are then losses from three or four sets (ISCN 2020, 8.1).
  public var isPolyploid: Bool { chromosomes.lowerBound >= 58 }
}

/// What a reader of the report should look at.
public enum KaryotypeRemark: Hashable, Sendable {
  /// This could not be read; the column counts from 1.
  case unread(String, column: Int)
  /// `inc`: the report itself is incomplete.
  case incomplete
  /// All cells are a donor's.
  case onlyDonor
  /// The items do not make the stated number of chromosomes.
  case wrongCount(clone: Int, stated: ClosedRange<Int>, items: Int)
  /// `-17,+i(17)(q10)`: an old way to write that the chromosome is replaced; not counted as a loss.
  case replaced(String, by: String)
}
