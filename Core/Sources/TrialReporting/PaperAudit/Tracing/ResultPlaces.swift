// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

/// Every entry of a study's results with the words that a text would use for it.
struct ResultPlaces {
  /// An entry of a table.
  struct Place {
    /// `orr.primary/arms/CAV`.
    let address: String
    /// "Overall response · Responders · CAV".
    let label: String
    /// As the report prints it.
    let value: String
    let entry: ResultTable.Entry
    /// The names of the endpoint and of the line above, as indices into `phrases`.
    let about: [Int]
    /// The names of its own line; empty where that is called after a statistic of what stands above.
    let names: [Int]
    /// The arm, as indices into `phrases`.
    let arms: [Int]
  }

  private(set) var places: [Place] = []
  /// The places of each line.
  private(set) var rows: [Range<Int>] = []
  /// The words of all places in both languages, each once.
  private(set) var phrases: [String] = []
  private var numbers: [String: Int] = [:]

  init(_ input: ReportInput) {
    let words = ReportWords(input)
    let spoken = Language.allCases.map { language in
      ReportWords(
        ReportInput(
          study: input.study,
          results: input.results,
          fingerprints: input.fingerprints,
          language: language
        )
      )
    }
    for result in input.results.results {
      let written = words.numbers(of: result)
      for table in result.tables {
        // A line of level 1 stands under the last one of level 0.
        var head: ResultTable.Row?
        for row in table.rows {
          if row.level == 0 { head = row }
          let heads = [row.level > 0 ? head?.label : nil, row.label].compactMap(\.self)
          let above = row.level > 0 ? head.map { names(of: $0.label, spoken) } ?? [] : []
          let about = (endpointNames(of: result, spoken) + above).map { number(of: $0) }
          // "Deaths", where nothing stands above that says of what.
          let isAlone = about.isEmpty && row.level == 0
          let own = names(of: row.label, spoken, isAlone: isAlone).map { number(of: $0) }
          let start = places.count
          for (column, entry) in zip(table.columns, row.entries) {
            guard let entry, let first = entry.cells.first else { continue }
            let parts = [title(of: result, words)] + heads.map(words.text) + [words.text(column)]
            places.append(
              Place(
                address: "\(result.id)/\(Self.folder(of: first.path))",
                label: parts.filter { !$0.isEmpty }.joined(separator: " · "),
                value: written.text(of: entry),
                entry: entry,
                about: about,
                names: own,
                arms: arms(of: column, spoken)
              )
            )
          }
          self.rows.append(start..<places.count)
        }
      }
    }
  }

  /// The endpoint's name, or that of the section.
  private func title(of result: AnalysisResult, _ words: ReportWords) -> String {
    result.endpoint.map { words.endpoint($0) } ?? words.text(result.topic)
  }

  /// The address that the numbers of an entry have in common.
  private static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  private func endpointNames(of result: AnalysisResult, _ spoken: [ReportWords]) -> [String] {
    spoken.flatMap { words in
      result.endpoint.flatMap { words.study.endpoint($0) }.map {
        [$0.id, words.texts[$0.title], words.texts[$0.shortTitle]]
      } ?? []
    }
  }

  /// The names of what a row counts; none for a row that is called after a statistic, unless it stands alone.
  private func names(of label: Label, _ spoken: [ReportWords], isAlone: Bool = false) -> [String] {
    spoken.flatMap { words -> [String] in
      switch label {
      case .item(let path): [words.study.item(path).map { words.texts[$0.title] } ?? "", path.item]
      case .category(let path, let code):
        [words.category(code, of: path)]
          + (words.study.item(path).map { [words.study.codes(of: $0)[code]] } ?? [])
      case .set, .site, .literal: [words.text(label)]
      case .statistic: isAlone ? [words.text(label)] : []
      case .arm, .total, .comparison, .missing, .month, .landmark, .grade, .allSubjects: []
      }
    }
  }

  private mutating func arms(of column: Label, _ spoken: [ReportWords]) -> [Int] {
    guard case .arm(let id) = column, let study = spoken.first?.study,
      let arm = study.arms.first(where: { $0.id == id })
    else { return [] }
    return ([id] + spoken.map { $0.texts[arm.title] }).map { number(of: $0) }
  }

  private mutating func number(of phrase: String) -> Int {
    if let number = numbers[phrase] { return number }
    phrases.append(phrase)
    numbers[phrase] = phrases.count - 1
    return phrases.count - 1
  }
}
