// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Genetic risk by published criteria, from lesions, genes and a karyotype.
///
/// The criteria are a decision list (`risk/eln-2022`); this adds what a karyotype says to the findings beside it:
/// findings that are given win, and where the karyotype says the opposite both are shown.
public struct RiskAssessment: Sendable {
  public let maker: DecisionMaker
  private let rules: Karyotype.LesionRules

  public init(_ list: DecisionList) {
    maker = DecisionMaker(list)
    let metaphases = list.parameters.first { $0.id == "normal-karyotype-metaphases" }?.value
    let counting = list.parameters.first { $0.id == "derivative-counts-as" }
    rules = Karyotype.LesionRules(
      metaphasesOfNormal: metaphases.map { Int($0) } ?? 20,
      countsDerivativesTwice: counting?.value.map { counting?.item.categories[Int($0)].code == "two" }
        ?? false
    )
  }

  /// Assesses one subject.
  ///
  /// - Parameters:
  ///   - values: One number for each input of the list (start with `maker.emptyCase`); NaN where missing, a category's
  ///     index.
  ///   - text: The karyotype as reported, nil where there is none.
  ///   - vafWithoutUnit: A frequency of the TP53 allele that was left out for want of a unit, to be told in the verdict.
  /// - Returns: The categories that are possible, with the reasons.
  public func assess(
    _ values: [Double],
    karyotype text: String? = nil,
    vafWithoutUnit: String? = nil
  ) -> RiskVerdict {
    let karyotype = text.map { Karyotype($0) }
    let given = Dictionary(
      uniqueKeysWithValues: CytogeneticLesion.allCases.map { ($0, truth(of: $0, in: values)) }
    )
    let ruledOut = Set(given.filter { $0.value == .notMet }.keys)
    let lesions = karyotype?.lesions(by: rules, ruledOut: ruledOut) ?? []
    var completed = values
    var contradictions: [CytogeneticLesion] = []
    for finding in lesions where finding.truth != .unknown {
      guard let column = column(finding.lesion) else { continue }
      switch given[finding.lesion] {
      case .unknown?: completed[column.index] = finding.truth == .met ? column.yes : column.no
      case finding.truth?, nil: break
      case .met?, .notMet?: contradictions.append(finding.lesion)
      }
    }
    return RiskVerdict(
      decision: maker.decide(completed),
      values: completed,
      given: Set(given.filter { $0.value != .unknown }.keys),
      karyotype: karyotype,
      karyotypeText: text ?? "",
      lesions: lesions,
      contradictions: contradictions,
      vafWithoutUnit: vafWithoutUnit
    )
  }

  private func truth(of lesion: CytogeneticLesion, in values: [Double]) -> Truth {
    guard let column = column(lesion), !values[column.index].isNaN else { return .unknown }
    return Truth(values[column.index] == column.yes)
  }

  /// Where the list has a lesion, and how it writes the answers.
  private func column(_ lesion: CytogeneticLesion) -> (index: Int, yes: Double, no: Double)? {
    guard let index = maker.list.index(of: lesion.rawValue),
      let yes = maker.list.inputs[index].item.categories.firstIndex(where: { $0.code == "yes" }),
      let no = maker.list.inputs[index].item.categories.firstIndex(where: { $0.code == "no" })
    else { return nil }
    return (index, Double(yes), Double(no))
  }
}
