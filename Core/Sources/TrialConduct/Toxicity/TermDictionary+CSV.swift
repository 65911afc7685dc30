// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

extension TermDictionary {
  /// Reads the shelf's table of terms: soc, term, grade1 … grade5, definition, navigational_note.
  ///
  /// - Parameters:
  ///   - bytes: The file; columns are found by their names.
  ///   - instead: Words that are no terms, with the term to use.
  /// - Returns: nil where a column is missing or a row is damaged.
  public static func read(_ bytes: [UInt8], instead: [GradingScheme.Replacement] = []) -> TermDictionary? {
    var columns: [Int] = []
    var terms: [Term] = []
    var isHead = true
    let problems = CSVReader(bytes).forEachRow { (row: CSVRow) in
      guard !isHead else {
        isHead = false
        let head = row.strings
        columns = Self.columns.compactMap { head.firstIndex(of: $0) }
        return
      }
      guard columns.count == Self.columns.count else { return }
      let fields = columns.map { row[$0].string }
      terms.append(
        Term(
          term: fields[1],
          systemOrganClass: fields[0],
          cells: Array(fields[2...6]),
          definition: fields[7],
          note: fields[8]
        )
      )
    }
    guard problems.isEmpty, columns.count == Self.columns.count else { return nil }
    return TermDictionary(terms, instead: instead)
  }

  private static let columns = [
    "soc", "term", "grade1", "grade2", "grade3", "grade4", "grade5", "definition", "navigational_note",
  ]
}
