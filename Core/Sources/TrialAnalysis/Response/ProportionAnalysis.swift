// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// The analysis of a binary endpoint: shares by arm, comparisons with the reference arm, tests side by side.
struct ProportionAnalysis {
  let plan: PlannedAnalysis
  let endpoint: Endpoint
  let derivation: BinaryDerivation
  let data: AnalysisData
  private let outcomes: BinaryOutcomes
  private let included: [Bool]
  private let lists: SubjectLists

  init(_ plan: PlannedAnalysis, endpoint: Endpoint, derivation: BinaryDerivation, data: AnalysisData) {
    self.plan = plan
    self.endpoint = endpoint
    self.derivation = derivation
    self.data = data
    outcomes = BinaryOutcomes(derivation, in: data)
    lists = SubjectLists(data)
    var included = data.isMember(of: plan.set)
    for selection in plan.selections {
      guard let arm = data.study.arms.firstIndex(where: { $0.id == selection.arm }) else { continue }
      let truths = selection.criterion.map { data.truths(of: $0) }
      for member in 0..<data.count where Int(data.arm[member]) == arm {
        if let truths, truths[member] != .met { included[member] = false }
      }
    }
    // An arm that a selection leaves out is not compared.
    if !plan.selections.isEmpty {
      let selected = Set(plan.selections.map(\.arm))
      for member in 0..<data.count where !selected.contains(data.study.arms[Int(data.arm[member])].id) {
        included[member] = false
      }
    }
    self.included = included
  }

  var listing: Listing {
    var columns = [Listing.Column(title: .endpoint(endpoint.id), values: .status(outcomes.status))]
    if let path = derivation.categories { columns.append(data.column(of: path)) }
    if let path = derivation.assessed { columns.append(data.column(of: path)) }
    let items = plan.selections.compactMap(\.criterion).flatMap(\.items) + plan.subgroups + plan.strata
    for path in items where path != derivation.categories { columns.append(data.column(of: path)) }
    return data.listing(plan.id, columns)
  }

  var result: AnalysisResult {
    let arms = proportions { included[$0] }
    var tables = [armTable(arms)]
    if let path = derivation.categories { tables.append(categoryTable(path)) }
    let isOneSided = isSelectionOnOneSide
    if !isOneSided { tables.append(effectTable(arms)) }
    tables.append(testTable(arms))
    tables.append(settledTable())
    return AnalysisResult(
      id: plan.id,
      topic: .response,
      endpoint: endpoint.id,
      set: plan.set,
      standing: plan.standing,
      access: .closed,
      methods: [.clopperPearson, .wilson, .miettinenNurminen, .newcombe],
      primaryTest: plan.proportionTest.flatMap { Statistic(rawValue: $0.rawValue) },
      tables: tables,
      curves: nil,
      notes: notes(arms, isOneSided: isOneSided),
      plan: plan
    )
  }

  // MARK: Tables

  /// Responders and subjects of each arm; nil for an arm without subjects.
  private func proportions(where isIn: (Int) -> Bool) -> [Proportion?] {
    let n = data.countByArm(where: isIn)
    let events = data.countByArm { isIn($0) && outcomes.status[$0] == .responder }
    return zip(events, n).map { $1 > 0 ? Proportion(events: $0, of: $1) : nil }
  }

  private func rows(arm: Int, _ status: SubjectStatus?) -> RowSet? {
    lists.rows(plan.id, count: data.count) { member in
      included[member] && Int(data.arm[member]) == arm && (status == nil || outcomes.status[member] == status)
    }
  }

  private func armTable(_ arms: [Proportion?]) -> ResultTable {
    let study = data.study
    var table = TableBuilder("arms", columns: data.armColumns)
    func path(_ arm: Int) -> String { "arms/\(study.arms[arm].id)" }
    table.row(
      .statistic(.responders),
      isPrimary: true,
      arms.enumerated().map { arm, proportion in
        .share(
          path(arm),
          proportion?.events ?? 0,
          of: proportion?.n ?? 0,
          form: .countOfTotalAndShare,
          rows: rows(arm: arm, .responder)
        )
      }
    )
    table.row(
      .statistic(.clopperPearson),
      arms.enumerated().map { arm, proportion in
        .interval(
          "\(path(arm))/intervals/clopper-pearson",
          proportion?.clopperPearson(level: data.level),
          .fraction
        )
      }
    )
    table.row(
      .statistic(.wilson),
      arms.enumerated().map { arm, proportion in
        .interval("\(path(arm))/intervals/wilson", proportion?.wilson(level: data.level), .fraction)
      }
    )
    for (statistic, status) in [(Statistic.pending, SubjectStatus.pending), (.unknown, .unknown)] {
      let counts = data.countByArm { included[$0] && outcomes.status[$0] == status }
      table.row(
        .statistic(statistic),
        arms.indices.map { arm in
          .count("\(path(arm))/\(statistic.rawValue)", counts[arm], rows: rows(arm: arm, status))
        }
      )
    }
    return table.table
  }

