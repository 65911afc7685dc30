// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// When the response is assessed in each arm, by plan and in fact.
///
/// Where the visit counts from the end of treatment, arms with longer treatment are assessed later: their marrow and
/// counts have had more time to recover. A comparison of response then compares times as well as treatments.
struct AssessmentTimeAnalysis {
  static let id = "schedule.assessment-time"

  private let data: AnalysisData
  private let lists: SubjectLists
  private let assessed: ItemPath
  /// By arm: the last planned day of treatment, and the latest planned day of the assessment, both counted from 1.
  private let planned: [(lastDose: Int, latest: Int)?]
  /// Days from randomization to the first assessment by the cut; NaN where there is none.
  private let days: [Double]

  /// nil where the protocol has no dated response, or no visit for it that counts from the end of treatment.
  init?(_ data: AnalysisData) {
    let study = data.study
    let dated = study.endpoints.lazy.compactMap { endpoint -> ItemPath? in
      if case .binary(let derivation) = endpoint.derivation { return derivation.assessed }
      return nil
    }
    guard study.study.time == .calendar, let named = dated.first else { return nil }
    // A derived response is assessed when its marrow is taken.
    let derivation = study.derivations.response.flatMap { $0.form.id == named.form ? $0 : nil }
    let assessed = derivation?.marrow.at ?? named
    planned = study.arms.indices.map { Self.latest(of: assessed.form, arm: $0, in: study) }
    guard planned.contains(where: { $0 != nil }) else { return nil }
    self.data = data
    self.assessed = assessed
    lists = SubjectLists(data)
    let cut = data.cutDay ?? Int32.max
    days = zip(data.earliestDays(assessed), data.randomized).map { day, randomized in
      day == ItemColumn.noDay || day > cut ? .nan : Double(day - randomized)
    }
  }

  /// The latest of the visits that the form shows, by the arm's regimen and the visit's rule.
  private static func latest(
    of form: String,
    arm: Int,
    in study: StudyProtocol
  ) -> (lastDose: Int, latest: Int)? {
    guard let lastDose = study.plannedTreatmentDays(ofArm: arm) else { return nil }
    let visits = Set(study.schedule.activities.filter { $0.form == form && $0.showsVisit }.flatMap(\.visits))
    let limits = study.schedule.visits.compactMap { visit -> Int? in
      guard visits.contains(visit.id), visit.anchor == .treatmentEnd, visit.every == nil,
        visit.arms.isEmpty || visit.arms.contains(study.arms[arm].id)
      else { return nil }
      return visit.recovery?.limit ?? visit.window?.upperBound
    }
    return limits.max().map { (lastDose, lastDose + $0) }
  }

  var listing: Listing {
    data.listing(
      Self.id,
      [
        Listing.Column(title: .randomized, values: .dates(data.randomized)), data.column(of: assessed),
        Listing.Column(title: .statistic(.assessmentDay), values: .numbers(days)),
      ]
    )
  }

  var result: AnalysisResult {
    AnalysisResult(
      id: Self.id,
      topic: .response,
      endpoint: nil,
      set: nil,
      standing: .prespecified,
      access: .closed,
      methods: [.plannedAssessment, .assessmentDay],
      primaryTest: nil,
      tables: [plan, observed],
      curves: nil,
      notes: notes,
      plan: nil
    )
  }

  private var notes: [ResultNote] {
    let latest = planned.compactMap { $0?.latest }
    guard let first = latest.min(), let last = latest.max(), first < last else { return [] }
    return [.assessedApart(days: last - first)]
  }

  // MARK: Tables

  private var plan: ResultTable {
    var table = TableBuilder("assessment-plan", columns: data.armColumns)
    let reference = data.study.arms.firstIndex { $0.id == data.study.analyses.reference }
    let base = reference.flatMap { planned[$0]?.latest }
    func row(_ statistic: Statistic, isPrimary: Bool = false, _ value: (Int) -> Int?) {
      table.row(
        .statistic(statistic),
        isPrimary: isPrimary,
        data.study.arms.enumerated().map { arm, entry in
          value(arm).map { .count("planned/\(entry.id)/\(statistic.rawValue)", $0) }
        }
      )
    }
    row(.plannedLastDose) { planned[$0]?.lastDose }
    row(.plannedAssessment, isPrimary: true) { planned[$0]?.latest }
    row(.assessmentsApart) { arm in
      base.flatMap { base in arm == reference ? nil : planned[arm].map { $0.latest - base } }
    }
    return table.table
  }

  private var observed: ResultTable {
    var table = TableBuilder("assessment-time", columns: data.armColumns + [.total])
    let columns = data.study.arms.indices.map { arm in (0..<data.count).filter { Int(data.arm[$0]) == arm } }
    let members = columns + [Array(0..<data.count)]
    let paths = data.study.arms.map { "observed/\($0.id)" } + ["observed/total"]
    let sorted = members.map { $0.map { days[$0] }.filter { !$0.isNaN }.sorted() }
    let all = members.indices
    table.row(
      .statistic(.assessmentDay),
      isPrimary: true,
      all.map { column in
        let arm = column < columns.count ? column : nil
        return .count(
          "\(paths[column])/n",
          sorted[column].count,
          rows: lists.rows(Self.id, count: data.count) { member in
            !days[member].isNaN && arm.map { $0 == Int(data.arm[member]) } ?? true
          }
        )
      }
    )
    table.row(
      .statistic(.medianRange),
      level: 1,
      all.map { column in
        let values = sorted[column]
        return ResultTable.Entry(
          form: .medianAndRange,
          cells: [
            Cell("\(paths[column])/median", quantileCell(values, 0.5), .value(decimals: 1)),
            Cell("\(paths[column])/min", CellValue(values.first ?? .nan), .value(decimals: 0)),
            Cell("\(paths[column])/max", CellValue(values.last ?? .nan), .value(decimals: 0)),
          ],
          rows: nil
        )
      }
    )
    table.row(
      .statistic(.quartiles),
      level: 1,
      all.map { column in
        ResultTable.Entry(
          form: .pair,
          cells: [
            Cell("\(paths[column])/q1", quantileCell(sorted[column], 0.25), .value(decimals: 1)),
            Cell("\(paths[column])/q3", quantileCell(sorted[column], 0.75), .value(decimals: 1)),
          ],
          rows: nil
        )
      }
    )
    table.row(
      .statistic(.missing),
      level: 1,
      all.map { column in
        let arm = column < columns.count ? column : nil
        return .count(
          "\(paths[column])/missing",
          members[column].count - sorted[column].count,
          rows: lists.rows(Self.id, count: data.count) { member in
            days[member].isNaN && arm.map { $0 == Int(data.arm[member]) } ?? true
          }
        )
      }
    )
    return table.table
  }

  private func quantileCell(_ sorted: [Double], _ p: Double) -> CellValue {
    CellValue(quantile(sorted, p, type: .linear))
  }
}
