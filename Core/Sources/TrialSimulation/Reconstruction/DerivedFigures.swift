// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Whether what is derived from a cohort's raw findings meets the published figures, made ready for many cohorts.
struct DerivedFigures {
  private let study: StudyProtocol
  private let plan: Reconstruction
  private let deriver: Deriver
  /// The followed figures that say what they are in derived items.
  private let figures: [(figure: PublishedFigure, count: PublishedFigure.SubjectCount, criterion: Criterion)]

  init(_ study: StudyProtocol, _ plan: Reconstruction) {
    self.study = study
    self.plan = plan
    deriver = Deriver(study)
    figures = plan.followed.compactMap { figure in
      guard let criterion = figure.derived, case .count(let count, _)? = figure.constraint else { return nil }
      return (figure, count, criterion)
    }
  }

  /// The figures that the derived items miss, in words; empty where all are met.
  func misses(_ record: TrialRecord) -> [String] {
    guard !figures.isEmpty else { return [] }
    let record = record.adding(deriver.derive(record, cut: plan.lastFact.day))
    let arms = record.codes(study.record.arm)
    return figures.flatMap { figure, count, criterion in
      let truths = record.truths(of: criterion, in: study)
      func found(in arm: String?) -> Int {
        let index = arm.flatMap { arm in study.arms.firstIndex { $0.id == arm } }
        return truths.indices.filter { subject in
          truths[subject] == .met && (index.map { Int(arms[subject]) == $0 } ?? true)
        }.count
      }
      let asked: [(arm: String?, subjects: Int)] =
        switch count {
        case .total(let subjects): [(nil, subjects)]
        case .byArm(let counts): counts.map { ($0.arm, $0.subjects) }
        }
      return asked.filter { found(in: $0.arm) != $0.subjects }.map { asked in
        Violation(
          figure: figure.id,
          arm: asked.arm,
          expected: "\(asked.subjects)",
          found: "\(found(in: asked.arm))"
        ).description
      }
    }
  }
}
