// SPDX-License-Identifier: Apache-2.0
import Markup
import Testing

@testable import TrialReporting

@Suite("SwimmerFigure") struct SwimmerFigureTests {
  private static let words = SwimmerFigure.Words(
    time: "Months since randomization",
    responses: ["CR", "CRh or CRi", "PR"],
    events: ["Transplant", "Relapse", "Death"],
    continuing: "Still followed",
    empty: "No subject has been randomized yet."
  )

  private func lanes(_ count: Int) -> [SwimmerFigure.Lane] {
    (0..<count).map { index -> SwimmerFigure.Lane in
      let end = Double((index * 37) % 29) + 1.5
      let hasDied = index % 3 == 0
      let response = SwimmerFigure.Response(start: 1, end: max(1, end * 0.8), kind: index % 3)
      var events: [SwimmerFigure.Event] = []
      if index % 4 == 1, end > 5 { events.append(.init(time: 4, kind: 0)) }
      if index % 5 == 2 { events.append(.init(time: end * 0.8, kind: 1)) }
      if hasDied { events.append(.init(time: end, kind: 2)) }
      return .init(
        label: "\(1000 + index)",
        arm: index % 2,
        end: end,
        isContinuing: !hasDied,
        responses: index % 4 == 3 ? [] : [response],
        events: events
      )
    }
  }

  private func figure(_ id: String, _ lanes: [SwimmerFigure.Lane], width: Double = 700) -> SwimmerFigure {
    SwimmerFigure(
      notes: .example(id, title: "Course of each subject"),
      words: Self.words,
      arms: ["CAV", "MEC"],
      lanes: lanes,
      width: width
    )
  }

  @Test("two arms")
  func twoArms() throws {
    try expectSnapshot(figure("swimmer", lanes(24)), "swimmer-two-arms")
  }

  @Test("nobody, one subject, and more than can be named")
  func shapes() {
    for count in [0, 1, 81, 646] {
      #expect(FigureLayoutCheck(figure("swimmer", lanes(count)).svg).faults == [])
      #expect(FigureLayoutCheck(figure("swimmer", lanes(count), width: 320).svg).faults == [])
    }
  }

  @Test("the order of the data changes nothing")
  func permuted() {
    let lanes = lanes(30)
    #expect(
      figure("swimmer", lanes.reversed()).svg.rendered() == figure("swimmer", lanes).svg.rendered()
    )
  }
}
