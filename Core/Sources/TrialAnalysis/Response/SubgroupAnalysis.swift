// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// The effect in each category of each subgroup item, with a test of interaction for each item.
///
/// Every subgroup takes the same part of each arm, so that randomization holds inside it.
struct SubgroupAnalysis {
  let plan: PlannedAnalysis
  let endpoint: Endpoint
  let data: AnalysisData

  /// One line: a category's members and what was found in them.
  private struct Line {
    let label: Label
    let path: String
    let isIn: (Int) -> Bool
  }

  var result: AnalysisResult {
    AnalysisResult(
      id: plan.id,
      topic: .subgroups,
      endpoint: endpoint.id,
      set: plan.set,
      standing: plan.standing,
      access: .closed,
      methods: isSurvival ? [.hazardRatio, .interaction] : [.miettinenNurminen, .interaction],
      primaryTest: nil,
      tables: data.comparisons.map { table($0) },
      curves: nil,
      notes: [.multiplicityNotControlled],
      plan: plan
    )
  }

  private var isSurvival: Bool {
    if case .timeToEvent = endpoint.derivation { return true }
    return false
  }

  /// Columns: events and subjects of both arms, the effect, and the interaction p at each item's head.
  private func table(_ comparison: ArmComparison) -> ResultTable {
    let study = data.study
    let treatment = study.arms[comparison.treatment].id
    let reference = study.arms[comparison.reference].id
    var table = TableBuilder(
      comparison.path(study),
      columns: [
        .arm(treatment), .arm(reference), .statistic(isSurvival ? .hazardRatio : .difference),
        .statistic(.interaction),
      ]
    )
    let effects = effects(comparison)
    let everyone = Line(label: .allSubjects, path: "\(comparison.path(study))/all") { _ in true }
    table.row(everyone.label, isPrimary: true, effects.entries(everyone.path, where: everyone.isIn) + [nil])
    for item in plan.subgroups {
      let codes = data.codes(item)
      let categories = study.item(item).map { study.codes(of: $0) } ?? []
      let lines = categories.indices.map { code in
        Line(label: .category(item, code), path: "\(comparison.path(study))/\(item)/\(categories[code])") {
          Int(codes[$0]) == code
        }
      }
      let interaction = effects.interaction(of: lines.map(\.isIn))
      table.row(
        .item(item),
        [nil, nil, nil, .test("\(comparison.path(study))/\(item)/interaction", interaction)]
      )
      for line in lines {
        table.row(line.label, level: 1, effects.entries(line.path, where: line.isIn) + [nil])
      }
    }
    return table.table
  }

  private func effects(_ comparison: ArmComparison) -> any SubgroupEffects {
    switch endpoint.derivation {
    case .binary(let derivation):
      ResponseEffects(
        comparison: comparison,
        data: data,
        outcomes: BinaryOutcomes(derivation, in: data),
        included: data.isMember(of: plan.set),
        listing: plan.id
      )
    case .timeToEvent(let derivation):
      HazardEffects(
        comparison: comparison,
        data: data,
        times: EventTimes(derivation, in: data, among: data.isMember(of: plan.set)),
        listing: plan.id
      )
    }
  }
}

/// What a subgroup table needs to know of an endpoint.
private protocol SubgroupEffects {
  /// Treatment arm, reference arm, effect.
  func entries(_ path: String, where isIn: (Int) -> Bool) -> [ResultTable.Entry?]
  /// The test that the effect is the same in all parts; nil where it has no value.
  func interaction(of parts: [(Int) -> Bool]) -> TestResult?
}

private struct ResponseEffects: SubgroupEffects {
  let comparison: ArmComparison
  let data: AnalysisData
  let outcomes: BinaryOutcomes
  let included: [Bool]
  let listing: String

  private func counts(where isIn: (Int) -> Bool) -> (events: [Int], n: [Int]) {
    (
      data.countByArm { included[$0] && isIn($0) && outcomes.status[$0] == .responder },
      data.countByArm { included[$0] && isIn($0) }
    )
  }

