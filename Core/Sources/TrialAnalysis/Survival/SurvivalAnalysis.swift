// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// The analysis of a time to event: curves, medians, rates at landmarks, log-rank tests, hazard ratios.
struct SurvivalAnalysis {
  let plan: PlannedAnalysis
  let endpoint: Endpoint
  let derivation: TimeToEventDerivation
  let data: AnalysisData
  private let times: EventTimes
  /// The times of each arm; nil for an arm without subjects.
  private let byArm: [SurvivalTimes?]
  private let curves: [KaplanMeier?]
  /// The strata of a stratified analysis; nil where none are planned.
  private let strata: Strata?
  private let hazards: HazardModel?
  private let lists: SubjectLists

  init(_ plan: PlannedAnalysis, endpoint: Endpoint, derivation: TimeToEventDerivation, data: AnalysisData) {
    self.plan = plan
    self.endpoint = endpoint
    self.derivation = derivation
    self.data = data
    let times = EventTimes(derivation, in: data, among: data.isMember(of: plan.set))
    self.times = times
    let arms = times.members.map { Int(data.arm[$0]) }
    byArm = SurvivalTimes(times: times.days, events: times.isEvent)
      .split(by: arms, groupCount: data.study.arms.count)
      .map { $0.count > 0 ? $0 : nil }
    curves = byArm.map { $0.map { kaplanMeier($0) } }
    strata = plan.strata.isEmpty ? nil : Strata(plan.strata, in: data)
    hazards = HazardModel(times: times, data: data)
    lists = SubjectLists(data)
  }

  var listing: Listing {
    var columns = [
      Listing.Column(title: .time, values: .numbers(times.days)),
      Listing.Column(title: .ended, values: .status(times.status)),
      Listing.Column(
        title: .arm,
        values: .codes(times.members.map { data.arm[$0] }, of: data.study.record.arm)
      ),
    ]
    for path in plan.strata + plan.subgroups {
      let codes = data.codes(path)
      columns.append(
        Listing.Column(title: .item(path), values: .codes(times.members.map { codes[$0] }, of: path))
      )
    }
    return Listing(id: plan.id, subjects: times.members.map(Int32.init), columns: columns)
  }

  var result: AnalysisResult {
    AnalysisResult(
      id: plan.id,
      topic: .survival,
      endpoint: endpoint.id,
      set: plan.set,
      standing: plan.standing,
      access: .closed,
      methods: [.median, .landmarkRate, .logRank, .hazardRatio],
      primaryTest: plan.survivalTest.flatMap { Statistic(rawValue: $0.rawValue) },
      tables: [armTable(), comparisonTable(), testTable()],
      curves: SurvivalCurves(
        curves: zip(data.study.arms, curves).compactMap { arm, curve in
          curve.map { self.curve($0, arm: arm.id) }
        },
        envelopes: []
      ),
      notes: notes,
      plan: plan
    )
  }

  // MARK: Tables

  private func rows(arm: Int, _ isIn: (Int) -> Bool) -> RowSet? {
    lists.rows(plan.id, count: times.members.count) { row in
      Int(data.arm[times.members[row]]) == arm && isIn(row)
    }
  }

  private func armTable() -> ResultTable {
    let study = data.study
    var table = TableBuilder("arms", columns: data.armColumns)
    func path(_ arm: Int) -> String { "arms/\(study.arms[arm].id)" }
    table.row(
      .statistic(.events),
      isPrimary: true,
      byArm.enumerated().map { arm, subjects in
        .share(
          path(arm),
          subjects?.eventCount ?? 0,
          of: subjects?.count ?? 0,
          form: .countOfTotal,
          rows: rows(arm: arm) { times.isEvent[$0] }
        )
      }
    )
    table.row(
      .statistic(.censored),
      byArm.enumerated().map { arm, subjects in
        .count(
          "\(path(arm))/censored",
          (subjects?.count ?? 0) - (subjects?.eventCount ?? 0),
          rows: rows(arm: arm) { !times.isEvent[$0] }
        )
      }
    )
    table.row(
      .statistic(.median),
      curves.enumerated().map { arm, curve in curve.map { median($0, at: path(arm)) } }
    )
    for landmark in derivation.landmarks {
      table.row(
        .landmark(landmark),
        curves.enumerated().map { arm, curve in curve.map { rate($0, at: landmark, path(arm)) } }
      )
    }
    table.row(
      .statistic(.followUp),
      byArm.enumerated().map { arm, subjects in
        subjects.map { subjects in
          let followUp = KaplanMeier.reverse(subjects).quantile(0.5)
          return .single("\(path(arm))/follow-up", followUp.map { .number($0) } ?? .notReached, .days)
        }
      }
    )
    return table.table
  }

  private func median(_ curve: KaplanMeier, at path: String) -> ResultTable.Entry {
    let median = curve.quantile(0.5, transform: .logLog, level: data.level)
    func cell(_ name: String, _ value: Double?) -> Cell {
      Cell("\(path)/median/\(name)", value.map { .number($0) } ?? .notReached, .days)
    }
    return ResultTable.Entry(
      form: .estimateAndInterval,
      cells: [cell("estimate", median.estimate), cell("lower", median.lower), cell("upper", median.upper)],
      rows: nil
    )
  }

