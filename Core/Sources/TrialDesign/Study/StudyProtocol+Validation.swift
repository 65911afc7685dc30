// SPDX-License-Identifier: Apache-2.0

extension StudyProtocol {
  /// Reports every name that leads nowhere, every id that stands twice, and every value of the wrong kind.
  func validate(reporting reading: ProtocolReading) {
    let validation = ProtocolValidation(study: self, reading: reading)
    validation.uniqueIDs()
    validation.identity()
    validation.treatments()
    validation.allocation()
    validation.plan()
    validation.capture()
    validation.laboratoryLimits()
    validation.dosingItems()
    validation.derivations()
    validation.endpointsAndSets()
    validation.analyses()
    validateCompleteness(reporting: reading)
    validateReconstruction(reporting: reading)
  }
}

/// The checks that need the whole file.
struct ProtocolValidation {
  let study: StudyProtocol
  let reading: ProtocolReading

  // MARK: Names

  func uniqueIDs() {
    unique(study.sites.map(\.id), in: "sites")
    unique(study.arms.map(\.id), in: "arms")
    unique(study.regimens.map(\.id), in: "regimens")
    unique(study.forms.map(\.id), in: "forms")
    unique(study.analysisSets.map(\.id), in: "analysis-sets")
    unique(study.endpoints.map(\.id), in: "endpoints")
    unique(study.analyses.analyses.map(\.id), in: "analyses.plan")
    unique(study.schedule.visits.map(\.id), in: "schedule.visits")
    unique(study.roles.map(\.id), in: "roles")
    unique(study.consent.versions.map(\.id), in: "consent.versions")
    for (index, form) in study.forms.enumerated() {
      unique(form.items.map(\.id), in: "forms[\(index)].items")
      for (number, item) in form.items.enumerated() {
        unique(item.categories.map(\.code), in: "forms[\(index)].items[\(number)].categories", key: "")
      }
    }
  }

  func identity() {
    if study.arms.isEmpty {
      reading.report("a trial without arms", at: "arms", remedy: "Add arms: with at least one \"id: …\".")
    }
    for (index, arm) in study.arms.enumerated() {
      fileName(arm.id, at: "arms[\(index)].id")
    }
    fileName(study.study.id, at: "study.id")
    for (index, analysis) in study.analyses.analyses.enumerated() {
      fileName(analysis.id, at: "analyses.plan[\(index)].id")
    }
    if study.study.time == .calendar, study.study.start == nil, reading.positions["study.start"] == nil {
      reading.report(
        "a study in calendar time without a start",
        at: "study",
        remedy: "Add start: the first day on which a subject could be randomized, such as 2025-01-01."
      )
    }
    if study.study.time == .calendar, study.record.randomized == nil, !study.forms.isEmpty {
      reading.report(
        "a study in calendar time without the day of randomization",
        at: "record",
        remedy: "Add randomized: form.item of a date, or set study.time: relative."
      )
    }
  }

  func treatments() {
    for (index, arm) in study.arms.enumerated() {
      if let regimen = arm.regimen {
        known(regimen, among: study.regimens.map(\.id), "regimen", at: "arms[\(index)].regimen")
      }
    }
  }

  func plan() {
    let arms = study.arms.map(\.id)
    if let date = study.consent.date { item(date, at: "consent.date", kinds: [.date]) }
    let visits = study.schedule.visits.map(\.id)
    for (index, visit) in study.schedule.visits.enumerated() {
      for (number, arm) in visit.arms.enumerated() {
        known(arm, among: arms, "arm", at: "schedule.visits[\(index)].arms[\(number)]")
      }
      visitRules(visit, at: "schedule.visits[\(index)]", among: visits)
    }
    for (index, activity) in study.schedule.activities.enumerated() {
      let place = "schedule.activities[\(index)]"
      if let form = activity.form { known(form, among: study.forms.map(\.id), "form", at: "\(place).form") }
      for (number, visit) in activity.visits.enumerated() {
        known(visit, among: visits, "visit", at: "\(place).visits[\(number)]")
      }
    }
    for (list, rules) in [
      ("inclusion", study.eligibility.inclusion), ("exclusion", study.eligibility.exclusion),
    ] {
      for (index, rule) in rules.enumerated() {
        eligibilityRule(rule, at: "eligibility.\(list)[\(index)]")
      }
    }
  }

