// SPDX-License-Identifier: Apache-2.0

/// Words of a qualification.
enum QualificationMessage: String, MessageKey {
  case title, passed, failed
  case family, cases, values, worst, explained, failures, notCompared, notJudged
  case differs, undefined, more
  case worstNote, notComparedNote
  case engine, system, processor, references, time, person, signature, hash, file
  case what, results, installation, own

  var message: Message {
    switch self {
    case .title: Message("Qualification of the statistics", "统计计算验证")
    case .passed: Message("Passed: every value that was compared agrees.", "通过：所有比较的数值均一致。")
    case .failed: Message("Failed: see the values below.", "未通过：见下列数值。")
    case .family: Message("Family", "方法")
    case .cases: Message("Cases", "案例")
    case .values: Message("Values", "数值")
    case .worst: Message("Worst error", "最大误差")
    case .explained: Message("Explained", "已说明")
    case .failures: Message("Failures", "不一致")
    case .notCompared: Message("Not compared", "未比较")
    case .notJudged: Message("not computed", "未计算")
    case .differs: Message("{0}: expected {1}, got {2}", "{0}：应为 {1}，实得 {2}")
    case .undefined: Message("undefined", "未定义")
    case .more: Message("and {0} more", "另有 {0} 项")
    case .worstNote:
      Message(
        "Worst error: the largest relative error among the values that agree. Explained: values at which respected programs differ, each on its page in Documentation/Discrepancies.",
        "最大误差：一致数值中的最大相对误差。已说明：公认软件之间本有差异的数值，见 Documentation/Discrepancies。"
      )
    case .notComparedNote:
      Message(
        "Not compared: values of the reference files without a counterpart here, such as echoes of the input, undefined values, and what the program does not compute.",
        "未比较：参考文件中无对应结果的数值，例如输入的重复、未定义值及本程序不计算者。"
      )
    case .engine: Message("Program", "程序")
    case .system: Message("System", "系统")
    case .processor: Message("Processor", "处理器")
    case .references: Message("References", "参考值")
    case .time: Message("Date and time", "日期时间")
    case .person: Message("Performed by", "执行人")
    case .signature: Message("Signature", "签名")
    case .hash: Message("SHA-256", "SHA-256")
    case .file: Message("File", "文件")
    case .what:
      Message(
        "Every statistic of the program was computed on this machine for the inputs of the reference files and compared with what other programs, or arithmetic with 25 to 50 digits, give for them.",
        "在本机上对参考文件的输入逐一计算本程序的统计量，并与其他软件或 25 至 50 位精度算术的结果比较。"
      )
    case .own: Message("those of the program", "程序自带")
    case .results: Message("Results", "结果")
    case .installation: Message("Installation", "安装环境")
    }
  }
}
