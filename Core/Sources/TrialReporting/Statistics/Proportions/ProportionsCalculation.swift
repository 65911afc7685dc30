// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// Proportions of one arm or more: intervals, contrasts with the reference arm, tests.
public struct ProportionsCalculation: Calculation {
  /// The reference last.
  let arms: [NamedProportion]
  let settings: ProportionSettings
  let comparisons: [ProportionComparison]
  let stratified: StratifiedProportions?
  let rows: CompleteRows?

  /// Compares counts; the last arm is the reference.
  public init(_ arms: [NamedProportion], _ settings: ProportionSettings) {
    self.init(arms, strata: [], rows: nil, settings)
  }

  private init(
    _ arms: [NamedProportion],
    strata: [TwoProportions],
    rows: CompleteRows?,
    _ settings: ProportionSettings
  ) {
    self.arms = arms
    self.settings = settings
    self.rows = rows
    comparisons = arms.dropLast().map { arm in
      ProportionComparison(arm, versus: arms[arms.count - 1], settings)
    }
    stratified = strata.isEmpty ? nil : StratifiedProportions(strata, settings)
  }

  /// Counts and compares the arms of a table.
  ///
  /// - Parameters:
  ///   - table: Read with the columns named below.
  ///   - outcome: The column of the outcome, and what of it is an event.
  ///   - arm: The column of the arms; the reference is the level that the table has first, or the one asked for.
  ///   - strata: Columns within which two arms are compared too.
  ///   - reference: The reference level.
  ///   - settings: Level, direction, method.
  /// - Throws: Cells that cannot be read, a reference that is not there.
  public init(
    _ table: DataTable,
    outcome: EventRule,
    arm: String,
    strata: [String],
    reference: ReferenceLevels,
    _ settings: ProportionSettings
  ) throws(DataFault) {
    let rows = try CompleteRows(table, columns: [outcome.column.name, arm] + strata)
    let events = try table.events(outcome, rows)
    try reference.check(usedBy: [arm])
    let factor = try Factor(arm, in: table, rows, reference: reference.level(of: arm, isFirst: true))
    func proportion(_ level: Int, _ isIn: (Int) -> Bool) -> Proportion {
      let subjects = factor.codes.indices.filter { factor.codes[$0] == level && isIn($0) }
      return Proportion(events: subjects.filter { events[$0] }.count, of: subjects.count)
    }
    // The reference is level 0 and stands last, as in a comparison "against".
    let order = Array(factor.levels.indices.dropFirst()) + [0]
    let arms = order.map { NamedProportion(factor.levels[$0], proportion($0) { _ in true }) }
    var tables: [TwoProportions] = []
    if !strata.isEmpty {
      guard arms.count == 2 else { throw .strataOfArms(column: arm, arms: arms.count) }
      var factors: [Factor] = []
      for name in strata { factors.append(try Factor(name, in: table, rows)) }
      let cross = FactorCross(factors, rows: rows.rows.count)
      tables = cross.labels.indices.map { stratum in
        TwoProportions(
          proportion(1) { cross.codes[$0] == stratum },
          versus: proportion(0) { cross.codes[$0] == stratum }
        )
      }
    }
    self.init(arms, strata: tables, rows: rows, settings)
  }

  /// Three arms or more together; nil below.
  private var allArms: [(key: String, name: ProportionMessage, line: TestLine)] {
    guard arms.count > 2, settings.method == nil else { return [] }
    let table = ContingencyTable(arms.map { [$0.proportion.events, $0.proportion.others] })
    return [
      ("pearson", .allArmsPearson, TestLine(table.pearson())),
      ("fisher", .allArmsFisher, TestLine(table.fisher(), limit: table.total - 1)),
    ]
  }

  private var intervals: [ProportionInterval] {
    ProportionInterval.allCases.filter { settings.wants($0.rawValue) }
  }

  // MARK: Telling

  public var json: [JSONValue.Member] {
    let arms = self.arms.map { arm -> JSONValue in
      [
        "arm": .string(arm.name), "events": .integer(arm.proportion.events), "n": .integer(arm.proportion.n),
        "estimate": .statistic(arm.proportion.estimate),
        "intervals": .object(
          intervals.map { .init($0.rawValue, .interval($0.interval(arm.proportion, settings.level))) }
        ),
      ]
    }
    var members = [
      JSONValue.Member("level", .number(settings.level)),
      JSONValue.Member("alternative", .string(settings.alternative.word)),
      JSONValue.Member("arms", .array(arms)),
    ]
    if comparisons.count == 1 { members += comparisons[0].json }
    if comparisons.count > 1 {
      let all = comparisons.map { comparison in
        JSONValue.object(
          [.init("arm", .string(comparison.arm)), .init("reference", .string(comparison.reference))]
            + comparison.json
        )
      }
      members.append(.init("comparisons", .array(all)))
      members.append(.init("tests", .object(allArms.map { .init($0.key, $0.line.json) })))
    }
    if let stratified { members.append(.init("stratified", stratified.json)) }
    if let rows { members.append(.init("rows", rows.json)) }
    return members
  }

  public func text(in language: Language) -> String {
    let texts = Texts(language: language)
    var page = StatisticsPage(texts[arms.count > 1 ? ProportionMessage.title : .oneTitle], in: language)
    let numbers = page.numbers
    if let rows { page.say(rows.text(in: texts)) }
    let names = arms.enumerated().map { index, arm in
      arms.count > 1 && index == arms.count - 1 ? texts(StatisticsMessage.reference, arm.name) : arm.name
    }
    page.table(
      "",
      [StatisticsMessage.arm, .events, .subjects].map { texts[$0] } + [texts[ProportionMessage.arms]],
      numeric: [1, 2, 3],
      zip(names, arms).map { name, arm in
        [name, "\(arm.proportion.events)", "\(arm.proportion.n)", numbers.share(arm.proportion.estimate)]
      }
    )
    page.table(
      texts(ProportionMessage.intervals, numbers.level(settings.level)),
      [texts[StatisticsMessage.method]] + names,
      numeric: Set(1...max(1, arms.count)),
      intervals.map { method in
        [texts.pattern(method.name)]
          + arms.map { arm in
            numbers.interval(method.interval(arm.proportion, settings.level)) { numbers.share($0) }
          }
      }
    )
    page.tests(texts[ProportionMessage.allArms], allArms.map { (texts[$0.name], $0.line) })
    for comparison in comparisons {
      if comparisons.count > 1 {
        page.say(texts(ProportionMessage.against, comparison.arm, comparison.reference))
      }
      comparison.write(on: &page)
    }
    stratified?.write(on: &page)
    if settings.alternative != .twoSided { page.say(texts[ProportionMessage.oneSided]) }
    return page.text
  }
}
