// SPDX-License-Identifier: Apache-2.0

extension StudyProtocol {
  /// Reports what the reconstruction names and the protocol does not have, and what cannot be drawn.
  func validateReconstruction(reporting reading: ProtocolReading) {
    guard let reconstruction else { return }
    ReconstructionValidation(study: self, plan: reconstruction, reading: reading).validate()
  }
}

/// The checks of a reconstruction that need the whole file.
private struct ReconstructionValidation {
  let study: StudyProtocol
  let plan: Reconstruction
  let reading: ProtocolReading

  func validate() {
    roles()
    figures()
    for (index, row) in plan.rows.enumerated() {
      check(row, number: index)
    }
  }

  // MARK: Roles

  private func roles() {
    let place = "reconstruction"
    if study.study.time != .calendar {
      report("only a study in calendar time can be reconstructed", place, "Set study.time: calendar.")
    }
    if study.record.randomized == nil {
      report("the day of randomization has no item", place, "Add record.randomized.")
    }
    let sizes = plan.followed.filter {
      if case .sizes = $0.constraint { return true }
      return false
    }
    if sizes.count != 1 {
      report(
        "\(sizes.count) figures say how many subjects each arm has",
        "reconstruction.figures",
        "Give one followed figure sizes: {arm: number, …}."
      )
    }
    let accruals = plan.followed.filter {
      if case .accrual = $0.constraint { return true }
      return false
    }
    if accruals.count != 1 {
      report(
        "\(accruals.count) figures say when subjects were randomized",
        "reconstruction.figures",
        "Give one followed figure accrual: {first: month, last: month}."
      )
    }
    let given = [study.record.arm, study.record.randomized].compactMap(\.self)
    for path in given where plan.rows.first?.form != path.form {
      report(
        "the row of \(path) does not come first",
        "reconstruction.rows",
        "Begin rows: with \"form: \(path.form)\"; all other rules start from it."
      )
    }
  }

  // MARK: Figures

  private func figures() {
    var seen: Set<String> = []
    let ids = plan.figures.map(\.id)
    for (index, figure) in plan.figures.enumerated() {
      let place = "reconstruction.figures[\(index)]"
      if !figure.id.isEmpty, !seen.insert(figure.id).inserted {
        report("\"\(figure.id)\" stands twice", "\(place).id", "Give each figure an id of its own.")
      }
      for (number, id) in figure.contradicts.enumerated() {
        known(id, among: ids, "figure", at: "\(place).contradicts[\(number)]")
      }
      if let constraint = figure.constraint { check(constraint, at: place) }
      if let derived = figure.derived {
        criterion(derived, among: study.forms + study.derivations.forms, at: "\(place).derived")
      }
    }
  }

  private func check(_ constraint: PublishedFigure.Constraint, at place: String) {
    switch constraint {
    case .sizes(let sizes):
      arms(sizes, at: "\(place).sizes")
      for arm in study.arms where !sizes.contains(where: { $0.arm == arm.id }) {
        report("the arm \(arm.id) has no size", "\(place).sizes", "Add \(arm.id): number of subjects.")
      }
    case .count(let count, let criterion):
      if case .byArm(let counts) = count { arms(counts, at: "\(place).count") }
      self.criterion(criterion, at: "\(place).where")
    case .distribution(let distribution):
      item(distribution.item, kinds: [.integer], at: "\(place).distribution.item")
      if let arm = distribution.arm { self.arm(arm, at: "\(place).distribution.arm") }
    case .rate(let rate):
      if let arm = rate.arm { self.arm(arm, at: "\(place).rate.arm") }
      endpoint(rate.endpoint, at: "\(place).rate.endpoint")
    case .accrual(let first, let last):
      if last.description < first.description.prefix(last.description.count) {
        report("the last randomization lies before the first", "\(place).accrual.last", "Exchange the two.")
      }
    case .latest(let path, _, let criterion):
      item(path, kinds: [.date], at: "\(place).latest.item")
      if let criterion { self.criterion(criterion, at: "\(place).where") }
    }
  }

