// SPDX-License-Identifier: Apache-2.0

extension ModelFormula {
  /// Looks for every column in the head of a table.
  ///
  /// - Throws: The first column that is not there, or is there twice.
  public func checkColumns(in head: [String]) throws(FormulaFault) {
    for column in columns { try column.check(in: head, text) }
  }

  /// The rule, time column and, for late entry, its refusal: what a command needs that reads times from 0 on.
  func survival() throws(FormulaFault) -> (time: Column, event: EventRule) {
    let (entry, time, event) = try lateSurvival()
    if let entry { throw fault(.lateEntry, at: entry.position) }
    return (time, event)
  }

  /// The same for a command that also reads rows (entry, time].
  func lateSurvival() throws(FormulaFault) -> (entry: Column?, time: Column, event: EventRule) {
    guard case .survival(let entry, let time, let event) = response else {
      throw fault(.needsSurvival, at: 1)
    }
    return (entry, time, event)
  }

  /// The measured column of a formula without `Surv`.
  func value() throws(FormulaFault) -> Column {
    guard case .value(let column) = response else { throw fault(.needsValue, at: 1) }
    return column
  }

  /// Whether a measured value is to be adjusted: columns follow the one that forms the arms.
  public var hasCovariates: Bool { terms.count > 1 }

  /// Refuses a formula without terms.
  func requireTerm() throws(FormulaFault) {
    if terms.isEmpty { throw fault(.needsTerm, at: text.count) }
  }

  /// Refuses a cluster.
  func refuseCluster() throws(FormulaFault) {
    if let cluster { throw fault(.clusterNotUsed, at: cluster.position) }
  }

  /// The same formula with its rows clustered by a column that is typed apart.
  ///
  /// - Throws: If the formula has a cluster of its own.
  public func clustered(by name: String) throws(FormulaFault) -> ModelFormula {
    if let cluster { throw fault(.secondCluster, at: cluster.position) }
    return ModelFormula(
      text: text,
      response: response,
      terms: terms,
      strata: strata,
      cluster: Column(named: name)
    )
  }

  func fault(_ kind: FormulaFault.Kind, at position: Int) -> FormulaFault {
    FormulaFault(text: text, position: max(1, position), kind: kind)
  }
}

extension EventRule {
  /// Looks for the column in the head of a table.
  ///
  /// - Throws: A fault if it is not there, or is there twice.
  public func checkColumn(in head: [String], _ text: String) throws(FormulaFault) {
    try column.check(in: head, text)
  }
}

extension ModelFormula.Column {
  /// A name typed alone, such as the value of `--arm`.
  public init(named name: String) {
    self.init(name: name, position: 1)
  }

  /// Looks for the column in the head of a table; `text` is what names it.
  public func check(in head: [String], _ text: String) throws(FormulaFault) {
    switch head.filter({ $0 == name }).count {
    case 1: return
    case 0: throw FormulaFault(text: text, position: position, kind: .unknownColumn(name, known: head))
    default: throw FormulaFault(text: text, position: position, kind: .repeatedColumn(name))
    }
  }
}
