// SPDX-License-Identifier: Apache-2.0

extension Form {
  /// A form that nobody fills: its rows are derived (`derivations:`).
  init(derived id: String, title: LocalizedText, repeats: Repeat, happened: String? = nil, items: [Item]) {
    self.id = id
    self.title = title
    self.repeats = repeats
    self.happened = happened
    self.items = items
    checks = []
  }
}

extension Item {
  /// An item of a derived form.
  init(
    derived id: String,
    _ english: String,
    _ simplifiedChinese: String,
    kind: Kind,
    unit: Unit? = nil,
    categories: [Category] = [],
    range: ClosedRange<Double>? = nil
  ) {
    self.id = id
    title = LocalizedText(english, simplifiedChinese: simplifiedChinese)
    self.kind = kind
    self.unit = unit
    self.categories = categories
    self.range = range
    isRequired = false
    happened = nil
    expires = true
    limits = Limits(upper: nil, lower: nil, baseline: nil)
    analyte = nil
    shownWhen = nil
    missingReasons = []
    imputation = nil
  }
}

extension Item {
  /// A derived category item with a title of its own.
  init(derivedCategory id: String, title: LocalizedText, categories: [Category]) {
    self.init(
      derived: id,
      title.english,
      title.simplifiedChinese ?? title.english,
      kind: .category,
      categories: categories
    )
  }
}

extension Item.Category {
  /// The answers of a derived yes-or-no item.
  static let yesOrNo = [
    Item.Category(code: "yes", title: LocalizedText("yes", simplifiedChinese: "是")),
    Item.Category(code: "no", title: LocalizedText("no", simplifiedChinese: "否")),
  ]
}