  private func visitRules(_ visit: Schedule.Visit, at place: String, among visits: [String]) {
    if let before = visit.follows {
      known(before, among: visits.filter { $0 != visit.id }, "visit", at: "\(place).follows")
    }
    criterion(visit.unless, at: "\(place).unless")
    criterion(visit.again?.criterion, at: "\(place).again.when")
    criterion(visit.recovery?.counts, at: "\(place).recovery.counts")
    if visit.recovery != nil, visit.anchor != .treatmentEnd {
      reading.report(
        "a recovery rule that is not counted from the end of treatment",
        at: "\(place).recovery",
        remedy: "Add \"from: treatment-end\" to the visit."
      )
    }
    for (key, rule) in [("again.when", visit.again?.criterion), ("recovery.counts", visit.recovery?.counts)] {
      guard let rule else { continue }
      let forms = Set(rule.items.map(\.form))
      let dated = forms.first.flatMap { study.form($0) }?.happened
      if forms.count != 1 || dated == nil {
        reading.report(
          "the rows that this looks at have no date of their own",
          at: "\(place).\(key)",
          remedy: "Use items of one form, and name the form's date with \"happened: …\"."
        )
      }
    }
  }

  func capture() {
    let roles = study.record
    item(roles.arm, at: "record.arm", kinds: [.arm])
    if let site = roles.site { item(site, at: "record.site", kinds: [.site]) }
    let time: Set<Item.Kind> = study.study.time == .calendar ? [.date] : [.days]
    if let randomized = roles.randomized { item(randomized, at: "record.randomized", kinds: time) }
    if let treated = roles.treated { item(treated, at: "record.treated", kinds: time) }
    if let lastDose = roles.lastDose { item(lastDose, at: "record.last-dose", kinds: time) }
    if let therapy = roles.newTherapy { item(therapy, at: "record.new-therapy", kinds: time) }
    for (index, path) in roles.alive.enumerated() { item(path, at: "record.alive[\(index)]", kinds: time) }
    for (name, reason) in [("discontinued", roles.discontinued), ("lost", roles.lost)] {
      guard let reason else { continue }
      item(reason.item, at: "record.\(name)", kinds: [.category])
      if let at = reason.at { item(at, at: "record.\(name).at", kinds: time) }
      let codes = study.item(reason.item).map { study.codes(of: $0) } ?? []
      for code in reason.exempt where !codes.isEmpty {
        known(code, among: codes, "category of \(reason.item)", at: "record.\(name).except")
      }
    }
    for (index, form) in study.forms.enumerated() {
      let place = "forms[\(index)]"
      if let happened = form.happened {
        item(ItemPath(form: form.id, item: happened), at: "\(place).happened", kinds: time)
      }
      edits(of: form, at: place, time: time)
      for (number, entry) in form.items.enumerated() {
        let key = "\(place).items[\(number)].imputation"
        if let bound = entry.imputation?.notBefore { item(bound, at: "\(key).not-before", kinds: [.date]) }
        if let bound = entry.imputation?.notAfter { item(bound, at: "\(key).not-after", kinds: [.date]) }
      }
      for (number, entry) in form.items.enumerated()
      where study.study.time == .relative && entry.kind == .date {
        reading.report(
          "a date in a study in relative time",
          at: "\(place).items[\(number)].type",
          remedy: "Write type: days (whole days since randomization), or set study.time: calendar."
        )
      }
    }
    for (index, table) in study.mapping.tables.enumerated() { mapping(table, at: "mapping.tables[\(index)]") }
  }

