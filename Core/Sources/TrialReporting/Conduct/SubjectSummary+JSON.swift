// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

extension SubjectSummary {
  /// The status for programs; keys do not depend on the language, and what is not shown is null.
  public var json: JSONValue {
    [
      "study": .string(study.study.id),
      "on": .string("\(day)"),
      "subject": .string(subject.id),
      "site": .string(subject.site),
      "protocolVersion": .integer(subject.protocolVersion),
      "screened": .optional(subject.screened?.description),
      "screenFailed": subject.screenFailed.map {
        ["on": .string("\($0.on)"), "reason": .string($0.reason)]
      } ?? .null,
      "consents": .array(
        subject.consents.map { ["version": .string($0.version), "on": .string("\($0.on)")] }
      ),
      "consentWithdrawn": .optional(subject.withdrawn.map { "\($0)" }),
      "eligibility": [
        "on": .string("\(judged)"), "eligible": EligibilityDocument.json(verdict.truth),
        "notPassed": .array(ids(.notMet)), "unknown": .array(ids(.unknown)),
      ],
      "confirmation": confirmation.map {
        ["by": .string($0.author.user), "role": .string($0.author.role), "valid": .bool($0.holds)]
      } ?? .null,
      "allocation": subject.allocation.map { allocation($0) } ?? .null,
      "custody": Self.json(custody),
      "forms": .array(rows.map { Self.json($0) }),
      "openQueries": .array(queries.map { Self.json($0) }),
      "deviations": .array(
        subject.deviations.map {
          [
            "kind": .string($0.kind.rawValue), "about": .array($0.about.map { .string($0) }),
            "text": .string($0.text),
          ]
        }
      ),
      "doseDecisions": .array(subject.doses.map { json($0) }),
      "seriousCases": .array(cases.map { json($0) }),
    ]
  }

  private func ids(_ truth: Truth) -> [JSONValue] {
    verdict.rules.filter { $0.passes == truth }.map { .string($0.rule.id) }
  }

  private func allocation(_ allocation: SubjectAllocation) -> JSONValue {
    [
      "arm": .optional(hidesArms ? nil : allocation.arm), "armHidden": .bool(hidesArms),
      "on": .string("\(allocation.on)"), "number": .integer(allocation.number),
      "elsewhere": .bool(subject.isAllocatedElsewhere), "inError": .bool(subject.isRandomizedInError),
      "unblinded": .bool(subject.unblinded != nil), "reasons": reasons,
    ]
  }

  /// What the method looked at and each arm's probability; null where it is not told.
  private var reasons: JSONValue {
    guard let (reasons, allocator) = explanation else { return .null }
    let arms = allocator.versions[reasons.version].scheme.arms
    return [
      "method": .string(reasons.method.rawValue), "certain": .bool(reasons.isDeterministic),
      "probabilities": .object(zip(arms, reasons.probabilities).map { .init($0, .number($1)) }),
    ]
  }

  private func json(_ dose: SubjectState.DecidedDose) -> JSONValue {
    let decision = dose.decision
    func shown(_ text: String) -> JSONValue { hidesArms ? .null : .string(text) }
    return [
      "cycle": .integer(decision.cycle), "drug": shown(decision.drug), "proposed": shown(decision.proposed),
      "decided": shown(decision.decided), "verdict": .string(decision.verdict.rawValue),
      "inputs": shown(decision.inputs), "on": .string("\(dose.at.date)"), "by": .string(dose.author.user),
      "role": .string(dose.author.role), "reason": .optional(dose.reason), "entry": .integer(dose.entry),
    ]
  }

  static func json(_ custody: Custody) -> JSONValue {
    ["frozen": .bool(custody.isFrozen), "locked": .bool(custody.isLocked)]
  }

  private static func json(_ row: Row) -> JSONValue {
    [
      "form": .string(row.reference.form), "row": .integer(row.reference.row),
      "revision": .integer(row.revision), "values": .integer(row.filled),
      "openQueries": .integer(row.openQueries),
      "signatures": ["valid": .integer(row.validSignatures), "void": .integer(row.voidSignatures)],
      "custody": json(row.custody),
    ]
  }

  private static func json(_ open: OpenQuery) -> JSONValue {
    let query = open.state.query
    return [
      "id": .string(query.id), "status": .string(open.state.status.rawValue), "days": .integer(open.age),
      "form": .string(query.row.form), "row": .integer(query.row.row), "item": .optional(query.item),
      "check": .optional(query.check), "text": .string(query.text),
    ]
  }

  private func json(_ entry: Case) -> JSONValue {
    [
      "id": .string(entry.state.id), "version": .integer(entry.state.versions.count),
      "form": .string(entry.state.row.form), "row": .integer(entry.state.row.row),
      "reportable": EligibilityDocument.json(entry.assessment.isReportable),
      "undecided": .array(entry.assessment.missing.map { .string($0.rawValue) }),
      "dayZero": .optional(entry.dayZero.map { "\($0)" }),
      "reports": .array(
        entry.reports.map { report in
          [
            "kind": .string(report.due.kind.rawValue), "start": .string("\(report.due.start)"),
            "due": .string("\(report.due.due)"), "sent": .optional(report.sent.map { "\($0)" }),
            "overdue": .bool(report.sent == nil && report.due.due < day),
          ]
        }
      ),
    ]
  }
}
