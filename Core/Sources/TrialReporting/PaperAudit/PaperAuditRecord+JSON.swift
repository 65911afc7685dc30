// SPDX-License-Identifier: Apache-2.0

import Markup
import PaperAudit

extension PaperAuditRecord {
  /// For programs; `Documentation/Guides/audit-paper.md` describes every key.
  public var json: JSONValue {
    [
      "file": .optional(circumstances.name),
      "date": .string(circumstances.date),
      "engine": .string(circumstances.engine),
      "sha256": .string(circumstances.fingerprint),
      "language": .string(texts.language.rawValue),
      "extracted": .bool(circumstances.isExtracted),
      "verdicts": .object(Self.order.map { .init($0.rawValue, .integer(entries($0).count)) }),
      "study": trace.map(Self.study) ?? .null,
      "claims": .array(entries.filter { shown.contains($0.claim.verdict) }.map(json)),
    ]
  }

  private func json(_ entry: Entry) -> JSONValue {
    let claim = entry.claim
    return [
      "text": .string(claim.text),
      "kind": .string(claim.kind.word),
      "printed": .object(Self.roles(claim.printed.map { ($0.role, .number($0.number.value)) })),
      "recomputed": .object(Self.roles(claim.recomputed.map { ($0.role, Self.range($0.values)) })),
      "verdict": .string(claim.verdict.rawValue),
      "because": .string(words.sentences(claim)),
      "reason": .string(claim.because.name),
      "reading": .string(claim.reading.word),
      "result": entry.finding.map { result($0) } ?? .null,
      "line": .integer(entry.place.line),
      "character": .integer(entry.place.character),
      "range": [.integer(claim.range.lowerBound), .integer(claim.range.upperBound)],
      "bytes": [.integer(claim.bytes.lowerBound), .integer(claim.bytes.upperBound)],
      "figures": .array(
        claim.printed.map { figure in
          [
            "role": .string(figure.role.rawValue),
            "value": .number(figure.number.value),
            "decimals": .integer(figure.number.decimals),
          ]
        }
      ),
    ]
  }

  /// The results that the text was held against.
  private static func study(_ trace: PaperTrace) -> JSONValue {
    let prints = trace.input.fingerprints
    return [
      "id": .string(trace.input.study.study.id),
      "cut": .optional(trace.input.results.cut?.description),
      "hashes": [
        "protocol": .string(prints.protocolFile), "data": .string(prints.data),
        "engine": .string(prints.engine),
      ],
      "found": .integer(trace.found), "open": .integer(trace.open), "absent": .integer(trace.absent),
    ]
  }

  private func result(_ finding: PaperTrace.Finding) -> JSONValue {
    [
      "state": .string(finding.word),
      "address": .optional(finding.source?.address),
      "label": .optional(finding.source?.label),
      "value": .optional(finding.source?.value),
      "others": .optional(finding.others),
    ]
  }

  /// Values by role, in the order of the text; an array where a role comes more than once.
  private static func roles(_ values: [(PrintedFigure.Role, JSONValue)]) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    for (role, _) in values where !members.contains(where: { $0.key == role.rawValue }) {
      let all = values.filter { $0.0 == role }.map(\.1)
      members.append(.init(role.rawValue, all.count == 1 ? all[0] : .array(all)))
    }
    return members
  }

  /// One number, or both ends of a range.
  private static func range(_ values: ClosedRange<Double>) -> JSONValue {
    guard values.lowerBound < values.upperBound else { return .statistic(values.lowerBound) }
    return [.statistic(values.lowerBound), .statistic(values.upperBound)]
  }
}

extension Claim.Kind {
  /// As programs read it.
  var word: String {
    switch self {
    case .pValue: "pvalue"
    case .part, .total: "sum"
    case .estimateInterval: "interval"
    case .sampleSize: "size"
    case .testStatistic: "statistic"
    case .proportion, .percentage, .mean, .median, .range, .rate, .date, .allocation, .design, .language:
      rawValue
    }
  }
}

extension Claim.Reading {
  /// As programs read it.
  var word: String { self == .oneOfSeveral ? "one of several" : rawValue }
}

extension Because {
  /// The reason in one word, as its case is called.
  var name: String {
    Mirror(reflecting: self).children.first?.label ?? "\(self)"
  }
}
