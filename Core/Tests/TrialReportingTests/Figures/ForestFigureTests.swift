// SPDX-License-Identifier: Apache-2.0
import Markup
import Testing

@testable import TrialReporting

@Suite("ForestFigure") struct ForestFigureTests {
  private static let words = ForestFigure.Words(
    subgroup: "Subgroup",
    counts: ["CAV, n/N", "MEC, n/N"],
    effect: "Difference, percentage points (95% CI)",
    remark: "P for interaction",
    favoursLower: "Favours MEC",
    favoursUpper: "Favours CAV",
    empty: "No subgroup has been analysed yet."
  )

  private func figure(
    _ id: String,
    _ rows: [ForestFigure.Row],
    overall: Double? = nil,
    axis: ForestFigure.Axis = .difference,
    words: ForestFigure.Words = words,
    limits: ClosedRange<Double>? = nil
  ) -> ForestFigure {
    ForestFigure(
      notes: .example(id, title: "Response by subgroup"),
      words: words,
      rows: rows,
      overall: overall,
      axis: axis,
      limits: limits
    )
  }

  private func row(
    _ label: String,
    _ counts: [String],
    _ value: Double,
    _ lower: Double,
    _ upper: Double,
    weight: Double,
    level: Int = 1,
    cell: String? = nil
  ) -> ForestFigure.Row {
    .init(
      label: label,
      level: level,
      counts: counts,
      effect: .estimated(.init(value: value, lower: lower, upper: upper), weight: weight),
      text: "\(Ticks.decimals(value, 1)) (\(Ticks.decimals(lower, 1)) to \(Ticks.decimals(upper, 1)))",
      cell: cell
    )
  }

  @Test("differences, with a refused row, a range and an interaction")
  func differences() throws {
    let rows: [ForestFigure.Row] = [
      row("All subjects", ["16/30", "8/25"], 21.3, -5.2, 44.8, weight: 1, level: 0, cell: "orr.primary"),
      .init(label: "Prior venetoclax", level: 0, effect: .none, remark: "0.41"),
      row("Naive", ["10/15", "4/12"], 33.3, -3.9, 62.1, weight: 0.49, cell: "orr.naive"),
      row("Exposed", ["6/15", "4/13"], 9.2, -25.3, 41.8, weight: 0.51),
      .init(label: "Risk (ELN 2022)", level: 0, effect: .none),
      .init(
        label: "Adverse",
        level: 1,
        counts: ["?/13", "?/5"],
        effect: .undetermined(-38...62),
        text: "undetermined, −38 to 62"
      ),
      .init(
        label: "FLT3-ITD against the other arm's whole",
        level: 1,
        counts: ["3/4", ""],
        effect: .refused,
        text: "Not compared: a subgroup needs its own control"
      ),
    ]
    try expectSnapshot(figure("forest", rows, overall: 21.3), "forest-differences")
  }

  @Test("ratios on a logarithmic axis, with cut intervals")
  func ratios() throws {
    let words = ForestFigure.Words(
      subgroup: "Subgroup",
      counts: ["Levamisole and fluorouracil, events/N", "Observation, events/N"],
      effect: "Hazard ratio (95% CI)",
      remark: "P for interaction",
      favoursLower: "Favours levamisole and fluorouracil",
      favoursUpper: "Favours observation",
      empty: ""
    )
    let rows = [
      row("All", ["123/304", "168/315"], 0.69, 0.55, 0.87, weight: 1, level: 0),
      row(
        "A subgroup with a long description that takes more than one line",
        ["1/9", "3/8"],
        0.31,
        0.002,
        3.1,
        weight: 0.02
      ),
      row("Obstruction", ["29/54", "36/63"], 0.9, 0.55, 1.48, weight: 0.19),
      row("Few", ["3/9", "1/8"], 2.9, 0.3, 88, weight: 0.02),
      row("Far off", ["3/9", "0/8"], 40, 3, 880, weight: 0.02),
    ]
    try expectSnapshot(figure("forest-log", rows, overall: 0.69, axis: .ratio, words: words), "forest-ratios")
  }

  @Test("Chinese labels")
  func chinese() throws {
    let words = ForestFigure.Words(
      subgroup: "亚组",
      counts: ["CAV 组，n/N", "MEC 组，n/N"],
      effect: "率差，百分点（95% CI）",
      remark: "交互作用 P 值",
      favoursLower: "MEC 组更优",
      favoursUpper: "CAV 组更优",
      empty: "尚无亚组分析。"
    )
    let rows = [
      row("全部受试者", ["16/30", "8/25"], 21.3, -5.2, 44.8, weight: 1, level: 0),
      row("既往接受过维奈克拉治疗且未获得完全缓解的受试者", ["6/15", "4/13"], 9.2, -25.3, 41.8, weight: 0.5),
    ]
    try expectSnapshot(figure("forest-zh", rows, overall: 21.3, words: words), "forest-chinese")
  }

  @Test("nothing yet, and one row without an interval's width")
  func empty() throws {
    try expectSnapshot(figure("forest-empty", []), "forest-empty")
    let point = figure("point", [row("All", ["0/1", "0/1"], 0, 0, 0, weight: 1, level: 0)])
    #expect(FigureLayoutCheck(point.svg).faults == [])
  }

  @Test("one side has no room for its words", arguments: [-60.0...2, -2...60])
  func lopsided(limits: ClosedRange<Double>) {
    let rows = [row("All", ["16/30", "8/25"], 0, -55, 55, weight: 1, level: 0)]
    #expect(FigureLayoutCheck(figure("side", rows, limits: limits).svg).faults == [])
  }

  @Test("an interval beyond the axis ends in an arrow, one within does not")
  func arrows() {
    let rows = [row("All", [], 0, -55, 5, weight: 1)]
    func arrowCount(_ limits: ClosedRange<Double>) -> Int {
      figure("a", rows, limits: limits).svg.rendered().split(separator: "<polygon").count - 1
    }
    #expect(arrowCount(-60...10) == 0)
    #expect(arrowCount(-50...10) == 1)
    #expect(arrowCount(-50...2) == 2)
  }
}
