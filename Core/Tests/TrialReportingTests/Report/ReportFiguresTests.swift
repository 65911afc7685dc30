// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialAnalysis
@testable import TrialReporting

@Suite struct ReportFiguresTests {
  private func figures(
    _ topic: AnalysisResult.Topic,
    _ tables: [ResultTable],
    _ curves: SurvivalCurves? = nil
  ) throws
    -> [ReportFigure]
  {
    var results = ReportSketch.results(arms: [("A", 1, 2), ("B", 1, 2)])
    results.results = [
      AnalysisResult(
        id: "r",
        topic: topic,
        endpoint: "orr",
        set: "full",
        standing: .prespecified,
        access: .closed,
        methods: [],
        primaryTest: nil,
        tables: tables,
        curves: curves,
        notes: [],
        plan: nil
      )
    ]
    return ReportFigures(ReportWords(ReportSketch.input(results, try ReportSketch.study()))).all
  }

  @Test("curves are drawn in months, with their median")
  func curves() throws {
    let curve = SurvivalCurves.Curve(
      arm: "A",
      time: [365.25],
      atRisk: [2],
      events: [1],
      censored: [1],
      survival: [0.5],
      lower: [.nan],
      upper: [0.9],
      subjects: 2,
      median: 365.25
    )
    let figure = try #require(
      try figures(.survival, [], SurvivalCurves(curves: [curve], envelopes: [])).first?.figure
        as? KaplanMeierFigure
    )
    #expect(figure.arms[0].detail == "median 12.0")
    guard case .estimated(let steps, let median) = figure.arms[0].curve else {
      Issue.record("an estimated curve was expected")
      return
    }
    #expect(median == 12)
    #expect(steps.map(\.time) == [12])
    #expect(steps[0].lower == nil && steps[0].upper == 0.9)
  }

  @Test("undetermined curves are bands, never lines, and no result is written into them")
  func envelopes() throws {
    let envelope = SurvivalCurves.Envelope(
      arm: "A",
      time: [0, 365.25],
      lowest: [1, 0.4],
      highest: [1, 0.9],
      atRisk: [20...20, 8...15],
      events: [0...0, 2...6],
      cohorts: 200
    )
    let figure = try #require(
      try figures(.survival, [], SurvivalCurves(curves: [], envelopes: [envelope])).first?.figure
        as? KaplanMeierFigure
    )
    guard case .undetermined(let points, let published) = figure.arms[0].curve else {
      Issue.record("a band was expected")
      return
    }
    #expect(points.map(\.survival) == [1...1, 0.4...0.9])
    #expect(published.isEmpty)
    #expect(figure.result.isEmpty)
    #expect(figure.notes.caption.contains("not an estimate"))
  }

  @Test("months that are ranges give a band and no accrual line")
  func openMonths() throws {
    func months(_ total: CellValue) -> ResultTable {
      var table = TableBuilder("months", columns: [.statistic(.randomized), .total])
      table.row(.month(year: 2024, month: 3), [.count("m/n", 2), .single("m/cumulative", total, .count)])
      return table.table
    }
    func figure(_ total: CellValue) throws -> AccrualFigure {
      try #require(try figures(.accrual, [months(total)]).first?.figure as? AccrualFigure)
    }
    #expect(try figure(.number(2)).undetermined.isEmpty)
    #expect(try figure(.number(2)).observed.count > 1)
    let open = try figure(.range(lower: 1, upper: 3, cohorts: 200))
    #expect(open.undetermined.contains { $0.counts == 1...3 })
    #expect(open.observed.count == 1)
  }

  @Test("a refused subgroup comparison is drawn without a point")
  func refusedSubgroup() throws {
    var table = TableBuilder(
      "c",
      columns: [.arm("A"), .arm("B"), .statistic(.difference), .statistic(.interaction)]
    )
    table.row(
      .allSubjects,
      [
        .share("all/A", 1, of: 2, form: .countOfTotal), .share("all/B", 1, of: 2, form: .countOfTotal),
        .estimate(
          "all/difference",
          .number(0.25),
          .init(-0.5, 0.75),
          named: .miettinenNurminen,
          .fractionDifference
        ),
        nil,
      ]
    )
    table.row(.literal("x"), level: 1, [nil, nil, .refused("x/difference", .fractionDifference), nil])
    let figure = try #require(try figures(.subgroups, [table.table]).first?.figure as? ForestFigure)
    #expect(figure.overall == 25)
    guard case .estimated(let estimate, let weight) = figure.rows[0].effect else {
      Issue.record("an estimate was expected")
      return
    }
    #expect(estimate.value == 25 && estimate.lower == -50 && estimate.upper == 75)
    #expect(weight == 1)
    guard case .refused = figure.rows[1].effect else {
      Issue.record("a refusal was expected")
      return
    }
    #expect(figure.rows[1].text == "refused")
  }
}