  /// Every category of the item behind the endpoint with both intervals, and the subjects without one.
  private func categoryTable(_ item: ItemPath) -> ResultTable {
    let study = data.study
    let codes = data.codes(item)
    let n = data.countByArm { included[$0] }
    var table = TableBuilder("categories", columns: data.armColumns + data.armColumns + data.armColumns)
    let categories = study.item(item).map { study.codes(of: $0) } ?? []
    for code in categories.indices {
      let counts = data.countByArm { included[$0] && Int(codes[$0]) == code }
      let shares = study.arms.indices.map { arm in
        categoryShare(categories[code], arm: arm, counts[arm], of: n[arm]) { Int(codes[$0]) == code }
      }
      func intervals(_ name: Statistic, _ interval: (Proportion) -> Interval) -> [ResultTable.Entry?] {
        study.arms.indices.map { arm in
          guard data.settings.isFull, n[arm] > 0 else { return nil }
          return .interval(
            "categories/\(study.arms[arm].id)/\(categories[code])/intervals/\(name.rawValue)",
            interval(Proportion(events: counts[arm], of: n[arm])),
            .fraction
          )
        }
      }
      table.row(
        .category(item, code),
        shares + intervals(.clopperPearson) { $0.clopperPearson(level: data.level) }
          + intervals(.wilson) { $0.wilson(level: data.level) }
      )
    }
    let missing = data.countByArm { included[$0] && codes[$0] == ItemColumn.noCode }
    table.row(
      .missing(item),
      study.arms.indices.map { arm in
        categoryShare("missing", arm: arm, missing[arm], of: n[arm]) { codes[$0] == ItemColumn.noCode }
      } + [ResultTable.Entry?](repeating: nil, count: 2 * study.arms.count)
    )
    return table.table
  }

  private func categoryShare(
    _ name: String,
    arm: Int,
    _ count: Int,
    of total: Int,
    where isIn: (Int) -> Bool
  ) -> ResultTable.Entry {
    .share(
      "categories/\(data.study.arms[arm].id)/\(name)",
      count,
      of: total,
      rows: lists.rows(plan.id, count: data.count) {
        included[$0] && Int(data.arm[$0]) == arm && isIn($0)
      }
    )
  }

  private func pair(_ comparison: ArmComparison, _ arms: [Proportion?]) -> TwoProportions? {
    guard let treatment = arms[comparison.treatment], let reference = arms[comparison.reference] else {
      return nil
    }
    return TwoProportions(treatment, versus: reference)
  }

  private func effectTable(_ arms: [Proportion?]) -> ResultTable {
    let comparisons = data.comparisons
    let level = data.level
    var table = TableBuilder("comparisons", columns: comparisons.map { $0.label(data.study) })
    let pairs = comparisons.map { ($0.path(data.study), pair($0, arms)) }
    func entries(_ make: (String, TwoProportions) -> ResultTable.Entry) -> [ResultTable.Entry?] {
      pairs.map { path, pair in pair.map { make(path, $0) } }
    }
    table.row(
      .statistic(.miettinenNurminen),
      isPrimary: true,
      entries { path, pair in
        .estimate(
          "\(path)/difference",
          CellValue(pair.difference),
          pair.miettinenNurminen(level: level),
          named: .miettinenNurminen,
          .fractionDifference
        )
      }
    )
    table.row(
      .statistic(.newcombe),
      entries { path, pair in
        .interval("\(path)/difference/intervals/newcombe", pair.newcombe(level: level), .fractionDifference)
      }
    )
    table.row(
      .statistic(.riskRatio),
      entries { path, pair in
        .estimate(
          "\(path)/risk-ratio",
          pair.reference.events == 0 ? .notEstimable(.zeroDenominator) : CellValue(pair.riskRatio),
          pair.riskRatioScore(level: level),
          named: .riskRatio,
          .ratio
        )
      }
    )
    table.row(
      .statistic(.oddsRatio),
      entries { path, pair in
        .estimate(
          "\(path)/odds-ratio",
          pair.cells.contains(0) ? .notEstimable(.zeroDenominator) : CellValue(pair.oddsRatio),
          pair.cells.contains(0) ? nil : pair.oddsRatioWoolf(level: level),
          named: .oddsRatio,
          .ratio
        )
      }
    )
    table.row(
      .statistic(.numberNeeded),
      entries { path, pair in
        .single(
          "\(path)/number-needed",
          pair.difference == 0 ? .notEstimable(.zeroDenominator) : CellValue(pair.numberNeededToTreat),
          .value(decimals: 1)
        )
      }
    )
    table.row(
      .statistic(.superiority),
      entries { path, pair in
        .single(
          "\(path)/superiority",
          CellValue(pair.probabilityOfSuperiority(prior: BetaDistribution(1, 1))),
          .probability
        )
      }
    )
    return table.table
  }

