// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a formula, and how to mend it.
enum FormulaMessage: String, MessageKey {
  case place, end
  case empty, strayCharacter, unclosed, digitFirst, secondTilde, unknownFunction, unknownOperator,
    singleEquals
  case survivalArguments, repeated, unknownColumn, repeatedColumn, needsSurvival, needsValue, needsTerm
  case strataNotUsed, clusterNotUsed, secondCluster, lateEntry, causeColumn, mendCause
  case expectedColumn, expectedValue, expectedClosing, expectedPlus, expectedTilde
  case expectedList
  case mendFormula, mendCharacter, mendUnclosed, mendDigitFirst, mendFunction, mendOperator, mendEquals,
    mendSurvival
  case mendRepeated, mendColumn, mendRepeatedColumn, mendValue, mendClosing, mendPlus, mendList, mendMeans,
    mendTerm
  case mendStrata, mendCluster, mendLateEntry

  var message: Message {
    switch self {
    case .place: Message("formula, character {0}: {1}", "公式第 {0} 个字符：{1}")
    case .end: Message("the end", "结尾")
    case .empty: Message("it is empty.", "公式为空。")
    case .strayCharacter: Message("\"{0}\" has no meaning here.", "“{0}”在此无意义。")
    case .unclosed: Message("the quote {0} that opens here is never closed.", "此处的引号 {0} 没有闭合。")
    case .digitFirst: Message("\"{0}\" is neither a number nor a name.", "“{0}”既不是数字也不是列名。")
    case .secondTilde: Message("a second \"~\"; a formula has one.", "出现第二个“~”；公式只能有一个。")
    case .unknownFunction: Message("there is no function \"{0}\" here.", "此处没有函数“{0}”。")
    case .unknownOperator: Message("the sign \"{0}\" is not read in formulas.", "公式中不支持符号“{0}”。")
    case .singleEquals: Message("a comparison is written with two signs, \"==\".", "比较要写两个等号“==”。")
    case .survivalArguments:
      Message(
        "Surv() takes a time and an event, or a start, an end and an event; a comparison only for the event.",
        "Surv() 需要时间和事件，或起点、终点和事件；只有事件可以写比较。"
      )
    case .repeated: Message("the column \"{0}\" is named twice.", "列“{0}”出现两次。")
    case .unknownColumn: Message("the table has no column \"{0}\".", "表中没有列“{0}”。")
    case .repeatedColumn: Message("the table has more than one column \"{0}\".", "表中有多个名为“{0}”的列。")
    case .needsSurvival: Message("on the left a time to event is needed.", "左侧需要生存时间。")
    case .needsValue: Message("on the left a column of values is needed, not Surv().", "左侧需要数值列，而不是 Surv()。")
    case .needsTerm: Message("on the right a column is needed.", "右侧需要一个列名。")
    case .strataNotUsed: Message("this command has no use for strata().", "此命令不使用 strata()。")
    case .clusterNotUsed: Message("this command has no use for clusters.", "此命令不使用聚类（cluster）。")
    case .secondCluster:
      Message("a second cluster(); rows are clustered by one column.", "出现第二个 cluster()；只能按一列聚类。")
    case .causeColumn:
      Message("competing risks need the whole column of causes, not one of them.", "竞争风险需要完整的结局类型列，而不是其中一类。")
    case .mendCause:
      Message(
        "Write Surv(time, cause); --censored says which value is censored, --cause which event is told.",
        "请写 Surv(time, cause)；用 --censored 指明删失的取值，用 --cause 指定事件。"
      )
    case .lateEntry: Message("times that start later than 0 are not read by this command.", "此命令不支持延迟进入的时间。")
    case .expectedColumn: Message("the name of a column should stand here, not {0}.", "此处应为列名，而不是{0}。")
    case .expectedValue:
      Message("a number or a quoted text should stand here, not {0}.", "此处应为数字或带引号的文字，而不是{0}。")
    case .expectedClosing: Message("\")\" should stand here, not {0}.", "此处应为“)”，而不是{0}。")
    case .expectedPlus:
      Message("\"+\" and another term, or nothing, should follow, not {0}.", "此后应为“+”和另一项，或到此结束，而不是{0}。")
    case .expectedTilde: Message("\"~\" should stand here, not {0}.", "此处应为“~”，而不是{0}。")
    case .expectedList: Message("a list c(…) should stand here, not {0}.", "此处应为列表 c(…)，而不是{0}。")
    case .mendFormula:
      Message(
        "Write, for example, Surv(time, event) ~ arm + strata(site), or value ~ arm.",
        "例如写作 Surv(time, event) ~ arm + strata(site)，或 value ~ arm。"
      )
    case .mendCharacter:
      Message(
        "Put a column name with signs in it in backquotes: `blast-count`.",
        "列名含符号时请用反引号：`blast-count`。"
      )
    case .mendUnclosed: Message("Close it with {0}.", "请用 {0} 闭合。")
    case .mendDigitFirst:
      Message("Put a column name that begins with a digit in backquotes: `{0}`.", "以数字开头的列名请用反引号：`{0}`。")
    case .mendFunction:
      Message(
        "Known are Surv(), strata(), cluster() and factor(); make other columns in the table itself.",
        "可用 Surv()、strata()、cluster() 和 factor()；其他变换请先在表中完成。"
      )
    case .mendOperator:
      Message(
        "Join terms with \"+\"; make products, differences and cuts as columns of the table, and put names with signs in backquotes.",
        "各项用“+”连接；乘积、差或分段请先在表中作为列算好；含符号的列名请用反引号。"
      )
    case .mendEquals: Message("Write, for example, Surv(time, status == 2).", "例如写作 Surv(time, status == 2)。")
    case .mendSurvival:
      Message(
        "Write, for example, Surv(time, event) or Surv(time, status == 2).",
        "例如写作 Surv(time, event) 或 Surv(time, status == 2)。"
      )
    case .mendRepeated: Message("Name it once.", "请只写一次。")
    case .mendColumn: Message("It has: {0}.", "表中有：{0}。")
    case .mendRepeatedColumn:
      Message("Give the columns names of their own in the head of the table.", "请在表头中为各列取不同的名称。")
    case .mendValue:
      Message(
        "Write, for example, status == 2 or response == \"CR\".",
        "例如写作 status == 2 或 response == \"CR\"。"
      )
    case .mendClosing: Message("Close the bracket, as in Surv(time, event).", "请闭合括号，如 Surv(time, event)。")
    case .mendPlus: Message("Join terms with \"+\", as in arm + age.", "各项用“+”连接，如 arm + age。")
    case .mendList:
      Message(
        "Write, for example, response %in% c(\"CR\", \"CRi\").",
        "例如写作 response %in% c(\"CR\", \"CRi\")。"
      )
    case .mendMeans:
      Message(
        "Write, for example, value ~ arm; times to event go to \"stats survival\".",
        "例如写作 value ~ arm；生存时间请用 stats survival。"
      )
    case .mendTerm: Message("Write, for example, ~ arm.", "例如写作 ~ arm。")
    case .mendStrata: Message("Leave it out.", "请删去。")
    case .mendCluster:
      Message(
        "Make one column in the table that tells the clusters apart.",
        "请在表中做成一列，以区分各聚类。"
      )
    case .mendLateEntry:
      Message("Write Surv(time, event) with times from 0 on.", "请写 Surv(time, event)，时间从 0 起算。")
    }
  }
}
