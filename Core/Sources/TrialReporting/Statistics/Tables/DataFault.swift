// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// Why a table cannot be analysed as asked.
public enum DataFault: Error, Hashable, Sendable {
  /// Where a cell stands, each counted from 1; `row` counts the rows below the head.
  public struct Place: Hashable, Sendable {
    public let line: Int
    public let character: Int
    public let row: Int
  }

  /// The table has no head or no row.
  case empty
  /// Four gigabytes or more.
  case tooLarge
  case damaged([CSVProblem])
  case notANumber(Place, column: String, String)
  /// A time below 0.
  case negativeTime(Place, column: String, String)
  /// A row (entry, time] that ends before it begins, or as it begins.
  case entryNotBefore(Place, column: String, entry: String, time: String)
  /// An event column that is not coded 0/1, with some of its values.
  case notCoded(Place, column: String, values: [String])
  /// A column of causes that is not counted from 0, and no word which value means censored.
  case censoringNotNamed(column: String, values: [String])
  /// A column of causes without an event.
  case noCause(column: String)
  /// A horizon beyond which the curve of an arm is not known.
  case horizonTooLate(tau: Double, arm: String, last: Double)
  /// All times are 0.
  case noFollowUp(column: String)
  /// A level that a column does not have.
  case unknownLevel(String, column: String?, known: [String])
  /// Every row misses something.
  case nothingLeft(rows: Int)
  /// Arms are compared, and there is only one.
  case oneArm(column: String, level: String)
  /// Two arms are compared within strata, and there are more or fewer.
  case strataOfArms(column: String, arms: Int)

  /// The fault in words, one a line with its remedy below.
  public func text(of file: String, in language: Language) -> String {
    let texts = Texts(language: language)
    func at(_ place: Place, _ problem: String, _ remedy: String) -> String {
      "\(file):\(place.line):\(place.character): \(problem)\n  \(remedy)"
    }
    func list(_ values: [String]) -> String {
      values.prefix(8).joined(separator: ", ") + (values.count > 8 ? ", …" : "")
    }
    switch self {
    case .empty: return "\(file): \(texts[DataMessage.empty])\n  \(texts[DataMessage.mendEmpty])"
    case .tooLarge: return "\(file): \(texts[DataMessage.tooLarge])\n  \(texts[DataMessage.mendTooLarge])"
    case .damaged(let problems):
      return problems.map { problem in
        "\(file):\(problem.line):\(problem.column): \(Self.words(problem.kind, texts))\n  \(texts[DataMessage.mendDamage])"
      }.joined(separator: "\n")
    case .notANumber(let place, let column, let value):
      return at(
        place,
        texts(DataMessage.notANumber, "\(place.row)", column, value),
        texts(DataMessage.mendNumber, column)
      )
    case .negativeTime(let place, let column, let value):
      return at(
        place,
        texts(DataMessage.negativeTime, "\(place.row)", column, value),
        texts[DataMessage.mendTime]
      )
    case .entryNotBefore(let place, let column, let entry, let time):
      return at(
        place,
        texts(DataMessage.entryNotBefore, "\(place.row)", column, entry, time),
        texts[DataMessage.mendEntry]
      )
    case .notCoded(let place, let column, let values):
      return at(place, texts(DataMessage.notCoded, column, list(values)), texts(DataMessage.mendCode, column))
    case .censoringNotNamed(let column, let values):
      let problem = texts(DataMessage.censoringNotNamed, column, list(values))
      return "\(file): \(problem)\n  \(texts[DataMessage.mendCensoring])"
    case .noCause(let column):
      return "\(file): \(texts(DataMessage.noCause, column))\n  \(texts[DataMessage.mendCause])"
    case .horizonTooLate(let tau, let arm, let last):
      let numbers = StatisticsNumbers(texts: texts)
      let problem = texts(
        DataMessage.horizonTooLate,
        numbers.asTyped(tau),
        arm.isEmpty ? texts[SurvivalMessage.all] : arm,
        numbers.asTyped(last)
      )
      return "\(file): \(problem)\n  \(texts(DataMessage.mendHorizon, numbers.asTyped(last)))"
    case .noFollowUp(let column):
      return "\(file): \(texts(DataMessage.noFollowUp, column))\n  \(texts[DataMessage.mendTime])"
    case .unknownLevel(let level, let column, let known):
      let problem =
        column.map { texts(DataMessage.unknownLevel, $0, level) } ?? texts(DataMessage.noFactor, level)
      return "\(file): \(problem)\n  \(texts(DataMessage.mendLevel, list(known)))"
    case .nothingLeft(let rows):
      return "\(file): \(texts(DataMessage.nothingLeft, "\(rows)"))\n  \(texts[DataMessage.mendNothing])"
    case .strataOfArms(let column, let arms):
      return
        "\(file): \(texts(DataMessage.strataOfArms, column, "\(arms)"))\n  \(texts[DataMessage.mendStrata])"
    case .oneArm(let column, let level):
      return "\(file): \(texts(DataMessage.oneArm, column, level))\n  \(texts[DataMessage.mendOneArm])"
    }
  }

  private static func words(_ kind: CSVProblem.Kind, _ texts: Texts) -> String {
    switch kind {
    case .ragged(let fields, let expected): texts(DataMessage.ragged, "\(fields)", "\(expected)")
    case .unclosedQuote: texts[DataMessage.unclosedQuote]
    case .strayQuote: texts[DataMessage.strayQuote]
    case .invalidUTF8: texts[DataMessage.notUTF8]
    }
  }
}

