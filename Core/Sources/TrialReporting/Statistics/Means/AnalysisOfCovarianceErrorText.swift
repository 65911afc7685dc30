// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// Why arms could not be compared by an analysis of covariance, in the reader's language.
public struct AnalysisOfCovarianceErrorText: Sendable {
  private let texts: Texts

  public init(language: Language) {
    texts = Texts(language: language)
  }

  /// What is wrong, and what to do.
  public func text(_ error: AnalysisOfCovarianceError) -> String {
    let (problem, remedy): (String, CovarianceFaultMessage) =
      switch error {
      case .notFinite(let column), .differentLengths(let column):
        (texts(CovarianceFaultMessage.notFinite, column), .mendLeaveOut)
      case .fewerThanTwoGroups, .emptyGroup: (texts[CovarianceFaultMessage.fewerThanTwoGroups], .mendArms)
      case .collinear(let column): (texts(CovarianceFaultMessage.collinear, column), .mendLeaveOut)
      case .noResidualDegreesOfFreedom:
        (texts[CovarianceFaultMessage.noResidualDegreesOfFreedom], .mendFewer)
      case .perfectFit: (texts[CovarianceFaultMessage.perfectFit], .mendPerfectFit)
      }
    return "\(problem)\n  \(texts[remedy])"
  }
}

/// What keeps arms from being compared, and how to mend it.
enum CovarianceFaultMessage: String, MessageKey {
  case notFinite, fewerThanTwoGroups, collinear, noResidualDegreesOfFreedom, perfectFit
  case mendLeaveOut, mendArms, mendFewer, mendPerfectFit

  var message: Message {
    switch self {
    case .notFinite: Message("\"{0}\" does not have a finite number in each row.", "“{0}”并非每行都有有限数值。")
    case .fewerThanTwoGroups: Message("there are no two arms with subjects.", "有受试者的组别不足两个。")
    case .collinear:
      Message(
        "\"{0}\" is constant, or is told by the arms, factors and covariates before it.",
        "“{0}”为常数，或可由其前的组别、因素和协变量推出。"
      )
    case .noResidualDegreesOfFreedom:
      Message("there are no more subjects than coefficients.", "受试者数不多于系数个数。")
    case .perfectFit:
      Message(
        "the model meets every value exactly, so that no variance can be estimated.",
        "模型恰好拟合每个值，无法估计方差。"
      )
    case .mendLeaveOut: Message("Leave it out.", "请删去此项。")
    case .mendArms: Message("Name a column with two arms or more.", "请使用含两组以上的列。")
    case .mendFewer: Message("Use fewer covariates and factors.", "请减少协变量和因素。")
    case .mendPerfectFit: Message("Look whether a covariate is the value itself.", "请检查协变量是否就是该数值本身。")
    }
  }
}