  /// The rate at a landmark; without a value beyond the last time at which anyone was observed.
  private func rate(_ curve: KaplanMeier, at landmark: Int, _ path: String) -> ResultTable.Entry {
    let time = Double(landmark)
    let isKnown = curve.atRisk(at: time) > 0 || curve.survival(at: time) == 0
    return .estimate(
      "\(path)/rate-\(landmark)",
      isKnown ? .number(curve.survival(at: time)) : .notEstimable(.noData),
      isKnown ? curve.interval(at: time, transform: .logLog, level: data.level) : nil,
      named: .landmarkRate,
      .fraction
    )
  }

  private func comparisonTable() -> ResultTable {
    let comparisons = data.comparisons
    var table = TableBuilder("comparisons", columns: comparisons.map { $0.label(data.study) })
    var models = [(Statistic.hazardRatio, hazards)]
    if let strata {
      models.append((.stratifiedHazardRatio, HazardModel(times: times, data: data, strata: strata)))
    }
    if !plan.adjustment.isEmpty {
      let adjusted = HazardModel(times: times, data: data, adjustment: plan.adjustment, strata: strata)
      models.append((.adjustedHazardRatio, adjusted))
    }
    for (statistic, model) in models {
      table.row(
        .statistic(statistic),
        isPrimary: statistic == .hazardRatio,
        comparisons.map { comparison in
          model?.entry(
            "\(comparison.path(data.study))/\(statistic.rawValue)",
            of: comparison,
            level: data.level
          )
        }
      )
    }
    table.row(
      .statistic(.proportionalHazards),
      comparisons.map { comparison in
        .test(
          "\(comparison.path(data.study))/proportional-hazards",
          hazards?.proportionality(of: comparison)
        )
      }
    )
    return table.table
  }

  private func testTable() -> ResultTable {
    let comparisons = data.comparisons
    var table = TableBuilder("tests", columns: comparisons.map { $0.label(data.study) })
    table.row(
      .statistic(.logRank),
      isPrimary: plan.survivalTest == .logRank,
      comparisons.map { .test("\($0.path(data.study))/tests/log-rank", logRank($0, strata: nil)) }
    )
    if strata != nil {
      table.row(
        .statistic(.stratifiedLogRank),
        isPrimary: plan.survivalTest == .stratifiedLogRank,
        comparisons.map {
          .test("\($0.path(data.study))/tests/stratified-log-rank", logRank($0, strata: strata))
        }
      )
    }
    if data.study.arms.count > 2 {
      for (statistic, strata) in [(Statistic.globalTest, nil), (.stratifiedGlobalTest, strata)] {
        if statistic == .stratifiedGlobalTest, strata == nil { continue }
        let test = logRank(nil, strata: strata)
        table.row(
          .statistic(statistic),
          comparisons.indices.map { $0 == 0 ? .test(statistic.rawValue, test) : nil }
        )
      }
    }
    return table.table
  }

  /// The log-rank test of two arms, or of all of them.
  private func logRank(_ comparison: ArmComparison?, strata: Strata?) -> TestResult? {
    let part = times.filtered { member in
      let arm = Int(data.arm[member])
      let isCompared = comparison.map { arm == $0.treatment || arm == $0.reference } ?? true
      return isCompared && (strata.map { $0.index[member] >= 0 } ?? true)
    }
    guard !part.members.isEmpty else { return nil }
    return logRankTest(
      times: part.days,
      events: part.isEvent,
      groups: part.members.map { member in
        let arm = Int(data.arm[member])
        return comparison.map { arm == $0.treatment ? 1 : 0 } ?? arm
      },
      groupCount: comparison == nil ? data.study.arms.count : 2,
      strata: strata.map { strata in part.members.map { strata.index[$0] } }
    ).test
  }

  // MARK: Curves and notes

  private func curve(_ curve: KaplanMeier, arm: String) -> SurvivalCurves.Curve {
    let bands =
      data.settings.isFull
      ? curve.intervals(transform: .logLog, level: data.level)
      : [Interval?](repeating: nil, count: curve.steps.count)
    return SurvivalCurves.Curve(
      arm: arm,
      time: curve.steps.map(\.time),
      atRisk: curve.steps.map(\.atRisk),
      events: curve.steps.map(\.events),
      censored: curve.steps.map(\.censored),
      survival: curve.steps.map(\.survival),
      lower: bands.map { $0?.lower ?? .nan },
      upper: bands.map { $0?.upper ?? .nan },
      subjects: curve.subjects,
      median: curve.quantile(0.5)
    )
  }

  private var notes: [ResultNote] {
    var notes: [ResultNote] = []
    let atZero = times.days.indices.filter { times.days[$0] == 0 && times.isEvent[$0] }.count
    if atZero > 0 { notes.append(.eventsAtTimeZero(count: atZero)) }
    let events = times.isEvent.filter(\.self).count
    if events < 10 { notes.append(.fewEvents(events)) }
    if hazards?.isMonotone == true { notes.append(.monotoneLikelihood) }
    let checks = data.comparisons.compactMap { hazards?.proportionality(of: $0)?.p }
    if let p = checks.min(), p < 0.05 { notes.append(.nonProportionalHazards(p: p)) }
    if plan.standing != .prespecified { notes.append(.multiplicityNotControlled) }
    return notes
  }
}