/// What is wrong with a table, and how to mend it.
enum DataMessage: String, MessageKey {
  case empty, tooLarge, mendTooLarge, ragged, unclosedQuote, strayQuote, notUTF8, notANumber, negativeTime,
    notCoded, unknownLevel,
    noFactor
  case nothingLeft, oneArm, strataOfArms, mendStrata, entryNotBefore, mendEntry
  case censoringNotNamed, mendCensoring, noCause, mendCause, horizonTooLate, mendHorizon, noFollowUp
  case mendEmpty, mendDamage, mendNumber, mendTime, mendCode, mendLevel, mendNothing, mendOneArm

  var message: Message {
    switch self {
    case .empty: Message("the table has no rows.", "表中没有数据行。")
    case .tooLarge: Message("the table has four gigabytes or more.", "表的大小达到或超过 4 GB。")
    case .mendTooLarge: Message("Leave only the columns of the calculation in it.", "请只保留计算所需的列。")
    case .ragged: Message("{0} fields in this row, where the head has {1}.", "此行有 {0} 个字段，而表头有 {1} 个。")
    case .unclosedQuote: Message("a quote is opened here and never closed.", "此处的引号没有闭合。")
    case .strayQuote: Message("a quote inside a field that does not begin with one.", "字段中间出现引号。")
    case .notUTF8: Message("a byte that is not UTF-8.", "有不属于 UTF-8 的字节。")
    case .notANumber:
      Message("row {0}, column \"{1}\": \"{2}\" is not a number.", "第 {0} 行，列“{1}”：“{2}”不是数字。")
    case .negativeTime:
      Message("row {0}, column \"{1}\": the time {2} is below 0.", "第 {0} 行，列“{1}”：时间 {2} 小于 0。")
    case .entryNotBefore:
      Message(
        "row {0}, column \"{1}\": the entry {2} is not before the end {3}.",
        "第 {0} 行，列“{1}”：进入时间 {2} 不早于结束时间 {3}。"
      )
    case .censoringNotNamed:
      Message(
        "the column \"{0}\" is not coded 0 for censored and 1, 2, … for causes; its values are {1}.",
        "列“{0}”未按 0 为删失、1、2…为结局类型编码；其取值有 {1}。"
      )
    case .mendCensoring:
      Message(
        "Say which value is censored with --censored VALUE, or --censored none where nobody is.",
        "请用 --censored 取值 指明哪个值为删失；若无删失请写 --censored none。"
      )
    case .noCause: Message("nobody in the column \"{0}\" has an event.", "列“{0}”中无人发生事件。")
    case .mendCause: Message("Look at the column and at --censored.", "请检查该列及 --censored。")
    case .horizonTooLate:
      Message(
        "up to τ = {0} the mean cannot be estimated: the curve of {1} is known up to {2} only, where the last subject is censored.",
        "截至 τ = {0} 无法估计均值：{1} 的曲线仅已知至 {2}，该处最后一例为删失。"
      )
    case .mendHorizon: Message("Give a --tau of at most {0}.", "请给出不大于 {0} 的 --tau。")
    case .noFollowUp: Message("all times of the column \"{0}\" are 0.", "列“{0}”的时间均为 0。")
    case .mendEntry:
      Message(
        "A row is (start, stop]: its start must come first; mend the row.",
        "每行为 (start, stop]：起点须早于终点；请修正此行。"
      )
    case .notCoded:
      Message("the column \"{0}\" is not coded 0 and 1; its values are {1}.", "列“{0}”未按 0 和 1 编码；其取值有 {1}。")
    case .unknownLevel: Message("the column \"{0}\" has no level \"{1}\".", "列“{0}”没有水平“{1}”。")
    case .noFactor: Message("no column with levels is there for \"{0}\".", "没有可供“{0}”使用的分类列。")
    case .nothingLeft: Message("each of the {0} rows misses a value.", "全部 {0} 行都有缺失值。")
    case .oneArm: Message("all rows of \"{0}\" are in one arm, {1}.", "“{0}”的所有行都在同一组：{1}。")
    case .strataOfArms:
      Message("\"{0}\" has {1} arms; two are compared within strata.", "“{0}”有 {1} 组；分层比较只用于两组。")
    case .mendStrata: Message("Leave the strata out, or keep two arms in the table.", "请去掉分层，或在表中只保留两组。")
    case .mendEmpty: Message("Give it a head and, below, one row a subject.", "请提供表头，其下每名受试者一行。")
    case .mendDamage: Message("Mend the row; nothing was calculated.", "请修正此行；未进行任何计算。")
    case .mendNumber:
      Message(
        "Leave the cell empty where the value is missing; write factor({0}) where it is a level.",
        "缺失时请留空；若为分类变量请写 factor({0})。"
      )
    case .mendTime: Message("Count times from the start; mend the cell or leave it empty.", "时间应自起点计；请修正或留空。")
    case .mendCode:
      Message(
        "Say which value is the event, for example {0} == 2 or {0} %in% c(\"CR\", \"CRi\").",
        "请指明哪个值为事件，例如 {0} == 2 或 {0} %in% c(\"CR\", \"CRi\")。"
      )
    case .mendLevel: Message("Known: {0}.", "已有：{0}。")
    case .mendNothing: Message("Name columns that are filled.", "请使用有值的列。")
    case .mendOneArm: Message("Name a column with two arms or more.", "请使用含两组以上的列。")
    }
  }
}
