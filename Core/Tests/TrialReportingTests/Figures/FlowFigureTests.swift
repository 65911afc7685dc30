// SPDX-License-Identifier: Apache-2.0
import Markup
import Testing

@testable import TrialReporting

@Suite("FlowFigure") struct FlowFigureTests {
  private static let stages = ["Allocation", "Follow-up", "Analysis"]

  private func figure(_ id: String, arms: [FlowFigure.Arm], excluded: FlowFigure.Box?) -> FlowFigure {
    FlowFigure(
      notes: .example(id, title: "Flow of subjects"),
      enrolment: "Enrolment",
      assessed: .init(
        count: excluded == nil ? "not reported" : "71",
        text: "assessed for eligibility",
        cell: "flow.assessed"
      ),
      excluded: excluded,
      randomized: .init(count: "55", text: "randomized", cell: "flow.randomized"),
      stages: Self.stages,
      arms: arms
    )
  }

  private func arm(_ name: String, _ n: String) -> FlowFigure.Arm {
    .init(
      name: name,
      boxes: [
        .init(
          count: n,
          text: "allocated",
          items: [
            .init(count: "28", text: "received the allocated treatment"),
            .init(count: "2", text: "did not: withdrew consent"),
          ],
          cell: "flow.allocated.\(name)"
        ),
        .init(
          count: "5",
          text: "discontinued",
          items: [
            .init(count: "3", text: "progression"),
            .init(count: "1", text: "lost to follow-up after the second cycle"),
            .init(count: "1", text: "adverse event"),
          ]
        ),
        .init(count: n, text: "analysed (full analysis set)", items: [.init(count: "0", text: "left out")]),
      ]
    )
  }

  private let excluded = FlowFigure.Box(
    count: "16",
    text: "excluded",
    items: [
      .init(count: "11", text: "did not meet the criteria"), .init(count: "3", text: "declined"),
      .init(count: "2", text: "other reasons, among them transfer to another hospital"),
    ],
    cell: "flow.excluded"
  )

  @Test("one to four arms", arguments: 1...4)
  func arms(count: Int) throws {
    let names = ["CAV", "MEC", "Levamisole and fluorouracil for twelve months", "Observation"]
    let arms = names.prefix(count).map { arm($0, "30") }
    try expectSnapshot(figure("flow-\(count)", arms: arms, excluded: excluded), "flow-\(count)-arms")
  }

  @Test("screening not reported, a free place, and ranges")
  func notReported() throws {
    let arms = [
      FlowFigure.Arm(
        name: "CAV",
        boxes: [.init(count: "30", text: "allocated"), nil, .init(count: "30", text: "analysed")]
      ),
      FlowFigure.Arm(
        name: "MEC",
        boxes: [
          .init(count: "25", text: "allocated"),
          .init(count: "4–8", text: "died within a year: range over 200 cohorts that fit"),
          .init(count: "25", text: "analysed"),
        ]
      ),
    ]
    try expectSnapshot(figure("flow-bare", arms: arms, excluded: nil), "flow-not-reported")
  }

  @Test("Chinese labels")
  func chinese() throws {
    let boxes: [FlowFigure.Box?] = [
      .init(
        count: "30",
        text: "例分配至本组",
        items: [.init(count: "28", text: "接受了所分配的治疗"), .init(count: "2", text: "未接受治疗：撤回知情同意书或在开始前死亡")]
      ),
      .init(count: "未报告", text: "失访或中止治疗"),
      .init(count: "30", text: "例纳入分析（全分析集）"),
    ]
    let picture = FlowFigure(
      notes: .example("flow-zh", title: "受试者流程"),
      enrolment: "入组",
      assessed: .init(count: "未报告", text: "接受资格评估"),
      excluded: nil,
      randomized: .init(count: "55", text: "例随机化"),
      stages: ["分配", "随访", "分析"],
      arms: [.init(name: "克拉屈滨、阿糖胞苷联合维奈克拉", boxes: boxes), .init(name: "米托蒽醌", boxes: boxes)]
    )
    try expectSnapshot(picture, "flow-chinese")
  }

  @Test("boxes that can be opened carry their cell and can be reached by keyboard")
  func cells() {
    let text = figure("flow", arms: [arm("A", "30"), arm("B", "25")], excluded: excluded).svg.rendered()
    for cell in ["flow.assessed", "flow.excluded", "flow.randomized", "flow.allocated.A", "flow.allocated.B"]
    {
      #expect(text.contains("data-cell=\"\(cell)\" tabindex=\"0\" role=\"button\""))
    }
    #expect(text.contains("role=\"group\""))
  }

  @Test("no arms at all")
  func empty() {
    #expect(FigureLayoutCheck(figure("flow", arms: [], excluded: nil).svg).faults == [])
  }
}
