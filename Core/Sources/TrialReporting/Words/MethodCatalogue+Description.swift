// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

extension Statistic {
  /// Counts, shares with their intervals, and summaries of numbers.
  var descriptionWording: MethodWording {
    switch self {
    case .subjects:
      MethodWording(
        Message("Subjects", "例数"),
        Message("The number of subjects in the population of the analysis.", "该分析人群中的受试者人数。")
      )
    case .events:
      MethodWording(
        Message("Events", "事件数"),
        Message("Subjects who had the event by the cut.", "至截止日发生该事件的受试者人数。")
      )
    case .estimate:
      MethodWording(
        Message("Estimate", "估计值"),
        Message("The observed value.", "观测值。")
      )
    case .responders:
      MethodWording(
        Message("Responders", "应答者"),
        Message(
          "Subjects who meet the endpoint's definition; pending and unknown ones count as no response.",
          "符合终点定义的受试者；待定与未知者计为未应答。"
        )
      )
    case .pending:
      MethodWording(
        Message("Pending", "待定"),
        Message(
          "Subjects alive whose assessment was not yet due at the cut.",
          "截止日时存活且尚未到评估时间的受试者。"
        )
      )
    case .unknown:
      MethodWording(
        Message("Unknown", "未知"),
        Message("Subjects whose answer is not on file although it was due.", "已到评估时间但无评估记录的受试者。")
      )
    case .missing:
      MethodWording(
        Message("Missing", "缺失"),
        Message("Subjects without a recorded value.", "未记录数值的受试者。")
      )
    case .clopperPearson:
      MethodWording(
        Message("Clopper–Pearson interval", "Clopper–Pearson 区间"),
        Message(
          "Exact confidence interval of a proportion, from the two binomial tails; it covers at least its level.",
          "由二项分布双侧尾概率得到的率的精确置信区间，覆盖率不低于名义水平。"
        ),
        "Clopper & Pearson (1934), Biometrika 26:404–413"
      )
    case .wilson:
      MethodWording(
        Message("Wilson interval", "Wilson 区间"),
        Message(
          "Score interval of a proportion without continuity correction; it covers its level on average.",
          "率的得分置信区间（未作连续性校正），平均覆盖率接近名义水平。"
        ),
        "Wilson (1927), J Am Stat Assoc 22:209–212"
      )
    case .medianRange:
      MethodWording(
        Message("Median (range)", "中位数（范围）"),
        Message("The middle value, with the smallest and the largest.", "中位数及最小值、最大值。")
      )
    case .quartiles:
      MethodWording(
        Message("Q1; Q3", "Q1；Q3"),
        Message(
          "First and third quartile, by linear interpolation of order statistics (type 7).",
          "第一与第三四分位数，按次序统计量线性插值（第 7 型）。"
        ),
        "Hyndman & Fan (1996), Am Stat 50:361–365"
      )
    case .meanSD:
      MethodWording(
        Message("Mean (SD)", "均数（标准差）"),
        Message("Arithmetic mean and sample standard deviation.", "算术均数与样本标准差。")
      )
    default:
      MethodWording(
        Message("Standardized difference", "标准化差异"),
        Message(
          "Difference of the arms in units of their pooled standard deviation; it measures imbalance and tests nothing.",
          "以合并标准差为单位的组间差异，衡量不均衡程度，不作检验。"
        ),
        "Yang & Dalton (2012), SAS Global Forum 335; Austin (2009), Stat Med 28:3083–3107"
      )
    }
  }
}
