// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

extension DesignCalculation {
  /// The boundaries, with what each look counts beneath it.
  public func figure(in language: Language) -> BoundaryFigure {
    let texts = Texts(language: language)
    let numbers = StatisticsNumbers(texts: texts)
    let hasEvents = maximumEvents != nil
    let drawn = looks.map { look in
      let count = hasEvents ? look.events : look.subjects
      return BoundaryFigure.Look(
        information: look.information,
        efficacy: look.z,
        futility: look.futility,
        count: count.map { "\(Self.roundedUp($0))" } ?? ""
      )
    }
    let values = looks.map { look in
      let futility = look.futility.map { " / \(plan.sides == .two ? "±" : "")\(numbers.fixed($0, 2))" } ?? ""
      return "\(numbers.fixed(look.information, 3)): \(numbers.fixed(look.z, 2))\(futility)"
    }
    let name = plan.efficacy.word
    return BoundaryFigure(
      notes: FigureNotes(
        id: "boundaries",
        title: texts[question.title],
        description: texts(DesignFigureMessage.description, values.joined(separator: "; ")),
        caption: looks.count > 1
          ? texts(
            spends ? DesignFigureMessage.spendingCaption : .familyCaption,
            name,
            numbers.asTyped(plan.alpha)
          )
          : texts(DesignFigureMessage.fixedCaption, numbers.asTyped(plan.alpha))
      ),
      words: BoundaryFigure.Words(
        statistic: texts[DesignFigureMessage.statistic],
        information: texts[DesignFigureMessage.information],
        count: texts[hasEvents ? DesignMessage.events : .subjects],
        reject: texts[DesignFigureMessage.reject],
        rejectOpposite: texts[DesignFigureMessage.rejectOpposite],
        futility: texts[DesignFigureMessage.futility],
        goOn: texts[DesignFigureMessage.goOn]
      ),
      looks: drawn,
      isTwoSided: plan.sides == .two
    )
  }
}

/// The words in a figure of boundaries.
enum DesignFigureMessage: String, MessageKey {
  case description, spendingCaption, familyCaption, fixedCaption, statistic, information
  case reject, rejectOpposite, futility, goOn

  var message: Message {
    switch self {
    case .description:
      Message(
        "Boundaries of z by share of information, efficacy and futility: {0}.",
        "按信息分数的 z 界值（有效性/无效性）：{0}。"
      )
    case .spendingCaption:
      Message(
        "Boundaries at the planned looks; alpha {1} spent by {0}. Lines between looks only guide the eye.",
        "计划分析时点的界值；α = {1}，消耗函数 {0}。分析之间的连线仅为视觉引导。"
      )
    case .familyCaption:
      Message(
        "Boundaries at the planned looks; alpha {1}, critical values by {0}. Lines between looks only guide the eye.",
        "计划分析时点的界值；α = {1}，界值 {0}。分析之间的连线仅为视觉引导。"
      )
    case .fixedCaption: Message("One analysis; alpha {0}.", "仅一次分析；α = {0}。")
    case .statistic: Message("z, positive in the direction of the assumed effect", "z，正值为所设效应方向")
    case .information: Message("Share of the maximum information", "信息分数")
    case .reject: Message("Reject the null hypothesis", "拒绝原假设")
    case .rejectOpposite: Message("Reject in the other direction", "在相反方向拒绝")
    case .futility: Message("Stop for futility", "因无效停止")
    case .goOn: Message("Go on", "继续")
    }
  }
}
