// SPDX-License-Identifier: Apache-2.0

extension ModelFormula {
  /// Reads a formula.
  ///
  /// ```
  /// formula  = response "~" ( "1" | term { "+" term } )
  /// response = column | "Surv(" [ entry "," ] time "," event ")"
  /// term     = column | "factor(" column ")" | "strata(" column { "," column } ")" | "cluster(" column ")"
  /// event    = column [ ( "==" | "!=" ) value | "%in% c(" value { "," value } ")" ]
  /// ```
  ///
  /// - Throws: The first fault, with its place.
  public init(parsing text: String) throws(FormulaFault) {
    var parser = try FormulaParser(text)
    self = try parser.formula()
  }
}

extension EventRule {
  /// Reads a column with, perhaps, the values that are events: `response %in% c("CR", "CRi")`.
  ///
  /// - Throws: The first fault, with its place.
  public init(parsing text: String) throws(FormulaFault) {
    var parser = try FormulaParser(text)
    self = try parser.loneEvent()
  }
}

/// Reads the words of a formula from left to right; each function reads one rule of the grammar above.
struct FormulaParser {
  private let text: String
  private let tokens: [FormulaToken]
  private var index = 0

  init(_ text: String) throws(FormulaFault) {
    self.text = text
    tokens = try FormulaScanner.tokens(of: text)
    guard tokens.count > 1 else { throw FormulaFault(text: text, position: 1, kind: .empty) }
  }

  mutating func formula() throws(FormulaFault) -> ModelFormula {
    let response = try response()
    guard take("~") else { throw unexpected(.tilde) }
    var right = RightSide()
    if current.kind == .number, current.text == "1", next.kind == .end {
      index += 1
    } else {
      repeat { try term(into: &right) } while take("+")
    }
    guard current.kind == .end else {
      throw current.text == "~" && current.kind == .symbol ? fault(.secondTilde) : unexpected(.plus)
    }
    let formula = ModelFormula(
      text: text,
      response: response,
      terms: right.terms,
      strata: right.strata,
      cluster: right.cluster
    )
    var seen: Set<String> = []
    for column in formula.columns where !seen.insert(column.name).inserted {
      throw FormulaFault(text: text, position: column.position, kind: .repeated(column.name))
    }
    return formula
  }

  /// What stands on the right of `~`, as far as it has been read.
  private struct RightSide {
    var terms: [ModelFormula.Term] = []
    var strata: [ModelFormula.Column] = []
    var cluster: ModelFormula.Column?
  }

  mutating func covariates() throws(FormulaFault) -> [ModelFormula.Term] {
    var right = RightSide()
    repeat { try term(into: &right) } while take("+")
    guard current.kind == .end else { throw unexpected(.plus) }
    func refusal(_ kind: FormulaFault.Kind, _ column: ModelFormula.Column) -> FormulaFault {
      FormulaFault(text: text, position: column.position, kind: kind)
    }
    if let column = right.strata.first { throw refusal(.strataNotUsed, column) }
    if let column = right.cluster { throw refusal(.clusterNotUsed, column) }
    var seen: Set<String> = []
    for term in right.terms where !seen.insert(term.column.name).inserted {
      throw refusal(.repeated(term.column.name), term.column)
    }
    return right.terms
  }

  mutating func loneEvent() throws(FormulaFault) -> EventRule {
    let event = try event()
    guard current.kind == .end else { throw unexpected(.value) }
    return event
  }

  private mutating func response() throws(FormulaFault) -> ModelFormula.Response {
    guard current.kind == .name, next.isOpening else { return .value(try column()) }
    guard current.text.lowercased() == "surv" else { throw fault(.unknownFunction(current.text)) }
    let start = current.position
    index += 2
    var arguments: [EventRule] = []
    repeat { arguments.append(try event()) } while take(",")
    guard take(")") else { throw unexpected(.closing) }
    guard let event = arguments.last, (2...3).contains(arguments.count) else {
      throw FormulaFault(text: text, position: start, kind: .survivalArguments(arguments.count))
    }
    // Only the last one may be compared with something.
    for argument in arguments.dropLast() where argument.test != .asCoded {
      throw FormulaFault(
        text: text,
        position: argument.column.position,
        kind: .survivalArguments(arguments.count)
      )
    }
    let times = arguments.dropLast().map(\.column)
    return .survival(entry: times.count == 2 ? times[0] : nil, time: times[times.count - 1], event: event)
  }

  private mutating func event() throws(FormulaFault) -> EventRule {
    let column = try column()
    if take("==") { return EventRule(column: column, test: .equals(try value())) }
    if take("!=") { return EventRule(column: column, test: .differs(try value())) }
    if current.isSymbol("=") { throw fault(.singleEquals) }
    guard take("%in%") else { return EventRule(column: column, test: .asCoded) }
    guard current.kind == .name, current.text == "c", next.isOpening else { throw unexpected(.list) }
    index += 2
    var values: [String] = []
    repeat { values.append(try value()) } while take(",")
    guard take(")") else { throw unexpected(.closing) }
    return EventRule(column: column, test: .isOneOf(values))
  }

  private mutating func value() throws(FormulaFault) -> String {
    let sign = take("-") ? "-" : ""
    let isWord = sign.isEmpty && (current.kind == .quoted || current.kind == .name)
    guard current.kind == .number || isWord else { throw unexpected(.value) }
    index += 1
    return sign + tokens[index - 1].text
  }

  private mutating func term(into right: inout RightSide) throws(FormulaFault) {
    guard current.kind == .name, next.isOpening else {
      right.terms.append(ModelFormula.Term(column: try column(), isFactor: false))
      return
    }
    switch current.text.lowercased() {
    case "strata":
      index += 2
      repeat { right.strata.append(try column()) } while take(",")
    case "factor", "as.factor":
      index += 2
      right.terms.append(ModelFormula.Term(column: try column(), isFactor: true))
    case "cluster":
      guard right.cluster == nil else { throw fault(.secondCluster) }
      index += 2
      right.cluster = try column()
    default: throw fault(.unknownFunction(current.text))
    }
    guard take(")") else { throw unexpected(.closing) }
  }

  private mutating func column() throws(FormulaFault) -> ModelFormula.Column {
    let token = current
    guard token.kind == .name || token.kind == .quoted, !token.text.isEmpty else { throw unexpected(.column) }
    if token.kind == .name, next.isOpening { throw fault(.unknownFunction(token.text)) }
    index += 1
    return ModelFormula.Column(name: token.text, position: token.position)
  }

  // MARK: Words

  private var current: FormulaToken { tokens[index] }

  /// The word after the current one; the end stays the end.
  private var next: FormulaToken { tokens[min(index + 1, tokens.count - 1)] }

  private mutating func take(_ symbol: String) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    index += 1
    return true
  }

  private func fault(_ kind: FormulaFault.Kind) -> FormulaFault {
    FormulaFault(text: text, position: current.position, kind: kind)
  }

  private func unexpected(_ expectation: FormulaFault.Expectation) -> FormulaFault {
    if current.kind == .symbol, Self.unknownOperators.contains(current.text) {
      return fault(.unknownOperator(current.text))
    }
    return fault(.expected(expectation, found: current.kind == .end ? nil : current.text))
  }

  private static let unknownOperators: Set = [
    "*", ":", "-", "/", "^", "|", "||", "&", "&&", "<", "<=", ">", ">=",
  ]
}

extension FormulaToken {
  fileprivate func isSymbol(_ sign: String) -> Bool { kind == .symbol && text == sign }
  fileprivate var isOpening: Bool { isSymbol("(") }
}
