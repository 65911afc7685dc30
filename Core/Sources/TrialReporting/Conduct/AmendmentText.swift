// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// What a new version of the protocol changes, and for whom.
public struct AmendmentText: Sendable {
  private let differences: [ProtocolDifference]
  private let state: TrialState
  private let texts: Texts

  public init(_ differences: [ProtocolDifference], on state: TrialState, language: Language) {
    self.differences = differences
    self.state = state
    texts = Texts(language: language)
  }

  /// The differences by block, then the subjects they concern.
  public var text: String {
    guard !differences.isEmpty else { return texts[AmendmentMessage.nothing] }
    var lines = [
      texts(AmendmentMessage.head, "\(differences.count)", "\(state.version + 1)", "\(state.version)")
    ]
    for difference in differences {
      switch (difference.was, difference.now) {
      case (nil, let now?): lines.append("  + \(difference.place): \(short(now))")
      case (let was?, nil): lines.append("  - \(difference.place): \(short(was))")
      case (let was?, let now?): lines.append("  ~ \(difference.place): \(short(was)) → \(short(now))")
      case (nil, nil): break
      }
    }
    return (lines + [""] + impact).joined(separator: "\n")
  }

  /// The same for programs.
  public var json: JSONValue {
    [
      "differences": .array(
        differences.map {
          ["place": .string($0.place), "was": .optional($0.was), "now": .optional($0.now)]
        }
      ),
      "bound": .object(bound.map { .init(String($0.version), .integer($0.subjects)) }),
      "forms": .object(
        changedForms.map { .init($0, .integer(rows(of: $0))) }
      ),
    ]
  }

  private var impact: [String] {
    var lines = bound.map { texts(AmendmentMessage.bound, "\($0.subjects)", "\($0.version)") }
    for form in changedForms { lines.append(texts(AmendmentMessage.rows, form, "\(rows(of: form))")) }
    let blocks = Set(differences.map(\.block))
    if blocks.contains("eligibility") {
      let open = state.subjects.count { $0.allocation == nil && $0.screenFailed == nil }
      lines.append(texts(AmendmentMessage.candidates, "\(open)"))
    }
    if blocks.contains("allocation") { lines.append(texts[AmendmentMessage.allocation]) }
    if blocks.contains("monitoring") || blocks.contains("analyses") || blocks.contains("endpoints") {
      lines.append(texts[AmendmentMessage.analysis])
    }
    return lines
  }

  /// How many subjects each version in force has.
  private var bound: [(version: Int, subjects: Int)] {
    Dictionary(grouping: state.subjects, by: \.protocolVersion).map { ($0.key, $0.value.count) }
      .sorted { $0.0 < $1.0 }
  }

  private var changedForms: [String] {
    differences.compactMap(\.form).reduce(into: []) { forms, form in
      if !forms.contains(form) { forms.append(form) }
    }
  }

  private func rows(of form: String) -> Int {
    state.subjects.reduce(0) { $0 + ($1.forms[form] ?? []).count { !$0.isRemoved } }
  }

  private func short(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 80 ? line.prefix(79) + "…" : line
  }
}

enum AmendmentMessage: MessageKey {
  case nothing, head, bound, rows, candidates, allocation, analysis

  var message: Message {
    switch self {
    case .nothing: Message("The protocol says nothing new.", "方案内容没有变化。")
    case .head:
      Message(
        "Protocol version {1} against version {2}, differences: {0}",
        "方案第 {1} 版与第 {2} 版相比，不同之处：{0}"
      )
    case .bound:
      Message(
        "{0} subjects are bound to version {1} and stay so until they consent again.",
        "{0} 名受试者受第 {1} 版约束，再次知情同意之前不变。"
      )
    case .rows: Message("form {0}: {1} rows on file", "表单 {0}：已有 {1} 行数据")
    case .candidates:
      Message(
        "eligibility changes: {0} candidates are not randomized yet; confirmations are judged anew.",
        "入排标准有变：{0} 名候选者尚未随机，资格确认将重新判定。"
      )
    case .allocation:
      Message(
        "allocation changes: the history of allocations has to fit the new rules (allocation.amendments).",
        "分配规则有变：既往分配须与新规则相容（allocation.amendments）。"
      )
    case .analysis:
      Message(
        "the plan of analyses changes: what is added now is not prespecified for data already seen.",
        "分析计划有变：对已查看的数据而言，新增分析不属于预先设定。"
      )
    }
  }
}
