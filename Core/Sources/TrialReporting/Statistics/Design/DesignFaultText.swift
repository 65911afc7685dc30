// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// Why a trial cannot be planned as asked, in the reader's language.
public struct DesignFaultText: Sendable {
  private let texts: Texts

  public init(language: Language) {
    texts = Texts(language: language)
  }

  /// What is wrong, and what to do.
  public func text(_ fault: DesignFault) -> String {
    switch fault {
    case .eventsNeverCome(let events, let subjects):
      let numbers = StatisticsNumbers(texts: texts)
      return said(
        texts(DesignFaultMessage.never, numbers.fixed(subjects, 1), numbers.fixed(events, 1)),
        .mendNever
      )
    case .beyondReason: return said(texts[DesignFaultMessage.beyond], .mendBeyond)
    case .plan(let error): return text(error)
    }
  }

  private func text(_ error: GroupSequentialError) -> String {
    switch error {
    case .noLooks, .fractions, .look: said(texts[DesignFaultMessage.fractions], .mendFractions)
    case .errorRates: said(texts[DesignFaultMessage.errorRates], .mendErrorRates)
    case .parameter: said(texts[DesignFaultMessage.parameter], .mendParameter)
    case .futilityBounds: said(texts[DesignFaultMessage.futilityBounds], .mendBounds)
    case .futilityNotPossible: said(texts[DesignFaultMessage.notPossible], .mendNotPossible)
    case .needsSpending: said(texts[DesignFaultMessage.needsSpending], .mendSpending)
    case .noSolution: said(texts[DesignFaultMessage.noSolution], .mendSolution)
    case .statistic(let z): said(texts(DesignFaultMessage.statistic, "\(z)"), .mendParameter)
    }
  }

  private func said(_ problem: String, _ remedy: DesignFaultMessage) -> String {
    "\(problem)\n  \(texts[remedy])"
  }
}

/// What keeps a trial from being planned, and how to mend it.
enum DesignFaultMessage: String, MessageKey {
  case never, beyond, mendBeyond, fractions, errorRates, parameter, futilityBounds, notPossible,
    needsSpending, noSolution
  case statistic
  case mendNever, mendFractions, mendErrorRates, mendParameter, mendBounds, mendNotPossible, mendSpending
  case mendSolution

  var message: Message {
    switch self {
    case .never: Message("{0} subjects never have {1} events.", "{0} 例受试者永远达不到 {1} 个事件。")
    case .beyond:
      Message(
        "the trial would need more than a billion subjects, or next to none.",
        "所需例数超过十亿，或几乎为零。"
      )
    case .mendBeyond: Message("Look at the effect and at the unit of the times.", "请检查效应大小和时间单位。")
    case .fractions:
      Message(
        "information fractions must be above 0, ascend, and end with 1.",
        "信息分数须大于 0、递增并以 1 结束。"
      )
    case .errorRates:
      Message(
        "alpha and power leave no test: alpha of one side lies below 0.5, power above it and below 1.",
        "α 与检验效能不成立：单侧 α 须小于 0.5，效能须大于 α 且小于 1。"
      )
    case .parameter:
      Message(
        "a parameter of the boundaries is out of range, or shares do not fit the looks.",
        "界值参数超出范围，或消耗比例与分析次数不符。"
      )
    case .futilityBounds:
      Message(
        "futility bounds are needed for each look but the last, each below its critical value.",
        "除末次外每次分析均需一个无效性界值，且低于相应的有效性界值。"
      )
    case .notPossible:
      Message(
        "these boundaries bring a futility boundary of their own; a second one has no place.",
        "所选界值本身已含无效性界值，不能再另设。"
      )
    case .needsSpending:
      Message(
        "boundaries at looks that were not planned need functions that spend errors.",
        "计划外分析的界值需要按消耗函数确定。"
      )
    case .noSolution:
      Message(
        "no boundaries spend both errors at these looks: the lower one would cross the upper one.",
        "在这些分析时点没有能同时消耗两类错误的界值：下界会超过上界。"
      )
    case .statistic: Message("a statistic of {0} is not usable.", "统计量 {0} 不可用。")
    case .mendNever:
      Message("Recruit more or longer, or follow up with less dropout.", "请增加入组例数、延长入组或减少脱落。")
    case .mendFractions:
      Message("Write, for example, --looks 0.5,0.75,1 or --looks 3.", "例如 --looks 0.5,0.75,1 或 --looks 3。")
    case .mendErrorRates:
      Message("Write, for example, --alpha 0.025 --power 0.9.", "例如 --alpha 0.025 --power 0.9。")
    case .mendParameter:
      Message(
        "rho is above 0, delta of Wang and Tsiatis between −2 and 2, deltas of Pampallona and Tsiatis between −0.5 and 0.5; shares ascend to 1, one a look.",
        "ρ 须大于 0；Wang–Tsiatis 的 Δ 在 −2 与 2 之间；Pampallona–Tsiatis 的 Δ 在 −0.5 与 0.5 之间；消耗比例递增至 1，每次分析一个。"
      )
    case .mendBounds:
      Message("Write, for example, --futility 'z(0,0.5)' for three looks.", "例如三次分析时写 --futility 'z(0,0.5)'。")
    case .mendNotPossible: Message("Leave out --futility.", "请去掉 --futility。")
    case .mendSpending: Message("Use --spending.", "请使用 --spending。")
    case .mendSolution: Message("Use fewer looks, other functions or more power.", "请减少分析次数、换用其他函数或提高效能。")
    }
  }
}
