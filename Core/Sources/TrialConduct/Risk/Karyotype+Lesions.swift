// SPDX-License-Identifier: Apache-2.0

extension Karyotype {
  /// How a karyotype is read for lesions.
  public struct LesionRules: Hashable, Sendable {
    /// Metaphases that a normal karyotype needs: 20 (ELN 2022, diagnostic procedures).
    public let metaphasesOfNormal: Int
    /// Whether an unbalanced translocation (`der(5)t(5;17)`) counts as two abnormalities (ISCN 2024; Haase 2019) instead
    /// of one (Chun 2010).
    public let countsDerivativesTwice: Bool

    public init(metaphasesOfNormal: Int = 20, countsDerivativesTwice: Bool = false) {
      self.metaphasesOfNormal = metaphasesOfNormal
      self.countsDerivativesTwice = countsDerivativesTwice
    }
  }

  /// What the karyotype says about each lesion.
  ///
  /// A lesion is not there only where everything was read; what the report leaves open stays unknown.
  ///
  /// - Parameters:
  ///   - rules: How abnormalities are counted.
  ///   - ruledOut: Fusions that another method has ruled out: they define no class.
  /// - Returns: One finding for each lesion, in the order of `CytogeneticLesion`.
  public func lesions(
    by rules: LesionRules = LesionRules(),
    ruledOut: Set<CytogeneticLesion> = []
  ) -> [LesionFinding] {
    let acquired = acquired
    var found = CytogeneticLesion.allCases.compactMap { lesion in
      evidence(of: lesion, in: acquired).map { finding(lesion, $0, acquired, rules) }
    }
    let defining = found.first {
      Self.classDefining.subtracting(ruledOut).contains($0.lesion) && $0.truth == .met
    }
    let apl = acquired.first { $0.isClonal && $0.abnormality.isPromyelocytic }
    let complexity = KaryotypeComplexity(
      self,
      acquired,
      rules,
      classDefinedBy: defining?.evidence.first.flatMap(\.item) ?? apl?.text
    )
    found.append(open(complexity.complex, acquired, rules))
    found.append(open(complexity.monosomal, acquired, rules))
    return found
  }

  /// The change that makes this acute promyelocytic leukemia, of which ELN's table of genetic risk does not speak.
  public var promyelocyticTranslocation: String? {
    acquired.first { $0.isClonal && $0.abnormality.isPromyelocytic }?.text
  }

  private static let classDefining: Set<CytogeneticLesion> = [
    .t_8_21, .inv_16, .t_9_11, .t_6_9, .kmt2a_other, .bcr_abl1, .t_8_16, .inv_3, .mecom_other,
  ]

  /// nil for the lesions that are counts.
  private func evidence(of lesion: CytogeneticLesion, in acquired: [ClonalAbnormality]) -> [LesionEvidence]? {
    let search: (ClonalAbnormality) -> LesionEvidence?
    switch lesion {
    case .kmt2a_other: search = { PartnerSearch.kmt2a($0.abnormality, $0.text) }
    case .mecom_other: search = { PartnerSearch.mecom($0.abnormality, $0.text) }
    case .nup98: search = { PartnerSearch.nup98($0.abnormality, $0.text) }
    case .del_5q: search = { LossSearch.fiveQ($0) }
    case .minus_7: search = { LossSearch.monosomy(7, $0) }
    case .abn_17p: search = { LossSearch.seventeenP($0) }
    case .complex_karyotype, .monosomal_karyotype: return nil
    default:
      let patterns = FusionPattern.all.filter { $0.lesion == lesion }
      search = { change in
        patterns.lazy.compactMap { $0.evidence(in: change.abnormality, text: change.text) }.first
      }
    }
    return acquired.compactMap { change in
      guard let evidence = search(change) else { return nil }
      // A loss of the derivative chromosome is no fusion.
      if change.abnormality.sign == .lost, change.abnormality.kind != .numerical { return nil }
      if change.abnormality.isUncertain, !evidence.isOpen { return .uncertain(change.text) }
      guard !change.isClonal, let cells = change.cells else { return evidence }
      return .notClonal(change.text, cells: cells)
    }
  }

  private func finding(
    _ lesion: CytogeneticLesion,
    _ evidence: [LesionEvidence],
    _ acquired: [ClonalAbnormality],
    _ rules: LesionRules
  ) -> LesionFinding {
    let certain = evidence.filter { !$0.isOpen }
    if !certain.isEmpty { return LesionFinding(lesion: lesion, truth: .met, evidence: certain) }
    let truth: Truth = evidence.isEmpty ? .notMet : .unknown
    return open(LesionFinding(lesion: lesion, truth: truth, evidence: evidence), acquired, rules)
  }

  /// Leaves a lesion open that would be ruled out by a report that was not read as a whole, or by too few normal cells.
  private func open(
    _ finding: LesionFinding,
    _ acquired: [ClonalAbnormality],
    _ rules: LesionRules
  ) -> LesionFinding {
    guard finding.truth != .met else { return finding }
    if case .classDefined? = finding.evidence.first { return finding }
    var evidence = finding.evidence
    if hasUnreadParts || clones.isEmpty { evidence.append(.unreadParts) }
    if acquired.isEmpty, let cells, cells < rules.metaphasesOfNormal {
      evidence.append(.fewMetaphases(cells, needed: rules.metaphasesOfNormal))
    }
    let isOpen = finding.truth == .unknown || evidence.contains { $0.isOpen }
    return LesionFinding(lesion: finding.lesion, truth: isOpen ? .unknown : .notMet, evidence: evidence)
  }
}

extension LesionEvidence {
  /// The item of the karyotype, where there is a single one.
  var item: String? {
    switch self {
    case .found(let text), .variant(let text), .nearMiss(let text), .withoutBands(let text),
      .uncertain(let text),
      .suspicious(let text), .notClonal(let text, _):
      text
    default: nil
    }
  }
}

extension Abnormality {
  fileprivate var isPromyelocytic: Bool {
    let (first, second) = FusionPattern.promyelocytic
    return all.contains { part in
      part.kind == .translocation
        && part.breaks(of: Chromosome(number: 15)).contains { first.truth(of: $0) == .met }
        && part.breaks(of: Chromosome(number: 17)).contains { second.truth(of: $0) == .met }
    }
  }
}
