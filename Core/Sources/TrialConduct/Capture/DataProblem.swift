// SPDX-License-Identifier: Apache-2.0

/// One thing wrong in the tables of a study folder.
public struct DataProblem: Error, Hashable, Sendable {
  /// What a problem means for the record.
  public enum Severity: String, CaseIterable, Sendable {
    /// The record cannot be trusted; nothing is analysed.
    case error
    /// Probably a slip; the record is whole without a change.
    case warning
  }

  /// A column of a table, as its head names it.
  public struct Column: Hashable, Sendable {
    public let name: String
    /// Counted from 1.
    public let number: Int
  }

  public let severity: Severity
  /// The file's name inside `data/`.
  public let file: String
  /// Counted from 1; nil where the whole file is meant.
  public let line: Int?
  /// nil where no single column is meant.
  public let column: Column?
  /// The character of the line, counted from 1, for faults of the text itself (encoding, quotes); else nil.
  public let character: Int?
  /// Subject and item, such as `S-012 · response.best`, or the item or form alone; nil where neither is known.
  public let place: String?
  public let problem: String
  public let remedy: String

  init(
    _ severity: Severity = .error,
    file: String,
    line: Int? = nil,
    column: Column? = nil,
    character: Int? = nil,
    place: String? = nil,
    _ problem: String,
    remedy: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.character = character
    self.place = place
    self.problem = problem
    self.remedy = remedy
  }
}

extension DataProblem: CustomStringConvertible {
  /// Two lines: where and what, then how to mend it.
  public var description: String { description(in: "data/") }

  /// As `description`, for a file of another folder than the study's `data/`; empty for the file's name alone.
  public func description(in folder: String) -> String {
    var position = folder + file
    if let line { position += ":\(line)" }
    if let character { position += ":\(character)" }
    var parts = [position]
    let mark = severity == .warning ? "warning: " : ""
    switch (column, place) {
    case (let column?, let place?): parts.append("column \"\(column.name)\" (\(place))")
    case (let column?, nil): parts.append("column \"\(column.name)\"")
    case (nil, let place?): parts.append(place)
    case (nil, nil): break
    }
    parts.append(mark + problem)
    return parts.joined(separator: ": ") + "\n  " + remedy
  }
}

/// The problems found so far, of each file only as many as a person can use.
struct DataProblems {
  /// How many problems of one file are kept in full.
  static let cap = 1000

  private var listed: [String: [DataProblem]] = [:]
  private var counts: [String: Int] = [:]

  /// Adds a problem; its text is not even made where the file has too many already.
  mutating func add(in file: String, _ problem: () -> DataProblem) {
    counts[file, default: 0] += 1
    guard counts[file, default: 0] <= Self.cap else { return }
    listed[file, default: []].append(problem())
  }

  /// Counts problems that were not listed to begin with.
  mutating func addUnlisted(_ count: Int, in file: String) {
    counts[file, default: 0] += count
  }

  /// All problems by file, line and column; the last of a file says how many were left out.
  var sorted: [DataProblem] {
    listed.sorted { $0.key < $1.key }.flatMap { file, problems in
      let inOrder = problems.enumerated().sorted { a, b in
        let left = (a.element.line ?? 0, a.element.column?.number ?? a.element.character ?? 0, a.offset)
        let right = (b.element.line ?? 0, b.element.column?.number ?? b.element.character ?? 0, b.offset)
        return left < right
      }
      let more = counts[file, default: 0] - problems.count
      guard more > 0 else { return inOrder.map(\.element) }
      let rest = DataProblem(
        file: file,
        "and \(more) more problems in this file",
        remedy: "Mend those above first: many rows often share one cause."
      )
      return inOrder.map(\.element) + [rest]
    }
  }
}
