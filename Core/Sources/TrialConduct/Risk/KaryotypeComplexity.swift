// SPDX-License-Identifier: Apache-2.0

/// Complex and monosomal karyotypes: counts over the whole karyotype.
///
/// *Complex*: three or more unrelated abnormalities, unless a fusion defines the class of the leukemia, and not where all
/// are gains of whole chromosomes (ELN 2022, Table 6, note on complex karyotypes). *Monosomal*: two or more different
/// autosomes lost, or one and a structural abnormality; core-binding factor leukemia excluded (Breems 2008).
///
/// ELN does not say how to count. Here every distinct acquired change of any clone counts once (Chun 2010), a gain for
/// each copy, a marker for each copy, a doubling of all chromosomes as one. What is uncertain, or was seen in too few cells
/// to be clonal, may count.
struct KaryotypeComplexity {
  let complex: LesionFinding
  let monosomal: LesionFinding

  init(
    _ karyotype: Karyotype,
    _ acquired: [ClonalAbnormality],
    _ rules: Karyotype.LesionRules,
    classDefinedBy fusion: String?
  ) {
    let complex = Self.complex(acquired, isDoubled: karyotype.isDoubled, rules)
    let monosomal = Self.monosomal(acquired)
    self.complex = fusion.map { complex.unless(definedBy: $0) } ?? complex
    self.monosomal = fusion.map { monosomal.unless(definedBy: $0) } ?? monosomal
  }

  private static func complex(
    _ changes: [ClonalAbnormality],
    isDoubled: Bool,
    _ rules: Karyotype.LesionRules
  ) -> LesionFinding {
    let items = changes.map(\.text)
    var lower = isDoubled ? 1 : 0
    var upper = lower
    for change in changes {
      let weight = change.weight(rules)
      lower += change.isCertain ? weight.lowerBound : 0
      upper += weight.upperBound
    }
    if upper >= 3, !changes.isEmpty, !isDoubled, changes.allSatisfy({ $0.abnormality.isGain }) {
      return LesionFinding(
        lesion: .complex_karyotype,
        truth: .notMet,
        evidence: [.hyperdiploid(items: items)]
      )
    }
    let truth: Truth = lower >= 3 ? .met : upper >= 3 ? .unknown : .notMet
    return LesionFinding(
      lesion: .complex_karyotype,
      truth: truth,
      evidence: changes.isEmpty && !isDoubled ? [] : [.count(lower...upper, items: items)]
    )
  }

  private static func monosomal(_ changes: [ClonalAbnormality]) -> LesionFinding {
    let losses = changes.filter {
      $0.abnormality.isLoss && !$0.isInPolyploidClone && $0.abnormality.chromosomes.first??.isAutosome == true
    }
    let structural = changes.filter { $0.abnormality.isStructural && $0.abnormality.sign != .lost }
    let certainLosses = losses.filter(\.isCertain).count
    let certainStructural = structural.filter(\.isCertain).count
    let isMet = certainLosses >= 2 || certainLosses == 1 && certainStructural >= 1
    let isPossible = losses.count >= 2 || losses.count == 1 && !structural.isEmpty
    return LesionFinding(
      lesion: .monosomal_karyotype,
      truth: isMet ? .met : isPossible ? .unknown : .notMet,
      evidence: losses.isEmpty
        ? []
        : [
          .monosomies(losses.map(\.text), structural: losses.count == 1 ? structural.map(\.text) : [])
        ]
    )
  }
}

extension LesionFinding {
  fileprivate func unless(definedBy fusion: String) -> LesionFinding {
    LesionFinding(
      lesion: lesion,
      truth: .notMet,
      evidence: [.classDefined(fusion, wouldCount: truth != .notMet)]
    )
  }
}

extension ClonalAbnormality {
  /// For how many abnormalities it counts.
  fileprivate func weight(_ rules: Karyotype.LesionRules) -> ClosedRange<Int> {
    switch abnormality.kind {
    // However many double minutes there are in a cell, they are one change.
    case .doubleMinute, .acentric, .minute, .fragile: 1...1
    case .numerical, .marker, .ring: copies
    case .derivative where rules.countsDerivativesTwice && abnormality.involvesSeveralChromosomes: 2...2
    default: 1...1
    }
  }
}

extension Abnormality {
  fileprivate var isGain: Bool { kind == .numerical && sign == .gained }

  fileprivate var involvesSeveralChromosomes: Bool {
    Set(all.flatMap(\.chromosomes).compactMap(\.self)).count > 1
  }
}

extension Karyotype {
  /// A clone with three or four sets beside one with two, or alone.
  fileprivate var isDoubled: Bool { clones.contains(where: \.isPolyploid) }
}
