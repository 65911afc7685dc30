// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

extension ReportFigures {
  /// The CONSORT diagram from the lines of the flow table.
  func flow(_ result: AnalysisResult) -> FlowFigure {
    let rows = result.tables.first?.rows ?? []
    let columns = result.tables.first?.columns ?? []
    let arms = words.study.arms
    func entry(_ row: ResultTable.Row, _ column: Label) -> ResultTable.Entry? {
      columns.firstIndex(of: column).flatMap { row.entries[$0] }
    }
    func row(_ label: Label) -> ResultTable.Row? { rows.first { $0.label == label } }
    func count(_ entry: ResultTable.Entry?) -> String {
      entry.map { numbers(result).text(of: $0) } ?? texts[FigureMessage.notReported]
    }
    func cell(_ entry: ResultTable.Entry?) -> String? { entry?.address.map { "\(result.id)/\($0)" } }
    /// The lines under a head, such as reasons; those that count nobody are left out.
    func parts(of head: Statistic, _ column: Label) -> [FlowFigure.Item] {
      guard let start = rows.firstIndex(where: { $0.label == .statistic(head) }) else { return [] }
      return rows[(start + 1)...].prefix { $0.level > 0 }.compactMap { row in
        guard let entry = entry(row, column), entry.cells.first?.value != .number(0) else { return nil }
        return FlowFigure.Item(count: count(entry), text: words.text(row.label))
      }
    }

    func boxes(_ arm: Arm) -> [FlowFigure.Box?] {
      let column = Label.arm(arm.id)
      let randomized = row(.statistic(.randomized)).flatMap { entry($0, column) }
      var allocated: [FlowFigure.Item] = []
      for (statistic, message) in [
        (Statistic.treated, FigureMessage.received), (.notTreated, .didNotReceive),
      ] {
        guard let entry = row(.statistic(statistic)).flatMap({ entry($0, column) }) else { continue }
        allocated.append(FlowFigure.Item(count: count(entry), text: texts[message]))
      }
      var boxes: [FlowFigure.Box?] = [
        FlowFigure.Box(
          count: count(randomized),
          text: texts(FigureMessage.allocated, arm.id),
          items: allocated,
          cell: cell(randomized)
        )
      ]
      for (statistic, message) in [
        (Statistic.discontinued, FigureMessage.discontinued), (.lost, .lost), (.deaths, .died),
      ] where row(.statistic(statistic)) != nil {
        let entry = row(.statistic(statistic)).flatMap { entry($0, column) }
        boxes.append(
          FlowFigure.Box(
            count: count(entry),
            text: texts[message],
            items: parts(of: statistic, column),
            cell: cell(entry)
          )
        )
      }
      let sets = words.study.analysisSets.compactMap { set -> FlowFigure.Item? in
        guard let entry = row(.set(set.id)).flatMap({ entry($0, column) }) else { return nil }
        return FlowFigure.Item(count: count(entry), text: words.set(set.id))
      }
      if let first = words.study.analysisSets.first {
        let entry = row(.set(first.id)).flatMap { entry($0, column) }
        boxes.append(
          FlowFigure.Box(
            count: count(entry),
            text: texts(FigureMessage.inSets, words.set(first.id)),
            items: Array(sets.dropFirst()),
            cell: cell(entry)
          )
        )
      }
      return boxes
    }

    var stages = [texts[FigureMessage.allocation]]
    for statistic in [Statistic.discontinued, .lost, .deaths] where row(.statistic(statistic)) != nil {
      stages.append(stages.count == 1 ? texts[FigureMessage.followUp] : "")
    }
    if !words.study.analysisSets.isEmpty { stages.append(texts[FigureMessage.analysis]) }
    let total = row(.statistic(.randomized)).flatMap { entry($0, .total) }
    return FlowFigure(
      notes: notes(
        "",
        of: result,
        title: texts[FigureMessage.flowTitle],
        description: texts(FigureMessage.flowDescription, count(total), armCounts),
        caption: texts[FigureMessage.flowCaption]
      ),
      enrolment: texts[FigureMessage.enrolment],
      assessed: FlowFigure.Box(
        count: texts[FigureMessage.notReported],
        text: texts[FigureMessage.assessed]
      ),
      excluded: nil,
      randomized: FlowFigure.Box(
        count: count(total),
        text: texts[FigureMessage.randomized],
        cell: cell(total)
      ),
      stages: stages,
      arms: arms.map { FlowFigure.Arm(name: $0.id, boxes: boxes($0)) }
    )
  }
}
