// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A published figure that a record does not meet.
public struct Violation: Hashable, Sendable {
  /// The figure's id.
  public let figure: String
  /// nil where the figure speaks of all arms together.
  public let arm: String?
  /// What the figure asks for, and what the record has.
  public let expected: String
  public let found: String
}

extension Violation: CustomStringConvertible {
  public var description: String {
    "\(figure)\(arm.map { " (\($0))" } ?? ""): \(expected) expected, \(found) found"
  }
}

/// Recomputes the published figures from a record.
///
/// It shares nothing with the drawing of cohorts: it reads the record's columns, evaluates criteria one
/// subject at a time, and has a Kaplan–Meier estimate of its own in its plainest form. Where a figure says what it
/// is once more in derived items, what the protocol derives from the record's findings has to give the same number.
///
/// - Parameters:
///   - record: A record of the study, from wherever.
///   - study: The protocol.
///   - plan: The published figures.
///   - figures: Which figures are checked; nil for those that are followed.
/// - Returns: What is not met, in the order of the figures; empty where all are met.
public func violations(
  of record: TrialRecord,
  study: StudyProtocol,
  plan: Reconstruction,
  figures: [PublishedFigure]? = nil
) -> [Violation] {
  let reading = FigureReading(record: record, study: study)
  let asked = figures ?? plan.followed
  let found = asked.flatMap { reading.violations(of: $0) }
  guard asked.contains(where: { $0.derived != nil }) else { return found }
  let derived = Deriver(study).derive(record, cut: plan.lastFact.day)
  let derivedReading = FigureReading(record: record.adding(derived), study: study)
  return found
    + asked.flatMap { figure -> [Violation] in
      guard let criterion = figure.derived, case .count(let count, _)? = figure.constraint else { return [] }
      return derivedReading.violations(of: figure, count, criterion)
    }
}

/// A record, read one subject at a time.
private struct FigureReading {
  let record: TrialRecord
  let study: StudyProtocol

  func violations(of figure: PublishedFigure) -> [Violation] {
    switch figure.constraint {
    case nil:
      return []
    case .sizes(let sizes):
      return sizes.flatMap { size in
        compare(figure, size.arm, size.subjects, subjects(in: size.arm).count)
      }
    case .count(let count, let criterion):
      return violations(of: figure, count, criterion)
    case .distribution(let asked):
      let values = subjects(in: asked.arm).flatMap { numbers(asked.item, of: $0) }.sorted()
      return compare(
        figure,
        asked.arm,
        "\(asked.median) (\(Double(asked.range.lowerBound))–\(Double(asked.range.upperBound)))",
        "\(median(values)) (\(values.first ?? .nan)–\(values.last ?? .nan))"
      )
    case .rate(let asked):
      return compare(figure, asked)
    case .accrual(let first, let last):
      let days = subjects(in: nil).compactMap { randomized($0) }.sorted().map {
        CivilDate(day: $0).description
      }
      return compare(
        figure,
        nil,
        first.description,
        String(days.first?.prefix(first.description.count) ?? "")
      )
        + compare(figure, nil, last.description, String(days.last?.prefix(last.description.count) ?? ""))
    case .latest(let path, let day, let criterion):
      let late = subjects(in: nil).count { subject in
        (criterion.map { meets($0, subject) } ?? true) && days(path, of: subject).contains { $0 > day.day }
      }
      return compare(figure, nil, 0, late)
    }
  }

  func violations(
    of figure: PublishedFigure,
    _ count: PublishedFigure.SubjectCount,
    _ criterion: Criterion
  ) -> [Violation] {
    switch count {
    case .total(let asked):
      compare(figure, nil, asked, subjects(in: nil).count { meets(criterion, $0) })
    case .byArm(let counts):
      counts.flatMap { count in
        compare(figure, count.arm, count.subjects, subjects(in: count.arm).count { meets(criterion, $0) })
      }
    }
  }

  private func compare<Value: Equatable & CustomStringConvertible>(
    _ figure: PublishedFigure,
    _ arm: String?,
    _ expected: Value,
    _ found: Value
  ) -> [Violation] {
    if expected == found { return [] }
    return [
      Violation(figure: figure.id, arm: arm, expected: expected.description, found: found.description)
    ]
  }

  // MARK: Survival

  private func compare(_ figure: PublishedFigure, _ asked: PublishedFigure.Rate) -> [Violation] {
    guard case .timeToEvent(let derivation)? = study.endpoint(asked.endpoint)?.derivation else {
      return compare(figure, asked.arm, asked.endpoint, "no time to event")
    }
    var times: [(day: Int32, isEvent: Bool)] = []
    for subject in subjects(in: asked.arm) {
      guard let start = randomized(subject) else { continue }
      let events = derivation.events.flatMap { event in
        event.when.map { meets($0, subject) } ?? true ? days(event.at, of: subject) : []
      }
      let observed = derivation.observedUntil.flatMap { days($0, of: subject) }
      if let first = events.min() {
        times.append((first - start, true))
      } else if let last = observed.max() {
        times.append((last - start, false))
      }
    }
    var survival = 1.0
    for day in Set(times.filter(\.isEvent).map(\.day)).sorted() where day <= Int32(asked.day) {
      let atRisk = times.count { $0.day >= day }
      let events = times.count { $0.isEvent && $0.day == day }
      survival *= 1 - Double(events) / Double(atRisk)
    }
    var scale = 1.0
    for _ in 0..<asked.decimals { scale *= 10 }
    // Compared in the last printed digit, so that no rounding of decimals comes in between.
    let found = (100 * survival * scale).rounded() / scale
    return compare(figure, asked.arm, (asked.percent * scale).rounded() / scale, found)
  }

