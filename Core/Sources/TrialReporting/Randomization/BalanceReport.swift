// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The balance of the actual allocations, as one reader may know it.
///
/// Who may see every arm gets counts by arm beside what the ratio planned; everybody else how many were allocated, and one
/// number that is late and tells no arm (`TellableBalance`).
public struct BalanceReport {
  /// Where somebody may look.
  public struct Reader: Hashable, Sendable {
    /// Sites whose subjects are seen, and whose arms are; nil for all.
    public let sites: Set<String>?
    public let armSites: Set<String>?

    public init(sites: Set<String>?, armSites: Set<String>?) {
      self.sites = sites
      self.armSites = armSites
    }

    var seesEveryArm: Bool { sites == nil && armSites == nil }

    /// Whose arms may be known, whatever the role permits: those of the own site are met on the ward.
    var own: Set<String> { (sites ?? []).union(armSites ?? []) }
  }

  private enum Content {
    case byArm(AllocationBalanceByArm, AllocationBalance)
    case tellable(TellableBalance)
  }

  private let content: Content
  private let scheme: AllocationScheme
  private let sites: Set<String>?
  private let labels: AllocationLabels
  private var texts: Texts { labels.texts }

  /// - Parameters:
  ///   - study: The protocol in force.
  ///   - state: The trial.
  ///   - reader: What the reader may see.
  ///   - language: The language.
  /// - Throws: Rules of allocation that say too little to count by.
  public init(
    _ study: StudyProtocol,
    _ state: TrialState,
    for reader: Reader,
    language: Language
  ) throws(AllocationRefusal) {
    let allocator = try Allocator(study)
    let facts = state.allocationFacts
    labels = AllocationLabels(study: study, texts: Texts(language: language))
    sites = reader.sites
    scheme = (allocator.versions.last { $0.from <= max(1, facts.count) } ?? allocator.versions[0]).scheme
    if reader.seesEveryArm {
      let balance = AllocationBalanceByArm(facts, by: allocator)
      content = .byArm(balance, balance.withoutArms(by: allocator))
    } else {
      let places = state.allocations.map { state.subject($0.subject)?.site ?? "" }
      content = .tellable(TellableBalance(facts, at: places, own: reader.own, by: allocator))
    }
  }

  // MARK: For people

  /// The whole text, ended by a line break.
  public var rendered: String {
    switch content {
    case .byArm(let balance, let sizes): text(balance, sizes)
    case .tellable(let balance): text(balance)
    }
  }

  private func text(_ balance: AllocationBalanceByArm, _ sizes: AllocationBalance) -> String {
    let arms = scheme.arms
    let head =
      [texts[BalanceMessage.level], texts[SummaryMessage.randomized]]
      + arms.map { texts(BalanceMessage.armExpected, labels.arm($0)) } + [texts[BalanceMessage.imbalance]]
    // The strata of one factor are its levels.
    let hasStrata = scheme.factors.count > 1
    let rows = zip(
      [balance.total] + balance.margins + (hasStrata ? balance.strata : []),
      [sizes.total] + sizes.margins + (hasStrata ? sizes.strata : [])
    ).map { line, size in
      [labels.line(line.levels), String(line.randomized)]
        + arms.map { arm in
          texts(
            BalanceMessage.countExpected,
            String(line.arms[arm] ?? 0),
            DecimalText.fixed(line.expected[arm] ?? 0, decimals: 1)
          )
        } + [DecimalText.fixed(size.imbalance, decimals: 1)]
    }
    return finished(
      TextTable(head, numeric: Set(1..<head.count), rows).lines,
      balance.total.randomized,
      since: balance.since,
      [texts[BalanceMessage.byArmNote]]
    )
  }

  private func text(_ balance: TellableBalance) -> String {
    let rows = ([balance.total] + shown(balance.margins)).map {
      [labels.line($0.levels), String($0.randomized)]
    }
    let number =
      balance.imbalance.map {
        texts(BalanceMessage.late, DecimalText.fixed($0.size, decimals: 1), String($0.after))
      } ?? texts(BalanceMessage.notYet, String(2 * TellableBalance.round))
    return finished(
      TextTable([texts[BalanceMessage.level], texts[SummaryMessage.randomized]], numeric: [1], rows).lines,
      balance.total.randomized,
      since: balance.since,
      [number, texts(BalanceMessage.whyLate, String(TellableBalance.round))]
    )
  }

