// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Filling in forms and changing what stands there.
extension Bench {
  func captureFacts() throws(Refusal) -> [Made] {
    switch request.act {
    case .enter(let id, let form, let row, let values, let expecting):
      return try enter(id, form, row, values, expecting)
    case .importRow(let id, let form, let values, let recorded):
      return try bringIn(id, form, values, recorded)
    case .correct(let row, let values, let expecting): return try correct(row, values, expecting)
    case .removeRow(let row):
      let subject = try subject(row.subject)
      let found = try self.row(row)
      try checkOpen(subject, row: row, items: found.values.map(\.item))
      return try withConsequences([Made(.rowRemoved(row))], row)
    case .redact(let row, let item):
      let subject = try subject(row.subject)
      // What was taken out can still be read in the ledger's state.
      guard let found = subject.anyRow(row.form, row.row) else { throw .unknownRow(row) }
      guard let value = found.value(item), !value.text.isEmpty, !value.isRedacted else {
        throw .nothingToRedact(row, item: item)
      }
      try checkOpen(subject, row: row, items: [item])
      return try withConsequences([Made(.redacted(row, item: item))], row)
    case .attach(let attachment):
      let subject = try subject(attachment.row.subject)
      _ = try row(attachment.row)
      try checkOpen(subject, row: attachment.row)
      guard Self.isFileName(attachment.name), attachment.size >= 0 else {
        throw .badIdentifier(attachment.name)
      }
      return [Made(.attached(attachment))]
    default: return []
    }
  }

  /// A name that stays in the folder it is put into.
  private static func isFileName(_ name: String) -> Bool {
    let isSafe = name.unicodeScalars.allSatisfy { scalar in
      scalar != "/" && scalar != "\\" && scalar.properties.generalCategory != .control
    }
    return isSafe && !name.trimmed.isEmpty && name.utf8.count <= 255 && name != "." && name != ".."
  }

  private func enter(
    _ id: String,
    _ formID: String,
    _ wanted: Int?,
    _ values: [EnteredValue],
    _ expecting: Int?
  ) throws(Refusal) -> [Made] {
    let subject = try subject(id)
    let form = try form(formID)
    let number = wanted ?? (form.repeats == .once ? 1 : subject.nextRow(form.id))
    let row = RowReference(id, form.id, row: number)
    if form.repeats == .once, number != 1 { throw .filledOnce(row) }
    guard number >= 1, number <= subject.nextRow(form.id) else { throw .unknownRow(row) }
    try checkMayCapture(subject, form, row, values)
    let written = values.filter { !$0.text.trimmed.isEmpty }.map { EnteredValue($0.item, $0.text.trimmed) }
    guard !written.isEmpty else { throw .nothingWritten }
    try check(written, of: form, in: row)
    let there = subject.row(form.id, number)
    // A log gives its numbers once; a form that is filled once has no other.
    if there == nil, number < subject.nextRow(form.id), form.repeats == .log { throw .unknownRow(row) }
    try checkUnseen(there, row, expecting)
    for value in written where !(there?.text(value.item).isEmpty ?? true) {
      throw .alreadyFilled(row, item: value.item)
    }
    try checkOpen(subject, row: row, items: written.map(\.item))
    return try withConsequences([Made(.entered(row, values: written))], row)
  }

  private func bringIn(
    _ id: String,
    _ formID: String,
    _ values: [EnteredValue],
    _ recorded: String?
  ) throws(Refusal) -> [Made] {
    let subject = try subject(id)
    let form = try form(formID)
    let row = RowReference(id, form.id, row: form.repeats == .once ? 1 : subject.nextRow(form.id))
    if form.repeats == .once, subject.row(form.id, 1) != nil { throw .filledOnce(row) }
    try checkOpen(subject, row: nil)
    for (number, value) in values.enumerated() where !value.text.isEmpty {
      guard !values[..<number].contains(where: { $0.item == value.item && !$0.text.isEmpty }) else {
        throw .alreadyFilled(row, item: value.item)
      }
      try check(value, of: form)
    }
    let isDay = recorded.map { study.study.time == .relative ? Int32($0) != nil : CivilDate(iso: $0) != nil }
    guard isDay ?? true else {
      throw .noValue(ItemPath(form: form.id, item: "recorded"), text: recorded ?? "", .notADate)
    }
    let arm = values.first { ItemPath(form: form.id, item: $0.item) == study.record.arm }?.text ?? ""
    if let allocation = subject.allocation, !arm.isEmpty, arm != allocation.arm {
      throw .filledByAct(study.record.arm)
    }
    return try withDeviation(
      [Made(.imported(row, values: values.filter { !$0.text.isEmpty }, recorded: recorded))],
      row
    )
  }