  // MARK: Subjects

  private func subjects(in arm: String?) -> [Int] {
    record.subjects.indices.filter { subject in
      let codes = codes(study.record.arm, of: subject)
      return arm.map { codes.contains($0) } ?? !codes.isEmpty
    }
  }

  private func randomized(_ subject: Int) -> Int32? {
    study.record.randomized.flatMap { days($0, of: subject).first }
  }

  private func median(_ sorted: [Double]) -> Double {
    sorted.isEmpty ? .nan : (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
  }

  // MARK: Criteria

  /// A criterion on a log form is met by a subject with one row that meets all of it.
  private func meets(_ criterion: Criterion, _ subject: Int) -> Bool {
    let logs = Set(criterion.items.map(\.form)).filter { study.form($0)?.repeats == .log }
    guard let log = logs.first else { return truth(of: criterion, subject, row: nil) == true }
    return rows(of: subject, in: log).contains { truth(of: criterion, subject, row: (log, $0)) == true }
  }

  /// True, false, or nil where what is missing decides.
  private func truth(of criterion: Criterion, _ subject: Int, row: (form: String, row: Int)?) -> Bool? {
    switch criterion {
    case .all(let parts):
      let truths = parts.map { truth(of: $0, subject, row: row) }
      if truths.contains(false) { return false }
      return truths.contains(nil) ? nil : true
    case .any(let parts):
      let truths = parts.map { truth(of: $0, subject, row: row) }
      if truths.contains(true) { return true }
      return truths.contains(nil) ? nil : false
    case .not(let part):
      return truth(of: part, subject, row: row).map { !$0 }
    case .compare(let path, let comparison):
      let place =
        row.flatMap { $0.form == path.form ? $0.row : nil } ?? rows(of: subject, in: path.form).first
      return truth(of: comparison, path, row: place)
    }
  }

  private func truth(of comparison: Comparison, _ path: ItemPath, row: Int?) -> Bool? {
    switch comparison {
    case .known(let isKnown):
      return (row.map { isOnFile(path, $0) } ?? false) == isKnown
    case .among(let codes):
      guard let row, let code = code(path, row) else { return nil }
      return codes.contains(code)
    case .number(let relation, let value, .unit(let unit)):
      guard let row, case .numbers(let numbers)? = record.column(path), !numbers[row].isNaN else {
        return nil
      }
      let own = study.item(path)?.unit
      let threshold = value * (unit.flatMap { unit in own.flatMap { unit.factor(to: $0) } } ?? 1)
      switch relation {
      case .atLeast: return numbers[row] >= threshold
      case .atMost: return numbers[row] <= threshold
      case .above: return numbers[row] > threshold
      case .below: return numbers[row] < threshold
      }
    case .number, .date:
      return nil
    }
  }

  // MARK: Values

  private func rows(of subject: Int, in form: String) -> [Int] {
    let subjects = record.table(form).subject
    return subjects.indices.filter { subjects[$0] == Int32(subject) }
  }

  private func isOnFile(_ path: ItemPath, _ row: Int) -> Bool {
    switch record.column(path) {
    case nil: false
    case .codes(let codes): codes[row] != ItemColumn.noCode
    case .numbers(let numbers): !numbers[row].isNaN
    case .days(let days, let partial): days[row] != ItemColumn.noDay || partial[row] != nil
    case .texts(let texts): !texts[row].isEmpty
    }
  }

  private func code(_ path: ItemPath, _ row: Int) -> String? {
    switch record.column(path) {
    case .codes(let codes) where codes[row] != ItemColumn.noCode:
      study.item(path).map { study.codes(of: $0)[Int(codes[row])] }
    case .texts(let texts) where !texts[row].isEmpty: texts[row]
    default: nil
    }
  }

  private func codes(_ path: ItemPath, of subject: Int) -> [String] {
    rows(of: subject, in: path.form).compactMap { code(path, $0) }
  }

  private func numbers(_ path: ItemPath, of subject: Int) -> [Double] {
    guard case .numbers(let numbers)? = record.column(path) else { return [] }
    return rows(of: subject, in: path.form).map { numbers[$0] }.filter { !$0.isNaN }
  }

  private func days(_ path: ItemPath, of subject: Int) -> [Int32] {
    guard case .days(let days, _)? = record.column(path) else { return [] }
    return rows(of: subject, in: path.form).map { days[$0] }.filter { $0 != ItemColumn.noDay }
  }
}
