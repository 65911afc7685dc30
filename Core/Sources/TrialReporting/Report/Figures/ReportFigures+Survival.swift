// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

extension ReportFigures {
  /// Kaplan–Meier curves, or their ranges where the data are undetermined; nil without curves.
  func survival(_ result: AnalysisResult) -> KaplanMeierFigure? {
    guard let curves = result.curves, let id = result.endpoint else { return nil }
    let isOpen = !curves.envelopes.isEmpty
    let arms =
      isOpen ? curves.envelopes.map { undetermined($0, result) } : curves.curves.map { estimated($0, result) }
    guard !arms.isEmpty else { return nil }
    let endpoint = words.endpoint(id)
    let population = result.set.map { words.set($0) } ?? texts[ReportMessage.allRandomized]
    let caption =
      isOpen
      ? texts(FigureMessage.undeterminedCaption, population, String(curves.envelopes[0].cohorts))
      : texts(FigureMessage.survivalCaption, population, words.level)
    var fromRandomization = true
    if case .timeToEvent(let derivation)? = words.study.endpoint(id)?.derivation {
      fromRandomization = derivation.from == nil
    }
    let about = arms.map { "\($0.name) \($0.detail)" }.joined(separator: "; ")
    return KaplanMeierFigure(
      notes: notes(
        "",
        of: result,
        title: texts(FigureMessage.survivalTitle, words.study.endpoint(id).map { texts[$0.title] } ?? id),
        description: texts(FigureMessage.survivalDescription, endpoint, about),
        caption: caption
      ),
      words: KaplanMeierFigure.Words(
        survival: texts(FigureMessage.probability, endpoint),
        time: texts[fromRandomization ? FigureMessage.monthsSinceRandomization : .monthsSinceStart],
        atRisk: texts[FigureMessage.atRisk],
        sparse: texts[FigureMessage.sparse],
        empty: texts[FigureMessage.nobodyFollowed]
      ),
      arms: arms,
      result: isOpen ? "" : resultLine(result),
      width: 760
    )
  }

  private func months(_ days: Double) -> Double { days / EntryText.daysPerMonth }

  private func estimated(_ curve: SurvivalCurves.Curve, _ result: AnalysisResult) -> KaplanMeierFigure.Arm {
    let steps = curve.time.indices.map { index in
      KaplanMeierFigure.Step(
        time: months(curve.time[index]),
        atRisk: curve.atRisk[index],
        events: curve.events[index],
        censored: curve.censored[index],
        survival: curve.survival[index],
        lower: curve.lower[index].isNaN ? nil : curve.lower[index],
        upper: curve.upper[index].isNaN ? nil : curve.upper[index]
      )
    }
    let median =
      curve.median.map { numbers(result).text($0, .days) } ?? texts[ResultMessage.notReached]
    return KaplanMeierFigure.Arm(
      name: curve.arm,
      detail: texts(FigureMessage.medianDetail, median),
      curve: .estimated(steps, median: curve.median.map(months))
    )
  }

  private func undetermined(_ envelope: SurvivalCurves.Envelope, _ result: AnalysisResult)
    -> KaplanMeierFigure.Arm
  {
    let points = envelope.time.indices.compactMap { index -> KaplanMeierFigure.EnvelopePoint? in
      guard envelope.lowest[index] <= envelope.highest[index] else { return nil }
      return KaplanMeierFigure.EnvelopePoint(
        time: months(envelope.time[index]),
        survival: envelope.lowest[index]...envelope.highest[index],
        atRisk: envelope.atRisk[index],
        events: envelope.events[index]
      )
    }
    return KaplanMeierFigure.Arm(
      name: envelope.arm,
      detail: texts(FigureMessage.cohortRange, String(envelope.cohorts)),
      curve: .undetermined(points, published: published(envelope.arm, result))
    )
  }

  /// Rates at landmarks that the source prints.
  private func published(_ arm: String, _ result: AnalysisResult) -> [KaplanMeierFigure.PublishedPoint] {
    let rows = result.tables.first { $0.id == "arms" }.map { table in
      table.rows.compactMap { row -> (Int, ResultTable.Entry)? in
        guard case .landmark(let days) = row.label, let column = table.columns.firstIndex(of: .arm(arm))
        else {
          return nil
        }
        return row.entries[column].map { (days, $0) }
      }
    }
    return (rows ?? []).compactMap { days, entry in
      guard let cell = entry.cells.first, cell.provenance == .published, let rate = cell.value.number else {
        return nil
      }
      return KaplanMeierFigure.PublishedPoint(
        time: months(Double(days)),
        survival: rate,
        label: texts(
          FigureMessage.publishedPoint,
          numbers(result).text(of: cell),
          DecimalText.fixed(months(Double(days)), decimals: 0)
        )
      )
    }
  }

  /// Hazard ratio, interval and p with its test; for more than one comparison the global test only.
  private func resultLine(_ result: AnalysisResult) -> String {
    let comparisons = result.tables.first { $0.id == "comparisons" }
    let tests = result.tables.first { $0.id == "tests" }
    let isPair = comparisons?.columns.count == 1
    let test =
      tests?.rows.first { isPair ? $0.isPrimary : $0.label == .statistic(.globalTest) } ?? tests?.rows.first
    var line = ""
    if isPair, let row = comparisons?.rows.first, let entry = row.entries[0], entry.cells.count > 2,
      entry.cells[0].value.isThere
    {
      let parts = entry.cells.map { numbers(result).text(of: $0) }
      line = texts(FigureMessage.resultLine, parts[0], words.level, parts[1], parts[2])
    }
    guard let test, let entry = test.entries[0], let p = entry.cells.last, p.value.isThere else {
      return line
    }
    let name = words.text(test.label)
    let value = numbers(result).text(of: p)
    return line.isEmpty ? "\(name): p \(value)" : texts(FigureMessage.withTest, line, name, value)
  }
}