  private func mapping(_ table: Mapping.Table, at place: String) {
    guard known(table.form, among: study.forms.map(\.id), "form", at: "\(place).form"),
      let form = study.form(table.form)
    else { return }
    let items = form.items.map(\.id)
    for (name, column) in table.columns.sorted(by: { $0.key < $1.key }) {
      known(name, among: items, "item of the form \(form.id)", at: "\(place).columns.\(column)")
    }
    for (name, codes) in table.codes.sorted(by: { $0.key < $1.key }) {
      guard known(name, among: items, "item of the form \(form.id)", at: "\(place).codes.\(name)"),
        let item = form.item(name)
      else { continue }
      let categories = study.codes(of: item)
      for (code, category) in codes.sorted(by: { $0.key < $1.key }) {
        known(category, among: categories, "category of \(name)", at: "\(place).codes.\(name).\(code)")
      }
    }
  }

  // MARK: Endpoints and analyses

  func endpointsAndSets() {
    for (index, set) in study.analysisSets.enumerated() {
      criterion(set.criterion, at: "analysis-sets[\(index)].criterion")
    }
    for (index, endpoint) in study.endpoints.enumerated() {
      let place = "endpoints[\(index)]"
      switch endpoint.derivation {
      case .binary(let derivation):
        criterion(derivation.responder, at: "\(place).responder")
        if let path = derivation.categories { item(path, at: "\(place).categories", kinds: [.category]) }
        if let path = derivation.assessed { item(path, at: "\(place).assessed", kinds: [.date, .days]) }
      case .timeToEvent(let derivation):
        timeToEvent(derivation, at: place)
      }
    }
    guard let safety = study.safety else { return }
    known(safety.set, among: study.analysisSets.map(\.id), "analysis set", at: "safety.set")
    if let events = safety.adverseEvents {
      item(events.term, at: "safety.adverse-events.term", kinds: [.category, .text])
      if let soc = events.systemOrganClass {
        item(soc, at: "safety.adverse-events.soc", kinds: [.category, .text])
      }
      item(events.grade, at: "safety.adverse-events.grade", kinds: [.integer])
    }
    if let expedited = safety.expedited { expeditedReporting(expedited, at: "safety.expedited") }
    if let plan = safety.reconcile { reconciliation(plan) }
    if let deaths = safety.deaths {
      item(deaths.at, at: "safety.deaths.at", kinds: [.date, .days])
      criterion(deaths.when, at: "safety.deaths.when")
      if let cause = deaths.cause { item(cause, at: "safety.deaths.cause", kinds: [.category, .text]) }
    }
  }

  private func expeditedReporting(_ plan: ExpeditedReporting, at place: String) {
    known(plan.form, among: study.forms.map(\.id), "form", at: "\(place).form")
    let rules = [
      ("serious", plan.serious), ("fatal", plan.fatal), ("unexpected", plan.unexpected),
      ("suspected", plan.suspected),
    ]
    let conditions = rules + (plan.exempt.map { [("exempt", $0)] } ?? [])
    for (key, rule) in conditions { criterion(rule, at: "\(place).\(key)") }
    for (key, path) in plan.times { item(path, at: "\(place).\(key)", kinds: [.date, .text]) }
    if let term = plan.term { item(term, at: "\(place).term", kinds: [.text, .category]) }
    let named =
      conditions.flatMap { key, rule in rule.items.map { (key, $0) } }
      + plan.times.map { ($0.key, $0.item) } + [plan.term].compactMap { $0.map { ("term", $0) } }
    for (key, path) in named where !path.form.isEmpty && path.form != plan.form {
      reading.report(
        "\(path) is not an item of the form \(plan.form)",
        at: "\(place).\(key)",
        remedy: "Name items of the form that has one row for each case."
      )
    }
  }

