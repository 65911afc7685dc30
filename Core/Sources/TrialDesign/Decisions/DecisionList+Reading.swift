// SPDX-License-Identifier: Apache-2.0

extension DecisionList {
  /// Reads a list in its written form.
  ///
  /// - Parameter root: The outermost block of the file.
  /// - Returns: The list; every finding, code, unit and outcome that a rule names is there.
  /// - Throws: Every problem of the file at once, in its order.
  public static func read(_ root: ProtocolNode) throws(ProtocolProblems) -> DecisionList {
    let reading = ProtocolReading()
    let list = NodeReader(root, at: "", in: reading).block { DecisionList(&$0, reading) }
    guard reading.problems.isEmpty else {
      throw ProtocolProblems(
        reading.problems.sorted { ($0.position, $0.place) < ($1.position, $1.place) },
        forData: nil
      )
    }
    return list
  }

  init(_ block: inout BlockReader, _ reading: ProtocolReading) {
    block.optional("equipoise") { $0.integer() }
    let outcomes = block.list("outcomes") { reader in
      reader.block { Outcome(id: $0.text("id"), title: $0.localized("title")) }
    }
    self.init(
      id: block.text("id"),
      title: block.localized("title"),
      source: block.localized("source"),
      findings: block.list("findings") { reader in reader.block { Finding(&$0, isParameter: false) } },
      parameters: block.list("parameters") { reader in reader.block { Finding(&$0, isParameter: true) } },
      outcomes: outcomes,
      rules: block.list("rules") { reader in reader.block { Rule(&$0, outcomes) } },
      otherwise: block.required("otherwise", else: .none) { reader in
        reader.block { Rule(otherwise: &$0, outcomes) }
      },
      notes: block.list("notes") { reader in reader.block { Note(&$0) } }
    )
    let checks = DecisionListChecks(self, at: block.place, reporting: reading)
    checks.run()
  }
}

extension Finding {
  init(_ block: inout BlockReader, isParameter: Bool) {
    item = Item(&block)
    unitColumn = block.optional("unit-from") { $0.text() }
    source = block.optional("source") { $0.localized() }
    guard isParameter else {
      value = nil
      return
    }
    let item = item
    value = block.required("value", else: 0) { reader in
      reader.value("a value of \(item.id)", example: item.categories.first?.code ?? "1.5") {
        item.value(of: $0)
      }
    }
  }
}

extension DecisionList.Rule {
  fileprivate static let none = DecisionList.Rule(outcome: 0, criterion: .all([]), because: nil, source: nil)

  init(_ block: inout BlockReader, _ outcomes: [DecisionList.Outcome]) {
    outcome = block.outcome(outcomes)
    criterion = block.required("when", else: .all([])) { $0.criterion() }
    because = block.optional("because") { $0.localized() }
    source = block.optional("source") { $0.localized() }
  }

  fileprivate init(otherwise block: inout BlockReader, _ outcomes: [DecisionList.Outcome]) {
    outcome = block.outcome(outcomes)
    criterion = .all([])
    because = block.optional("because") { $0.localized() }
    source = block.optional("source") { $0.localized() }
  }
}

extension DecisionList.Note {
  fileprivate init(_ block: inout BlockReader) {
    criterion = block.required("when", else: .any([])) { $0.criterion() }
    text = block.localized("text")
    source = block.optional("source") { $0.localized() }
  }
}

extension BlockReader {
  fileprivate mutating func outcome(_ outcomes: [DecisionList.Outcome]) -> Int {
    required("outcome", else: 0) { reader in
      let id = reader.text()
      let index = outcomes.firstIndex { $0.id == id }
      if index == nil {
        reader.report("unknown outcome \"\(id)\"", remedy: advice(for: id, among: outcomes.map(\.id)))
      }
      return index
    }
  }
}
