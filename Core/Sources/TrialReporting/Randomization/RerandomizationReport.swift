// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis
import TrialDesign

/// A re-randomization test in words, with what it takes for granted: whose rules drew the arms, and which of them are assumed.
public struct RerandomizationReport {
  private let study: StudyProtocol
  private let analysis: RerandomizationAnalysis
  private let cut: String?
  private let seed: UInt64
  private let texts: Texts

  /// - Parameters:
  ///   - study: The protocol in force at the cut.
  ///   - analysis: The test.
  ///   - cut: What the cut is called; nil where there is none.
  ///   - seed: What named the draws.
  ///   - language: The language.
  public init(
    _ study: StudyProtocol,
    _ analysis: RerandomizationAnalysis,
    cut: String?,
    seed: UInt64,
    language: Language
  ) {
    self.study = study
    self.analysis = analysis
    self.cut = cut
    self.seed = seed
    texts = Texts(language: language)
  }

  private var test: RerandomizationTest { analysis.test }
  private var labels: AllocationLabels { AllocationLabels(study: study, texts: texts) }

  /// Values of the rules that no source states.
  private var assumptions: [Assumption] {
    study.assumptions.filter { $0.place == "allocation" || $0.place.hasPrefix("allocation.") }
  }

  // MARK: For people

  /// The whole text, ended by a line break.
  public var rendered: String {
    let head = texts(
      RerandomizationMessage.head,
      texts[analysis.endpoint.title],
      labels.arm(analysis.comparison.treatment),
      labels.arm(analysis.comparison.reference)
    )
    let lines = [statistic, p, redrawn, compared, allocations] + premises
    let below = lines.filter { !$0.isEmpty }
      .flatMap { TextColumns.hanging("  ", $0, to: SynopsisText.width) }
    return ([head] + below).joined(separator: "\n") + "\n"
  }

  private var statistic: String {
    let value = DecimalText.fixed(test.statistic, decimals: 4)
    switch analysis.statistic {
    case .differenceOfProportions: return texts(RerandomizationMessage.difference, value)
    case .logRank: return texts(RerandomizationMessage.logRank, value)
    }
  }

  private var p: String {
    texts(
      RerandomizationMessage.p,
      arguments: [
        DecimalText.fixed(test.p, decimals: 4), DecimalText.fixed(test.monteCarloError, decimals: 4),
        String(test.draws), String(test.asExtreme), String(seed),
      ]
    )
  }

  private var redrawn: String {
    let spread = texts(
      RerandomizationMessage.redrawn,
      DecimalText.fixed(test.mean, decimals: 4),
      DecimalText.fixed(test.standardDeviation, decimals: 4)
    )
    return texts.joined([
      spread,
      test.undefined > 0 ? texts(RerandomizationMessage.undefined, String(test.undefined)) : "",
    ])
  }

  private var compared: String {
    let set = analysis.set.flatMap { id in study.analysisSets.first { $0.id == id } }
    let count = String(analysis.compared)
    return texts.joined([
      set.map { texts(RerandomizationMessage.compared, count, texts[$0.title]) }
        ?? texts(RerandomizationMessage.comparedAll, count),
      analysis.pending + analysis.unknown > 0
        ? texts(RerandomizationMessage.unsettled, String(analysis.pending), String(analysis.unknown)) : "",
    ])
  }

  private var allocations: String {
    let (drawn, elsewhere) = (String(analysis.drawn), String(analysis.madeElsewhere))
    switch analysis.elsewhere {
    case .none: return texts(RerandomizationMessage.drawnHere, drawn)
    case .kept: return texts(RerandomizationMessage.kept, drawn, elsewhere)
    case .redrawn: return texts(RerandomizationMessage.madeElsewhere, elsewhere)
    }
  }

  /// What is assumed, one sentence for each reason.
  private var premises: [String] {
    var reasons: [(text: String, places: [String])] = []
    for assumption in assumptions {
      let value = assumption.value ?? ""
      let place = value.isEmpty ? assumption.place : "\(assumption.place) = \(value)"
      let text = texts[assumption.source]
      if let known = reasons.firstIndex(where: { $0.text == text }) {
        reasons[known].places.append(place)
      } else {
        reasons.append((text, [place]))
      }
    }
    return reasons.map { texts(RerandomizationMessage.assumed, $0.places.joined(separator: "; "), $0.text) }
  }

  // MARK: For programs

  public var json: JSONValue {
    [
      "study": .string(study.study.id), "cut": .optional(cut), "endpoint": .string(analysis.endpoint.id),
      "arms": [.string(analysis.comparison.treatment), .string(analysis.comparison.reference)],
      "statistic": .string(analysis.statistic.rawValue), "value": .number(test.statistic),
      "alternative": "two-sided", "p": .number(test.p), "monteCarloError": .number(test.monteCarloError),
      "replicates": .integer(test.draws), "seed": .string(String(seed)),
      "asExtreme": .integer(test.asExtreme), "undefined": .integer(test.undefined),
      "redrawn": ["mean": .number(test.mean), "standardDeviation": .number(test.standardDeviation)],
      "set": .optional(analysis.set), "compared": .integer(analysis.compared),
      "pending": .integer(analysis.pending), "unknown": .integer(analysis.unknown),
      "allocations": [
        "drawn": .integer(analysis.drawn), "elsewhere": .integer(analysis.madeElsewhere),
        "madeElsewhere": .string(analysis.elsewhere.rawValue),
      ],
      "assumptions": .array(
        assumptions.map {
          ["place": .string($0.place), "value": .optional($0.value), "source": .string(texts[$0.source])]
        }
      ),
    ]
  }
}

