// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// Confidence intervals of one proportion; the raw value is its name in JSON and behind `--method`.
enum ProportionInterval: String, CaseIterable, Sendable {
  case clopperPearson = "clopper-pearson"
  case wilson
  case wilsonCorrected = "wilson-corrected"
  case agrestiCoull = "agresti-coull"
  case jeffreys
  case wald

  func interval(_ proportion: Proportion, _ level: Double) -> Interval {
    switch self {
    case .clopperPearson: proportion.clopperPearson(level: level)
    case .wilson: proportion.wilson(level: level)
    case .wilsonCorrected: proportion.wilsonContinuityCorrected(level: level)
    case .agrestiCoull: proportion.agrestiCoull(level: level)
    case .jeffreys: proportion.jeffreys(level: level)
    case .wald: proportion.wald(level: level)
    }
  }

  var name: Message {
    switch self {
    case .clopperPearson: Message("Clopper–Pearson (exact)", "Clopper–Pearson（精确）")
    case .wilson: Message("Wilson (score)", "Wilson（得分）")
    case .wilsonCorrected: Message("Wilson, continuity corrected", "Wilson，连续性校正")
    case .agrestiCoull: Message("Agresti–Coull", "Agresti–Coull")
    case .jeffreys: Message("Jeffreys (credible)", "Jeffreys（可信区间）")
    case .wald: Message("Wald", "Wald")
    }
  }
}

/// Confidence intervals of the difference of two proportions.
enum DifferenceInterval: String, CaseIterable, Sendable {
  case miettinenNurminen = "miettinen-nurminen"
  case mee
  case newcombe
  case agrestiCaffo = "agresti-caffo"
  case wald
  case waldCorrected = "wald-corrected"

  func interval(_ table: TwoProportions, _ level: Double) -> Interval {
    switch self {
    case .miettinenNurminen: table.miettinenNurminen(level: level)
    case .mee: table.mee(level: level)
    case .newcombe: table.newcombe(level: level)
    case .agrestiCaffo: table.agrestiCaffo(level: level)
    case .wald: table.wald(level: level)
    case .waldCorrected: table.waldContinuityCorrected(level: level)
    }
  }

  var name: Message {
    switch self {
    case .miettinenNurminen: Message("Miettinen–Nurminen (score)", "Miettinen–Nurminen（得分）")
    case .mee: Message("Mee (score without N/(N − 1))", "Mee（得分，不含 N/(N − 1)）")
    case .newcombe: Message("Newcombe (Wilson limits)", "Newcombe（由 Wilson 限合成）")
    case .agrestiCaffo: Message("Agresti–Caffo", "Agresti–Caffo")
    case .wald: Message("Wald", "Wald")
    case .waldCorrected: Message("Wald, continuity corrected", "Wald，连续性校正")
    }
  }
}

/// Confidence intervals of the risk ratio.
enum RiskRatioInterval: String, CaseIterable, Sendable {
  case miettinenNurminen = "miettinen-nurminen"
  case koopman
  case katz

  func interval(_ table: TwoProportions, _ level: Double) -> Interval {
    switch self {
    case .miettinenNurminen: table.riskRatioScore(level: level)
    case .koopman: table.riskRatioKoopman(level: level)
    case .katz: table.riskRatioKatz(level: level)
    }
  }

  var name: Message {
    switch self {
    case .miettinenNurminen: Message("Miettinen–Nurminen (score)", "Miettinen–Nurminen（得分）")
    case .koopman: Message("Koopman (score without N/(N − 1))", "Koopman（得分，不含 N/(N − 1)）")
    case .katz: Message("Katz (log scale)", "Katz（对数尺度）")
    }
  }
}

/// Estimates of the odds ratio, each with the interval that belongs to it.
enum OddsRatioInterval: String, CaseIterable, Sendable {
  case woolf
  case haldane
  case conditionalExact = "conditional-exact"
  case conditionalMidP = "conditional-midp"

