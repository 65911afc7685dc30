// SPDX-License-Identifier: Apache-2.0

/// A recurrent rearrangement as a karyotype shows it: two breaks, or one break with any partner.
///
/// Bands are those of ELN 2022, Table 6, with the neighbours under which older reports write the same rearrangement:
/// 9p22 for 9p21.3 (MLLT3), 6p22 for 6p23 (DEK).
struct FusionPattern {
  struct Break {
    let chromosome: Int
    let arm: Breakpoint.Arm
    let bands: ClosedRange<Int>

    init(_ chromosome: Int, _ arm: Breakpoint.Arm, _ bands: ClosedRange<Int>) {
      self.chromosome = chromosome
      self.arm = arm
      self.bands = bands
    }

    /// Whether a break of the report is this one.
    func truth(of point: Breakpoint) -> Truth {
      guard let arm = point.arm else { return .unknown }
      guard arm == self.arm else { return .notMet }
      guard let bands = point.bands else { return .unknown }
      guard bands.overlaps(self.bands) else { return .notMet }
      let isWithin = self.bands.contains(bands.lowerBound) && self.bands.contains(bands.upperBound)
      return isWithin && !point.isUncertain ? .met : .unknown
    }
  }

  let lesion: CytogeneticLesion
  let kind: Abnormality.Kind
  let first: Break
  let second: Break
  /// The derivative chromosome that carries the fused gene: the other one alone does not show it.
  let carrier: Int?

  static let all: [FusionPattern] = [
    FusionPattern(.t_8_21, .translocation, Break(8, .long, 22...22), Break(21, .long, 22...22), on: 8),
    FusionPattern(.inv_16, .inversion, Break(16, .short, 13...13), Break(16, .long, 22...22), on: nil),
    FusionPattern(.inv_16, .translocation, Break(16, .short, 13...13), Break(16, .long, 22...22), on: nil),
    FusionPattern(.t_9_11, .translocation, Break(9, .short, 21...22), Break(11, .long, 23...23), on: 11),
    FusionPattern(.t_6_9, .translocation, Break(6, .short, 22...23), Break(9, .long, 34...34), on: 6),
    FusionPattern(.bcr_abl1, .translocation, Break(9, .long, 34...34), Break(22, .long, 11...11), on: 22),
    FusionPattern(.t_8_16, .translocation, Break(8, .short, 11...11), Break(16, .short, 13...13), on: 8),
    FusionPattern(.inv_3, .inversion, Break(3, .long, 21...21), Break(3, .long, 26...26), on: nil),
    FusionPattern(.inv_3, .translocation, Break(3, .long, 21...21), Break(3, .long, 26...26), on: nil),
  ]

  /// t(15;17), PML::RARA: acute promyelocytic leukemia, to which this table of risk does not apply.
  static let promyelocytic = (Break(15, .long, 22...24), Break(17, .long, 12...21))

  /// 11q23.3, KMT2A.
  static let kmt2a = Break(11, .long, 23...23)
  /// 3q26.2, MECOM.
  static let mecom = Break(3, .long, 26...26)
  /// 11p15.4, NUP98.
  static let nup98 = Break(11, .short, 15...15)

  private init(
    _ lesion: CytogeneticLesion,
    _ kind: Abnormality.Kind,
    _ first: Break,
    _ second: Break,
    on carrier: Int?
  ) {
    self.lesion = lesion
    self.kind = kind
    self.first = first
    self.second = second
    self.carrier = carrier
  }

  /// What one item of a karyotype says about the rearrangement; nil where it has nothing to do with it.
  func evidence(in abnormality: Abnormality, text: String) -> LesionEvidence? {
    if abnormality.kind == kind { return evidence(inPart: abnormality, text: text) }
    // inv(16) is easily taken for a deletion of 16q22: CBFB::MYH11 was found behind one that the Cancer Genome Atlas
    // published.
    if lesion == .inv_16,
      abnormality.breaks(of: Chromosome(number: 16)).contains(where: { second.truth(of: $0) == .met }),
      [.deletion, .addition, .inversion, .derivative].contains(abnormality.kind)
    {
      return kind == .inversion ? .suspicious(text) : nil
    }
    let parts = abnormality.inner.flatMap(\.all).filter { $0.kind == kind }
    guard let found = parts.lazy.compactMap({ evidence(inPart: $0, text: text) }).first else { return nil }
    guard case .found = found, let carrier, abnormality.chromosomes.first??.number != carrier else {
      return found
    }
    return .suspicious(text)
  }

  private func evidence(inPart part: Abnormality, text: String) -> LesionEvidence? {
    let numbers = part.chromosomes.map { $0?.number }
    guard numbers.contains(first.chromosome), numbers.contains(second.chromosome) else { return nil }
    if first.chromosome == second.chromosome, kind == .translocation,
      numbers != [first.chromosome, first.chromosome]
    {
      return nil
    }
    guard !part.breakpoints.isEmpty else { return .withoutBands(text) }
    let (one, two) = points(in: part)
    let truth = pairTruth(one, two)
    if truth == .notMet { return sharesArms(one, two) ? .nearMiss(text) : nil }
    if truth == .unknown || part.isUncertain {
      return one.allSatisfy { $0.bands == nil } ? .withoutBands(text) : .uncertain(text)
    }
    return part.chromosomes.count > 2 ? .variant(text) : .found(text)
  }

  /// The breaks that may be the first and the second.
  private func points(in part: Abnormality) -> ([Breakpoint], [Breakpoint]) {
    guard first.chromosome == second.chromosome else {
      return (
        part.breaks(of: Chromosome(number: first.chromosome)),
        part.breaks(of: Chromosome(number: second.chromosome))
      )
    }
    let points = part.breaks(of: Chromosome(number: first.chromosome))
    guard points.count == 2 else { return (points, points) }
    let isTurned = first.truth(of: points[0]) < first.truth(of: points[1])
    return isTurned ? ([points[1]], [points[0]]) : ([points[0]], [points[1]])
  }

  private func pairTruth(_ one: [Breakpoint], _ two: [Breakpoint]) -> Truth {
    let first = one.map { self.first.truth(of: $0) }.max() ?? .unknown
    let second = two.map { self.second.truth(of: $0) }.max() ?? .unknown
    return first && second
  }

  private func sharesArms(_ one: [Breakpoint], _ two: [Breakpoint]) -> Bool {
    one.contains { $0.arm == first.arm } && two.contains { $0.arm == second.arm }
  }
}
