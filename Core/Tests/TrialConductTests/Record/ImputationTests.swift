// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@Suite struct ImputationTests {
  /// Date, relation, date, truth over all completions.
  private static let comparisons: [(String, Comparison.Relation, String, Truth)] = [
    ("2025-03", .below, "2025-04-01", .met), ("2025-03", .below, "2025-03-31", .unknown),
    ("2025-03", .below, "2025-03-01", .notMet), ("2025-03", .atLeast, "2025-03-01", .met),
    ("2025-03", .atLeast, "2025-03-02", .unknown), ("2025-03", .above, "2025-03-31", .notMet),
    ("2025-03", .atMost, "2025-03-31", .met), ("2025", .atMost, "2025-06", .unknown),
    ("2024", .below, "2025", .met), ("2025-03-05", .atMost, "2025-03-05", .met),
    ("2025-03-05", .above, "2025-03-05", .notMet), ("2025-03", .atLeast, "2025-03", .unknown),
  ]

  @Test("a comparison with a partial date is met, not met or unknown", arguments: comparisons)
  func compares(a: String, relation: Comparison.Relation, b: String, truth: Truth) throws {
    let (first, second) = (try #require(PartialDate(iso: a)), try #require(PartialDate(iso: b)))
    #expect(first.stands(relation, to: second) == truth)
    let mirrored: [Comparison.Relation: Comparison.Relation] = [
      .atLeast: .atMost, .atMost: .atLeast, .above: .below, .below: .above,
    ]
    #expect(second.stands(try #require(mirrored[relation]), to: first) == truth)
  }

  /// The small trial: the response of S-2 is dated 2024-03, its death 2024-04-01, its randomization 2024-02-10.
  private func study(_ imputation: ProtocolNode?) throws -> StudyProtocol {
    guard case .mapping(let entries) = SmallTrial.node.content,
      case .sequence(let forms)? = entries.first(where: { $0.key == "forms" })?.value.content
    else { return try SmallTrial.study() }
    var item: ProtocolNode = ["id": "date", "type": "date"]
    if let imputation { item = item.with("imputation", imputation) }
    let response: ProtocolNode = [
      "id": "response", "title": "Response", "happened": "date",
      "items": [item, ["id": "best", "type": "category", "categories": ["CR", "CRh", "NR"]]],
    ]
    let changed = forms.map { form -> ProtocolNode in
      guard case .mapping(let keys) = form.content, case .scalar("response")? = keys.first?.value.content
      else { return form }
      return response
    }
    return try SmallTrial.study(
      SmallTrial.node.with("forms", ProtocolNode(.sequence(changed), at: Position(line: 1, column: 1)))
    )
  }

  @Test("partial dates stay missing to analyses unless the protocol states a rule")
  func unstated() throws {
    let study = try study(nil)
    let (record, _) = SmallTrial.read(study)
    #expect(record.imputingDates(of: study).imputed.isEmpty)
    // It is counted as missing nevertheless.
    let path = ItemPath(form: "response", item: "date")
    #expect(record.partialDates(of: study) == [PartialDates(item: path, rule: nil, completed: 0, open: 1)])
  }

  @Test("a stated rule completes them within its bounds; files still show what was recorded")
  func stated() throws {
    let study = try study(["rule": "latest", "not-before": "randomization.date", "not-after": "death.date"])
    let (record, _) = SmallTrial.read(study)
    let (completed, imputed) = record.imputingDates(of: study)
    #expect(imputed.map(\.imputation.date.description) == ["2024-03-31"])
    #expect(imputed.map { record.subjects[$0.subject] } == ["S-2"])
    let path = ItemPath(form: "response", item: "date")
    #expect(completed.days(path)[1] == CivilDate(iso: "2024-03-31")?.day)
    #expect(completed.table("response").happened.contains(imputed[0].imputation.date.day))
    #expect(record.days(path)[1] == ItemColumn.noDay)
    #expect(completed.canonicalBytes(of: study) != record.canonicalBytes(of: study))
    #expect(
      record.partialDates(of: study) == [PartialDates(item: path, rule: .latest, completed: 1, open: 0)]
    )
    // S-2 is the second subject; of the others no date is partial.
    let others = record.partialDates(of: study, among: [0, 2, 3])
    #expect(others == [PartialDates(item: path, rule: .latest, completed: 0, open: 0)])
    // Once completed, there is nothing more to complete.
    #expect(completed.imputingDates(of: study).imputed.isEmpty)
  }

  @Test("only dates are imputed, and bounds are dates")
  func refused() throws {
    do {
      _ = try study(["rule": "latest", "not-after": "baseline.age"])
      Issue.record("read without a problem")
    } catch let error as ProtocolProblems {
      #expect(error.problems.map(\.problem) == ["baseline.age is a integer item and cannot stand here"])
    }
  }
}
