// SPDX-License-Identifier: Apache-2.0

/// The words that a reader of figures knows, in English and Chinese.
enum Lexicon {
  /// Lower case word to sense; Chinese words of up to six characters.
  static let senses: [String: Sense] = {
    var senses: [String: Sense] = [:]
    for (sense, words) in english + chinese {
      for word in words.split(separator: " ") { senses[String(word)] = sense }
    }
    return senses
  }()

  /// Chinese words by their first character, the longest first.
  static let ideographs: [UInt32: [(scalars: [UInt32], text: String, sense: Sense)]] = {
    var words: [UInt32: [(scalars: [UInt32], text: String, sense: Sense)]] = [:]
    for (text, sense) in senses {
      let scalars = text.unicodeScalars.map(\.value)
      guard let first = scalars.first, Scalar.isIdeograph(first) else { continue }
      words[first, default: []].append((scalars, text, sense))
    }
    return words.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } }
  }()

  /// Words for whole numbers to ninety-nine are put together from these.
  static let numerals: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
  ]

  static let months: [String: Int] = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
  ]

  /// Words after which a full stop does not end a sentence.
  static let abbreviations: Set<String> = [
    "vs", "v", "e", "g", "i", "al", "fig", "figs", "no", "nos", "ca", "cf", "approx", "dr", "st", "eq", "ref",
    "resp",
    "suppl", "vol", "pp", "inc", "ltd", "etc", "viz", "mr", "ms", "prof", "wk", "wks", "yr", "yrs", "mo",
    "min", "pts",
  ]

  private static let english: [(Sense, String)] = [
    (.article, "the a an their its his her these those our this such"),
    (.of, "of"), (.out, "out"), (.to, "to"), (.and, "and"), (.or, "or"),
    (.not, "not never no without neither"),
    (.preposition, "in with for among within on at by from under after into using"),
    (.all, "all every"), (.none, "none"), (.both, "both"), (.each, "each per"), (.either, "either"),
    (.versus, "vs versus v against"), (.compared, "compared comparing"), (.than, "than"),
    (.between, "between"), (.respectively, "respectively"), (.was, "was were is are had has have been"),
    (.that, "that who which whom"),
    (
      .subject,
      """
      patients patient pupils students subjects subject participants participant people persons individuals cases children adults \
      infants volunteers pts adolescents controls respondents recipients newborns neonates
      """
    ),
    (.arm, "group groups arm arms cohort cohorts"),
    (.male, "male males men man boys"), (.female, "female females women woman girls"),
    (.died, "died dead deaths death die"), (.alive, "alive survived survivors"),
    (.event, "events event episodes"),
    (.randomized, "randomized randomised randomly randomization randomisation random"),
    (.assigned, "assigned allocated allocation assignment allotted divided"),
    (.enrolled, "enrolled recruited included entered enrolment enrollment accrued participated"),
    (.screened, "screened assessed approached"), (.received, "received receive receiving treated given took"),
    (.analyzed, "analyzed analysed evaluable assessable analysis evaluated"),
    (.excluded, "excluded ineligible withdrew discontinued dropped lost withdrawn"),
    (.completed, "completed"), (.total, "total overall altogether combined"),
    (.including, "including included"), (.comprising, "comprising comprised consisting namely"),
    (.subgroup, "subgroup subgroups subset subpopulation"),
    (.median, "median medians"), (.mean, "mean means average"), (.range, "range ranged ranging ranges"),
    (.quartiles, "iqr interquartile quartile quartiles"), (.deviation, "sd sds deviation"),
    (.standardError, "se sem"), (.confidence, "ci cis confidence credible cri"),
    (.interval, "interval intervals limits"),
    (.hazardRatio, "hr hrs ahr"), (.oddsRatio, "aor ors"), (.riskRatio, "irr prr arr"),
    (.ratio, "ratio ratios"),
    (.hazard, "hazard hazards"), (.odds, "odds"), (.risk, "risk risks"), (.relative, "relative"),
    (.difference, "difference differences"),
    (.pValue, "p"), (.value, "value values"), (.sampleSize, "n"),
    (.rate, "rate rates incidence prevalence"), (.survival, "survival os pfs efs dfs rfs ttp lfs"),
    (.proportion, "proportion proportions percentage percentages"),
    (.chiSquare, "chi χ x2 chi2 χ2 χ² x² chisq"), (.tStatistic, "t"), (.zStatistic, "z"), (.fStatistic, "f"),
    (.freedom, "df freedom"),
    (.fisher, "fisher fisher's exact"),
    (.age, "age aged ages"), (.year, "year years yr yrs"), (.month, "month months mo"),
    (.week, "week weeks wk wks"),
    (.day, "day days"), (.hour, "hour hours h minute minutes min"),
    (
      .monthName,
      "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    ),
    (.since, "from since"), (.until, "through until till"), (.during, "over during period"),
    (.unit, "mg kg g ml l mmhg m2 µg ug mcg iu cm mm mmol µmol nmol gy bpm kda ng pg dl kcal"),
    (
      .grade,
      "grade grades phase stage stages type level levels class category step figure table ref version cycle cycles visit"
    ),
    (.score, "score scores points scale"), (.wholeNumber, "integer integers whole-number 整数 取整数"),
    (.significant, "significant significantly"),
    (.balanced, "balanced comparable well-balanced"), (.similar, "similar"),
    (.baseline, "baseline demographics demographic characteristics"),
    (.interim, "interim"),
    (.boundary, "boundary boundaries o'brien pocock spending stopping haybittle lan-demets"),
    (
      .multiplicity,
      "multiplicity bonferroni holm hochberg hierarchical gatekeeping fixed-sequence family-wise familywise prespecified pre-specified preplanned"
    ),
    (
      .adjusted,
      """
      adjusted adjusting stratified logistic mantel multivariable multivariate regression mixed gee model models \
      covariates clustering clustered cluster crossover cross-over permutation bayesian weighted imputation imputed trend cmh mcnemar paired propensity
      """
    ),
    (.timeModel, "cox log logrank anova ancova wilcoxon bootstrap kaplan"),
    (.twoSided, "two-sided two-tailed 2-sided 2-tailed 双侧"),
    (.oneSided, "one-sided one-tailed 1-sided 1-tailed noninferiority non-inferiority noninferior"),
    (.power, "power powered"), (.alpha, "alpha α"), (.primary, "primary"), (.secondary, "secondary"),
    (.endpoint, "endpoint endpoints outcome outcomes end-point end-points"),
    (.reached, "reached"), (.eligibility, "eligible eligibility inclusion"),
    (.causal, "caused causes prevented prevents prevent reduces improves"),
    (.block, "block blocks blocked"), (.oneList, "unstratified single-list"),
    (.observational, "retrospective retrospectively observational"),
    (.conclusion, "conclusion conclusions interpretation"), (.results, "results findings"),
    (.methods, "methods method design"), (.background, "background introduction objective objectives"),
    (.exploratory, "exploratory post-hoc hoc"), (.follow, "follow-up followup followed"),
    (.minimum, "minimum"), (.maximum, "maximum max"),
    (.about, "approximately about nearly almost around circa roughly ca"),
  ]

  private static let chinese: [(Sense, String)] = [
    (.of, "中 的"), (.and, "和 与 及 以及"), (.or, "或"), (.not, "无 未 不 没有"), (.to, "至 到"),
    (.preposition, "在 于 有 占"), (.all, "全部 所有 均"), (.both, "两组 二组"), (.each, "各 每"),
    (.versus, "对比"), (.compared, "相比 比较 高于 低于 多于 少于 优于"), (.than, "比"), (.respectively, "分别"),
    (.was, "为 是"), (.about, "约 大约"),
    (.subject, "例 名 患者 病例 受试者 人 例患者 名患者 位 病人 儿童"), (.arm, "组"),
    (.male, "男 男性 男性患者"), (.female, "女 女性 女性患者"), (.died, "死亡"), (.alive, "存活"),
    (.randomized, "随机"), (.assigned, "分为 分入 分配 分成 分到 随机分为 随机分成 随机分配"),
    (.enrolled, "纳入 入组 入选 选取 收治 招募"), (.screened, "筛选"), (.received, "接受 给予 治疗"),
    (.analyzed, "可评价 可评估 分析"), (.total, "共 总计 合计 总 全组 共有 总共 共计"), (.including, "其中 包括"),
    (.excluded, "排除 剔除 脱落 失访 退出"), (.completed, "完成"),
    (.comprising, "由"), (.subgroup, "亚组"), (.median, "中位 中位数"), (.mean, "平均 均数 均值 平均值"),
    (.range, "范围"), (.quartiles, "四分位数 四分位 四分位间距"), (.deviation, "标准差"),
    (.confidence, "置信区间 可信区间 置信"), (.hazardRatio, "风险比"), (.oddsRatio, "比值比 优势比"),
    (.riskRatio, "相对危险度 相对风险 危险比"), (.difference, "差异 差值 均数差 均值差 平均差"), (.value, "值"),
    (.rate, "率 发生率 有效率 缓解率"), (.survival, "生存率 生存 生存期"), (.age, "年龄"), (.year, "年 岁"), (.month, "月 个月"),
    (.week, "周"), (.day, "天 日"), (.hour, "小时"), (.significant, "统计学意义 显著 显著性"),
    (.balanced, "可比性 均衡 可比"), (.baseline, "基线 一般资料"), (.interim, "期中 中期"), (.primary, "主要"),
    (.secondary, "次要"), (.endpoint, "终点 结局 指标"), (.eligibility, "入选标准 纳入标准"), (.conclusion, "结论"),
    (.results, "结果"), (.methods, "方法"), (.background, "背景 目的"), (.observational, "回顾性"),
    (.reached, "达到"), (.causal, "可提高 可降低 可改善 可减少 可延长"), (.grade, "第 级 期"), (.fisher, "精确"),
    (.adjusted, "校正 回归 分层 整群"),
    (.multiplicity, "多重性 多重比较"), (.oneSided, "单侧"), (.power, "把握度 检验效能"),
  ]
}
