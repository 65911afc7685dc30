// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct ModelFormulaTests {
  /// A formula with its parts written plainly: response | terms | strata.
  private func parts(_ text: String) throws -> String {
    let formula = try ModelFormula(parsing: text)
    let left =
      switch formula.response {
      case .value(let column): column.name
      case .survival(let entry, let time, let event):
        ([entry?.name, time.name, event.column.name].compactMap(\.self)).joined(separator: ";")
          + Self.words(event.test)
      }
    let terms = formula.terms.map { $0.isFactor ? "<\($0.column.name)>" : $0.column.name }
    return "\(left) | \(terms.joined(separator: ";")) | \(formula.strata.map(\.name).joined(separator: ";"))"
  }

  private static func words(_ test: EventRule.Test) -> String {
    switch test {
    case .asCoded: ""
    case .equals(let value): "=\(value)"
    case .differs(let value): "≠\(value)"
    case .isOneOf(let values): "∈\(values.joined(separator: "/"))"
    }
  }

  @Test(
    "formulas as hands type them",
    arguments: [
      ("Surv(time, event) ~ arm + strata(site)", "time;event | arm | site"),
      ("Surv(time,event)~arm+strata(site)", "time;event | arm | site"),
      ("  Surv ( time , status==2 )  ~  arm ", "time;status=2 | arm | "),
      ("Surv(time, status == -1) ~ 1", "time;status=-1 |  | "),
      ("Surv(time, status != 0) ~ factor(arm) + age", "time;status≠0 | <arm>;age | "),
      ("surv(t, best %in% c(\"CR\", 'CRi')) ~ as.factor(arm)", "t;best∈CR/CRi | <arm> | "),
      ("Surv(start, stop, event) ~ arm", "start;stop;event | arm | "),
      ("`time to death` ~ \"study arm\"", "time to death | study arm | "),
      ("wt.loss ~ ph_ecog + strata(site, sex) + strata(age)", "wt.loss | ph_ecog | site;sex;age"),
      ("Surv(时间, 结局 == “死亡”) ~ 组别", "时间;结局=死亡 | 组别 | "),
      ("Surv（time，event）～arm＋strata（site）", "time;event | arm | site"),
      ("Surv(time, event)\n  ~ arm", "time;event | arm | "),
      ("Surv(time, status == 1e0) ~ .x", "time;status=1e0 | .x | "),
      ("Surv(time, status == dead) ~ arm", "time;status=dead | arm | "),
      ("y ~ strata(site)", "y |  | site"),
    ]
  )
  func good(text: String, expected: String) throws {
    #expect(try parts(text) == expected)
  }

  @Test(
    "everything else is one fault with its place",
    arguments: [
      ("", 1, FormulaFault.Kind.empty),
      ("   ", 1, .empty),
      ("time ~", 7, .expected(.column, found: nil)),
      ("~ arm", 1, .expected(.column, found: "~")),
      ("time arm", 6, .expected(.tilde, found: "arm")),
      ("time ~ arm age", 12, .expected(.plus, found: "age")),
      ("time ~ arm + ", 14, .expected(.column, found: nil)),
      ("time ~ arm ~ age", 12, .secondTilde),
      ("time ~ arm * age", 12, .unknownOperator("*")),
      ("time ~ arm:age", 11, .unknownOperator(":")),
      ("time ~ blast-pct", 13, .unknownOperator("-")),
      ("log(time) ~ arm", 1, .unknownFunction("log")),
      ("time ~ log(age)", 8, .unknownFunction("log")),
      ("Surv(time, event ~ arm", 18, .expected(.closing, found: "~")),
      ("Surv(time) ~ arm", 1, .survivalArguments(1)),
      ("Surv(a, b, c, d) ~ arm", 1, .survivalArguments(4)),
      ("Surv(time == 2, event) ~ arm", 6, .survivalArguments(2)),
      ("Surv(time, status = 2) ~ arm", 19, .singleEquals),
      ("Surv(time, status == ) ~ arm", 22, .expected(.value, found: ")")),
      ("Surv(time, status %in% 2) ~ arm", 24, .expected(.list, found: "2")),
      ("Surv(time, status > 2) ~ arm", 19, .unknownOperator(">")),
      ("Surv(time, event) ~ 2", 21, .expected(.column, found: "2")),
      ("Surv(time, event) ~ 1 + arm", 21, .expected(.column, found: "1")),
      ("Surv(time, event) ~ arm + arm", 27, .repeated("arm")),
      ("time ~ time", 8, .repeated("time")),
      ("time ~ 2nd", 8, .digitFirst("2nd")),
      ("time ~ `arm", 8, .unclosed(quote: "`")),
      ("time ~ arm; age", 11, .strayCharacter(";")),
      ("time ~ strata(site", 19, .expected(.closing, found: nil)),
      ("time ~ strata()", 15, .expected(.column, found: ")")),
      ("time ~ ``", 8, .expected(.column, found: "")),
    ]
  )
  func bad(text: String, position: Int, kind: FormulaFault.Kind) {
    #expect(throws: FormulaFault(text: text, position: position, kind: kind)) {
      try ModelFormula(parsing: text)
    }
  }

  @Test("a rule of an outcome is read alone")
  func outcome() throws {
    #expect(try EventRule(parsing: "response").test == .asCoded)
    #expect(try EventRule(parsing: "`best response` == 'CR'").column.name == "best response")
    #expect(throws: FormulaFault(text: "a b", position: 3, kind: .expected(.value, found: "b"))) {
      try EventRule(parsing: "a b")
    }
  }

  @Test("whatever is typed is read or refused at a place within it, and says so in both languages")
  func fuzz() {
    let pieces = [
      "Surv", "(", ")", ",", "~", "+", "strata", "factor", "time", "event", "arm", "==", "!=", "%in%", "c",
      "=", "2", "-", "'a b'",
      "`x", "\"", " ", "\t", "1e", ".5", "（", "，", "～", "组", "é", "*", "%", "\u{301}", "🙂", "\u{0}", "\n",
    ]
    var seed: UInt64 = 20_250_107
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((seed >> 33) % UInt64(bound))
    }
    var read = 0
    for _ in 0..<20_000 {
      let text = (0..<next(14)).map { _ in pieces[next(pieces.count)] }.joined()
      do {
        let formula = try ModelFormula(parsing: text)
        read += 1
        // What was read is what was written: each name stands where its position says.
        for column in formula.columns {
          let rest = String(text.dropFirst(column.position - 1))
          let bare = rest.drop { "`\"'“‘".contains($0) }
          #expect(bare.hasPrefix(column.name), "\(text)")
        }
      } catch {
        #expect((1...(text.count + 1)).contains(error.position), "\(text)")
        for language in Language.allCases { #expect(!error.text(in: language).contains("{")) }
      }
    }
    #expect(read > 0)
  }

  @Test("a fault shows the formula, the place beneath it and the remedy")
  func words() throws {
    func words(_ text: String, _ language: Language) -> String {
      do {
        _ = try ModelFormula(parsing: text)
        return ""
      } catch {
        return error.text(in: language)
      }
    }
    #expect(
      words("Surv(time, status = 2) ~ arm", .english) == """
        formula, character 19: a comparison is written with two signs, "==".
            Surv(time, status = 2) ~ arm
                              ^
          Write, for example, Surv(time, status == 2).
        """
    )
    // A Chinese character takes two columns, and the mark moves with it.
    #expect(
      words("时间 ~ 组别 + ", .simplifiedChinese) == """
        公式第 11 个字符：此处应为列名，而不是结尾。
            时间 ~ 组别 + \("")
                          ^
          例如写作 Surv(time, event) ~ arm + strata(site)，或 value ~ arm。
        """
    )
  }

  @Test("a column that the table lacks is named with those it has")
  func unknownColumn() throws {
    let formula = try ModelFormula(parsing: "Surv(time, event) ~ amr")
    let fault = FormulaFault(
      text: formula.text,
      position: 21,
      kind: .unknownColumn("amr", known: ["time", "event", "arm"])
    )
    #expect(throws: fault) { try formula.checkColumns(in: ["time", "event", "arm"]) }
    #expect(fault.text(in: .english).hasSuffix("  It has: time, event, arm."))
    #expect(throws: FormulaFault(text: formula.text, position: 6, kind: .repeatedColumn("time"))) {
      try formula.checkColumns(in: ["time", "time", "event", "amr"])
    }
  }
}
