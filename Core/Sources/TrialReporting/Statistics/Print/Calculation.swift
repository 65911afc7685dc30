// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// What a calculator found, for people and for programs.
///
/// A new calculator is one conformer, its messages, and a command that reads its input.
public protocol Calculation: Sendable {
  /// Aligned text, at most 100 columns wide, parts separated by an empty line.
  func text(in language: Language) -> String
  /// Every number with all its digits.
  var json: [JSONValue.Member] { get }
}

/// A number that a method gives, and the names of the method.
struct NamedResult<Value: Sendable>: Sendable {
  /// As in JSON and behind `--method`.
  let key: String
  let name: Message
  let value: Value
}

/// Builds the text of a calculation part by part.
struct StatisticsPage {
  let texts: Texts
  let numbers: StatisticsNumbers
  private var parts: [[String]] = []

  init(_ title: String, in language: Language) {
    texts = Texts(language: language)
    numbers = StatisticsNumbers(texts: texts)
    parts.append(TextColumns.wrapped(title, to: SynopsisText.width))
  }

  /// A paragraph.
  mutating func say(_ text: String) {
    parts.append(TextColumns.wrapped(text, to: SynopsisText.width))
  }

  /// A head above a table; tables without rows are left out.
  mutating func table(_ title: String, _ head: [String], numeric: Set<Int>, _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    parts.append((title.isEmpty ? [] : [title]) + TextTable(head, numeric: numeric, rows).lines)
  }

  /// A table of tests: name, statistic, degrees of freedom, p; the direction where tests may have one.
  mutating func tests(_ title: String, _ tests: [(name: String, result: TestLine)]) {
    let hasSides = tests.contains { $0.result.alternative != nil }
    let head: [StatisticsMessage] = [.test, .statistic, .degrees, .pValue] + (hasSides ? [.sides] : [])
    table(
      title,
      head.map { texts[$0] },
      numeric: [1, 2, 3],
      tests.map { name, line in
        let sides = hasSides ? [texts[(line.alternative ?? .twoSided).message]] : []
        guard let result = line.result else {
          return [name, "", "", texts(StatisticsMessage.leftOut, "\(line.limit)")] + sides
        }
        return [
          name, result.statistic.map { numbers.plain($0) } ?? "",
          result.degreesOfFreedom.map { numbers.fixed($0, $0 == $0.rounded() ? 0 : 2) } ?? "",
          numbers.pValue(result.p),
        ] + sides
      }
    )
  }

  var text: String { parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") }
}