  private func timeToEvent(_ derivation: TimeToEventDerivation, at place: String) {
    if let from = derivation.from { item(from, at: "\(place).from", kinds: [.date, .days]) }
    criterion(derivation.among, at: "\(place).among")
    for (number, event) in derivation.events.enumerated() {
      item(event.at, at: "\(place).events[\(number)].at", kinds: [.date, .days])
      criterion(event.when, at: "\(place).events[\(number)].when")
    }
    for (number, path) in derivation.observedUntil.enumerated() {
      item(path, at: "\(place).observed-until[\(number)]", kinds: [.date, .days])
    }
    guard let failure = derivation.failureAtStart else { return }
    criterion(failure.unless, at: "\(place).failure-at-start.unless")
    criterion(failure.evaluable, at: "\(place).failure-at-start.evaluable")
    item(failure.assessed, at: "\(place).failure-at-start.assessed", kinds: [.date, .days])
  }

  func derivations() {
    let recorded = study.forms.map(\.id)
    unique(recorded + study.derivations.forms.map(\.id), in: "derivations", key: "")
    if let response = study.derivations.response {
      for input in response.inputs {
        self.input(input.path, "derivations.response.\(input.key)", input.kinds)
      }
      let marrow = response.marrow.at.form
      for input in response.inputs where input.key.hasPrefix("marrow.") && input.path.form != marrow {
        oneForm(input.path, as: marrow, at: "derivations.response.\(input.key)")
      }
      let counts = response.counts?.at.form
      for input in response.inputs where input.key.hasPrefix("counts.") && input.path.form != counts {
        oneForm(input.path, as: counts ?? "", at: "derivations.response.\(input.key)")
      }
    }
    if let toxicity = study.derivations.toxicity { self.toxicity(toxicity) }
    if let exposure = study.derivations.exposure { self.exposure(exposure) }
    for (index, decision) in study.derivations.decisions.enumerated() {
      if let karyotype = decision.karyotype {
        input(karyotype, "derivations.decisions[\(index)].karyotype", [.text])
      }
      for finding in decision.list.findings {
        guard let path = decision.findings[finding.id] else { continue }
        let place = "derivations.decisions[\(index)].findings.\(finding.id)"
        let answers = finding.item.categories.map(\.code)
        input(path, place, answers.isEmpty ? [.integer, .decimal] : [.category])
        guard !answers.isEmpty, let item = study.item(path) else { continue }
        for code in study.codes(of: item) {
          known(code, among: answers, "answer of \(finding.id)", at: place)
        }
      }
    }
  }

  private func exposure(_ exposure: ExposureDerivation) {
    let place = "derivations.exposure"
    for input in exposure.inputs {
      self.input(input.path, "\(place).\(input.key)", input.kinds)
      let isOfSubject = input.key == "height" || input.key == "weight"
      if !isOfSubject, input.path.form != exposure.drug.form {
        oneForm(input.path, as: exposure.drug.form, at: "\(place).\(input.key)")
      }
    }
    guard let item = study.item(exposure.drug), item.kind == .category else { return }
    let drugs = study.regimens.flatMap { $0.drugs.map(\.name.english) }
    for code in study.codes(of: item) {
      known(code, among: drugs, "drug of the regimens", at: "\(place).drug")
    }
  }

  private func toxicity(_ toxicity: ToxicityDerivation) {
    let place = "derivations.toxicity"
    for input in toxicity.inputs { self.input(input.path, "\(place).\(input.key)", input.kinds) }
    for (index, line) in toxicity.laboratory.enumerated() {
      guard let item = study.item(line.value), toxicity.scheme.analytes.indices.contains(line.analyte) else {
        continue
      }
      if line.at.form != line.value.form {
        oneForm(line.at, as: line.value.form, at: "\(place).laboratory[\(index)].at")
      }
      let analyte = toxicity.scheme.analytes[line.analyte]
      guard let unit = item.unit, analyte.scale(from: unit, to: analyte.unit) == nil else { continue }
      reading.report(
        "\(unit.code) is not a unit of \(analyte.id)",
        at: "\(place).laboratory[\(index)].value",
        remedy: "Give the item a unit that converts to \(analyte.unit.code)."
      )
    }
  }

