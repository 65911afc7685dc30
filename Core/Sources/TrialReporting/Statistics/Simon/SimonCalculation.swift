// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// Simon's two-stage designs of a single-arm phase II trial.
public struct SimonCalculation: Calculation {
  let nullRate: Double
  let targetRate: Double
  let alpha: Double
  let power: Double
  let designs: SimonTwoStage.Pair

  /// Searches the designs.
  ///
  /// - Parameters:
  ///   - nullRate: p₀, a response rate of no interest, in (0, 1).
  ///   - targetRate: p₁, a rate worth pursuing, above p₀.
  ///   - alpha: At most this probability of pursuing a treatment with rate p₀.
  ///   - power: At least this probability of pursuing one with rate p₁.
  ///   - largest: The largest trial considered.
  ///
  /// Nil if no design of that size keeps both errors.
  public init?(nullRate: Double, targetRate: Double, alpha: Double, power: Double, largest: Int) {
    guard
      let found = SimonTwoStage.search(
        nullRate: nullRate,
        targetRate: targetRate,
        alpha: alpha,
        beta: 1 - power,
        largest: largest
      )
    else { return nil }
    (self.nullRate, self.targetRate, self.alpha, self.power) = (nullRate, targetRate, alpha, power)
    designs = found
  }

  private var named: [(key: String, name: SimonMessage, design: SimonTwoStage)] {
    [("optimal", .optimal, designs.optimal), ("minimax", .minimax, designs.minimax)]
  }

  public var json: [JSONValue.Member] {
    let members = named.map { key, _, design -> JSONValue.Member in
      .init(
        key,
        [
          "r1": .integer(design.firstLimit), "n1": .integer(design.firstSize),
          "r": .integer(design.limit), "n": .integer(design.size),
          "expectedSize": .number(design.expectedSize(rate: nullRate)),
          "expectedSizeUnderP1": .number(design.expectedSize(rate: targetRate)),
          "earlyTermination": .number(design.earlyTermination(rate: nullRate)),
          "earlyTerminationUnderP1": .number(design.earlyTermination(rate: targetRate)),
          "alpha": .number(design.acceptance(rate: nullRate)),
          "power": .number(design.acceptance(rate: targetRate)),
        ]
      )
    }
    return [
      .init("p0", .number(nullRate)), .init("p1", .number(targetRate)),
      .init("alphaAtMost", .number(alpha)), .init("powerAtLeast", .number(power)),
    ] + members
  }

  public func text(in language: Language) -> String {
    let texts = Texts(language: language)
    var page = StatisticsPage(texts[SimonMessage.title], in: language)
    let numbers = page.numbers
    page.say(
      texts(
        SimonMessage.question,
        numbers.asTyped(nullRate),
        numbers.asTyped(targetRate),
        numbers.asTyped(alpha),
        numbers.asTyped(power)
      )
    )
    let (p0, p1) = (numbers.asTyped(nullRate), numbers.asTyped(targetRate))
    page.table(
      "",
      [
        texts[SimonMessage.design], "r1/n1", "r/n", texts(SimonMessage.expected, p0),
        texts(SimonMessage.stopping, p0), texts(SimonMessage.expected, p1), texts(SimonMessage.stopping, p1),
        texts[SimonMessage.alpha], texts[SimonMessage.power],
      ],
      numeric: Set(1...8),
      named.map { _, name, design in
        [
          texts[name], "\(design.firstLimit)/\(design.firstSize)", "\(design.limit)/\(design.size)",
          numbers.fixed(design.expectedSize(rate: nullRate), 2),
          numbers.share(design.earlyTermination(rate: nullRate)),
          numbers.fixed(design.expectedSize(rate: targetRate), 2),
          numbers.share(design.earlyTermination(rate: targetRate)),
          numbers.share(design.acceptance(rate: nullRate)),
          numbers.share(design.acceptance(rate: targetRate)),
        ]
      }
    )
    page.say(texts[SimonMessage.rule])
    return page.text
  }
}

/// Why there is no such design, in the reader's language.
public struct SimonFaultText: Sendable {
  private let texts: Texts

  public init(language: Language) {
    texts = Texts(language: language)
  }

  /// What is wrong, and what to do.
  public func text(largest: Int) -> String {
    "\(texts(SimonMessage.none, "\(largest)"))\n  \(texts[SimonMessage.mendNone])"
  }
}

/// The words around Simon's designs.
enum SimonMessage: String, MessageKey {
  case title, question, design, optimal, minimax, expected, stopping, alpha, power, rule, none, mendNone

  var message: Message {
    switch self {
    case .title: Message("Simon's two-stage designs", "Simon 两阶段设计")
    case .question:
      Message(
        "Response rate {0} of no interest, {1} worth pursuing; alpha at most {2}, power at least {3}.",
        "无意义缓解率 {0}，有意义缓解率 {1}；α 不超过 {2}，检验效能不低于 {3}。"
      )
    case .design: Message("Design", "设计")
    case .optimal: Message("Optimal", "最优")
    case .minimax: Message("Minimax", "极小极大")
    case .expected: Message("EN({0})", "EN({0})")
    case .stopping: Message("PET({0})", "PET({0})")
    case .alpha: Message("Exact alpha", "实际 α")
    case .power: Message("Exact power", "实际效能")
    case .none:
      Message("no design of up to {0} subjects keeps both errors.", "不超过 {0} 例的设计均无法同时控制两类错误。")
    case .mendNone:
      Message("Allow more with --largest, or rates further apart.", "请用 --largest 允许更多例数，或增大两个率之差。")
    case .rule:
      Message(
        "Stop after n1 subjects if at most r1 respond; after n subjects pursue the treatment if more than r respond. EN(p) are the subjects expected and PET(p) is the probability of early termination where the rate is p. Optimal expects the fewest subjects at the rate of no interest; minimax has the smallest n, and among those expects the fewest.",
        "入组 n1 例后若缓解者不超过 r1 例则停止；入组 n 例后若缓解者多于 r 例则值得继续研究。EN(p) 为率为 p 时的期望例数，PET(p) 为提前终止概率。最优设计在无意义缓解率下期望例数最少；极小极大设计的 n 最小，其中期望例数最少。"
      )
    }
  }
}
