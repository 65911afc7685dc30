// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Questions, source verification and signatures.
extension Bench {
  func reviewFacts() throws(Refusal) -> [Made] {
    switch request.act {
    case .query(let row, let item, let text):
      _ = try self.row(row)
      if let item, study.form(row.form)?.item(item) == nil {
        throw .unknownItem(
          ItemPath(form: row.form, item: item),
          known: study.form(row.form)?.items.map(\.id) ?? []
        )
      }
      guard !text.trimmed.isEmpty else { throw .nothingWritten }
      let id = "Q\(state.queries.count + 1)"
      return [Made(.queried(Query(id: id, row: row, item: item, text: text.trimmed, check: nil)))]
    case .answer(let id, let text):
      guard !text.trimmed.isEmpty else { throw .nothingWritten }
      let query = try query(id)
      guard query.status == .open else { throw .queryIs(query.status, id: id) }
      return [Made(.queryAnswered(id: id, text: text.trimmed))]
    case .closeQuery(let id):
      let query = try query(id)
      guard query.status != .closed else { throw .queryIs(query.status, id: id) }
      return [Made(.queryClosed(id: id))]
    case .reopenQuery(let id):
      let query = try query(id)
      guard query.status != .open else { throw .queryIs(query.status, id: id) }
      return [Made(.queryReopened(id: id))]
    case .verify(let row, let items): return try verify(row, items)
    case .sign(let row, let meaning):
      let found = try self.row(row)
      let content = conduct.content(of: row, found)
      return [Made(.signed(row, Signature(meaning: meaning, content: content)))]
    default: return []
    }
  }

  private func query(_ id: String) throws(Refusal) -> QueryState {
    guard let query = state.query(id) else { throw .unknownQuery(id) }
    return query
  }

  private func verify(_ row: RowReference, _ items: [String]) throws(Refusal) -> [Made] {
    let found = try self.row(row)
    for item in items where study.form(row.form)?.item(item) == nil {
      throw .unknownItem(
        ItemPath(form: row.form, item: item),
        known: study.form(row.form)?.items.map(\.id) ?? []
      )
    }
    let wanted = items.isEmpty ? found.values.map(\.item) : items
    let open = wanted.filter { item in
      found.value(item).map { !$0.text.isEmpty && $0.verified == nil } ?? false
    }
    guard !open.isEmpty else { throw .nothingToVerify(row) }
    return [Made(.verified(row, items: open))]
  }
}

extension Conduct {
  /// SHA-256 of what stands in a row: what a signature is bound to.
  ///
  /// The lines `row <subject> <form>/<number>` and `<item>=<text>`, items sorted by bytes, joined by LF; in a text `\` is
  /// written `\\` and a line break `\n`, so that no text can pass for two.
  public func content(of reference: RowReference, _ row: RowState) -> String {
    let values = row.values.filter { !$0.text.isEmpty }
      .sorted { $0.item.utf8.lexicographicallyPrecedes($1.item.utf8) }
    let lines = ["row \(reference)"] + values.map { "\($0.item)=\($0.text.onOneLine)" }
    return digest(Array(lines.joined(separator: "\n").utf8))
  }
}

extension String {
  /// With `\` as `\\` and LF as `\n`.
  var onOneLine: String {
    guard utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\\") }) else { return self }
    var line = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": line += "\\n"
      case "\\": line += "\\\\"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}
