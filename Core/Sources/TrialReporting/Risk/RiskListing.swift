// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The genetic risk of all rows of a table, as text and as JSON.
public struct RiskListing {
  private let cases: RiskCases
  private let words: RiskWords
  private var texts: Texts { words.texts }

  public init(_ cases: RiskCases, language: Language) {
    self.cases = cases
    words = RiskWords(cases.list, language: language)
  }

  // MARK: - Text

  /// At most 100 columns wide: the criteria, one block for each row, and how many fell into each category.
  public var text: String {
    let list = cases.list
    var lines = TextColumns.wrapped("\(texts[list.title]) · \(texts[list.source])", to: SynopsisText.width)
    lines += changedParameters
    for block in inOrder({ block($0) }, { block($0) }) { lines += [""] + block }
    return (lines + [""] + summary).joined(separator: "\n")
  }

  /// Assessed and refused rows together, in the order of the table.
  private func inOrder<Entry>(
    _ assessed: (RiskCases.Row) -> Entry,
    _ refused: (RiskCases.Refusal) -> Entry
  ) -> [Entry] {
    let all =
      cases.rows.map { ($0.number, assessed($0)) } + cases.refusals.map { ($0.number, refused($0)) }
    return all.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func name(_ number: Int, _ subject: String?) -> String {
    [texts[RiskMessage.row] + " \(number)", subject].compactMap(\.self).joined(separator: " · ")
  }

  private func block(_ refusal: RiskCases.Refusal) -> [String] {
    ["\(name(refusal.number, refusal.subject))   \(texts[GradeMessage.refused])"]
      + refusal.problems.flatMap { hanging("  ", "\($0.column): \($0.problem). \($0.remedy)") }
  }

  private func block(_ row: RiskCases.Row) -> [String] {
    let verdict = row.verdict
    let name = name(row.number, row.subject)
    let category =
      !verdict.isApplicable
      ? texts[RiskMessage.notApplicable]
      : verdict.decision.outcome.map { title($0) }
        ?? verdict.decision.possible.map { texts(RiskMessage.possible, title($0)) }.joined(separator: " / ")
    var lines = ["\(name)   \(category)"]
    let reasons = verdict.isApplicable ? words.because(verdict) : []
    for reason in reasons { lines += hanging("  ", reason) }
    let open = words.settledBy(verdict)
    if !open.isEmpty, verdict.isApplicable {
      lines += hanging(
        "  \(texts[RiskMessage.settledBy]): ",
        open.joined(separator: texts[DecisionMessage.listSeparator])
      )
    }
    for note in words.notes(verdict) { lines += hanging("  \(texts[RiskMessage.notes]): ", note) }
    return lines
  }

  private func hanging(_ label: String, _ text: String) -> [String] {
    TextColumns.hanging(label, text, to: SynopsisText.width)
  }

  private var changedParameters: [String] {
    cases.changed.flatMap { input -> [String] in
      let item = cases.list.inputs[input].item
      let value = cases.list.inputs[input].value ?? .nan
      let said =
        item.kind == .category ? texts[item.categories[Int(value)].title] : words.quantity(value, item.unit)
      return TextColumns.wrapped(
        texts(RiskMessage.parameters, words.title(input), said),
        to: SynopsisText.width
      )
    }
  }

  private var summary: [String] {
    let outcomes = cases.rows.map(\.verdict.outcome)
    let known = cases.list.outcomes.indices.map { outcome in
      count(title(outcome), outcomes.filter { $0 == outcome }.count)
    }
    let refused =
      cases.refusals.isEmpty ? [] : [count(texts[GradeMessage.refused], cases.refusals.count)]
    return known + [count(texts[RiskMessage.notClassifiable], outcomes.filter { $0 == nil }.count)] + refused
  }

  private func count(_ name: String, _ number: Int) -> String {
    texts(RiskMessage.subjects, name, "\(number)", "\(cases.rows.count + cases.refusals.count)")
  }

  private func title(_ outcome: Int) -> String { texts[cases.list.outcomes[outcome].title] }

  // MARK: - JSON

  /// One object for each row, in the order of the table.
  public var json: [JSONValue] { inOrder({ json($0) }, { json($0) }) }

  private func json(_ refusal: RiskCases.Refusal) -> JSONValue {
    [
      "row": .integer(refusal.number),
      "subject": .optional(refusal.subject),
      "category": .null,
      "possible": .array([]),
      "because": strings(refusal.problems.map { "\($0.column): \($0.problem)" }),
      "settledBy": .array([]),
      "notes": .array([]),
      "lesions": .array([]),
      "problems": .array(
        refusal.problems.map {
          ["column": .string($0.column), "problem": .string($0.problem), "remedy": .string($0.remedy)]
        }
      ),
    ]
  }

  private func json(_ row: RiskCases.Row) -> JSONValue {
    let verdict = row.verdict
    let list = cases.list
    let decision = verdict.decision
    return [
      "row": .integer(row.number),
      "subject": .optional(row.subject),
      "category": .optional(verdict.outcome.map { list.outcomes[$0].id }),
      "possible": .array(verdict.possible.map { .string(list.outcomes[$0].id) }),
      "because": strings(verdict.isApplicable ? words.because(verdict) : words.notes(verdict)),
      "settledBy": .array(
        (verdict.isApplicable ? decision.settledBy : []).map { .string(list.inputs[$0].id) }
      ),
      "notes": strings(words.notes(verdict)),
      "lesions": .array(CytogeneticLesion.allCases.compactMap { lesion($0, verdict) }),
    ]
  }

  private func lesion(_ lesion: CytogeneticLesion, _ verdict: RiskVerdict) -> JSONValue? {
    guard let index = cases.list.index(of: lesion.rawValue) else { return nil }
    let value = verdict.values[index]
    let item = cases.list.inputs[index].item
    let finding = verdict.lesions.first { $0.lesion == lesion }
    var members = [
      JSONValue.Member("id", .string(lesion.rawValue)),
      JSONValue.Member("present", value.isNaN ? .null : .bool(item.categories[Int(value)].code == "yes")),
      JSONValue.Member("from", value.isNaN ? .null : verdict.isGiven(lesion) ? "given" : "karyotype"),
      JSONValue.Member("items", strings(finding?.items ?? [])),
    ]
    if let count = finding?.count {
      members.append(JSONValue.Member("atLeast", .integer(count.lowerBound)))
      members.append(JSONValue.Member("atMost", .integer(count.upperBound)))
    }
    return .object(members)
  }

  private func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
