// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Holding data still and closing them.
extension Bench {
  /// Refuses where the subject, its site, the study, or the row is held still or closed.
  func checkOpen(_ subject: SubjectState, row: RowReference?, items: [String] = []) throws(Refusal) {
    try check(state.studyCustody, .study)
    try check(state.siteCustody[subject.site] ?? .open, .site(subject.site))
    try check(subject.custody, .subject(subject.id))
    guard let row, let found = subject.row(row.form, row.row) else { return }
    try check(found.custody, .row(row))
    for item in items { try check(found.itemCustody[item] ?? .open, .item(row, item: item)) }
  }

  private func check(_ custody: Custody, _ scope: Scope) throws(Refusal) {
    if custody.isLocked { throw .locked(scope) }
    if custody.isFrozen { throw .frozen(scope) }
  }

  func custodyFacts() throws(Refusal) -> [Made] {
    switch request.act {
    case .freeze(let scope):
      guard try !custody(of: scope).isFrozen else { throw .alreadyHeld(scope) }
      return [Made(.frozen(scope))]
    case .unfreeze(let scope):
      guard try custody(of: scope).isFrozen else { throw .notHeld(scope) }
      return [Made(.unfrozen(scope))]
    case .lock(let scope):
      guard try !custody(of: scope).isLocked else { throw .alreadyHeld(scope) }
      let open = openQueries(in: scope)
      guard open.isEmpty else { throw .openQueries(scope, ids: open) }
      return [Made(.locked(scope))]
    case .unlock(let scope):
      guard try custody(of: scope).isLocked else { throw .notHeld(scope) }
      return [Made(.unlocked(scope))]
    default: return []
    }
  }

  private func custody(of scope: Scope) throws(Refusal) -> Custody {
    switch scope {
    case .study: return state.studyCustody
    case .site(let site):
      try known(site: site)
      return state.siteCustody[site] ?? .open
    case .subject(let id): return try subject(id).custody
    case .row(let row): return try self.row(row).custody
    case .item(let row, let item):
      guard study.form(row.form)?.item(item) != nil else {
        throw .unknownItem(
          ItemPath(form: row.form, item: item),
          known: study.form(row.form)?.items.map(\.id) ?? []
        )
      }
      return try self.row(row).itemCustody[item] ?? .open
    }
  }

  /// A row that is there.
  func row(_ reference: RowReference) throws(Refusal) -> RowState {
    guard study.forms.contains(where: { $0.id == reference.form }) else {
      throw .unknownForm(reference.form, known: study.forms.map(\.id))
    }
    guard let row = try subject(reference.subject).row(reference.form, reference.row) else {
      throw .unknownRow(reference)
    }
    return row
  }

  /// Data with a question that nobody answered are not closed.
  private func openQueries(in scope: Scope) -> [String] {
    state.queries.filter { query in
      guard query.status != .closed else { return false }
      switch scope {
      case .study: return true
      case .site(let site): return state.subject(query.query.row.subject)?.site == site
      case .subject(let id): return query.query.row.subject == id
      case .row(let row): return query.query.row == row
      case .item(let row, let item): return query.query.row == row && query.query.item == item
      }
    }
    .map(\.query.id)
  }
}
