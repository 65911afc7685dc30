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
      countsDerivativesTwice: counting?.value.map { counting?.item.categories[Int($0)].code == "two" } ?? false
    )
  }

  /// Assesses one subject.
  ///
  /// - Parameters:
  ///   - values: One number for each input of the list (start with `maker.emptyCase`); NaN where missing, a category's
  ///     index.
  ///   - karyotype: The report, nil where there is none.
  /// - Returns: The categories that are possible, with the reasons.
  public func assess(_ values: [Double], karyotype text: String? = nil) -> RiskVerdict {
    guard let text else {
      return RiskVerdict(
        decision: maker.decide(values),
        values: values,
        karyotype: nil,
        lesions: [],
        contradictions: []
      )
    }
    let karyotype = Karyotype(text)
    let given = CytogeneticLesion.allCases.map { lesion in (lesion, self.given(lesion, values)) }
    let ruledOut = Set(given.filter { $0.1 == .notMet }.map(\.0))
    let lesions = karyotype.lesions(by: rules, ruledOut: ruledOut)
    var completed = values
    var contradictions: [CytogeneticLesion] = []
    for (finding, (lesion, given)) in zip(lesions, given) {
      guard finding.truth != .unknown, let column = column(lesion) else { continue }
      if given == .unknown {
        completed[column.index] = finding.truth == .met ? column.yes : column.no
      } else if given != finding.truth {
        contradictions.append(lesion)
      }
    }
    return RiskVerdict(
      decision: maker.decide(completed),
      values: completed,
      karyotype: karyotype,
      lesions: lesions,
      contradictions: contradictions
    )
  }

  private func given(_ lesion: CytogeneticLesion, _ values: [Double]) -> Truth {
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

/// A category of genetic risk, or the ones that are possible, with the reasons.
public struct RiskVerdict: Sendable {
  public let decision: Decision
  /// The findings that were decided on: those given, completed by those of the karyotype.
  public let values: [Double]
  public let karyotype: Karyotype?
  /// What the karyotype says about each lesion; empty without one.
  public let lesions: [LesionFinding]
  /// Lesions of which the given finding says the opposite of the karyotype.
  public let contradictions: [CytogeneticLesion]
}
