// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// Why a model could not be fitted, in the reader's language.
public struct CoxErrorText: Sendable {
  private let texts: Texts

  public init(language: Language) {
    texts = Texts(language: language)
  }

  /// What is wrong, and what to do.
  public func text(_ error: CoxError) -> String {
    let (problem, remedy) = words(error)
    return "\(problem)\n  \(remedy)"
  }

  /// What is wrong.
  func problem(_ error: CoxError) -> String { words(error).problem }

  private func words(_ error: CoxError) -> (problem: String, remedy: String) {
    switch error {
    case .noEvents: (texts[CoxFaultMessage.noEvents], texts[CoxFaultMessage.mendNoEvents])
    case .notFinite(let name): (texts(CoxFaultMessage.notFinite, name), texts[CoxFaultMessage.mendLeaveOut])
    case .undetermined(let name):
      (texts(CoxFaultMessage.undetermined, name), texts[CoxFaultMessage.mendLeaveOut])
    case .didNotConverge(let count):
      (texts(CoxFaultMessage.didNotConverge, "\(count)"), texts[CoxFaultMessage.mendFewer])
    case .monotone(let name): (texts(CoxFaultMessage.monotone, name), texts[CoxFaultMessage.mendLeaveOut])
    case .exactTies: (texts[CoxFaultMessage.exactTies], texts[CoxFaultMessage.mendTies])
    case .eventAtTimeZero: (texts[CoxFaultMessage.eventAtTimeZero], texts[CoxFaultMessage.mendTime])
    case .tooSpread: (texts[CoxFaultMessage.tooSpread], texts[CoxFaultMessage.mendSpread])
    }
  }
}

/// What keeps a model from being fitted, and how to mend it.
enum CoxFaultMessage: String, MessageKey {
  case noEvents, notFinite, undetermined, didNotConverge, monotone, exactTies, eventAtTimeZero, tooSpread
  case mendNoEvents, mendLeaveOut, mendFewer, mendTies, mendTime, mendSpread

  var message: Message {
    switch self {
    case .noEvents: Message("no subject has the event.", "没有受试者发生事件。")
    case .notFinite: Message("the covariate {0} has a value that is not a finite number.", "协变量 {0} 含非有限数值。")
    case .undetermined:
      Message(
        "the covariate {0} never differs among subjects at risk, or repeats other covariates.",
        "协变量 {0} 在风险集中从无差异，或与其他协变量重复。"
      )
    case .didNotConverge:
      Message("no maximum of the likelihood was found in {0} iterations.", "迭代 {0} 次仍未找到似然的最大值。")
    case .monotone:
      Message(
        "the coefficient of {0} is infinite: the likelihood rises for ever along it, and what was asked for is not defined.",
        "{0} 的系数为无穷：似然沿其单调上升，所求结果无定义。"
      )
    case .exactTies:
      Message(
        "with exact ties proportional hazards cannot be tested, and there is no robust variance.",
        "精确处理同时事件时无法检验比例风险，也没有稳健方差。"
      )
    case .eventAtTimeZero: Message("an event at time 0 has no logarithm.", "时间 0 处的事件没有对数。")
    case .tooSpread:
      Message(
        "the fitted hazards differ by more than 10^260, which no trial can mean.",
        "拟合的风险相差超过 10^260 倍，不合情理。"
      )
    case .mendSpread: Message("Look for an outlier among the covariates.", "请检查协变量中的异常值。")
    case .mendNoEvents:
      Message("A hazard ratio needs one event at least; look at the event column.", "风险比至少需要一个事件；请检查事件列。")
    case .mendLeaveOut: Message("Leave it out.", "请删去此项。")
    case .mendFewer: Message("Use fewer covariates.", "请减少协变量。")
    case .mendTies: Message("Fit with --ties efron or breslow.", "请用 --ties efron 或 breslow 拟合。")
    case .mendTime: Message("Use another function of time.", "请换用其他时间函数。")
    }
  }
}
