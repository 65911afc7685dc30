// SPDX-License-Identifier: Apache-2.0

import PaperAudit

extension SignificanceTest {
  /// The test as a sentence names it.
  var name: Message {
    switch self {
    case .pearson: Message("Pearson's chi-squared test", "Pearson 卡方检验")
    case .yates: Message("Yates' corrected chi-squared test", "Yates 校正卡方检验")
    case .nMinusOne: Message("the N − 1 chi-squared test", "N − 1 卡方检验")
    case .likelihoodRatio: Message("the likelihood ratio test", "似然比检验")
    case .zUnpooled: Message("the z test with separate variances", "方差不合并的 z 检验")
    case .fisher: Message("Fisher's exact test", "Fisher 精确检验")
    case .fisherDoubled: Message("Fisher's exact test, smaller tail doubled", "Fisher 精确检验（较小单侧加倍）")
    case .midP: Message("Fisher's mid-p", "Fisher mid-P")
    case .midPDoubled: Message("Fisher's mid-p, smaller tail doubled", "Fisher mid-P（较小单侧加倍）")
    case .barnard: Message("Barnard's test", "Barnard 检验")
    case .boschloo: Message("Boschloo's test", "Boschloo 检验")
    case .boschlooDoubled: Message("Boschloo's test, smaller tail doubled", "Boschloo 检验（较小单侧加倍）")
    case .pearsonGreater: Message("the one-sided z test, more in the first", "单侧 z 检验（前者较多）")
    case .pearsonLess: Message("the one-sided z test, fewer in the first", "单侧 z 检验（前者较少）")
    case .fisherGreater: Message("Fisher's one-sided test, more in the first", "单侧 Fisher 检验（前者较多）")
    case .fisherLess: Message("Fisher's one-sided test, fewer in the first", "单侧 Fisher 检验（前者较少）")
    case .freemanHalton: Message("the Fisher–Freeman–Halton test", "Fisher–Freeman–Halton 检验")
    case .trend: Message("the Cochran–Armitage trend test", "Cochran–Armitage 趋势检验")
    case .linearByLinear: Message("the linear-by-linear test", "线性关联检验")
    case .kruskalWallis: Message("the Kruskal–Wallis test", "Kruskal–Wallis 检验")
    case .mcNemar: Message("McNemar's test", "McNemar 检验")
    case .mcNemarCorrected: Message("McNemar's corrected test", "McNemar 校正检验")
    case .mcNemarExact: Message("McNemar's exact test", "McNemar 精确检验")
    case .mcNemarMidP: Message("McNemar's mid-p", "McNemar mid-P")
    case .twoSided: Message("the statistic, two-sided", "该统计量（双侧）")
    case .oneSided: Message("the statistic, one-sided", "该统计量（单侧）")
    case .oneSidedOpposite: Message("the statistic, one-sided the other way", "该统计量（反向单侧）")
    case .studentT: Message("Student's t test", "Student t 检验")
    case .welchT: Message("Welch's t test", "Welch t 检验")
    case .zOfMeans: Message("the z test of the means", "均数的 z 检验")
    case .studentTOneSided: Message("Student's one-sided t test", "单侧 Student t 检验")
    case .welchTOneSided: Message("Welch's one-sided t test", "单侧 Welch t 检验")
    case .binomial: Message("the exact binomial test", "精确二项检验")
    case .binomialScore: Message("the score test of one proportion", "单个率的得分检验")
    case .binomialWald: Message("the Wald test of one proportion", "单个率的 Wald 检验")
    case .binomialOneSided: Message("the one-sided binomial test", "单侧二项检验")
    }
  }
}