  /// An item that something is derived from has to be recorded.
  func input(_ path: ItemPath, _ place: String, _ kinds: Set<Item.Kind>) {
    if study.derivations.forms.contains(where: { $0.id == path.form }) {
      reading.report(
        "\(path) is derived itself",
        at: place,
        remedy: "Name an item of a recorded form."
      )
    } else {
      item(path, at: place, kinds: kinds)
    }
  }

  func oneForm(_ path: ItemPath, as form: String, at place: String) {
    reading.report(
      "\(path) is not of the form \(form), from which the other items are read",
      at: place,
      remedy: "Name items of one form."
    )
  }

  func analyses() {
    let plan = study.analyses
    known(plan.reference, among: study.arms.map(\.id), "arm", at: "analyses.reference")
    for (index, line) in plan.baseline.enumerated() {
      item(
        line.item,
        at: "analyses.baseline[\(index)]",
        kinds: [.category, .integer, .decimal, .days, .site]
      )
    }
    for (index, analysis) in plan.analyses.enumerated() {
      let place = "analyses.plan[\(index)]"
      known(analysis.set, among: study.analysisSets.map(\.id), "analysis set", at: "\(place).set")
      known(analysis.endpoint, among: study.endpoints.map(\.id), "endpoint", at: "\(place).endpoint")
      for (number, path) in analysis.strata.enumerated() {
        item(path, at: "\(place).strata[\(number)]", kinds: [.category, .site])
      }
      for (number, path) in analysis.adjustment.enumerated() {
        item(path, at: "\(place).adjust[\(number)]", kinds: [.category, .integer, .decimal, .days])
      }
      for (number, path) in analysis.subgroups.enumerated() {
        item(path, at: "\(place).subgroups[\(number)]", kinds: [.category, .site])
      }
      for (number, selection) in analysis.selections.enumerated() {
        known(
          selection.arm,
          among: study.arms.map(\.id),
          "arm",
          at: "\(place).selections[\(number)].arm"
        )
        criterion(selection.criterion, at: "\(place).selections[\(number)].criterion")
      }
      suits(analysis, at: place)
    }
  }

  /// A test has to suit its endpoint.
  private func suits(_ analysis: PlannedAnalysis, at place: String) {
    guard let endpoint = study.endpoint(analysis.endpoint) else { return }
    let isWrong =
      switch endpoint.derivation {
      case .binary: analysis.survivalTest != nil
      case .timeToEvent: analysis.proportionTest != nil || !analysis.selections.isEmpty
      }
    if isWrong {
      reading.report(
        "the test or selection does not suit the endpoint \(endpoint.id)",
        at: "\(place).test",
        remedy:
          "Proportions are compared by pearson, fisher, …; times to event by log-rank or stratified-log-rank."
      )
    }
  }

  // MARK: Single checks

  func unique(_ ids: [String], in list: String, key: String = ".id") {
    var seen: Set<String> = []
    for (index, id) in ids.enumerated() where !id.isEmpty && !seen.insert(id).inserted {
      reading.report(
        "\"\(id)\" stands twice",
        at: "\(list)[\(index)]\(key)",
        remedy: "Give each entry of \(list) an id of its own."
      )
    }
  }