  private func testTable(_ arms: [Proportion?]) -> ResultTable {
    let comparisons = data.comparisons
    var table = TableBuilder("tests", columns: comparisons.map { $0.label(data.study) })
    let pairs = comparisons.map { ($0.path(data.study), pair($0, arms)) }
    let hasExact = data.count <= AnalysisSettings.largestExact
    for test in PlannedAnalysis.ProportionTest.allCases {
      guard let statistic = Statistic(rawValue: test.rawValue) else { continue }
      // The unconditional tests cost most, and no cohort of reconstructed data asks for them anew.
      let isUnconditional = test == .barnard || test == .boschloo
      if isUnconditional, !data.settings.isFull { continue }
      table.row(
        .statistic(statistic),
        isPrimary: test == plan.proportionTest,
        pairs.map { path, pair in
          let address = "\(path)/tests/\(test.rawValue)"
          if isUnconditional, !hasExact { return .single("\(address)/p", .notEstimable(.tooLarge), .pValue) }
          return .test(address, pair.map { test.result($0) })
        }
      )
    }
    if !plan.strata.isEmpty {
      table.row(.statistic(.cochranMantelHaenszel), comparisons.map { stratified($0) })
    }
    if data.study.arms.count > 2 {
      let cells = arms.compactMap(\.self).map { [$0.events, $0.others] }
      table.row(
        .statistic(.globalTest),
        comparisons.indices.map {
          $0 == 0 ? .test("global", cells.count > 1 ? ContingencyTable(cells).pearson() : nil) : nil
        }
      )
    }
    return table.table
  }

  private func stratified(_ comparison: ArmComparison) -> ResultTable.Entry? {
    let strata = Strata(plan.strata, in: data)
    let tables = (0..<strata.count).compactMap { stratum in
      pair(comparison, proportions { included[$0] && strata.index[$0] == stratum })
    }
    let path = "\(comparison.path(data.study))/tests/cmh"
    return .test(
      path,
      tables.isEmpty ? nil : cochranMantelHaenszel(tables, continuityCorrection: false)
    )
  }

  /// The sensitivity that leaves pending and unknown subjects out.
  private func settledTable() -> ResultTable {
    let isSettled: (Int) -> Bool = { [included, outcomes] member in
      included[member] && outcomes.status[member] != .pending && outcomes.status[member] != .unknown
    }
    let arms = proportions(where: isSettled)
    let study = data.study
    var table = TableBuilder("settled", columns: data.armColumns)
    table.row(
      .statistic(.responders),
      arms.enumerated().map { arm, proportion in
        .share(
          "settled/\(study.arms[arm].id)",
          proportion?.events ?? 0,
          of: proportion?.n ?? 0,
          form: .countOfTotalAndShare,
          rows: lists.rows(plan.id, count: data.count) {
            isSettled($0) && Int(data.arm[$0]) == arm && outcomes.status[$0] == .responder
          }
        )
      }
    )
    if !isSelectionOnOneSide {
      for comparison in data.comparisons {
        let pair = pair(comparison, arms)
        table.row(
          comparison.label(study),
          study.arms.indices.map { arm in
            guard arm == comparison.treatment, let pair else { return nil }
            return .estimate(
              "settled/\(comparison.path(study))/difference",
              CellValue(pair.difference),
              pair.miettinenNurminen(level: data.level),
              named: .miettinenNurminen,
              .fractionDifference
            )
          }
        )
      }
    }
    return table.table
  }

  // MARK: Guards

  /// Whether a part of one arm is compared with the whole, or another part, of the other.
  private var isSelectionOnOneSide: Bool {
    Set(plan.selections.map(\.criterion)).count > 1
  }

  private func notes(_ arms: [Proportion?], isOneSided: Bool) -> [ResultNote] {
    var notes: [ResultNote] = []
    if isOneSided, let part = plan.selections.first(where: { $0.criterion != nil }),
      let whole = plan.selections.first(where: { $0.criterion != part.criterion })
    {
      notes.append(.selectionOnOneSide(selected: part.arm, whole: whole.arm))
    }
    let smallest = data.comparisons.compactMap { pair($0, arms)?.expectedCounts.min() }.min()
    if let smallest, smallest < 5 { notes.append(.smallExpectedCount(smallest: smallest)) }
    if data.count > AnalysisSettings.largestExact {
      notes.append(.exactTestsLeftOut(limit: AnalysisSettings.largestExact))
    }
    if plan.standing != .prespecified { notes.append(.multiplicityNotControlled) }
    return notes
  }
}

extension PlannedAnalysis.ProportionTest {
  /// The two-sided test of a comparison.
  func result(_ pair: TwoProportions) -> TestResult {
    switch self {
    case .pearson: pair.pearson()
    case .yates: pair.yates()
    case .nMinusOne: pair.nMinusOne()
    case .likelihoodRatio: pair.likelihoodRatio()
    case .fisher: pair.fisher()
    case .fisherMidP: pair.fisherMidP()
    case .barnard: pair.barnard()
    case .boschloo: pair.boschloo()
    }
  }
}
