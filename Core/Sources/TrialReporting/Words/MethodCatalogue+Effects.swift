// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

extension Statistic {
  /// Comparisons of two shares.
  var effectWording: MethodWording {
    switch self {
    case .difference:
      MethodWording(
        Message("Difference", "率差"),
        Message("Share in the arm minus share in the reference arm.", "试验组率减参照组率。")
      )
    case .miettinenNurminen:
      MethodWording(
        Message("Difference, Miettinen–Nurminen", "率差，Miettinen–Nurminen 法"),
        Message(
          "Difference of proportions with the score interval, variance estimated under each candidate difference.",
          "率差及其得分区间，方差在各假定率差的约束下估计。"
        ),
        "Miettinen & Nurminen (1985), Stat Med 4:213–226"
      )
    case .newcombe:
      MethodWording(
        Message("Difference, Newcombe", "率差，Newcombe 法"),
        Message(
          "Hybrid interval of a difference from the two Wilson intervals, without continuity correction.",
          "由两组 Wilson 区间合成的率差区间，未作连续性校正。"
        ),
        "Newcombe (1998), Stat Med 17:873–890, method 10"
      )
    case .riskRatio:
      MethodWording(
        Message("Risk ratio", "相对危险度"),
        Message("Ratio of the proportions with its score interval.", "两组率之比及其得分区间。"),
        "Koopman (1984), Biometrics 40:513–517"
      )
    case .oddsRatio:
      MethodWording(
        Message("Odds ratio", "比值比"),
        Message("Ratio of the odds with Woolf's interval on the log scale.", "两组比值之比及对数尺度 Woolf 区间。"),
        "Woolf (1955), Ann Hum Genet 19:251–253"
      )
    case .numberNeeded:
      MethodWording(
        Message("Number needed to treat", "需治人数"),
        Message(
          "Reciprocal of the difference: subjects to treat for one more success; negative where the arm does worse.",
          "率差的倒数：多获得一例有效所需治疗的人数；为负表示该组较差。"
        ),
        "Altman (1998), BMJ 317:1309–1312"
      )
    case .riskDifference:
      MethodWording(
        Message("Risk difference", "风险差"),
        Message(
          "Share of subjects with the event in the arm minus that in the reference arm, with Newcombe's or the score interval.",
          "试验组与参照组发生该事件的受试者比例之差及其区间。"
        ),
        "Miettinen & Nurminen (1985), Stat Med 4:213–226"
      )
    default:
      MethodWording(
        Message("Posterior probability of superiority", "优效的后验概率"),
        Message(
          "Probability that the arm's true rate is the higher one, with a uniform prior for each rate.",
          "各组率取均匀先验时，该组真实率较高的后验概率。"
        ),
        "Spiegelhalter, Abrams & Myles (2004), Bayesian Approaches to Clinical Trials, ch. 3"
      )
    }
  }

  /// Tests of shares.
  var testWording: MethodWording {
    switch self {
    case .pearson:
      MethodWording(
        Message("Pearson chi-square", "Pearson 卡方检验"),
        Message("Chi-square test without continuity correction; two-sided.", "未作连续性校正的卡方检验，双侧。"),
        "Pearson (1900), Philos Mag 50:157–175"
      )
    case .yates:
      MethodWording(
        Message("Chi-square with Yates' correction", "Yates 连续性校正卡方检验"),
        Message("Chi-square test with continuity correction; two-sided.", "作连续性校正的卡方检验，双侧。"),
        "Yates (1934), Suppl J R Stat Soc 1:217–235"
      )
    case .nMinusOne:
      MethodWording(
        Message("“N − 1” chi-square", "“N − 1”卡方检验"),
        Message("Pearson's statistic times (N − 1)/N; two-sided.", "Pearson 统计量乘以 (N − 1)/N，双侧。"),
        "Campbell (2007), Stat Med 26:3661–3675"
      )
    case .likelihoodRatio:
      MethodWording(
        Message("Likelihood-ratio chi-square", "似然比卡方检验"),
        Message("Twice the log likelihood ratio of the table; two-sided.", "四格表对数似然比的两倍，双侧。"),
        "Wilks (1938), Ann Math Stat 9:60–62"
      )
    case .fisher:
      MethodWording(
        Message("Fisher's exact test", "Fisher 精确检验"),
        Message(
          "Exact test given both margins; two-sided by summing the tables no more probable than the one seen.",
          "固定边缘合计的精确检验；双侧 P 值为概率不大于观测表的各表概率之和。"
        ),
        "Fisher (1935), J R Stat Soc 98:39–82"
      )
    case .fisherMidP:
      MethodWording(
        Message("Fisher's mid-p", "Fisher mid-P 检验"),
        Message("Fisher's test with half the probability of the table seen.", "Fisher 检验，观测表概率只计一半。"),
        "Lancaster (1961), J Am Stat Assoc 56:223–234"
      )
    case .barnard:
      MethodWording(
        Message("Barnard's test", "Barnard 检验"),
        Message(
          "Exact unconditional test, ordered by the pooled score statistic, maximized over the common rate.",
          "以合并得分统计量排序、对共同率取最大值的无条件精确检验。"
        ),
        "Barnard (1945), Nature 156:177; Suissa & Shuster (1985), J R Stat Soc A 148:317–327"
      )
    case .boschloo:
      MethodWording(
        Message("Boschloo's test", "Boschloo 检验"),
        Message(
          "Exact unconditional test, ordered by Fisher's p-value; never weaker than Fisher's test.",
          "以 Fisher P 值排序的无条件精确检验，功效不低于 Fisher 检验。"
        ),
        "Boschloo (1970), Stat Neerl 24:1–9"
      )
    case .cochranMantelHaenszel:
      MethodWording(
        Message("Cochran–Mantel–Haenszel", "Cochran–Mantel–Haenszel 检验"),
        Message(
          "Test of association over strata, without continuity correction.",
          "分层关联检验，未作连续性校正。"
        ),
        "Mantel & Haenszel (1959), J Natl Cancer Inst 22:719–748"
      )
    case .globalTest:
      MethodWording(
        Message("Global test", "总体检验"),
        Message(
          "One test of the hypothesis that all arms are alike; it comes before any pair.",
          "检验各组全部相同的假设，先于两两比较。"
        )
      )
    case .stratifiedGlobalTest:
      MethodWording(
        Message("Stratified global test", "分层总体检验"),
        Message(
          "The global test with expected events counted within strata.",
          "层内计算期望事件数的总体检验。"
        )
      )
    default:
      MethodWording(
        Message("P, interaction", "交互作用 P 值"),
        Message(
          "Whether the effect differs between the subgroups, which their own p-values do not tell: Breslow and Day's test with Tarone's correction for odds ratios, Cochran's Q for hazard ratios.",
          "检验效应在亚组间是否不同（亚组各自的 P 值不能说明）：比值比用经 Tarone 校正的 Breslow–Day 检验，风险比用 Cochran Q 检验。"
        ),
        "Tarone (1985), Biometrika 72:91–95; Cochran (1954), Biometrics 10:101–129; Altman & Bland (2003), BMJ 326:219"
      )
    }
  }
}