  /// Ids that name files and results keep to letters, digits, dot, hyphen and underscore.
  private func fileName(_ id: String, at place: String) {
    let isPlain = id.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-+".unicodeScalars.contains(scalar)
    }
    if !isPlain {
      reading.report(
        "\"\(id)\" cannot name files and results",
        at: place,
        remedy: "Use letters, digits, dot, hyphen, plus and underscore; put the full wording into title."
      )
    }
  }

  @discardableResult
  func known(_ name: String, among names: [String], _ what: String, at place: String) -> Bool {
    // An empty name was reported as missing.
    if names.contains(name) || name.isEmpty { return !name.isEmpty }
    reading.report("unknown \(what) \"\(name)\"", at: place, remedy: advice(for: name, among: names))
    return false
  }

  func item(_ path: ItemPath, at place: String, kinds: Set<Item.Kind>) {
    guard !path.form.isEmpty,
      known(path.form, among: (study.forms + study.derivations.forms).map(\.id), "form", at: place),
      let form = study.form(path.form),
      known(path.item, among: form.items.map(\.id), "item of the form \(form.id)", at: place),
      let item = form.item(path.item)
    else { return }
    if !kinds.contains(item.kind) {
      reading.report(
        "\(path) is a \(item.kind.rawValue) item and cannot stand here",
        at: place,
        remedy: "Name an item of type \(kinds.map(\.rawValue).sorted().joined(separator: " or "))."
      )
    }
  }

  func criterion(_ criterion: Criterion?, at place: String) {
    switch criterion {
    case nil: break
    case .all(let parts): parts.enumerated().forEach { self.criterion($1, at: "\(place).all[\($0)]") }
    case .any(let parts): parts.enumerated().forEach { self.criterion($1, at: "\(place).any[\($0)]") }
    case .not(let part): self.criterion(part, at: "\(place).not")
    case .compare(let path, let comparison): compare(path, comparison, at: place)
    }
  }

  /// Whether the form says something under the item's key `unit`.
  func hasUnit(_ path: ItemPath) -> Bool {
    guard let form = study.forms.firstIndex(where: { $0.id == path.form }),
      let item = study.forms[form].items.firstIndex(where: { $0.id == path.item })
    else { return false }
    return reading.positions["forms[\(form)].items[\(item)].unit"] != nil
  }

  private func compare(_ path: ItemPath, _ comparison: Comparison, at place: String) {
    guard !path.isFinding else {
      reading.report(
        "\"\(path)\" is a finding of a decision list and means nothing here",
        at: "\(place).finding",
        remedy: "Name an item: {item: form.item, …}."
      )
      return
    }
    switch comparison {
    case .among(let codes):
      item(path, at: "\(place).item", kinds: [.category, .arm, .site, .text])
      guard let item = study.item(path), item.kind != .text else { return }
      let key = reading.positions["\(place).in"] == nil ? "equals" : "in"
      for code in codes {
        known(code, among: study.codes(of: item), "category of \(path)", at: "\(place).\(key)")
      }
    case .number(let relation, _, let scale):
      item(path, at: "\(place).item", kinds: [.integer, .decimal, .days])
      guard let item = study.item(path) else { return }
      multiple(of: path, item, scale, at: place)
      guard case .unit(let unit?) = scale else { return }
      let own = item.unit ?? (item.kind == .days ? Unit("d") : nil)
      // A unit that was written and not understood was reported there.
      if own == nil, hasUnit(path) { return }
      if own.flatMap({ unit.factor(to: $0) }) == nil {
        reading.report(
          "the unit \(unit.code) does not convert to the unit of \(path)\(own.map { " (\($0.code))" } ?? "")",
          at: "\(place).\(relation.rawValue)",
          remedy: "Write the threshold in the item's own unit."
        )
      }
    case .known:
      item(path, at: "\(place).item", kinds: Set(Item.Kind.allCases))
    case .date(let order, let day):
      dates(path, order, day, at: place)
    }
  }
}

extension StudyProtocol {
  /// The codes a categorical item may take: its categories, the arms or the sites.
  public func codes(of item: Item) -> [String] {
    switch item.kind {
    case .category: item.categories.map(\.code)
    case .arm: arms.map(\.id)
    case .site: sites.map(\.id)
    case .integer, .decimal, .date, .days, .text: []
    }
  }

  /// What a person reads for a code of a categorical item.
  public func title(of code: Int, of item: Item) -> LocalizedText {
    switch item.kind {
    case .arm: arms[code].title
    case .site: sites[code].title
    default: item.categories[code].title
    }
  }
}
