// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis
import TrialConduct
import TrialDesign

/// What the page knows of its numbers: for each address what is meant, how it was computed, and whose rows it counts.
///
/// Everything stands in it once: subjects, lists and methods are tables, and numbers hold indices into them. Keys are
/// short because there are thousands of them: `r` result, `l` labels, `t` text, `c` cells, `m` methods, `s` list and rows.
struct PanelData {
  let words: ReportWords

  private var results: TrialResults { words.results }

  var json: JSONValue {
    let lists = results.hasRowSets ? results.listings : []
    return [
      "title": .string("\(words.texts[words.study.study.shortTitle]) · \(words.cut)"),
      "statement": .optional(words.statement),
      "oneCohort": .optional(results.cohorts.map { words.texts(ReportMessage.oneCohort, String($0)) }),
      "footer": .string(words.footer),
      "words": .object(Self.messages.map { JSONValue.Member($0.rawValue, .string(words.texts[$0])) }),
      "results": .array(results.results.map { json(of: $0) }),
      "methods": .object(methods),
      "provenance": .object(
        Provenance.allCases.map { JSONValue.Member($0.rawValue, .string(words.text($0))) }
      ),
      "entries": .object(entries),
      "subjects": .array(lists.isEmpty ? [] : results.subjects.map(JSONValue.string)),
      "lists": .object(lists.map { JSONValue.Member($0.id, json(of: $0)) }),
    ]
  }

  private static let messages: [ReportMessage] = [
    .definition, .population, .method, .reference, .provenance, .address, .values, .subjects, .noSubjects,
    .listInFile, .sortBy, .noList, .noSuchAddress, .copyAsText, .copied, .selected, .panelOf,
  ]

  private func json(of result: AnalysisResult) -> JSONValue {
    let endpoint = result.endpoint.flatMap { words.study.endpoint($0) }
    let set = result.set.flatMap { words.study.analysisSet($0) }
    return [
      "id": .string(result.id),
      "title": .string(endpoint.map { words.texts[$0.title] } ?? words.text(result.topic)),
      "definition": .optional(endpoint.map { words.texts[$0.definition] }),
      "population": .string(
        set.map { "\(words.texts[$0.title]): \(words.texts[$0.definition])" }
          ?? words.texts[ReportMessage.allRandomized]
      ),
      "standing": .string(words.text(result.standing)),
      "file": results.hasRowSets || results.listing(result.id) == nil
        ? .null : .string("subjects/\(FileName.listing(result.id))"),
    ]
  }

  // MARK: Methods

  private var methods: [JSONValue.Member] {
    used.map { statistic in
      let wording = statistic.wording
      return JSONValue.Member(
        statistic.rawValue,
        [
          .string(words.texts[wording.name]), .string(words.texts[wording.description]),
          .optional(wording.reference),
        ]
      )
    }
  }

  /// The statistics that any number of the report rests on, in the catalogue's order.
  var used: [Statistic] {
    var found: Set<Statistic> = []
    for result in results.results {
      for table in result.tables {
        for row in table.rows {
          for (column, entry) in zip(table.columns, row.entries) {
            guard let entry else { continue }
            found.formUnion(statistics(row: row.label, column: column, entry))
          }
        }
      }
    }
    return Statistic.allCases.filter(found.contains)
  }

  /// What a number is, as far as its labels and its address say.
  private func statistics(row: Label, column: Label, _ entry: ResultTable.Entry) -> [Statistic] {
    var found: [Statistic] = []
    func add(_ statistic: Statistic?) {
      if let statistic, !found.contains(statistic) { found.append(statistic) }
    }
    if case .statistic(let statistic) = row { add(statistic) }
    if case .statistic(let statistic) = column { add(statistic) }
    if case .landmark = row { add(.landmarkRate) }
    if case .missing = row { add(.missing) }
    if case .grade = row { add(.grade) }
    let trivial: Set<Statistic> = [.subjects, .events, .estimate, .landmarkRate, .missing]
    for cell in entry.cells {
      for part in cell.path.split(separator: "/") {
        if let statistic = Statistic(rawValue: String(part)), !trivial.contains(statistic) { add(statistic) }
      }
    }
    return found
  }

  // MARK: Entries

