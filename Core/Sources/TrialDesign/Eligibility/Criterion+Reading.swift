// SPDX-License-Identifier: Apache-2.0

extension NodeReader {
  /// Reads an item written as `form.item`.
  func itemPath() -> ItemPath? {
    value("an item of a form", example: "baseline.age (form, point, item)") { ItemPath($0) }
  }

  /// Reads a criterion in its written form.
  func criterion() -> Criterion? {
    guard case .mapping = node.content else {
      report("\"\(text())\" is not a criterion", remedy: Self.criterionForms)
      return nil
    }
    return block { $0.criterion() }
  }

  fileprivate static let criterionForms =
    "Write {item: form.item, equals: code}, or in, at-least, at-most, above, below, known, before, on-or-before, "
    + "after, on-or-after; combine with all, any and not."
}

extension BlockReader {
  fileprivate mutating func criterion() -> Criterion? {
    if has("all") { return .all(list("all") { $0.criterion() }) }
    if has("any") { return .any(list("any") { $0.criterion() }) }
    if has("not") { return optional("not") { $0.criterion() }.map { .not($0) } }
    let finding = has("finding") ? optional("finding") { ItemPath(finding: $0.text()) } : nil
    guard let item = finding ?? optional("item", { $0.itemPath() }) else {
      if !has("item") { report("a criterion without an item", remedy: NodeReader.criterionForms) }
      return nil
    }
    if let code = optional("equals", { $0.text() }) { return .compare(item, .among([code])) }
    if has("in") { return .compare(item, .among(list("in") { $0.text() })) }
    if let known = optional("known", { $0.boolean() }) { return .compare(item, .known(known)) }
    for relation in Comparison.Relation.allCases where has(relation.rawValue) {
      return threshold(relation, of: item).map { .compare(item, .number(relation, $0.0, $0.1)) }
    }
    for order in Comparison.DateOrder.allCases where has(order.rawValue) {
      let base = optional(order.rawValue) { $0.dayBase() }
      let offset = optional("plus") { $0.offset() } ?? 0
      return base.map { .compare(item, .date(order, Comparison.Day($0, plus: offset))) }
    }
    report("nothing is asked of \(item)", remedy: NodeReader.criterionForms)
    return nil
  }

  /// A threshold with its unit, or a multiple of one of the subject's own limits (`times: uln`) or of another finding.
  private mutating func threshold(
    _ relation: Comparison.Relation,
    of item: ItemPath
  ) -> (Double, Comparison.Scale)? {
    let scale = optional("times") { reader -> Comparison.Scale? in
      item.isFinding ? .finding(ItemPath(finding: reader.text())) : reader.choice(Limit.self)?.scale
    }
    return optional(relation.rawValue) { reader in
      guard let scale else {
        return reader.value("a threshold", example: "18 a, or a plain number in the item's unit") { text in
          if let quantity = Quantity(text) { return (quantity.value, .unit(quantity.unit)) }
          return Double(text).map { ($0, .unit(nil)) }
        }
      }
      return reader.number().map { ($0, scale) }
    }
  }
}

extension NodeReader {
  /// The day a date is compared with.
  fileprivate func dayBase() -> Comparison.Day.Base? {
    value("a day to compare with", example: "randomization, screening.consent or 2025-07-31") { text in
      if text == "randomization" { return .randomization }
      return CivilDate(iso: text).map { .date($0) } ?? ItemPath(text).map { .item($0) }
    }
  }

  /// Days, which may be negative.
  fileprivate func offset() -> Int? {
    guard let quantity = quantity() else { return nil }
    if let days = quantity.days { return days }
    report("\(quantity) is not a time", remedy: "Write, for example, -14 d.")
    return nil
  }
}

/// What a threshold on an item may be a multiple of.
private enum Limit: String, CaseIterable {
  case uln
  case lln
  case baseline

  var scale: Comparison.Scale {
    switch self {
    case .uln: .upperLimit
    case .lln: .lowerLimit
    case .baseline: .baseline
    }
  }
}
