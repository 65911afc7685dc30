// SPDX-License-Identifier: Apache-2.0
import Markup
import Testing

@testable import TrialReporting

@Suite("AccrualFigure") struct AccrualFigureTests {
  private static let words = AccrualFigure.Words(
    count: "Subjects randomized",
    observed: "55 randomized",
    plan: "Plan",
    target: "Target 104",
    empty: "Nobody has been randomized yet."
  )

  private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private func ticks(_ count: Int) -> [AccrualFigure.Tick] {
    (0...count).map { .init(month: Double($0), label: "\(months[($0 + 9) % 12]) \(2022 + ($0 + 9) / 12)") }
  }

  private func observed(_ count: Int, months: Double) -> [AccrualFigure.Point] {
    (0..<count).map { .init(month: months * Double($0 + 1) / Double(count), count: Double($0 + 1)) }
  }

  private func figure(
    _ id: String,
    observed: [AccrualFigure.Point],
    projection: AccrualFigure.Projection?,
    words: AccrualFigure.Words = words,
    width: Double = 640
  ) -> AccrualFigure {
    AccrualFigure(
      notes: .example(id, title: "Accrual"),
      words: words,
      observed: observed,
      plan: [.init(month: 0, count: 0), .init(month: 36, count: 104)],
      projection: projection,
      target: 104,
      ticks: ticks(66),
      width: width
    )
  }

  private let projection = AccrualFigure.Projection(
    end: .init(month: 63, count: 104),
    range: 88...104,
    label: "Target reached in January 2028"
  )

  @Test("behind plan, with a projection", arguments: [400.0, 640])
  func projected(width: Double) throws {
    try expectSnapshot(
      figure("accrual", observed: observed(55, months: 33), projection: projection, width: width),
      "accrual-projection-\(Int(width))"
    )
  }

  @Test("nobody yet")
  func empty() throws {
    try expectSnapshot(figure("accrual-empty", observed: [], projection: nil), "accrual-empty")
  }

  @Test("a single subject")
  func single() {
    let picture = figure("single", observed: observed(1, months: 1), projection: nil)
    #expect(FigureLayoutCheck(picture.svg).faults == [])
  }

  @Test("thousands, without plan or target")
  func thousands() throws {
    let picture = AccrualFigure(
      notes: .example("accrual-many", title: "Accrual"),
      words: .init(
        count: "Subjects",
        observed: "4,000 randomized at 112 sites",
        plan: "",
        target: "",
        empty: ""
      ),
      observed: observed(4000, months: 20),
      plan: [],
      projection: nil,
      target: nil,
      ticks: ticks(20)
    )
    #expect(FigureLayoutCheck(picture.svg).faults == [])
    #expect(picture.svg.rendered().utf8.count < 30_000)
  }

  @Test("Chinese labels")
  func chinese() throws {
    let words = AccrualFigure.Words(
      count: "随机化受试者数",
      observed: "已随机化 55 例",
      plan: "计划入组进度",
      target: "目标 104 例",
      empty: "尚无受试者随机化。"
    )
    let projection = AccrualFigure.Projection(
      end: .init(month: 63, count: 104),
      label: "预计于 2028 年 1 月达到目标样本量"
    )
    try expectSnapshot(
      figure("accrual-zh", observed: observed(55, months: 33), projection: projection, words: words),
      "accrual-chinese"
    )
  }
}