  private func finished(_ table: [String], _ count: Int, since: Int, _ notes: [String]) -> String {
    let head = texts(BalanceMessage.head, String(count))
    let amended = since > 0 ? [texts(BalanceMessage.since, String(since + 1))] : []
    let below = (amended + notes).flatMap { TextColumns.hanging("  ", $0, to: SynopsisText.width) }
    return ([head] + table + [""] + below).joined(separator: "\n") + "\n"
  }

  /// Levels that are sites are told to those who have business there.
  private func shown(_ margins: [TellableBalance.Line]) -> [TellableBalance.Line] {
    guard let sites else { return margins }
    let factors = labels.siteFactors
    return margins.filter { line in
      line.levels.allSatisfy { !factors.contains($0.key) || sites.contains($0.value) }
    }
  }

  // MARK: For programs

  /// The same keys for every reader; what is not told is null.
  public var json: JSONValue {
    switch content {
    case .byArm(let balance, let sizes):
      return [
        "armsShown": true, "since": .integer(balance.since), "total": line(balance.total, sizes.total),
        "margins": .array(zip(balance.margins, sizes.margins).map { line($0, $1) }),
        "strata": .array(zip(balance.strata, sizes.strata).map { line($0, $1) }), "late": nil,
      ]
    case .tellable(let balance):
      return [
        "armsShown": false, "since": .integer(balance.since), "total": line(balance.total),
        "margins": .array(shown(balance.margins).map { line($0) }), "strata": nil,
        "late": balance.imbalance.map {
          ["imbalance": .number($0.size), "after": .integer($0.after)]
        } ?? .null,
      ]
    }
  }

  private func line(_ line: AllocationBalanceByArm.Line, _ size: AllocationBalance.Line) -> JSONValue {
    let arms = scheme.arms.map { arm in
      JSONValue.Member(
        arm,
        ["count": .integer(line.arms[arm] ?? 0), "expected": .number(line.expected[arm] ?? 0)]
      )
    }
    return [
      "levels": Self.json(line.levels), "randomized": .integer(line.randomized), "arms": .object(arms),
      "imbalance": .number(size.imbalance),
    ]
  }

  private func line(_ line: TellableBalance.Line) -> JSONValue {
    [
      "levels": Self.json(line.levels), "randomized": .integer(line.randomized), "arms": nil,
      "imbalance": nil,
    ]
  }

  private static func json(_ levels: [String: String]) -> JSONValue {
    .object(levels.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
  }
}

enum BalanceMessage: MessageKey {
  case head, level, armExpected, countExpected, imbalance, since, byArmNote, late, notYet, whyLate

  var message: Message {
    switch self {
    case .head: Message("Balance of the allocation · {0} allocated", "分配均衡性 · 已分配 {0} 例")
    case .level: Message("Level", "水平")
    case .armExpected: Message("{0} (planned)", "{0}（计划）")
    case .countExpected: Message("{0} ({1})", "{0}（{1}）")
    case .imbalance: Message("Imbalance", "不平衡")
    case .since:
      Message("Counted since allocation {0}, when the rules began anew.", "自第 {0} 次分配（规则重新开始）起计。")
    case .byArmNote:
      Message(
        "Planned: what the ratio gives. Imbalance: the largest less the smallest count for each part of the ratio.",
        "计划：按分配比例应有的例数。不平衡：各组例数按比例折算后，最大值与最小值之差。"
      )
    case .late:
      Message(
        "Imbalance of the whole trial after {1} allocations: {0} (the largest less the smallest arm for each part of the ratio).",
        "第 {1} 次分配后全试验的不平衡：{0}（各组例数按比例折算后，最大值与最小值之差）。"
      )
    case .notYet:
      Message(
        "The imbalance is not told yet: it is when {0} subjects of other sites were allocated.",
        "尚不提供不平衡数值：待其他中心已分配 {0} 例后提供。"
      )
    case .whyLate:
      Message(
        "It is told late and in rounds of {0} subjects, so that nobody can tell the arm of one subject, or of the next.",
        "该数值按每 {0} 例延迟提供，使任何人无法推知单个受试者或下一受试者的组别。"
      )
    }
  }
}