  private func arms(_ counts: [PublishedFigure.ArmCount], at place: String) {
    for count in counts {
      arm(count.arm, at: "\(place).\(count.arm)")
      if count.subjects < 0 {
        report("fewer than no subjects", "\(place).\(count.arm)", "Write a whole number from 0.")
      }
    }
  }

  private func endpoint(_ id: String, at place: String) {
    guard known(id, among: study.endpoints.map(\.id), "endpoint", at: place) else { return }
    guard case .timeToEvent(let derivation)? = study.endpoint(id)?.derivation,
      derivation.failureAtStart == nil, derivation.from == nil, derivation.among == nil
    else {
      report(
        "\(id) is not a plain time from randomization to an event",
        place,
        "A rate can be followed for time-to-event endpoints of all subjects without failure-at-start."
      )
      return
    }
  }

  // MARK: Rows

  private func check(_ row: GeneratedRow, number: Int) {
    let place = "reconstruction.rows[\(number)]"
    guard known(row.form, among: study.forms.map(\.id), "form", at: "\(place).form"),
      let form = study.form(row.form)
    else { return }
    if form.repeats == .once, plan.rows[..<number].contains(where: { $0.form == row.form }) {
      report("a second rule for \(row.form), which is filled once", "\(place).form", "Make one rule of both.")
    }
    for (index, share) in row.shares.enumerated() {
      if let when = share.when {
        earlier(when, than: number, within: [], at: "\(place).share[\(index)].when")
      }
    }
    var drawn = given(form: row.form)
    for item in row.items {
      let itemPlace = "\(place).items.\(item.item)"
      guard known(item.item, among: form.items.map(\.id), "item of the form \(form.id)", at: itemPlace),
        let definition = form.item(item.item)
      else { continue }
      if given(form: row.form).contains(item.item) {
        report("\(item.item) is given by sizes and accrual", itemPlace, "Leave this rule out.")
      }
      for (index, rule) in item.cases.enumerated() {
        check(
          rule,
          of: definition,
          row: number,
          after: drawn,
          at: item.cases.count > 1 ? "\(itemPlace)[\(index)]" : itemPlace
        )
      }
      drawn.insert(item.item)
    }
    for (index, item) in row.together.enumerated() {
      known(item, among: row.items.map(\.item), "drawn item", at: "\(place).together[\(index)]")
    }
    if let happened = form.happened, !drawn.contains(happened) {
      report("nothing says when the row happened", "\(place).items", "Add a rule for \(happened).")
    }
  }

  /// The items whose values come from the arm sizes and the accrual.
  private func given(form: String) -> Set<String> {
    Set([study.record.arm, study.record.randomized].compactMap { $0?.form == form ? $0?.item : nil })
  }

  private func check(
    _ rule: GeneratedItem.Case,
    of item: Item,
    row: Int,
    after drawn: Set<String>,
    at place: String
  ) {
    if let when = rule.when { earlier(when, than: row, within: drawn, at: "\(place).when") }
    switch rule.rule {
    case nil: break
    case .weights(let weights):
      weights.forEach { self.code($0.code, of: item, at: "\(place).weights") }
    case .between:
      if item.kind != .integer {
        report(
          "\(item.id) is a \(item.kind.rawValue) item",
          "\(place).between",
          "between draws whole numbers."
        )
      }
    case .days(let window):
      if item.kind != .date {
        report("\(item.id) is a \(item.kind.rawValue) item", "\(place).after", "after draws dates.")
      }
      for path in [window.anchor].compactMap(\.self) + window.notBefore + window.notAfter {
        self.item(path, kinds: [.date], at: place)
        precedes(path, row: row, within: drawn, at: place)
      }
    }
  }