  func estimate(_ table: TwoProportions, _ level: Double) -> Estimate {
    switch self {
    case .woolf: Estimate(table.oddsRatio, table.oddsRatioWoolf(level: level))
    case .haldane: Estimate(table.oddsRatioHaldane, table.oddsRatioHaldane(level: level))
    case .conditionalExact:
      Estimate(table.conditionalOddsRatio(), table.conditionalOddsRatioExact(level: level))
    case .conditionalMidP:
      Estimate(table.conditionalOddsRatio(), table.conditionalOddsRatioMidP(level: level))
    }
  }

  var name: Message {
    switch self {
    case .woolf: Message("Sample, Woolf (log scale)", "样本值，Woolf（对数尺度）")
    case .haldane: Message("½ added to each cell, Woolf", "每格加 ½，Woolf")
    case .conditionalExact: Message("Conditional, exact", "条件极大似然，精确")
    case .conditionalMidP: Message("Conditional, mid-p", "条件极大似然，mid-P")
    }
  }
}

/// Tests of equal proportions.
enum ProportionTest: String, CaseIterable, Sendable {
  case pearson
  case yates
  case nMinusOne = "n-1"
  case likelihoodRatio = "likelihood-ratio"
  case zPooled = "z-pooled"
  case zUnpooled = "z-unpooled"
  case fisher
  case fisherDoubled = "fisher-doubled"
  case fisherMidP = "fisher-midp"
  case fisherMidPDoubled = "fisher-midp-doubled"
  case barnard
  case boschloo
  case boschlooDoubled = "boschloo-doubled"

  /// Whether it exists for two-sided questions only: the chi-square tests, and the exact ones that double a tail.
  var isTwoSided: Bool {
    switch self {
    case .pearson, .yates, .nMinusOne, .likelihoodRatio, .fisherDoubled, .fisherMidPDoubled, .boschlooDoubled:
      true
    default: false
    }
  }

  /// Whether its work grows with the product of the arm sizes.
  var isUnconditional: Bool {
    switch self {
    case .barnard, .boschloo, .boschlooDoubled: true
    default: false
    }
  }

  func result(_ table: TwoProportions, _ alternative: Alternative) -> TestResult {
    switch self {
    case .pearson: table.pearson()
    case .yates: table.yates()
    case .nMinusOne: table.nMinusOne()
    case .likelihoodRatio: table.likelihoodRatio()
    case .zPooled: table.zPooled(alternative)
    case .zUnpooled: table.zUnpooled(alternative)
    case .fisher: table.fisher(alternative)
    case .fisherDoubled: table.fisherDoubled()
    case .fisherMidP: table.fisherMidP(alternative)
    case .fisherMidPDoubled: table.fisherMidPDoubled()
    case .barnard: table.barnard(alternative)
    case .boschloo: table.boschloo(alternative)
    case .boschlooDoubled: table.boschlooDoubled()
    }
  }

  var name: Message {
    switch self {
    case .pearson: Message("Pearson chi-square", "Pearson 卡方检验")
    case .yates: Message("Chi-square, Yates' correction", "Yates 连续性校正卡方检验")
    case .nMinusOne: Message("Chi-square, N − 1", "“N − 1”卡方检验")
    case .likelihoodRatio: Message("Likelihood-ratio chi-square", "似然比卡方检验")
    case .zPooled: Message("z, pooled variance", "z 检验，合并方差")
    case .zUnpooled: Message("z, separate variances (Wald)", "z 检验，分别方差（Wald）")
    case .fisher: Message("Fisher's exact (by probability)", "Fisher 精确检验（按概率）")
    case .fisherDoubled: Message("Fisher's exact (smaller tail doubled)", "Fisher 精确检验（较小单侧加倍）")
    case .fisherMidP: Message("Fisher's mid-p (by probability)", "Fisher mid-P（按概率）")
    case .fisherMidPDoubled: Message("Fisher's mid-p (smaller tail doubled)", "Fisher mid-P（较小单侧加倍）")
    case .barnard: Message("Barnard's exact (pooled z)", "Barnard 精确检验（合并 z）")
    case .boschloo: Message("Boschloo's exact (by Fisher's p)", "Boschloo 精确检验（按 Fisher P）")
    case .boschlooDoubled: Message("Boschloo's exact (smaller tail doubled)", "Boschloo 精确检验（较小单侧加倍）")
    }
  }
}
