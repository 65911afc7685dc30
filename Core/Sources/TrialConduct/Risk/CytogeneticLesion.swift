// SPDX-License-Identifier: Apache-2.0

/// A finding of genetic risk that a karyotype can show; the raw value is its column.
public enum CytogeneticLesion: String, CaseIterable, Sendable {
  /// RUNX1::RUNX1T1.
  case t_8_21
  /// inv(16) or t(16;16): CBFB::MYH11.
  case inv_16
  /// MLLT3::KMT2A.
  case t_9_11
  /// DEK::NUP214.
  case t_6_9
  /// KMT2A with another partner than MLLT3.
  case kmt2a_other
  /// t(9;22).
  case bcr_abl1
  /// KAT6A::CREBBP.
  case t_8_16
  /// inv(3) or t(3;3): GATA2, MECOM.
  case inv_3
  /// MECOM with another partner.
  case mecom_other
  /// 11p15: adverse in the Chinese guideline of 2023 only.
  case nup98
  /// −5 or del(5q).
  case del_5q
  case minus_7
  /// −17 or any abnormality of 17p.
  case abn_17p
  case complex_karyotype
  case monosomal_karyotype
}

/// Whether a karyotype shows a lesion, and because of what.
public struct LesionFinding: Hashable, Sendable {
  public let lesion: CytogeneticLesion
  public let truth: Truth
  /// What decides, or leaves it open; nothing where the lesion is simply not there.
  public let evidence: [LesionEvidence]
}

/// What speaks for a lesion, or keeps it from being ruled out.
public enum LesionEvidence: Hashable, Sendable {
  /// The item that is the lesion.
  case found(String)
  /// A translocation of three or more chromosomes that has both breaks of the lesion.
  case variant(String)
  /// Unknown: the chromosomes and arms of the lesion, but other bands.
  case nearMiss(String)
  /// Unknown: the chromosomes of the lesion without bands.
  case withoutBands(String)
  /// Unknown: the report has a question mark.
  case uncertain(String)
  /// Unknown: another kind of change at the lesion's band, which may hide it.
  case suspicious(String)
  /// Unknown: seen in fewer cells than make a clone.
  case notClonal(String, cells: Int)
  /// Unknown: the report could not be read as a whole.
  case unreadParts
  /// Unknown: a normal karyotype needs more metaphases.
  case fewMetaphases(Int, needed: Int)
  /// How many abnormalities there are.
  case count(ClosedRange<Int>, items: [String])
  /// Not complex: only gains of whole chromosomes.
  case hyperdiploid(items: [String])
  /// Not counted: a fusion defines the class of the leukemia; and whether there was enough to count.
  case classDefined(String, wouldCount: Bool)
  /// Monosomies, and structural changes beside a single one.
  case monosomies([String], structural: [String])

  /// Whether it leaves the lesion open.
  public var isOpen: Bool {
    switch self {
    case .nearMiss, .withoutBands, .uncertain, .suspicious, .notClonal, .unreadParts, .fewMetaphases: true
    default: false
    }
  }
}
