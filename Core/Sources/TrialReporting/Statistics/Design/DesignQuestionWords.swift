// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// What a trial is planned for, in sentences: every assumption that its size rests on.
struct DesignQuestionWords {
  let text: String

  init(_ question: DesignQuestion, _ texts: Texts) {
    let numbers = StatisticsNumbers(texts: texts)
    func typed(_ value: Double) -> String { numbers.asTyped(value) }
    switch question {
    case .boundaries: text = texts[DesignMessage.anyInformation]
    case .rates(let c, _):
      let null: String =
        switch c.null {
        case .difference(let delta): texts(DesignMessage.nullDifference, typed(delta))
        case .ratio(let theta): texts(DesignMessage.nullRatio, typed(theta))
        }
      text = texts(DesignMessage.ratesWords, typed(c.experimental), typed(c.control), null, typed(c.ratio))
    case .rate(let c, _): text = texts(DesignMessage.rateWords, typed(c.rate), typed(c.null))
    case .means(let c, _):
      text = texts(
        c.test == .t ? DesignMessage.meansTest : .meansNormal,
        typed(c.difference),
        typed(c.nullDifference),
        typed(c.standardDeviation),
        typed(c.ratio)
      )
    case .survival(let c, let size): text = Self.survival(c, size, texts, numbers)
    }
  }

  private static func survival(
    _ c: SurvivalComparison,
    _ size: SurvivalSize,
    _ texts: Texts,
    _ numbers: StatisticsNumbers
  ) -> String {
    let control = c.controlHazard.rates[0]
    var sentences = [
      texts(
        DesignMessage.survivalWords,
        numbers.asTyped(c.hazardRatio),
        numbers.plain(0.693147180559945309 / control),
        numbers.plain(0.693147180559945309 / (control * c.hazardRatio)),
        numbers.asTyped(c.ratio)
      )
    ]
    let dropout = c.controlDropout.rates[0]
    sentences.append(
      dropout > 0
        ? texts(DesignMessage.dropout, numbers.plain(dropout)) : texts[DesignMessage.noDropout]
    )
    let accrual = numbers.asTyped(c.accrualEnd)
    switch size {
    case .needed(let time, let formula):
      sentences.append(texts(DesignMessage.lastLook, accrual, numbers.asTyped(time)))
      sentences.append(texts(DesignMessage.formula, formula.rawValue))
    case .recruited(let formula):
      sentences.append(texts(DesignMessage.recruited, numbers.asTyped(c.accrual.rates[0]), accrual))
      sentences.append(texts(DesignMessage.formula, formula.rawValue))
    case .given: sentences.append(texts(DesignMessage.accrual, accrual))
    }
    return sentences.joined(separator: texts.language == .english ? " " : "")
  }
}
