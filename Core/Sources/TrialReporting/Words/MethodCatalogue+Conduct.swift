// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

extension Statistic {
  /// Time to event.
  var survivalWording: MethodWording {
    switch self {
    case .censored:
      MethodWording(
        Message("Censored", "删失"),
        Message(
          "Subjects without the event when their observation ended.",
          "观察结束时未发生事件的受试者。"
        )
      )
    case .median:
      MethodWording(
        Message("Median", "中位时间"),
        Message(
          "First time at which the Kaplan–Meier curve is at or below one half; interval from the log-log band.",
          "Kaplan–Meier 曲线首次不高于 50% 的时间；区间由 log-log 置信带得到。"
        ),
        "Kaplan & Meier (1958), J Am Stat Assoc 53:457–481; Brookmeyer & Crowley (1982), Biometrics 38:29–41"
      )
    case .landmarkRate:
      MethodWording(
        Message("Rate at a landmark", "时点生存率"),
        Message(
          "Kaplan–Meier estimate at the stated time with its log-log interval.",
          "指定时点的 Kaplan–Meier 估计及 log-log 置信区间。"
        ),
        "Kaplan & Meier (1958), J Am Stat Assoc 53:457–481; Kalbfleisch & Prentice (2002), §1.4"
      )
    case .followUp:
      MethodWording(
        Message("Median follow-up", "中位随访时间"),
        Message(
          "Median of the reverse Kaplan–Meier curve, in which censoring is the event.",
          "反向 Kaplan–Meier 法（以删失为事件）得到的中位数。"
        ),
        "Schemper & Smith (1996), Control Clin Trials 17:343–346"
      )
    case .logRank:
      MethodWording(
        Message("Log-rank test", "Log-rank 检验"),
        Message(
          "Compares whole curves by observed minus expected events; two-sided.",
          "比较整条曲线的观测与期望事件数之差，双侧。"
        ),
        "Mantel (1966), Cancer Chemother Rep 50:163–170"
      )
    case .stratifiedLogRank:
      MethodWording(
        Message("Stratified log-rank test", "分层 Log-rank 检验"),
        Message(
          "Log-rank test with expected events counted within strata; two-sided.",
          "层内计算期望事件数的 Log-rank 检验，双侧。"
        ),
        "Peto & Peto (1972), J R Stat Soc A 135:185–207"
      )
    case .hazardRatio:
      MethodWording(
        Message("Hazard ratio", "风险比"),
        Message(
          "Cox model with Efron's ties and Wald's interval; below 1 the arm has fewer events per time than the reference.",
          "Cox 模型（Efron 法处理结点，Wald 区间）；小于 1 表示该组单位时间事件较少。"
        ),
        "Cox (1972), J R Stat Soc B 34:187–220; Efron (1977), J Am Stat Assoc 72:557–565"
      )
    case .stratifiedHazardRatio:
      MethodWording(
        Message("Hazard ratio, stratified", "风险比，分层"),
        Message(
          "Cox model with a baseline hazard of its own in each stratum; Efron's ties, Wald's interval.",
          "各层有各自基线风险的 Cox 模型；Efron 法处理结点，Wald 区间。"
        ),
        "Kalbfleisch & Prentice (2002), The Statistical Analysis of Failure Time Data, §4.4"
      )
    case .adjustedHazardRatio:
      MethodWording(
        Message("Hazard ratio, adjusted", "风险比，校正后"),
        Message(
          "Cox model with the stated baseline items beside the arm; Efron's ties, Wald's interval.",
          "除组别外纳入所述基线变量的 Cox 模型；Efron 法处理结点，Wald 区间。"
        ),
        "Cox (1972), J R Stat Soc B 34:187–220"
      )
    default:
      MethodWording(
        Message("Proportional-hazards check", "比例风险检验"),
        Message(
          "Score test for a hazard ratio that changes with time, on the Kaplan–Meier scale.",
          "在 Kaplan–Meier 时间尺度上检验风险比是否随时间变化。"
        ),
        "Grambsch & Therneau (1994), Biometrika 81:515–526"
      )
    }
  }

  /// Flow, accrual and safety.
  var conductWording: MethodWording {
    switch self {
    case .randomized:
      MethodWording(
        Message("Randomized", "随机化"),
        Message("Subjects randomized by the cut.", "至截止日已随机化的受试者。"),
        "CONSORT 2025, BMJ 389:e081123"
      )
    case .treated:
      MethodWording(
        Message("Received treatment", "接受治疗"),
        Message("Subjects with a first dose by the cut.", "至截止日已接受首次给药的受试者。")
      )
    case .notTreated:
      MethodWording(
        Message("Did not receive treatment", "未接受治疗"),
        Message("Randomized subjects without a first dose on file.", "已随机化但无首次给药记录的受试者。")
      )
    case .discontinued:
      MethodWording(
        Message("Discontinued treatment", "提前终止治疗"),
        Message("Subjects who stopped treatment early, by reason.", "提前终止治疗的受试者及原因。")
      )
    case .lost:
      MethodWording(
        Message("Lost to follow-up", "失访"),
        Message("Follow-up ended before the cut without death, by reason.", "非死亡原因在截止日前结束随访的受试者及原因。")
      )
    case .inSet:
      MethodWording(
        Message("In the set", "纳入"),
        Message("Subjects who meet the set's definition.", "符合该分析集定义的受试者。"),
        "ICH E9 (1998), §5.2"
      )
    case .notInSet:
      MethodWording(
        Message("Not in the set", "未纳入"),
        Message("Subjects who do not meet the set's definition.", "不符合该分析集定义的受试者。"),
        "ICH E9 (1998), §5.2"
      )
    case .setUnknown:
      MethodWording(
        Message("Membership unknown", "归属未知"),
        Message(
          "What the definition asks for is not on file; such subjects are not analysed in the set.",
          "缺少判断所需资料；此类受试者不纳入该分析集。"
        ),
        "ICH E9 (1998), §5.2"
      )
    case .planned:
      MethodWording(
        Message("Planned", "计划"),
        Message("Subjects planned by then, at a constant rate over the planned period.", "按计划期内匀速入组推算的人数。")
      )
    case .perMonth:
      MethodWording(
        Message("Per month", "月均入组"),
        Message("Subjects randomized per month of 30.4375 days.", "每月（30.4375 天）随机入组人数。")
      )
    case .projectedEnd:
      MethodWording(
        Message("Months to the planned number", "达到计划例数所需月数"),
        Message(
          "Months from the cut until the planned number would be reached at the mean rate so far.",
          "按目前平均入组速度，自截止日起达到计划例数所需的月数。"
        )
      )
    case .anyEvent:
      MethodWording(
        Message("Any adverse event", "任何不良事件"),
        Message("Subjects with at least one event, counted once.", "至少发生一次事件的受试者，每人计一次。"),
        "ICH E3 (1995), §12.2"
      )
    case .severe:
      MethodWording(
        Message("Grade 3 to 5", "3～5 级"),
        Message(
          "Subjects whose highest grade is 3 or more, counted once.",
          "最高级别达 3 级及以上的受试者，每人计一次。"
        ),
        "CTCAE v5.0 (2017)"
      )
    case .grade:
      MethodWording(
        Message("Highest grade", "最高级别"),
        Message("The highest grade of each subject.", "每例受试者的最高级别。"),
        "CTCAE v5.0 (2017)"
      )
    default:
      MethodWording(
        Message("Deaths", "死亡"),
        Message("Subjects who died by the cut, by cause.", "至截止日死亡的受试者及死因。")
      )
    }
  }
}
