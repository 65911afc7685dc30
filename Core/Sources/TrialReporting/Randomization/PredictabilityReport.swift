// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis
import TrialConduct
import TrialDesign

/// How well the next arm can be guessed under the protocol's rules, for the subjects who were allocated, beside complete
/// randomization; and how many of the recorded arms would have been guessed, for those who may see all of them.
public struct PredictabilityReport {
  /// What somebody sees who guesses: the whole trial, or the own site.
  private struct Line {
    let name: String
    let title: PredictabilityMessage
    let rules: Predictability?
    let complete: Predictability?
    /// Recorded arms guessed right; nil where the reader may not know.
    let recorded: Double?
  }

  /// How many simulated trials there have to be at least, for an error.
  public static let fewestReplicates = 2

  private let lines: [Line]
  private let accrual: RecordedAccrual
  private let replicates: Int
  private let seed: UInt64
  private let showsRecord: Bool
  private let texts: Texts

  /// - Parameters:
  ///   - study: The protocol in force.
  ///   - state: The trial.
  ///   - showsRecord: Whether the reader may see every arm; what the record's arms give is then told.
  ///   - replicates: Simulated trials where the exact way is not feasible, at least 2.
  ///   - seed: Names the simulation.
  ///   - language: The language.
  /// - Throws: Rules of allocation that cannot be drawn from.
  public init(
    _ study: StudyProtocol,
    _ state: TrialState,
    showsRecord: Bool,
    replicates: Int,
    seed: UInt64,
    language: Language
  ) throws(AllocationRefusal) {
    let places = state.allocations.map { state.subject($0.subject)?.site ?? "" }
    let accrual = RecordedAccrual(state.allocationFacts, at: places, by: try Allocator(study))
    func line(_ name: String, _ title: PredictabilityMessage, _ view: GuesserView) -> Line {
      Line(
        name: name,
        title: title,
        rules: accrual.predictability(seeing: view, trials: replicates, seed: seed),
        complete: accrual.completelyRandomized(seeing: view, trials: replicates, seed: seed),
        recorded: showsRecord && accrual.count > 0 ? accrual.rightGuesses(seeing: view) : nil
      )
    }
    lines = [line("trial", .wholeTrial, .trial), line("site", .ownSite, accrual.ownSite)]
    self.accrual = accrual
    self.replicates = replicates
    self.seed = seed
    self.showsRecord = showsRecord
    texts = Texts(language: language)
  }

  // MARK: For people

  /// The whole text, ended by a line break.
  public var rendered: String {
    let head = texts(PredictabilityMessage.head, String(accrual.count))
    guard accrual.count > 0 else { return head + "\n  " + texts[PredictabilityMessage.nobody] + "\n" }
    let columns: [PredictabilityMessage] =
      [.guesser, .right, .complete, .best, .certain] + (showsRecord ? [.recorded] : [])
    let rows = lines.map { line in
      [
        texts[line.title], share(line.rules?.correctGuesses), share(line.complete?.correctGuesses),
        share(line.rules?.bestGuesses), share(line.rules?.deterministic),
      ] + (showsRecord ? [recorded(line.recorded)] : [])
    }
    let table = TextTable(columns.map { texts[$0] }, numeric: Set(1..<columns.count), rows).lines
    let isSimulated = lines.contains { !($0.rules?.isExact ?? true) || !($0.complete?.isExact ?? true) }
    let notes =
      [texts[PredictabilityMessage.note]]
      + (isSimulated ? [texts(PredictabilityMessage.simulated, String(replicates), String(seed))] : [])
      + (accrual.leftOut > 0 ? [texts(PredictabilityMessage.leftOut, String(accrual.leftOut))] : [])
    let below = notes.flatMap { TextColumns.hanging("  ", $0, to: SynopsisText.width) }
    return ([head] + table + [""] + below).joined(separator: "\n") + "\n"
  }

  /// `70.8%`, with the standard error of a simulation behind it.
  private func share(_ share: Predictability.Share?) -> String {
    guard let share else { return texts[SummaryMessage.none] }
    let mean = DecimalText.fixed(share.mean, decimals: 1, shift: 2)
    guard share.monteCarloError > 0 else { return texts(PredictabilityMessage.percent, mean) }
    return texts(
      PredictabilityMessage.percentError,
      mean,
      DecimalText.fixed(share.monteCarloError, decimals: 2, shift: 2)
    )
  }

  private func recorded(_ right: Double?) -> String {
    guard let right else { return texts[SummaryMessage.none] }
    return texts(
      PredictabilityMessage.percent,
      DecimalText.fixed(right / Double(accrual.count), decimals: 1, shift: 2)
    )
  }

  // MARK: For programs

  /// Shares per subject, 0 to 1; what is not told, or of nobody, is null.
  public var json: JSONValue {
    [
      "subjects": .integer(accrual.count), "leftOut": .integer(accrual.leftOut),
      "replicates": .integer(replicates), "seed": .string(String(seed)),
      "guessers": .array(
        lines.map { line in
          [
            "sees": .string(line.name), "rules": Self.json(line.rules),
            "completeRandomization": Self.json(line.complete),
            "recorded": .optional(line.recorded.map { $0 / Double(accrual.count) }),
          ]
        }
      ),
    ]
  }

  private static func json(_ result: Predictability?) -> JSONValue {
    guard let result else { return .null }
    func json(_ share: Predictability.Share) -> JSONValue {
      ["mean": .number(share.mean), "monteCarloError": .number(share.monteCarloError)]
    }
    return [
      "exact": .bool(result.isExact), "rightGuesses": json(result.correctGuesses),
      "bestGuesses": json(result.bestGuesses), "certain": json(result.deterministic),
    ]
  }
}

enum PredictabilityMessage: MessageKey {
  case head, nobody, guesser, right, complete, best, certain, recorded, wholeTrial, ownSite
  case percent, percentError, note, simulated, leftOut

  var message: Message {
    switch self {
    case .head:
      Message(
        "Predictability of the allocation · {0} subjects in the order of the record",
        "分配的可预测性 · 按记录顺序的 {0} 例受试者"
      )
    case .nobody: Message("Nobody was allocated yet.", "尚无受试者分配。")
    case .guesser: Message("Guesser sees", "猜测者所见")
    case .right: Message("Right guesses", "猜中")
    case .complete: Message("Complete randomization", "完全随机")
    case .best: Message("Best possible", "最佳可能")
    case .certain: Message("Certain", "确定")
    case .recorded: Message("In the record", "记录中")
    case .wholeTrial: Message("the whole trial", "全试验")
    case .ownSite: Message("the own site", "本中心")
    case .percent: Message("{0}%", "{0}%")
    case .percentError: Message("{0}% ± {1}", "{0}% ± {1}")
    case .note:
      Message(
        "Right guesses: expected under the rules, always guessing the arm that is behind (Blackwell & Hodges 1957). Best possible: by somebody who knows all but the seed. Certain: subjects who could not have got another arm.",
        "猜中：按规则的期望值，总是猜例数较少的组（Blackwell & Hodges 1957）。最佳可能：除种子外知晓一切者。确定：不可能分到其他组的受试者。"
      )
    case .simulated:
      Message(
        "±: standard error of {0} simulated trials in percentage points, seed {1}; without ± the number is exact.",
        "±：{0} 次模拟试验的标准误（百分点），种子 {1}；无 ± 者为精确值。"
      )
    case .leftOut:
      Message(
        "Left out: {0} subjects without a level of each factor, which tells no list.",
        "未计入：{0} 例受试者缺少分层因素的水平，无法归入任何分层。"
      )
    }
  }
}
