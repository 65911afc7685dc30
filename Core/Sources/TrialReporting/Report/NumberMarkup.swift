// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis

/// One entry of a table as a number that opens what stands behind it.
struct NumberMarkup {
  let words: ReportWords
  let result: AnalysisResult
  let entry: ResultTable.Entry
  /// Whether a test shows its p-value alone.
  var isBrief = false
  /// Whether it stands in a table, whose legend explains short words.
  var isInTable = false

  /// The address in the whole report, such as `orr.primary/arms/CAV/events`.
  var address: String? { entry.address.map { "\(result.id)/\($0)" } }

  /// A button that looks like a number; with its provenance beside it in reconstructed data.
  var node: Node {
    var numbers = words.numbers(of: result)
    numbers.isBrief = isInTable
    let p = isBrief && entry.form == .test ? entry.cells.last : nil
    let text = p.map { numbers.text(of: $0) } ?? numbers.text(of: entry)
    let button = Node.button(
      .text(text),
      class: entry.isUndetermined ? "number range" : "number",
      attributes: [("type", "button")] + (address.map { [("data-cell", $0)] } ?? [])
    )
    guard let mark else { return button }
    return .fragment([
      button,
      .sup(.text(mark.sign), class: "mark", attributes: [("title", mark.meaning)]),
    ])
  }

  /// P for printed, I for implied; ranges carry their hatch instead.
  private var mark: (sign: String, meaning: String)? {
    guard words.marksProvenance, !entry.isUndetermined else { return nil }
    let all = entry.stated.map(\.provenance)
    guard !all.contains(.undetermined) else { return nil }
    if !all.isEmpty, all.allSatisfy({ $0 == .published }) {
      return ("P", words.texts[ReportMessage.legendPublished])
    }
    return all.contains(.implied) || all.contains(.published)
      ? ("I", words.texts[ReportMessage.legendImplied]) : nil
  }
}
