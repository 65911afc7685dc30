// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign
import TrialSimulation

/// The report of a rehearsal for programs; the same rehearsal gives the same text.
public struct RehearsalDocument {
  private let study: StudyProtocol
  private let result: RehearsalResult
  private let words: RehearsalFindingWords

  public init(_ study: StudyProtocol, _ result: RehearsalResult, language: Language) {
    self.study = study
    self.result = result
    words = RehearsalFindingWords(study, language: language)
  }

  /// - Parameter more: Members that the caller adds, such as the ledger's head.
  /// - Returns: One object.
  public func json(_ more: [JSONValue.Member] = []) -> JSONValue {
    let tally = result.tally
    let members: [JSONValue.Member] = [
      .init("study", .string(study.study.id)), .init("subjects", .integer(result.subjects)),
      .init("seed", .string(String(result.seed))), .init("lastDay", .string("\(result.lastDay)")),
      .init("clean", .bool(result.isClean)), .init("entries", .integer(result.entries)),
      .init("screened", .integer(result.screened)), .init("consented", .integer(result.consented)),
      .init("screenFailures", .integer(result.screenFailures)),
      .init("randomized", .integer(result.randomized)),
      .init("seriousCases", .integer(result.seriousCases)), .init("withdrawn", .integer(result.withdrawn)),
      .init("acts", counts(tally.acts.map { ($0.key.rawValue, $0.value) })),
      .init("events", counts(tally.events.map { ($0.key, $0.value) })),
      .init("refusals", refusals),
      .init("slips", counts(tally.slips.map { ($0.key.rawValue, $0.value) })),
      .init("failuresByRule", counts(tally.failures.map { ($0.key, $0.value) })),
      .init("arms", counts(result.arms.map { ($0.key, $0.value) })),
      .init("strata", strata), .init("forms", forms), .init("checks", checks),
      .init("visits", counts(result.observations.visits.map { ($0.key, $0.value) })),
      .init("queries", counts(result.queries.map { ($0.key.rawValue, $0.value) })),
      .init("findings", .array(result.findings.map { json($0) })),
    ]
    return .object(members + more)
  }

  private func counts(_ counts: [(String, Int)]) -> JSONValue {
    .object(counts.sorted { $0.0 < $1.0 }.map { .init($0.0, .integer($0.1)) })
  }

  private var refusals: JSONValue {
    .array(
      result.tally.refusals.sorted { $0.key < $1.key }.map {
        [
          "code": .string($0.key), "expected": .integer($0.value.expected),
          "unexpected": .integer($0.value.unexpected),
        ]
      }
    )
  }

  private var strata: JSONValue {
    .array(
      result.strata.map { stratum in
        [
          "levels": .object(
            stratum.levels.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }
          ),
          "arms": counts(stratum.arms.map { ($0.key, $0.value) }),
        ]
      }
    )
  }

  private var forms: JSONValue {
    .array(
      result.forms.map {
        ["form": .string($0.form), "rows": .integer($0.rows), "subjects": .integer($0.subjects)]
      }
    )
  }

  private var checks: JSONValue {
    .array(
      result.checks.map {
        [
          "form": .string($0.name.form), "check": .string($0.name.check), "rows": .integer($0.rows),
          "asked": .integer($0.fired),
        ]
      }
    )
  }

  private func json(_ finding: RehearsalFinding) -> JSONValue {
    [
      "code": .string(finding.code), "grave": .bool(finding.isGrave), "text": .string(words.text(finding)),
      "remedy": words.remedy(finding).map { .string($0) } ?? .null,
    ]
  }
}