/// Why a re-randomization test cannot be made, in words.
public struct RerandomizationObstacleWords {
  private let study: StudyProtocol
  private let texts: Texts

  public init(_ study: StudyProtocol, language: Language) {
    self.study = study
    texts = Texts(language: language)
  }

  /// What is wrong, and below it how to mend it.
  public func text(_ obstacle: RerandomizationAnalysis.Obstacle) -> String {
    let (problem, remedy): (String, String)
    switch obstacle {
    case .unknownEndpoint(let id, let known):
      (problem, remedy) = (
        texts(RerandomizationMessage.unknownEndpoint, id), texts.advice(for: id, among: known)
      )
    case .unknownArm(let id, let known):
      (problem, remedy) = (texts(RerandomizationMessage.unknownArm, id), texts.advice(for: id, among: known))
    case .nothingToCompare:
      (problem, remedy) = (
        texts[RerandomizationMessage.nothingToCompare], texts[RerandomizationMessage.laterCut]
      )
    case .rules(.missingLevels(let factors)):
      let titles = texts.list(factors.map { AllocationLabels(study: study, texts: texts).factor($0) })
      (problem, remedy) = (
        texts(RerandomizationMessage.missingLevels, titles), texts[RerandomizationMessage.bringIn]
      )
    case .rules(let refusal):
      let words = AllocationWords(study, language: texts.language).sentence(for: refusal)
      (problem, remedy) = (
        texts.joined([texts[RerandomizationMessage.cannotBeDrawn], words]),
        texts[RerandomizationMessage.stateRules]
      )
    }
    return ([problem] + TextColumns.hanging("  ", remedy, to: SynopsisText.width)).joined(separator: "\n")
  }
}

enum RerandomizationMessage: MessageKey {
  case head, difference, logRank, p, redrawn, undefined, compared, comparedAll, unsettled
  case drawnHere, kept, madeElsewhere, assumed
  case unknownEndpoint, unknownArm, nothingToCompare, laterCut, missingLevels, bringIn
  case cannotBeDrawn, stateRules

  var message: Message {
    switch self {
    case .head:
      Message("Re-randomization test · {0} · {1} against {2}", "再随机化检验 · {0} · {1} 对 {2}")
    case .difference: Message("Difference of proportions: {0}", "率差：{0}")
    case .logRank:
      Message("Log-rank statistic, observed less expected events: {0}", "log-rank 统计量（观察减期望事件数）：{0}")
    case .p:
      Message(
        "p = {0} ± {1}, two-sided: {3} of {2} redrawn trials at least as extreme (seed {4}; ± is the Monte Carlo error)",
        "p = {0} ± {1}（双侧）：重新抽取的 {2} 次试验中 {3} 次至少同样极端（种子 {4}；± 为蒙特卡罗误差）"
      )
    case .redrawn:
      Message("Redrawn trials: mean {0}, standard deviation {1}.", "重新抽取：均值 {0}，标准差 {1}。")
    case .undefined:
      Message("In {0} an arm had nobody to compare; they count as extreme.", "其中 {0} 次有一组无可比较者，计为极端。")
    case .compared: Message("Compared: {0} subjects of \"{1}\".", "比较：“{1}”中的 {0} 例。")
    case .comparedAll: Message("Compared: all {0} who were randomized.", "比较：全部 {0} 例随机受试者。")
    case .unsettled:
      Message("{0} pending and {1} unknown answers count as no response.", "{0} 例待定与 {1} 例未知计为无应答。")
    case .drawnHere:
      Message("Allocations: {0}, drawn here by the rules of the protocol.", "分配：{0} 例，均由本系统按方案规则抽取。")
    case .kept:
      Message(
        "Allocations: {0} drawn here and drawn anew; {1} made elsewhere, which keep their arms.",
        "分配：{0} 例由本系统抽取并重新抽取；{1} 例在他处分配，保持原组别。"
      )
    case .madeElsewhere:
      Message(
        "Allocations: all {0} were made elsewhere. They are drawn anew as if by the rules of this protocol: the test holds as far as these were followed there, in the order of the record, which cannot be checked here.",
        "分配：全部 {0} 例在他处分配。此处按本方案规则重新抽取：仅当他处确按此规则及记录顺序分配时检验才成立，而这在此无法核实。"
      )
    case .assumed: Message("Assumed: {0}. {1}", "假定：{0}。{1}")
    case .unknownEndpoint: Message("The protocol has no endpoint \"{0}\".", "方案中没有终点“{0}”。")
    case .unknownArm: Message("\"{0}\" is no arm to compare.", "“{0}”不是可比较的组别。")
    case .nothingToCompare:
      Message("One of the arms has nobody to compare at this cut.", "在此数据截止，有一组无可比较者。")
    case .laterCut: Message("Look at a later cut.", "请使用更晚的数据截止。")
    case .missingLevels:
      Message(
        "The arms cannot be drawn anew: subjects have no level of {0}, so that nobody knows which list they were in.",
        "无法重新抽取组别：有受试者缺少 {0} 的水平，无法得知其所属分层。"
      )
    case .bringIn:
      Message("Bring in the missing values before the allocations they belong to.", "请在导入分配之前导入缺失的值。")
    case .cannotBeDrawn: Message("The arms cannot be drawn anew.", "无法重新抽取组别。")
    case .stateRules:
      Message(
        "State the rules under allocation: where they are known; where they are not, a test that needs none is left.",
        "如已知规则，请写入方案的 allocation:；如未知，只能使用不需要规则的检验。"
      )
    }
  }
}
