// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

extension ReportFigures {
  /// Cumulative randomizations from the table of months; nil without one.
  func accrual(_ result: AnalysisResult) -> AccrualFigure? {
    guard let table = result.tables.first(where: { $0.id == "months" }), let first = table.rows.first,
      case .month(let year, let month) = first.label
    else { return nil }
    let start = year * 12 + month - 1
    func place(_ date: CivilDate) -> Double {
      let (year, month, day) = date.components
      return Double(year * 12 + month - 1 - start) + Double(day - 1) / 30.5
    }
    // The axis begins with the first month; a month's subjects are there at its end.
    var observed = [AccrualFigure.Point(month: 0, count: 0)]
    var open = [AccrualFigure.RangePoint(month: 0, counts: 0...0)]
    var ticks: [AccrualFigure.Tick] = []
    for (index, row) in table.rows.enumerated() {
      switch row.entries.last??.cells.first?.value {
      case .number(let total):
        observed.append(AccrualFigure.Point(month: Double(index + 1), count: total))
        open.append(AccrualFigure.RangePoint(month: Double(index + 1), counts: total...total))
      case .range(let lower, let upper, _):
        open.append(AccrualFigure.RangePoint(month: Double(index + 1), counts: lower...upper))
      default: return nil
      }
      ticks.append(AccrualFigure.Tick(month: Double(index), label: words.text(row.label)))
    }
    let count = Double(words.results.subjects.count)
    let now = words.results.cut.map(place) ?? Double(table.rows.count)
    observed = observed.filter { $0.month <= now } + [AccrualFigure.Point(month: now, count: count)]
    // Where reconstructed data leave months open there is no line to draw, only the band of the cohorts.
    let isOpen = open.contains { $0.counts.lowerBound < $0.counts.upperBound }
    if isOpen {
      observed = [AccrualFigure.Point(month: now, count: count)]
      open = open.filter { $0.month <= now } + [AccrualFigure.RangePoint(month: now, counts: count...count)]
    }
    let identity = words.study.study
    let target = identity.plannedSubjects.map(Double.init)
    var plan: [AccrualFigure.Point] = []
    if let opened = identity.start, let end = identity.plannedEnd, let target {
      plan = [
        AccrualFigure.Point(month: place(opened), count: 0),
        AccrualFigure.Point(month: place(end), count: target),
      ]
    }
    let remaining = result.cell("months-remaining")?.value.number
    let projection = remaining.flatMap { remaining -> AccrualFigure.Projection? in
      guard let target, remaining > 0, remaining < 120, target > count else { return nil }
      let end = Int(now + remaining) + start
      let label = words.text(Label.month(year: end / 12, month: end % 12 + 1))
      return AccrualFigure.Projection(
        end: AccrualFigure.Point(month: now + remaining, count: target),
        label: texts(FigureMessage.targetReached, label)
      )
    }
    let total = String(words.results.subjects.count)
    return AccrualFigure(
      notes: notes(
        "",
        of: result,
        title: texts[FigureMessage.accrualTitle],
        description: texts(FigureMessage.accrualDescription, total, words.results.cut?.description ?? ""),
        caption: isOpen
          ? texts(FigureMessage.accrualRangeCaption, String(words.results.cohorts ?? 0))
          : texts[FigureMessage.accrualCaption]
      ),
      words: AccrualFigure.Words(
        count: texts[FigureMessage.subjectsRandomized],
        observed: texts(FigureMessage.randomizedSoFar, total),
        plan: texts[FigureMessage.plan],
        target: identity.plannedSubjects.map { texts(FigureMessage.target, String($0)) } ?? "",
        empty: texts[FigureMessage.nobodyRandomized]
      ),
      observed: observed,
      undetermined: isOpen ? open : [],
      plan: plan,
      projection: projection,
      target: target,
      ticks: ticks
    )
  }
}