extension IntervalMethod {
  /// The method as a sentence names it.
  var name: Message {
    switch self {
    case .clopperPearson: Message("Clopper–Pearson (exact)", "Clopper–Pearson（精确）")
    case .wilson: Message("Wilson (score)", "Wilson（得分）")
    case .wilsonCorrected: Message("Wilson with continuity correction", "Wilson 连续性校正")
    case .wald: Message("Wald", "Wald")
    case .agrestiCoull: Message("Agresti–Coull", "Agresti–Coull")
    case .jeffreys: Message("Jeffreys", "Jeffreys")
    case .uniformPrior: Message("a uniform prior", "均匀先验")
    case .woolf: Message("Woolf", "Woolf")
    case .haldane: Message("Woolf with halves added", "各格加 0.5 的 Woolf")
    case .conditionalExact: Message("the exact conditional method", "精确条件法")
    case .conditionalMidP: Message("the conditional mid-p method", "条件 mid-P 法")
    case .peto: Message("Peto", "Peto")
    case .katz: Message("Katz", "Katz")
    case .scoreRatio: Message("the score method of the ratio", "率比得分法")
    case .koopman: Message("Koopman", "Koopman")
    case .katzHalf: Message("Katz with halves added", "各格加 0.5 的 Katz")
    case .miettinenNurminen: Message("Miettinen–Nurminen", "Miettinen–Nurminen")
    case .mee: Message("Mee", "Mee")
    case .newcombe: Message("Newcombe", "Newcombe")
    case .waldDifference: Message("Wald", "Wald")
    case .waldDifferenceCorrected: Message("Wald with continuity correction", "Wald 连续性校正")
    case .agrestiCaffo: Message("Agresti–Caffo", "Agresti–Caffo")
    case .poissonExact: Message("Garwood (exact Poisson)", "Garwood（精确 Poisson）")
    case .poissonLog: Message("Poisson on the log scale", "对数尺度 Poisson")
    case .poissonWald: Message("Poisson, Wald", "Poisson，Wald")
    case .poissonRoot: Message("Poisson on the square-root scale", "平方根尺度 Poisson")
    }
  }
}

extension SizeFormula {
  /// The formula as a sentence names it.
  var name: Message {
    switch self {
    case .pooled: Message("two proportions, pooled variance", "两率，合并方差")
    case .unpooled: Message("two proportions, separate variances", "两率，非合并方差")
    case .arcsine: Message("arcsine scale", "反正弦尺度")
    case .pooledCorrected: Message("two proportions, pooled, continuity corrected", "两率，合并方差，连续性校正")
    case .unpooledCorrected:
      Message("two proportions, separate variances, continuity corrected", "两率，非合并方差，连续性校正")
    case .normal: Message("two means, normal", "两均数，正态")
    case .student: Message("two means, Student's t", "两均数，t 分布")
    case .schoenfeld: Message("events by Schoenfeld", "Schoenfeld 事件数")
    case .freedman: Message("events by Freedman", "Freedman 事件数")
    case .hsiehFreedman: Message("events by Hsieh and Freedman", "Hsieh–Freedman 事件数")
    case .score: Message("one proportion, score test", "单个率，得分检验")
    case .wald: Message("one proportion, Wald test", "单个率，Wald 检验")
    case .binomial: Message("one proportion, exact binomial", "单个率，精确二项")
    case .simonOptimal: Message("Simon's optimal design", "Simon 最优设计")
    case .simonMinimax: Message("Simon's minimax design", "Simon 极小化极大设计")
    }
  }
}

/// How a planned size was counted.
enum SizeMessage: String, MessageKey {
  case convention, oneSided, twoSided, perArm, total, dropOutDivided, dropOutMultiplied

  var message: Message {
    switch self {
    case .convention: Message("{0}, {1}, {2} ({3})", "{0}，{1}，{2}（{3}）")
    case .oneSided: Message("one-sided", "单侧")
    case .twoSided: Message("two-sided", "双侧")
    case .perArm: Message("per arm", "每组")
    case .total: Message("in all", "合计")
    case .dropOutDivided: Message("{0}, divided for dropout", "{0}，除以（1 − 脱落率）")
    case .dropOutMultiplied: Message("{0}, multiplied for dropout", "{0}，乘以（1 + 脱落率）")
    }
  }
}
