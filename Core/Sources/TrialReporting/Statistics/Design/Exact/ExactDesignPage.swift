// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The text of a design by exact power.
struct ExactDesignPage {
  private let calculation: ExactDesignCalculation
  private let language: Language
  private let texts: Texts
  private let numbers: StatisticsNumbers

  init(_ calculation: ExactDesignCalculation, _ language: Language) {
    self.calculation = calculation
    self.language = language
    texts = Texts(language: language)
    numbers = StatisticsNumbers(texts: texts)
  }

  var text: String {
    let title = calculation.isSingle ? ExactDesignMessage.rateTitle : .ratesTitle
    var page = StatisticsPage(texts[title], in: language)
    page.say(joined([rates, test, wanted]))
    trials(on: &page)
    page.say(joined(remarks))
    return page.text
  }

  /// Sentences behind each other, as the language sets them.
  private func joined(_ sentences: [String?]) -> String {
    sentences.compactMap(\.self).joined(separator: language == .english ? " " : "")
  }

  private var rates: String {
    switch calculation.question {
    case .rate(let plan):
      texts(DesignMessage.rateWords, numbers.asTyped(plan.rate), numbers.asTyped(plan.null))
    case .rates(let plan, let ratio):
      texts(
        ExactDesignMessage.rates,
        numbers.asTyped(plan.treatment),
        numbers.asTyped(plan.reference),
        "\(ratio.treatment)",
        "\(ratio.reference)"
      )
    }
  }

  private var test: String {
    texts(
      calculation.question.sides == .two ? ExactDesignMessage.twoSided : .oneSided,
      texts[calculation.test],
      numbers.asTyped(calculation.question.alpha)
    )
  }

  private var wanted: String? {
    calculation.power.map { texts(ExactDesignMessage.power, numbers.asTyped($0)) }
  }

  private func trials(on page: inout StatisticsPage) {
    let arms: [ExactDesignMessage] = calculation.isSingle ? [] : [.experimental, .control]
    let head =
      [texts[ExactDesignMessage.trial]] + arms.map { texts[$0] } + [texts[DesignMessage.subjects]]
      + (calculation.isSingle ? [texts[ExactDesignMessage.rejects]] : [])
      + [texts[ExactDesignMessage.exactPower], texts[ExactDesignMessage.exactAlpha]]
    page.table(
      "",
      head,
      numeric: Set(1..<head.count),
      (isOne ? calculation.trials.suffix(1) : calculation.trials).map { trial in
        [texts[isOne ? ExactDesignMessage.both : trial.name]]
          + (calculation.isSingle ? [] : trial.arms.map { "\($0)" }) + ["\(trial.total)"]
          + (trial.counts.map { [rejects($0, of: trial.total)] } ?? [])
          + [numbers.share(trial.power), numbers.fixed(trial.typeOneError, 5)]
      }
    )
  }

  /// Whether the smallest trial with the power is the one from which on it lasts.
  private var isOne: Bool {
    calculation.trials.count == 2 && calculation.trials[0].arms == calculation.trials[1].arms
  }

  /// Which counts reject.
  private func rejects(_ counts: (low: Int, high: Int), of n: Int) -> String {
    let parts = [
      counts.low >= 0 ? "≤ \(counts.low)" : nil, counts.high <= n ? "≥ \(counts.high)" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? "–" : parts.joined(separator: texts[StatisticsMessage.comma])
  }

  private var remarks: [String?] {
    let isSought = calculation.power != nil
    let saw = isSought && !isOne ? texts[ExactDesignMessage.saw] : nil
    let proof = isSought && calculation.isSingle ? texts[ExactDesignMessage.proved] : nil
    let tried = calculation.largest.map { texts(ExactDesignMessage.tried, "\($0)") }
    guard case .rates(let plan, _) = calculation.question else { return [saw, proof, tried] }
    let keeps = texts[plan.test.keepsAlpha ? ExactDesignMessage.kept : .notKept]
    return [saw, proof, tried, keeps]
  }
}

/// Why there is no such design, in the reader's language.
public struct ExactDesignFaultText: Sendable {
  private let texts: Texts

  public init(language: Language) {
    texts = Texts(language: language)
  }

  /// What is wrong, and what to do.
  public func text(_ fault: ExactDesignFault) -> String {
    switch fault {
    case .noneUpTo(let most):
      "\(texts(ExactDesignMessage.none, "\(most)"))\n  \(texts[ExactDesignMessage.mendNone])"
    case .tooMany(let most):
      "\(texts(ExactDesignMessage.tooMany, "\(most)"))\n  \(texts[ExactDesignMessage.mendTooMany])"
    }
  }
}
