// SPDX-License-Identifier: Apache-2.0

/// Which day stands for a date of which only the month or the year is known; an analysis has to state it.
public enum DateImputationRule: String, CaseIterable, Sendable {
  /// The first possible day.
  case earliest
  /// The last possible day.
  case latest
  /// The middle of the possible days, the earlier of two.
  case midpoint
  /// The first day of a known month; a date without its month stays partial.
  case firstOfMonth = "first-of-month"
}

/// A full date in the place of a partial one, and what of it is not known.
public struct DateImputation: Hashable, Sendable {
  /// A part of a date that was put in.
  public enum Part: String, CaseIterable, Sendable {
    case month
    case day
  }

  public let date: CivilDate
  /// Empty where the date was whole: then nothing was imputed (CDISC `--DTF` is empty, `M` or `D`).
  public let imputed: Set<Part>
}

extension PartialDate {
  /// Every day the date may be; a single one where it is whole.
  public var possibleDays: ClosedRange<CivilDate> {
    let first = CivilDate(year: year, month: month ?? 1, day: day ?? 1)
    let lastMonth = month ?? 12
    let last = CivilDate(year: year, month: lastMonth, day: day ?? CivilDate.days(in: lastMonth, of: year))
    // A partial date is read only where the calendar has its parts.
    let start = first ?? CivilDate(day: 0)
    return start...max(start, last ?? start)
  }

  /// A full date by a rule, within bounds such as not before randomization and not after death.
  ///
  /// - Parameters:
  ///   - rule: Which of the possible days is taken.
  ///   - notBefore: Days before it are not possible; nil for no such bound.
  ///   - notAfter: Days after it are not possible; nil for no such bound.
  /// - Returns: The date and which parts were put in; nil where no day is possible, or the rule does not reach.
  public func imputed(
    by rule: DateImputationRule,
    notBefore: CivilDate? = nil,
    notAfter: CivilDate? = nil
  ) -> DateImputation? {
    if let date { return DateImputation(date: date, imputed: []) }
    let parts: Set<DateImputation.Part> = month == nil ? [.month, .day] : [.day]
    let first = max(possibleDays.lowerBound, notBefore ?? possibleDays.lowerBound)
    let last = min(possibleDays.upperBound, notAfter ?? possibleDays.upperBound)
    guard first <= last else { return nil }
    let chosen: CivilDate
    switch rule {
    case .earliest: chosen = first
    case .latest: chosen = last
    case .midpoint: chosen = first + (last - first) / 2
    case .firstOfMonth:
      guard month != nil else { return nil }
      chosen = first
    }
    return DateImputation(date: chosen, imputed: parts)
  }
}

extension Item {
  /// How a partial date of the item is completed for analyses (`imputation:`); the data stay as they were recorded.
  public struct Imputation: Sendable {
    public let rule: DateImputationRule
    /// The subject's earliest day of this item is the first possible one; nil for no such bound.
    public let notBefore: ItemPath?
    /// The subject's latest day of this item is the last possible one; nil for no such bound.
    public let notAfter: ItemPath?
  }
}

extension NodeReader {
  /// A rule alone, or `{rule: latest, not-before: form.item, not-after: form.item}`.
  func imputation() -> Item.Imputation? {
    guard case .mapping = node.content else {
      return choice(DateImputationRule.self).map { Item.Imputation(rule: $0, notBefore: nil, notAfter: nil) }
    }
    return block { block in
      Item.Imputation(
        rule: block.required("rule", else: .earliest) { $0.choice(DateImputationRule.self) },
        notBefore: block.optional("not-before") { $0.itemPath() },
        notAfter: block.optional("not-after") { $0.itemPath() }
      )
    }
  }
}
