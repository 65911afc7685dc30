// SPDX-License-Identifier: Apache-2.0

/// Rearrangements of one gene with any partner: a break at its band.
///
/// A translocation with the break is the lesion as ELN writes it, t(v;11q23.3). Other changes at the band (deletions,
/// insertions, inversions, added material, a derivative chromosome alone) may hide a fusion: in the karyotypes that the
/// Cancer Genome Atlas published, del(11)(q23) twice stood for one. They leave the lesion open, for in situ
/// hybridization to settle.
enum PartnerSearch {
  static func kmt2a(_ abnormality: Abnormality, _ text: String) -> LesionEvidence? {
    let isMLLT3 = FusionPattern.all.first { $0.lesion == .t_9_11 }?.evidence(in: abnormality, text: text)
    switch isMLLT3 {
    // MLLT3 is the partner: a lesion of its own, also where the derivative chromosome does not show the fusion.
    case .found?, .variant?, .suspicious?: return nil
    case let open?: return open
    case nil: return evidence(of: FusionPattern.kmt2a, neighbours: [22, 24], in: abnormality, text)
    }
  }

  static func mecom(_ abnormality: Abnormality, _ text: String) -> LesionEvidence? {
    let isGATA2 = FusionPattern.all.contains {
      guard $0.lesion == .inv_3, let evidence = $0.evidence(in: abnormality, text: text) else { return false }
      return !evidence.isOpen
    }
    // 3q25 is no neighbour: t(3;5)(q25;q35) is another entity, NPM1::MLF1.
    return isGATA2 ? nil : evidence(of: FusionPattern.mecom, neighbours: [27], in: abnormality, text)
  }

  static func nup98(_ abnormality: Abnormality, _ text: String) -> LesionEvidence? {
    evidence(of: FusionPattern.nup98, neighbours: [], in: abnormality, text)
  }

  private static func evidence(
    of target: FusionPattern.Break,
    neighbours: Set<Int>,
    in abnormality: Abnormality,
    _ text: String
  ) -> LesionEvidence? {
    let chromosome = Chromosome(number: target.chromosome)
    guard abnormality.all.contains(where: { $0.chromosomes.contains(chromosome) }) else { return nil }
    let points = abnormality.breaks(of: chromosome)
    if abnormality.kind == .translocation, points.isEmpty { return .withoutBands(text) }
    switch points.map({ target.truth(of: $0) }).max() ?? .notMet {
    case .met:
      guard abnormality.kind == .translocation else { return .suspicious(text) }
      return abnormality.chromosomes.count > 2 ? .variant(text) : .found(text)
    case .unknown: return abnormality.kind == .translocation ? .uncertain(text) : nil
    case .notMet:
      let isNear = points.contains { point in
        guard point.arm == target.arm, let bands = point.bands else { return false }
        return neighbours.contains(bands.lowerBound) || neighbours.contains(bands.upperBound)
      }
      return isNear && abnormality.kind == .translocation ? .nearMiss(text) : nil
    }
  }
}
