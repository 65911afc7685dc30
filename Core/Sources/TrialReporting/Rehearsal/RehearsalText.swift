// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign
import TrialSimulation

/// The report of a rehearsal for a terminal of 100 columns.
public struct RehearsalText {
  private let study: StudyProtocol
  private let result: RehearsalResult
  private let texts: Texts
  private let words: RehearsalFindingWords

  public init(_ study: StudyProtocol, _ result: RehearsalResult, language: Language) {
    self.study = study
    self.result = result
    texts = Texts(language: language)
    words = RehearsalFindingWords(study, language: language)
  }

  public var text: String {
    let parts = [
      head, arms, strata, failures, forms, checks, refusals, slips,
      findings(RehearsalMessage.findings, result.findings.filter(\.isGrave)),
      findings(.notes, result.findings.filter { !$0.isGrave }),
      result.isClean ? [texts[RehearsalMessage.clean]] : [],
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  /// How long the acts took, and which took longest.
  ///
  ///     2.1 s in all; slowest: enter (1200 × 1.20 ms).
  public func timing(_ total: Double, slowest: [(permission: Permission, acts: Int, seconds: Double)])
    -> String
  {
    let parts = slowest.map { one in
      let each = DecimalText.fixed(1000 * one.seconds / Double(max(1, one.acts)), decimals: 2)
      return "\(one.permission.rawValue) (\(one.acts) × \(each) ms)"
    }
    return texts(
      RehearsalMessage.timing,
      DecimalText.fixed(total, decimals: 1),
      parts.joined(separator: texts[RehearsalMessage.joint])
    )
  }

  private var head: [String] {
    typealias Key = RehearsalMessage
    let queries = QueryState.Status.allCases.map { String(result.queries[$0] ?? 0) }
    return [
      texts(
        Key.title,
        texts[study.study.shortTitle],
        String(result.subjects),
        String(result.seed)
      ),
      texts[Key.statement],
      "",
      texts(
        Key.summary,
        String(result.screened),
        String(result.consented),
        String(result.screenFailures),
        String(result.randomized)
      ),
      texts(Key.entries, String(result.entries), "\(result.lastDay)"),
      texts(Key.follow, String(result.seriousCases), String(result.withdrawn)),
      texts(Key.queries, arguments: queries),
    ]
  }

  private func table(_ title: RehearsalMessage, _ head: [String], _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    return [texts[title]] + TextTable(head, numeric: Set(head.indices.dropFirst()), rows).lines
  }

  private var arms: [String] {
    table(
      .arms,
      [texts[RehearsalMessage.arm], texts[RehearsalMessage.subjects]],
      study.arms.map { [texts[$0.title], String(result.arms[$0.id] ?? 0)] }
    )
  }

  private var strata: [String] {
    table(
      .strata,
      [texts[RehearsalMessage.stratum]] + study.arms.map(\.id),
      result.strata.map { stratum in
        let levels = stratum.levels.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return [levels.joined(separator: texts[RehearsalMessage.joint])]
          + study.arms.map { String(stratum.arms[$0.id] ?? 0) }
      }
    )
  }

  private var failures: [String] {
    let rules = Eligibility.Kind.allCases.flatMap { study.eligibility.rules($0) }
    return table(
      .screenFailures,
      [texts[RehearsalMessage.rule], texts[RehearsalMessage.candidates]],
      rules.compactMap { rule in result.tally.failures[rule.id].map { [rule.id, String($0)] } }
    )
  }

  private var forms: [String] {
    table(
      .forms,
      [texts[RehearsalMessage.form], texts[RehearsalMessage.rows], texts[RehearsalMessage.subjects]],
      result.forms.map { [$0.form, String($0.rows), String($0.subjects)] }
    )
  }

  private var checks: [String] {
    table(
      .checks,
      [texts[RehearsalMessage.check], texts[RehearsalMessage.rows], texts[RehearsalMessage.asked]],
      result.checks.map { ["\($0.name.form) \($0.name.check)", String($0.rows), String($0.fired)] }
    )
  }

  private var refusals: [String] {
    table(
      .refusals,
      [texts[RehearsalMessage.code], texts[RehearsalMessage.expected], texts[RehearsalMessage.unexpected]],
      result.tally.refusals.sorted { $0.key < $1.key }.map {
        [$0.key, String($0.value.expected), String($0.value.unexpected)]
      }
    )
  }

  private var slips: [String] {
    let made = result.tally.slips
    let left = Slip.allCases.filter { made[$0] == nil }.map(\.rawValue)
    let count = texts(RehearsalMessage.slips, String(made.values.reduce(0, +)), String(made.count))
    guard !left.isEmpty else { return [count] }
    let names = texts(RehearsalMessage.slipsLeft, left.joined(separator: texts[RehearsalMessage.joint]))
    return [count] + TextColumns.wrapped(names, to: SynopsisText.width)
  }

  private func findings(_ title: RehearsalMessage, _ findings: [RehearsalFinding]) -> [String] {
    guard !findings.isEmpty else { return [] }
    return [texts(title, String(findings.count))]
      + findings.flatMap { finding in
        let sign = finding.isGrave ? "  ✗ " : "  · "
        return TextColumns.hanging(sign, words.text(finding), to: SynopsisText.width)
          + (words.remedy(finding).map { TextColumns.hanging("    → ", $0, to: SynopsisText.width) } ?? [])
      }
  }
}
