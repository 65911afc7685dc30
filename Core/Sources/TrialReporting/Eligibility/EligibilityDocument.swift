// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// Verdicts as JSON: every rule with its parts, their values, units, dates and ages, and what does not count and why.
public struct EligibilityDocument {
  private let study: StudyProtocol
  private let record: TrialRecord
  private let words: EligibilityWords

  public init(_ study: StudyProtocol, _ record: TrialRecord, language: Language) {
    self.study = study
    self.record = record
    words = EligibilityWords(study, language: language)
  }

  /// - Parameters:
  ///   - verdicts: The verdicts, in the order wanted.
  ///   - hasRows: Whether each stands for a row of a table, counted from 1 in this order.
  /// - Returns: The document.
  public func json(_ verdicts: [EligibilityVerdict], hasRows: Bool) -> JSONValue {
    [
      "study": .string(study.study.id),
      "rules": .array(
        Eligibility.Kind.allCases.flatMap { kind in study.eligibility.rules(kind).map { rule($0, kind) } }
      ),
      "subjects": .array(
        verdicts.enumerated().map { index, verdict in subject(verdict, row: hasRows ? index + 1 : nil) }
      ),
    ]
  }

  private func rule(_ rule: Eligibility.Rule, _ kind: Eligibility.Kind) -> JSONValue {
    [
      "id": .string(rule.id),
      "kind": .string(kind.rawValue),
      "text": .string(words.texts[rule.text]),
      "validDays": .optional(rule.validity),
      "confirmed": .optional(rule.confirmed?.description),
    ]
  }

  private func subject(_ verdict: EligibilityVerdict, row: Int?) -> JSONValue {
    func ids(_ truth: Truth) -> JSONValue {
      .array(verdict.rules.filter { $0.passes == truth }.map { .string($0.rule.id) })
    }
    let day = words.day(verdict.day)
    return .object(
      (row.map { [JSONValue.Member("row", .integer($0))] } ?? []) + [
        .init("subject", .string(record.subjects[verdict.subject])),
        .init("on", day.isEmpty ? .null : .string(day)),
        .init("eligible", Self.json(verdict.truth)),
        .init("notPassed", ids(.notMet)),
        .init("unknown", ids(.unknown)),
        .init("rules", .array(verdict.rules.map { self.rule($0) })),
      ]
    )
  }

  private func rule(_ rule: RuleVerdict) -> JSONValue {
    [
      "id": .string(rule.rule.id),
      "verdict": .string(Self.word(rule.truth)),
      "passes": Self.json(rule.passes),
      "because": .array(words.because(rule).map { .string($0) }),
      "settledBy": .array(rule.settledBy.map { .string($0.description) }),
      "parts": .array(rule.parts.map { part($0) }),
    ]
  }

  private func part(_ part: ExaminedPart) -> JSONValue {
    let unit = study.item(part.item)?.unit?.code
    return [
      "item": .string(part.item.description),
      "asked": .string(words.question(part)),
      "negated": .bool(part.isNegated),
      "verdict": .string(Self.word(part.truth)),
      "deciding": .bool(part.isDeciding),
      "values": .array(
        part.values.map { value in
          [
            "value": Double(value.text).map { .number($0) } ?? .string(value.text),
            "unit": .optional(unit),
            "date": .optional(value.day),
            "ageDays": .optional(value.age),
            "limit": .optional(value.limit),
            "comparedWith": .optional(value.otherDay),
          ]
        }
      ),
      "notCounted": .array(part.gaps.map { gap($0) }),
    ]
  }

  private func gap(_ gap: FindingGap) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue) { members.append(.init(key, value)) }
    switch gap {
    case .missing: add("why", "missing")
    case .notRecorded(let reason):
      add("why", "missing")
      add("reason", .string(reason))
    case .expired(let value, let day, let age, let validity):
      add("why", "expired")
      add("value", .string(value))
      add("date", .string(day))
      add("ageDays", .integer(age))
      add("validDays", .integer(validity))
    case .undated(let value, let day):
      add("why", "undated")
      add("value", .string(value))
      add("date", .optional(day))
    case .later(let value, let day):
      add("why", "later")
      add("value", .string(value))
      add("date", .string(day))
    case .noDay(let value):
      add("why", "no day asked about")
      add("value", .string(value))
    case .contradictory(let values):
      add("why", "contradictory")
      add("values", .array(values.map { .string($0) }))
    case .noLimit(let path):
      add("why", "no limit")
      add("item", .optional(path?.description))
    case .noOtherDay(let path):
      add("why", "nothing to compare with")
      add("item", .optional(path?.description))
    }
    return .object(members)
  }

  static func word(_ truth: Truth) -> String {
    switch truth {
    case .met: "met"
    case .notMet: "not met"
    case .unknown: "unknown"
    }
  }

  /// true, false, or null for unknown.
  static func json(_ truth: Truth) -> JSONValue {
    switch truth {
    case .met: true
    case .notMet: false
    case .unknown: nil
    }
  }
}
