// SPDX-License-Identifier: Apache-2.0

extension ProtocolValidation {
  /// A rule's criterion, the item that confirms it, and the days from which its findings expire.
  func eligibilityRule(_ rule: Eligibility.Rule, at place: String) {
    criterion(rule.criterion, at: "\(place).criterion")
    if let path = rule.confirmed {
      item(path, at: "\(place).confirmed", kinds: [.category])
      let answers = Eligibility.Rule.confirmations
      if let item = study.item(path), item.kind == .category, Set(item.categories.map(\.code)) != Set(answers) {
        reading.report(
          "\(path) does not confirm: its categories are not \(answers.joined(separator: " and "))",
          at: "\(place).confirmed",
          remedy: "Write categories: [\"yes\", \"no\"]; what is not known stays empty."
        )
      }
    }
    guard rule.validity != nil else { return }
    for path in (rule.criterion?.items ?? []) + [rule.confirmed].compactMap(\.self) {
      guard let form = study.form(path.form), let item = form.item(path.item), form.happened(of: item) == nil
      else { continue }
      reading.report(
        "nothing says when \(path) was measured, so that it cannot expire",
        at: "\(place).valid",
        remedy: "Add happened: with a date to the item or to the form \(form.id), or leave out valid."
      )
    }
  }
}
