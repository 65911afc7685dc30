// SPDX-License-Identifier: Apache-2.0
import Markup
import Testing

@testable import TrialReporting

@Suite("AdverseEventFigure") struct AdverseEventFigureTests {
  private static let words = AdverseEventFigure.Words(
    term: "Event",
    share: "Subjects, %",
    any: "Any grade",
    severe: "Grade 3 or worse",
    difference: "Risk difference, percentage points (95% CI)",
    empty: "No adverse event has been recorded."
  )

  private func bar(_ any: Int, _ severe: Int, of denominator: Int) -> AdverseEventFigure.Bar {
    let percent = Ticks.decimals(Double(any) / Double(denominator) * 100, 1)
    return .init(
      any: any...any,
      severe: severe...severe,
      denominator: denominator,
      text: "\(any) (\(percent))"
    )
  }

  private func row(_ term: String, _ first: (Int, Int), _ second: (Int, Int)) -> AdverseEventFigure.Row {
    let value = Double(first.0) / 30 * 100 - Double(second.0) / 25 * 100
    return .init(
      term: term,
      bars: [bar(first.0, first.1, of: 30), bar(second.0, second.1, of: 25)],
      difference: .estimated(value: value, lower: value - 22, upper: value + 21),
      text:
        "\(Ticks.decimals(value, 1)) (\(Ticks.decimals(value - 22, 1)) to \(Ticks.decimals(value + 21, 1)))",
      cell: "ae.\(term)"
    )
  }

  private var rows: [AdverseEventFigure.Row] {
    [
      row("Neutropenia", (30, 30), (25, 25)), row("Febrile neutropenia", (17, 16), (15, 15)),
      row("Pneumonia", (12, 9), (11, 10)), row("Sepsis", (5, 5), (6, 6)),
      row("Alanine aminotransferase increased", (7, 1), (4, 0)), row("Nausea", (14, 0), (13, 1)),
      row("Posterior reversible encephalopathy syndrome", (1, 1), (0, 0)),
    ]
  }

  private func figure(
    _ id: String,
    _ arms: [String],
    _ rows: [AdverseEventFigure.Row],
    words: AdverseEventFigure.Words = words
  ) -> AdverseEventFigure {
    AdverseEventFigure(notes: .example(id, title: "Adverse events"), words: words, arms: arms, rows: rows)
  }

  @Test("two arms as a butterfly")
  func butterfly() throws {
    try expectSnapshot(figure("ae", ["CAV, N = 30", "MEC, N = 25"], rows), "adverse-events-two-arms")
  }

  @Test("undetermined counts are hatched and have no point")
  func undetermined() throws {
    let ranges = [
      AdverseEventFigure.Row(
        term: "Deaths from infection",
        bars: [
          .init(any: 0...4, severe: nil, denominator: 30, text: "0–4"),
          .init(any: 0...4, severe: nil, denominator: 25, text: "0–4"),
        ],
        difference: .undetermined(-16...13.3),
        text: "undetermined, −16.0 to 13.3"
      ),
      AdverseEventFigure.Row(
        term: "Deaths",
        bars: [
          .init(any: 2...7, severe: 1...4, denominator: 30, text: "2–7"),
          .init(any: 4...9, severe: 4...6, denominator: 25, text: "4–9"),
        ],
        difference: .none,
        text: ""
      ),
    ]
    let picture = figure("ae-range", ["CAV, N = 30", "MEC, N = 25"], ranges)
    try expectSnapshot(picture, "adverse-events-undetermined")
    #expect(!picture.svg.rendered().contains("class=\"estimate\""))
  }

  @Test("three arms as dots")
  func threeArms() throws {
    let rows = ["Nausea", "Diarrhoea", "Leukopenia of any cause", "Arthralgia", "Metallic taste", "Fatigue"]
      .enumerated()
      .map { index, term in
        AdverseEventFigure.Row(
          term: term,
          bars: [
            bar(20 + index * 9, index, of: 310), bar(41 - index, 7, of: 304),
            bar(120 - index * 13, 30, of: 304),
          ],
          difference: .none,
          text: ""
        )
      }
    let words = AdverseEventFigure.Words(
      term: "Event",
      share: "Subjects, %",
      any: "Any grade",
      severe: "Grade 3 or worse",
      difference: "",
      empty: ""
    )
    let arms = ["Levamisole, N = 310", "Levamisole and fluorouracil, N = 304", "Observation, N = 304"]
    try expectSnapshot(figure("ae-dots", arms, rows, words: words), "adverse-events-three-arms")
  }

  @Test("Chinese labels")
  func chinese() throws {
    let words = AdverseEventFigure.Words(
      term: "不良事件",
      share: "受试者，%",
      any: "任何级别",
      severe: "3 级及以上",
      difference: "风险差，百分点（95% CI）",
      empty: "尚无不良事件记录。"
    )
    let rows = [row("中性粒细胞减少", (30, 30), (25, 25)), row("可逆性后部脑病综合征伴癫痫发作及视力障碍", (1, 1), (0, 0))]
    try expectSnapshot(
      figure("ae-zh", ["CAV 组，N = 30", "MEC 组，N = 25"], rows, words: words),
      "adverse-events-chinese"
    )
  }

  @Test("none recorded, one arm, and long arm names")
  func shapes() throws {
    try expectSnapshot(figure("ae-empty", ["CAV, N = 0", "MEC, N = 0"], []), "adverse-events-empty")
    let one = AdverseEventFigure.Row(term: "Nausea", bars: [bar(3, 1, of: 30)], difference: .none, text: "")
    #expect(FigureLayoutCheck(figure("one", ["All subjects, N = 30"], [one]).svg).faults == [])
    let long = "Fluorouracil, leucovorin and oxaliplatin for six months, N = 30"
    #expect(FigureLayoutCheck(figure("long", [long, long], rows).svg).faults == [])
    #expect(FigureLayoutCheck(figure("none", [], []).svg).faults == [])
  }
}
