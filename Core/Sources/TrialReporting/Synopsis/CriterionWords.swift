// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Criteria in words: `Age ≥ 15 years and Best response: CR or CRh`.
extension SynopsisBuilder {
  func words(for criterion: Criterion) -> String {
    switch criterion {
    case .all(let parts): joined(parts, by: .and)
    case .any(let parts): joined(parts, by: .or)
    case .not(let part): say(.not, words(for: part))
    case .compare(let item, let comparison): words(for: item, comparison)
    }
  }

  private func joined(_ parts: [Criterion], by conjunction: SynopsisMessage) -> String {
    parts.map { part in
      switch part {
      case .all(let inner) where inner.count > 1, .any(let inner) where inner.count > 1:
        "(\(words(for: part)))"
      default: words(for: part)
      }
    }.joined(separator: texts[conjunction])
  }

  private func words(for path: ItemPath, _ comparison: Comparison) -> String {
    let title = itemTitle(path)
    switch comparison {
    case .known(true): return say(.isRecorded, title)
    case .known(false): return say(.isNotRecorded, title)
    case .among(let codes):
      return say(
        .isOneOf,
        title,
        codes.map { category($0, of: path) }.joined(separator: texts[SynopsisMessage.or])
      )
    case .number(let relation, let value, let scale):
      return "\(title) \(relation.sign) \(threshold(value, scale, of: path))"
    case .date(let order, let day): return say(order.message, title, words(for: day))
    }
  }

  func words(for day: Comparison.Day) -> String {
    let base =
      switch day.base {
      case .item(let path): itemTitle(path)
      case .date(let date): date.description
      case .randomization: say(.randomizationDay)
      }
    guard day.offset != 0, let unit = Unit("d") else { return base }
    let days = words(for: Quantity(Double(day.offset.magnitude), unit))
    return say(day.offset < 0 ? .daysBefore : .daysAfterwards, days, base)
  }

  private func category(_ code: String, of path: ItemPath) -> String {
    guard let item = study.item(path), let index = study.codes(of: item).firstIndex(of: code) else {
      return code
    }
    return texts[study.title(of: index, of: item)]
  }

  private func threshold(_ value: Double, _ scale: Comparison.Scale, of path: ItemPath) -> String {
    let number = UnitWords.digits(value)
    switch scale {
    case .unit(let unit):
      guard let unit = unit ?? study.item(path)?.unit else { return number }
      return words(for: Quantity(value, unit))
    case .upperLimit: return say(.timesUpperLimit, number)
    case .lowerLimit: return say(.timesLowerLimit, number)
    case .baseline: return say(.timesBaseline, number)
    case .finding(let other): return "\(number) × \(other)"
    }
  }
}

extension Comparison.DateOrder {
  fileprivate var message: SynopsisMessage {
    switch self {
    case .before: .isBefore
    case .onOrBefore: .isOnOrBefore
    case .after: .isAfter
    case .onOrAfter: .isOnOrAfter
    }
  }
}
