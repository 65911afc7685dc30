// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis
import TrialDesign

/// The results as one JSON document (`results.json`); its shape is a public contract: keys are added, never changed.
///
/// `values` is an object nested by the parts of the addresses, each leaf a plain number, so that
/// `values.arms.CAV.events` reads as it is written. Leaves that are no number: `null` (the reason stands under `absent`),
/// `{"notReached": true}`, `{"range": [lower, upper], "cohorts": n, "provenance": "undetermined"}`, `"Inf"`, `"-Inf"`.
struct ResultsDocument {
  /// The version of the document's shape.
  static let format = 1

  let words: ReportWords

  init(_ words: ReportWords) {
    self.words = words
  }

  private var study: StudyProtocol { words.study }

  var json: JSONValue {
    let prints = words.input.fingerprints
    return [
      "format": .integer(Self.format),
      "study": .string(study.study.id),
      "title": .string(study.study.title.english),
      "cut": .optional(words.results.cut?.description),
      "asOf": .optional(words.results.asOf?.description),
      "time": .string(study.study.time.rawValue),
      "hashes": [
        "protocol": .string(prints.protocolFile), "data": .string(prints.data),
        "engine": .string(prints.engine),
      ],
      "data": [
        "kind": .string(study.data.kind.rawValue),
        "statement": .optional(words.statement),
        "origin": .optional(study.data.origin.map { words.texts[$0] }),
        "licence": .optional(study.data.licence),
      ],
      "subjects": .integer(words.results.subjects.count),
      "partialDates": .array(
        words.results.partialDates.map {
          [
            "item": .string($0.item.description), "rule": .optional($0.rule?.rawValue),
            "imputed": .integer($0.completed), "missing": .integer($0.open),
          ]
        }
      ),
      "cohorts": .optional(words.results.cohorts),
      "contradictedDeclarations": .array(words.results.contradictedDeclarations.map(JSONValue.string)),
      "results": .array(words.results.results.map { json(of: $0) }),
    ]
  }

  private func json(of result: AnalysisResult) -> JSONValue {
    let endpoint = result.endpoint.flatMap { study.endpoint($0) }
    return [
      "id": .string(result.id),
      "topic": .string(result.topic.rawValue),
      "endpoint": .optional(result.endpoint),
      "estimand": endpoint?.estimand.map { json(of: $0) } ?? .null,
      "population": .optional(result.set),
      "method": .array(result.methods.map { .string($0.rawValue) }),
      "primaryTest": .optional(result.primaryTest?.rawValue),
      "prespecified": .bool(result.standing == .prespecified),
      "standing": .string(result.standing.rawValue),
      "access": .string(result.access.rawValue),
      "values": AddressTree(result.cells.map { ($0.path, Self.leaf($0)) }).json,
      "absent": .object(
        result.cells.compactMap { cell in
          guard case .notEstimable(let absence) = cell.value else { return nil }
          return JSONValue.Member(cell.path, .string(absence.rawValue))
        }
      ),
      "provenance": .object(
        result.cells.map { JSONValue.Member($0.path, .string($0.provenance.rawValue)) }
      ),
      "subjects": subjects(of: result),
      "notes": .array(result.notes.map { .string(words.text($0)) }),
    ]
  }

  private func json(of estimand: Estimand) -> JSONValue {
    [
      "treatment": .string(words.texts[estimand.treatment]),
      "population": .string(words.texts[estimand.population]),
      "variable": .string(words.texts[estimand.variable]),
      "intercurrentEvents": .array(
        estimand.intercurrentEvents.map {
          ["event": .string(words.texts[$0.event]), "strategy": .string($0.strategy.rawValue)]
        }
      ),
      "summary": .string(words.texts[estimand.summary]),
    ]
  }

  private static func leaf(_ cell: Cell) -> JSONValue {
    switch cell.value {
    case .number(let number): plain(number)
    case .notReached: ["notReached": true]
    case .notEstimable: .null
    case .range(let lower, let upper, let cohorts):
      [
        "range": [plain(lower), plain(upper)],
        "cohorts": .integer(cohorts),
        "provenance": .string(cell.provenance.rawValue),
      ]
    }
  }

  private static func plain(_ number: Double) -> JSONValue {
    if number.isInfinite { return .string(number > 0 ? "Inf" : "-Inf") }
    return number == number.rounded() && abs(number) < 1e15 ? .integer(Int(number)) : .number(number)
  }

  /// Subjects by the address of the number they stand behind; above the listing limit, the file that lists them.
  private func subjects(of result: AnalysisResult) -> JSONValue {
    guard words.results.hasRowSets else {
      guard let listing = words.results.listing(result.id) else { return [:] }
      return ["file": .string("subjects/\(FileName.listing(listing.id))")]
    }
    var members: [JSONValue.Member] = []
    for entry in result.tables.flatMap({ $0.rows.flatMap(\.entries) }).compactMap(\.self) {
      guard let rows = entry.rows, let address = entry.address,
        let listing = words.results.listing(rows.listing)
      else { continue }
      var seen: Set<Int32> = []
      let subjects = rows.rows.map { listing.subjects[Int($0)] }.filter { seen.insert($0).inserted }
      members.append(
        JSONValue.Member(address, .array(subjects.map { .string(words.results.subjects[Int($0)]) }))
      )
    }
    return .object(members)
  }
}

/// Values by address, nested by its parts, in the order in which they first appear.
private struct AddressTree {
  private var keys: [String] = []
  private var branches: [String: AddressTree] = [:]
  private var leaf: JSONValue?

  init(_ values: [(String, JSONValue)]) {
    for (path, value) in values { insert(value, at: path.split(separator: "/").map(String.init)[...]) }
  }

  private mutating func insert(_ value: JSONValue, at path: ArraySlice<String>) {
    guard let first = path.first else {
      leaf = value
      return
    }
    if branches[first] == nil { keys.append(first) }
    branches[first, default: AddressTree([])].insert(value, at: path.dropFirst())
  }

  /// An address that is also the beginning of others keeps its own value under the empty key.
  var json: JSONValue {
    guard !keys.isEmpty else { return leaf ?? [:] }
    let own = leaf.map { [JSONValue.Member("", $0)] } ?? []
    return .object(own + keys.map { JSONValue.Member($0, branches[$0]?.json ?? .null) })
  }
}