  private func pair(where isIn: (Int) -> Bool) -> TwoProportions? {
    let (events, n) = counts(where: isIn)
    let (a, b) = (comparison.treatment, comparison.reference)
    guard n[a] > 0, n[b] > 0 else { return nil }
    return TwoProportions(
      Proportion(events: events[a], of: n[a]),
      versus: Proportion(events: events[b], of: n[b])
    )
  }

  func entries(_ path: String, where isIn: (Int) -> Bool) -> [ResultTable.Entry?] {
    let (events, n) = counts(where: isIn)
    let lists = SubjectLists(data)
    let arms = [comparison.treatment, comparison.reference].map { arm -> ResultTable.Entry? in
      .share(
        "\(path)/\(data.study.arms[arm].id)",
        events[arm],
        of: n[arm],
        form: .countOfTotal,
        rows: lists.rows(listing, count: data.count) {
          included[$0] && isIn($0) && Int(data.arm[$0]) == arm && outcomes.status[$0] == .responder
        }
      )
    }
    let pair = pair(where: isIn)
    let effect = ResultTable.Entry.estimate(
      "\(path)/difference",
      pair.map { CellValue($0.difference) } ?? .notEstimable(.noData),
      pair?.miettinenNurminen(level: data.level),
      named: .miettinenNurminen,
      .fractionDifference
    )
    return arms + [effect]
  }

  /// Breslow and Day's test with Tarone's correction: the odds ratio is the same in all parts.
  func interaction(of parts: [(Int) -> Bool]) -> TestResult? {
    let pairs = parts.compactMap { pair(where: $0) }
    guard pairs.count > 1, pairs.allSatisfy({ $0.events > 0 && $0.events < $0.n }) else { return nil }
    return breslowDay(pairs, tarone: true)
  }
}

private struct HazardEffects: SubgroupEffects {
  let comparison: ArmComparison
  let data: AnalysisData
  let times: EventTimes
  let listing: String

  func entries(_ path: String, where isIn: (Int) -> Bool) -> [ResultTable.Entry?] {
    let part = times.filtered(isIn)
    let lists = SubjectLists(data)
    let arms = [comparison.treatment, comparison.reference].map { arm -> ResultTable.Entry? in
      let rows = part.members.indices.filter { Int(data.arm[part.members[$0]]) == arm }
      return .share(
        "\(path)/\(data.study.arms[arm].id)",
        rows.filter { part.isEvent[$0] }.count,
        of: rows.count,
        form: .countOfTotal,
        rows: lists.rows(listing, count: times.members.count) { row in
          let member = times.members[row]
          return isIn(member) && Int(data.arm[member]) == arm && times.isEvent[row]
        }
      )
    }
    let effect = HazardModel(times: part, data: data)?
      .entry("\(path)/hazard-ratio", of: comparison, level: data.level)
    return arms + [
      effect ?? .estimate("\(path)/hazard-ratio", .notEstimable(.noData), nil, named: .hazardRatio, .ratio)
    ]
  }

  /// Cochran's Q of the log hazard ratios, each weighted by its inverse variance.
  ///
  /// Parts whose likelihood is monotone have no finite log hazard ratio, so that the test has no value.
  func interaction(of parts: [(Int) -> Bool]) -> TestResult? {
    let effects = parts.compactMap { part in
      HazardModel(times: times.filtered(part), data: data)?.coefficient(of: comparison)
    }.map { (beta: $0.estimate, weight: 1 / ($0.standardError * $0.standardError)) }
    guard effects.count == parts.count, effects.count > 1 else { return nil }
    let weight = effects.reduce(0) { $0 + $1.weight }
    let mean = effects.reduce(0) { $0 + $1.beta * $1.weight } / weight
    let q = effects.reduce(0) { $0 + $1.weight * ($1.beta - mean) * ($1.beta - mean) }
    let degrees = Double(effects.count - 1)
    return TestResult(
      statistic: q,
      degreesOfFreedom: degrees,
      p: ChiSquare.survival(q, degreesOfFreedom: degrees)
    )
  }
}