  private func code(_ code: String, of item: Item, at place: String) {
    switch item.kind {
    case .category, .arm, .site:
      known(code, among: study.codes(of: item), "category of \(item.id)", at: "\(place).\(code)")
    case .integer:
      if Int(code) == nil {
        report("\"\(code)\" is not a whole number", "\(place).\(code)", "\(item.id) is an integer item.")
      }
    case .text: break
    case .decimal, .date, .days:
      report("a \(item.kind.rawValue) item cannot be drawn by weights", place, "Use between or after.")
    }
  }

  // MARK: Names

  /// A rule may look at rows above it, and at the items above it in its own row.
  private func precedes(_ path: ItemPath, row: Int, within drawn: Set<String>, at place: String) {
    let own = plan.rows[row].form == path.form && drawn.contains(path.item)
    if own || plan.rows[..<row].contains(where: { $0.form == path.form }) || study.form(path.form) == nil {
      return
    }
    report(
      "\(path) is not drawn yet where this rule looks at it",
      place,
      "Put the rule of \(path) above, or look at something else."
    )
  }

  private func earlier(_ criterion: Criterion, than row: Int, within drawn: Set<String>, at place: String) {
    self.criterion(criterion, at: place)
    for path in criterion.items {
      precedes(path, row: row, within: drawn, at: place)
    }
  }

  /// Checks a criterion that may look at items of `forms`; nil for the forms that are drawn.
  private func criterion(_ criterion: Criterion, among forms: [Form]? = nil, at place: String) {
    func each(_ parts: [Criterion], _ key: String) {
      for (index, part) in parts.enumerated() {
        self.criterion(part, among: forms, at: "\(place).\(key)[\(index)]")
      }
    }
    switch criterion {
    case .all(let parts): each(parts, "all")
    case .any(let parts): each(parts, "any")
    case .not(let part): self.criterion(part, among: forms, at: "\(place).not")
    case .compare(let path, .among(let codes)):
      item(path, kinds: [.category, .arm, .site, .text], among: forms, at: "\(place).item")
      guard let item = study.item(path), item.kind != .text else { return }
      for code in codes {
        known(code, among: study.codes(of: item), "category of \(path)", at: "\(place).equals")
      }
    case .compare(let path, .number): item(path, kinds: [.integer], among: forms, at: "\(place).item")
    case .compare(let path, .known):
      item(path, kinds: Set(Item.Kind.allCases), among: forms, at: "\(place).item")
    case .compare(_, .date(let order, _)):
      report(
        "a reconstruction does not compare dates",
        "\(place).\(order.rawValue)",
        "Look at a code or a number, or place the days by after: and days:."
      )
    }
  }

  private func item(
    _ path: ItemPath,
    kinds: Set<Item.Kind>,
    among forms: [Form]? = nil,
    at place: String
  ) {
    guard !path.form.isEmpty,
      known(path.form, among: (forms ?? study.forms).map(\.id), "form", at: place),
      let form = study.form(path.form),
      known(path.item, among: form.items.map(\.id), "item of the form \(form.id)", at: place),
      let item = form.item(path.item), !kinds.contains(item.kind)
    else { return }
    report(
      "\(path) is a \(item.kind.rawValue) item and cannot stand here",
      place,
      "Name an item of type \(kinds.map(\.rawValue).sorted().joined(separator: " or "))."
    )
  }

  private func arm(_ id: String, at place: String) {
    known(id, among: study.arms.map(\.id), "arm", at: place)
  }

  @discardableResult
  private func known(_ name: String, among names: [String], _ what: String, at place: String) -> Bool {
    // An empty name was reported as missing.
    if names.contains(name) || name.isEmpty { return !name.isEmpty }
    let near = nearMiss(of: name, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
    let list = names.isEmpty ? "None is defined." : "Known: \(names.joined(separator: ", "))."
    report("unknown \(what) \"\(name)\"", place, near + list)
    return false
  }

  private func report(_ problem: String, _ place: String, _ remedy: String) {
    reading.report(problem, at: place, remedy: remedy)
  }
}
