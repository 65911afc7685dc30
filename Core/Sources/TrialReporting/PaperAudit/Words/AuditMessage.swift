// SPDX-License-Identifier: Apache-2.0

import PaperAudit

/// Words around the claims of an audited text: titles, verdicts, kinds, what an audit knows and what not.
enum AuditMessage: String, MessageKey {
  case title, titleOf
  case noClaims, nothingContradicted, oneContradicted, manyContradicted
  case inconsistent, warning, warnings, undetermined, consistent
  case inconsistentMeans, warningMeans, undeterminedMeans, consistentMeans
  case proportion, percentage, total, part, pValue, estimateInterval, mean, median, range, rate, date,
    sampleSize
  case testStatistic, allocation, design, language
  case likely, oneOfSeveral
  case findings, text, show, showNote, number, place, verdict, printed, arithmetic, claim, further
  case file, day, engine, languageOf, languageName, fingerprint, extracted
  case knows, knowsNumbers, knowsWords, cannotTruth, cannotCause, cannotMeaning, rounding, notJudgement,
    inShort
  case skip, count

  var message: Message {
    switch self {
    case .title: Message("Audit of the numbers of a text", "文本数字核查")
    case .titleOf: Message("Audit of the numbers in {0}", "{0} 的数字核查")
    case .noClaims: Message("No claim was found that arithmetic can judge.", "未找到可由算术判断的陈述。")
    case .nothingContradicted: Message("No contradiction was found.", "未发现矛盾。")
    case .oneContradicted:
      Message("1 claim cannot be true as it is printed.", "有 1 项陈述按所印文字不可能成立。")
    case .manyContradicted:
      Message("{0} claims cannot be true as they are printed.", "有 {0} 项陈述按所印文字不可能成立。")
    case .inconsistent: Message("inconsistent", "不一致")
    case .warning: Message("warning", "提示")
    case .warnings: Message("warnings", "提示")
    case .undetermined: Message("undetermined", "无法判定")
    case .consistent: Message("consistent", "一致")
    case .inconsistentMeans:
      Message("No reading lets all the figures be true together.", "任何读法下，各数字都不能同时成立。")
    case .warningMeans:
      Message("No contradiction, but something that a careful reader has to know.", "并非矛盾，但细心的读者应当知道。")
    case .undeterminedMeans:
      Message("Something that would decide it is not in the text.", "文中缺少能作判定的信息。")
    case .consistentMeans:
      Message(
        "There is a sound way from the other figures to this one; that does not prove it true.",
        "由其他数字可合理得出该数字；这并不证明其真实。"
      )
    case .proportion: Message("proportion", "构成比")
    case .percentage: Message("percentage", "百分比")
    case .total: Message("total", "总数")
    case .part: Message("parts and whole", "部分与整体")
    case .pValue: Message("p-value", "P 值")
    case .estimateInterval: Message("estimate and interval", "估计值与区间")
    case .mean: Message("mean", "均数")
    case .median: Message("median", "中位数")
    case .range: Message("range", "范围")
    case .rate: Message("rate over time", "时间点发生率")
    case .date: Message("dates", "日期")
    case .sampleSize: Message("sample size", "样本量")
    case .testStatistic: Message("test statistic", "检验统计量")
    case .allocation: Message("sizes of arms", "各组人数")
    case .design: Message("design", "设计")
    case .language: Message("wording", "措辞")
    case .likely: Message("Read by what stands nearest.", "按最近的文字理解。")
    case .oneOfSeveral: Message("Of several readings, this is the most charitable.", "多种读法中取最宽容者。")
    case .findings: Message("Findings", "结果")
    case .text: Message("The text, with the arithmetic beside it", "原文及旁注算术")
    case .show: Message("Show", "显示")
    case .showNote: Message("Hides marks, notes and lines of the table.", "可隐藏标记、旁注与表中各行。")
    case .number: Message("No.", "序号")
    case .place: Message("Line:character", "行:字符")
    case .verdict: Message("Verdict", "判定")
    case .printed: Message("As printed", "文中所印")
    case .arithmetic: Message("What arithmetic says", "算术结论")
    case .claim: Message("Claim {0}, {1}", "陈述 {0}，{1}")
    case .further: Message("Consistent and undetermined claims ({0})", "一致与无法判定的陈述（{0}）")
    case .file: Message("File", "文件")
    case .day: Message("Date", "日期")
    case .engine: Message("Program", "程序")
    case .languageOf: Message("Language of the findings", "结果语言")
    case .languageName: Message("English", "简体中文")
    case .fingerprint: Message("SHA-256 of the file", "文件 SHA-256")
    case .extracted:
      Message(
        "The text was taken out of the file; places are those of the text as it is shown.",
        "文本由文件中提取；位置以所示文本为准。"
      )
    case .knows: Message("What such an audit can and cannot know", "此类核查能知道与不能知道的")
    case .knowsNumbers:
      Message(
        "It holds the printed figures against each other: shares and counts, parts and wholes, p-values and the tests that give them, intervals, means, dates, sizes.",
        "它让所印数字相互对照：比例与例数、部分与整体、P 值与能得出它的检验、区间、均数、日期、样本量。"
      )
    case .knowsWords:
      Message(
        "It reads sentences by rules and may misread one; each note says what was read, so that a person can check it.",
        "它按规则读句，可能误读；每条旁注写明所读内容，供人核对。"
      )
    case .rounding:
      Message(
        "Figures may have been rounded half up, half to even, or cut off; the most charitable reading decides.",
        "数字可能经四舍五入、四舍六入五成双或截尾；以最宽容的读法为准。"
      )
    case .cannotTruth:
      Message(
        "Consistent figures can be wrong, and data behind them are not seen: consistent is no proof.",
        "一致的数字也可能有误，其背后的数据并未见到：一致不是证明。"
      )
    case .cannotCause:
      Message(
        "Inconsistent figures say nothing of their cause, which mostly is a slip, a missing subject or an unstated denominator. Ask the authors first.",
        "不一致并不说明原因，多为笔误、缺失受试者或未写明的分母。请先询问作者。"
      )
    case .cannotMeaning:
      Message(
        "Whether the study was worth doing, well done or rightly understood is not arithmetic.",
        "研究是否值得做、做得好不好、理解是否正确，不属于算术。"
      )
    case .notJudgement:
      Message(
        "Software for the conduct of research; it does not replace judgement.",
        "供研究实施使用的软件；不能代替专业判断。"
      )
    case .inShort:
      Message(
        "Arithmetic of printed figures only: a contradiction says that something is wrong, not what or why; agreement is no proof.",
        "仅为所印数字的算术：矛盾说明有误，但不说明何误与何故；一致亦非证明。"
      )
    case .skip: Message("Skip to the text", "跳至原文")
    case .count: Message("{0} {1}", "{0} 项{1}")
    }
  }

  init(_ verdict: Claim.Verdict) {
    self =
      switch verdict {
      case .consistent: .consistent
      case .inconsistent: .inconsistent
      case .undetermined: .undetermined
      case .warning: .warning
      }
  }

  init(meaning verdict: Claim.Verdict) {
    self =
      switch verdict {
      case .consistent: .consistentMeans
      case .inconsistent: .inconsistentMeans
      case .undetermined: .undeterminedMeans
      case .warning: .warningMeans
      }
  }

  init(_ kind: Claim.Kind) {
    self =
      switch kind {
      case .proportion: .proportion
      case .percentage: .percentage
      case .total: .total
      case .part: .part
      case .pValue: .pValue
      case .estimateInterval: .estimateInterval
      case .mean: .mean
      case .median: .median
      case .range: .range
      case .rate: .rate
      case .date: .date
      case .sampleSize: .sampleSize
      case .testStatistic: .testStatistic
      case .allocation: .allocation
      case .design: .design
      case .language: .language
      }
  }
}