  private func correct(_ row: RowReference, _ values: [EnteredValue], _ expecting: Int?) throws(Refusal)
    -> [Made]
  {
    let subject = try subject(row.subject)
    let form = try form(row.form)
    let there = try self.row(row)
    try checkUnseen(there, row, expecting)
    let now = values.map { EnteredValue($0.item, $0.text.trimmed) }
    try check(now, of: form, in: row)
    let changes = now.compactMap { value -> ItemChange? in
      let was = there.text(value.item)
      return was == value.text ? nil : ItemChange(value.item, was: was, now: value.text)
    }
    guard !changes.isEmpty else { throw .unchanged(row) }
    // To fill what was empty is to collect.
    if changes.contains(where: \.was.isEmpty) { try checkMayCapture(subject, form, row, values) }
    try checkOpen(subject, row: row, items: changes.map(\.item))
    return try withConsequences([Made(.corrected(row, changes: changes))], row)
  }

  // MARK: What has to hold

  private func form(_ id: String) throws(Refusal) -> Form {
    guard let form = study.forms.first(where: { $0.id == id }) else {
      throw .unknownForm(id, known: study.forms.map(\.id))
    }
    return form
  }

  /// Nothing is collected without consent, and nothing of treatment before randomization.
  private func checkMayCapture(
    _ subject: SubjectState,
    _ form: Form,
    _ row: RowReference,
    _ values: [EnteredValue]
  ) throws(Refusal) {
    if !rules.screeningForms.contains(form.id), subject.allocation == nil {
      throw .beforeRandomization(form: form.id, subject: subject.id)
    }
    guard !subject.consents.isEmpty else { throw .noConsent(subject.id, on: today) }
    guard let withdrawn = subject.withdrawn, withdrawn <= today else { return }
    // What was collected before the withdrawal may still be written down.
    guard let item = form.happened,
      let text = values.first(where: { $0.item == item })?.text.trimmed
        ?? subject.row(form.id, row.row)?.text(item),
      let day = CivilDate(iso: text), day < withdrawn
    else { throw .withdrawn(subject.id, on: withdrawn) }
  }

  private func check(_ values: [EnteredValue], of form: Form, in row: RowReference) throws(Refusal) {
    let ofActs = rules.itemsOfActs
    for (number, value) in values.enumerated() {
      let path = ItemPath(form: form.id, item: value.item)
      guard !ofActs.contains(path) else { throw .filledByAct(path) }
      guard !values[..<number].contains(where: { $0.item == value.item }) else {
        throw .alreadyFilled(row, item: value.item)
      }
      try check(value, of: form)
      guard form.happened == value.item, let day = CivilDate(iso: value.text) else { continue }
      guard day <= today else { throw .inFuture(day, today: today) }
    }
  }

  private func check(_ value: EnteredValue, of form: Form) throws(Refusal) {
    let path = ItemPath(form: form.id, item: value.item)
    guard let place = form.items.firstIndex(where: { $0.id == value.item }) else {
      throw .unknownItem(path, known: form.items.map(\.id))
    }
    guard !value.text.isEmpty else { return }
    if let fault = rules.fault(of: value.text, form: form, item: place) {
      throw .noValue(path, text: value.text, fault)
    }
  }

  /// Whether the row is still as the person saw it.
  private func checkUnseen(_ there: RowState?, _ row: RowReference, _ expecting: Int?) throws(Refusal) {
    guard let expecting, expecting != (there?.revision ?? 0) else { return }
    let change = there?.lastChange
    throw .changedMeanwhile(row, by: change?.author.user ?? "", at: change?.at ?? request.at)
  }
}
