// SPDX-License-Identifier: Apache-2.0

/// A condition on a subject's findings: one algebra for eligibility, endpoints, populations and subgroups.
///
/// Evaluated in Kleene's three-valued logic: what is missing is unknown, never false. Written forms:
///
///     {item: baseline.sex, equals: female}
///     {item: response.best, in: [CR, CRh]}
///     {item: baseline.age, at-least: 18 a}
///     {item: screening.creatinine, at-most: 1.5, times: uln}
///     {item: safety.first-dose, known: true}
///     {item: screening.consent, on-or-before: screening.first-procedure}
///     {item: history.last-therapy, on-or-before: randomization, plus: -14 d}
///     {all: [ … ]}   {any: [ … ]}   {not: … }
///
/// Inside a decision list (`DecisionList`) a comparison looks at one of the list's own findings instead of an
/// item of a form: `{finding: value, above: 3, times: uln}`.
public indirect enum Criterion: Hashable, Sendable {
  /// Every part holds; an empty list holds.
  case all([Criterion])
  /// At least one part holds; an empty list does not.
  case any([Criterion])
  case not(Criterion)
  case compare(ItemPath, Comparison)
}

/// What is asked of one item.
public enum Comparison: Hashable, Sendable {
  /// The value is one of these codes.
  case among([String])
  case number(Relation, Double, Scale)
  /// A value is on file (or, with false, is not): never unknown.
  case known(Bool)
  /// How a date (or, in relative time, a day) stands to another one.
  case date(DateOrder, Day)

  /// How a date stands to another one.
  public enum DateOrder: String, CaseIterable, Sendable {
    case before
    case onOrBefore = "on-or-before"
    case after
    case onOrAfter = "on-or-after"
  }

  /// The day that a date is compared with.
  public struct Day: Hashable, Sendable {
    /// From where it is counted.
    public enum Base: Hashable, Sendable {
      /// Another item: of the same row where it is of the same form, else the subject's only value.
      case item(ItemPath)
      case date(CivilDate)
      /// The subject's randomization; before it, the day on which eligibility is asked.
      case randomization
    }

    public let base: Base
    /// Days added to it; negative for days before.
    public let offset: Int

    public init(_ base: Base, plus offset: Int = 0) {
      self.base = base
      self.offset = offset
    }

    /// The item it is read from; nil where none is.
    public var item: ItemPath? {
      if case .item(let path) = base { return path }
      return nil
    }
  }

  /// How a value stands to a threshold.
  public enum Relation: String, CaseIterable, Sendable {
    case atLeast = "at-least"
    case atMost = "at-most"
    case above
    case below
  }

  /// What the threshold is a number of.
  public enum Scale: Hashable, Sendable {
    /// The unit as written; nil for a plain number, read in the item's own unit.
    case unit(Unit?)
    /// Multiples of the upper limit of normal of the subject's laboratory.
    case upperLimit
    /// Multiples of the lower limit of normal of the subject's laboratory.
    case lowerLimit
    /// Multiples of the subject's own baseline value.
    case baseline
    /// Multiples of another finding of the same decision list.
    case finding(ItemPath)
  }
}

/// Where a value is recorded: form and item; or a finding of a decision list, which belongs to no form.
public struct ItemPath: Hashable, Sendable {
  /// Empty for a finding of a decision list.
  public let form: String
  public let item: String

  public init(form: String, item: String) {
    self.form = form
    self.item = item
  }

  /// A finding of a decision list.
  public init(finding: String) {
    self.init(form: "", item: finding)
  }

  /// Whether this is a finding of a decision list and no item of a form.
  public var isFinding: Bool { form.isEmpty }

  /// Reads `form.item`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(form: String(parts[0]), item: String(parts[1]))
  }
}

extension ItemPath: CustomStringConvertible {
  public var description: String { isFinding ? item : "\(form).\(item)" }
}

extension Criterion {
  /// Every item the criterion looks at, in the order written.
  public var items: [ItemPath] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.items)
    case .not(let part): part.items
    case .compare(let item, .date(_, let day)): [item] + [day.item].compactMap(\.self)
    case .compare(let item, _): [item]
    }
  }
}