  private var entries: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var seen: Set<String> = []
    for (index, result) in results.results.enumerated() {
      let numbers = words.numbers(of: result)
      for table in result.tables {
        var head = ""
        for row in table.rows {
          let label = words.text(row.label)
          if row.level == 0 { head = label }
          for (column, entry) in zip(table.columns, row.entries) {
            guard let entry, let path = entry.address, seen.insert("\(result.id)/\(path)").inserted else {
              continue
            }
            let labels = (row.level == 0 ? [label] : [head, label]) + [words.text(column)]
            let value = json(
              of: entry,
              labels,
              numbers,
              statistics(row: row.label, column: column, entry),
              index
            )
            members.append(JSONValue.Member("\(result.id)/\(path)", value))
          }
        }
      }
    }
    return members
  }

  private func json(
    of entry: ResultTable.Entry,
    _ labels: [String],
    _ numbers: EntryText,
    _ statistics: [Statistic],
    _ result: Int
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      JSONValue.Member("r", .integer(result)),
      JSONValue.Member("l", .array(labels.map(JSONValue.string))),
      JSONValue.Member("t", .string(numbers.text(of: entry))),
      JSONValue.Member(
        "c",
        .array(
          entry.cells.map { cell in
            [.string(cell.path), .string(numbers.text(of: cell)), .string(cell.provenance.rawValue)]
          }
        )
      ),
    ]
    if !statistics.isEmpty {
      members.append(JSONValue.Member("m", .array(statistics.map { .string($0.rawValue) })))
    }
    if let rows = entry.rows {
      members.append(JSONValue.Member("s", [.string(rows.listing), .string(Self.ranges(rows.rows))]))
    }
    return .object(members)
  }

  /// Ascending rows as text: `0-5,9`.
  static func ranges(_ rows: [Int32]) -> String {
    var text = ""
    var index = 0
    while index < rows.count {
      var end = index
      while end + 1 < rows.count, rows[end + 1] == rows[end] + 1 { end += 1 }
      if !text.isEmpty { text += "," }
      text += end == index ? "\(rows[index])" : "\(rows[index])-\(rows[end])"
      index = end + 1
    }
    return text
  }

  // MARK: Lists

  private func json(of listing: Listing) -> JSONValue {
    [
      "subjects": .array(listing.subjects.map { .integer(Int($0)) }),
      "columns": .array(
        listing.columns.map { column in
          var members = [JSONValue.Member("title", .string(words.title(column.title)))]
          members += values(of: column)
          return .object(members)
        }
      ),
    ]
  }

  /// Values with the kind that tells the page how to read them; missing is null.
  private func values(of column: Listing.Column) -> [JSONValue.Member] {
    func coded(_ codes: [Int?], _ names: [String]) -> [JSONValue.Member] {
      [
        JSONValue.Member("kind", "codes"),
        JSONValue.Member("codes", .array(names.map(JSONValue.string))),
        JSONValue.Member("values", .array(codes.map { JSONValue.optional($0) })),
      ]
    }
    func plain(_ kind: String, _ values: [JSONValue]) -> [JSONValue.Member] {
      [JSONValue.Member("kind", .string(kind)), JSONValue.Member("values", .array(values))]
    }
    switch column.values {
    case .codes(let codes, let path):
      let item = words.study.item(path)
      let names = (item.map { words.study.codes(of: $0) } ?? []).indices.map { code in
        item?.kind == .arm ? words.study.arms[code].id : words.category(code, of: path)
      }
      return coded(codes.map { $0 < 0 ? nil : Int($0) }, names)
    case .numbers(let numbers):
      return plain(
        "number",
        numbers.map { number in
          if number.isNaN { return .null }
          return number == number.rounded() && abs(number) < 1e15 ? .integer(Int(number)) : .number(number)
        }
      )
    case .dates(let days):
      return plain("date", days.map { $0 == ItemColumn.noDay ? .null : .integer(Int($0)) })
    case .days(let days):
      return plain("number", days.map { $0 == ItemColumn.noDay ? .null : .integer(Int($0)) })
    case .texts(let texts):
      let names = Array(Set(texts)).sorted()
      let index = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
      return coded(texts.map { $0.isEmpty ? nil : index[$0] }, names)
    case .truths(let truths):
      let names = [ResultMessage.no, .unknown, .yes].map { words.texts[$0] }
      return coded(truths.map { Int($0) }, names)
    case .status(let states):
      return coded(states.map { Int($0.rawValue) }, SubjectStatus.allCases.map { words.text($0) })
    }
  }
}
