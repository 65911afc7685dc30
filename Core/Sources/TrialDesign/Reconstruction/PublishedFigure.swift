// SPDX-License-Identifier: Apache-2.0

/// One figure of the publication, and what it asks of subject-level data.
public struct PublishedFigure: Sendable {
  /// What a figure asks of a cohort.
  public enum Constraint: Sendable {
    /// Subjects randomized to each arm.
    case sizes([ArmCount])
    /// Subjects who meet a criterion; a criterion on a log form is met by a subject with a row that meets it.
    case count(SubjectCount, where: Criterion)
    case distribution(Distribution)
    case rate(Rate)
    /// The months (or days) of the first and the last randomization.
    case accrual(first: PartialDate, last: PartialDate)
    /// Among subjects who meet the criterion no value of the item lies after the day.
    case latest(ItemPath, CivilDate, where: Criterion?)
  }

  /// A number of subjects in one arm.
  public struct ArmCount: Sendable {
    public let arm: String
    public let subjects: Int
  }

  /// A number of subjects, printed by arm or for all arms together.
  public enum SubjectCount: Sendable {
    case byArm([ArmCount])
    case total(Int)
  }

  /// Median and range of a whole-number item.
  public struct Distribution: Sendable {
    public let item: ItemPath
    /// nil for all subjects.
    public let arm: String?
    /// Half a unit is possible where the number of subjects is even.
    public let median: Double
    public let range: ClosedRange<Int>
  }

  /// A Kaplan–Meier estimate at a day.
  public struct Rate: Sendable {
    public let endpoint: String
    /// nil for all subjects.
    public let arm: String?
    /// Days after randomization.
    public let day: Int
    /// Survival in percent as printed; the estimate rounds to it.
    public let percent: Double
    /// Digits printed after the point.
    public let decimals: Int
  }

  public let id: String
  /// The number as printed; nil for a condition that follows from the meaning of the items.
  public let printed: String?
  /// Whether cohorts meet it; a figure that contradicts others is listed and not followed.
  public let isFollowed: Bool
  /// The ids of figures that cannot hold at the same time.
  public let contradicts: [String]
  /// How the figure was read, or why it was not followed.
  public let note: LocalizedText?
  /// nil for a figure that is not followed and asks nothing that can be counted.
  public let constraint: Constraint?
  /// The same count once more, of what is derived from the raw findings; nil where nothing is derived.
  ///
  /// Cohorts are drawn by `where`; that their findings lead to the same number is checked, not arranged.
  public let derived: Criterion?

  init(_ block: inout BlockReader) {
    id = block.text("id")
    printed = block.optional("printed") { $0.text() }
    isFollowed = block.optional("followed") { $0.boolean() } ?? true
    contradicts = block.list("contradicts") { $0.text() }
    note = block.optional("note") { $0.localized() }
    let condition = block.optional("where") { $0.criterion() }
    derived = block.optional("derived") { $0.criterion() }
    let constraints = [
      block.optional("sizes") { Constraint.sizes($0.armCounts()) },
      block.optional("count") { reader in condition.map { .count(reader.subjectCount(), where: $0) } },
      block.optional("distribution") { reader in .distribution(reader.block { Distribution(&$0) }) },
      block.optional("rate") { reader in .rate(reader.block { Rate(&$0) }) },
      block.optional("accrual") { reader in reader.block { Constraint(accrual: &$0) } },
      block.optional("latest") { reader in reader.block { Constraint(latest: &$0, where: condition) } },
    ]
    constraint = constraints.compactMap(\.self).first
    if block.has("count"), condition == nil, !block.has("where") {
      block.report("a count of whom?", remedy: "Add where: with a criterion.")
    } else if constraints.compactMap(\.self).count > 1 {
      block.report("more than one constraint", remedy: "Make a figure of each.")
    } else if isFollowed, constraint == nil, !Self.constraintKeys.contains(where: block.has) {
      block.report(
        "a figure that asks for nothing cannot be followed",
        remedy:
          "Add one of \(Self.constraintKeys.joined(separator: ", ")), or write followed: false with a note."
      )
    }
    if !isFollowed, note == nil {
      block.report("a figure not followed, without a reason", remedy: "Add note: why it was not followed.")
    }
  }

  private static let constraintKeys = ["sizes", "count", "distribution", "rate", "accrual", "latest"]
}

extension PublishedFigure.Constraint {
  fileprivate init(accrual block: inout BlockReader) {
    let start = PartialDate(year: 1, month: nil, day: nil)
    self = .accrual(
      first: block.required("first", else: start) { $0.partialDate() },
      last: block.required("last", else: start) { $0.partialDate() }
    )
  }

  fileprivate init(latest block: inout BlockReader, where condition: Criterion?) {
    self = .latest(
      block.required("item", else: ItemPath(form: "", item: "")) { $0.itemPath() },
      block.required("day", else: CivilDate(day: 0)) { $0.date() },
      where: condition
    )
  }
}

extension PublishedFigure.Distribution {
  fileprivate init(_ block: inout BlockReader) {
    item = block.required("item", else: ItemPath(form: "", item: "")) { $0.itemPath() }
    arm = block.optional("arm") { $0.text() }
    range = block.required("range", else: 0...0) { $0.wholeRange() }
    median = block.required("median", else: Double(range.lowerBound)) { $0.number() }
    let isPlaced = Double(range.lowerBound) <= median && median <= Double(range.upperBound)
    if !isPlaced || (2 * median).rounded() != 2 * median {
      block.report(
        "\(median) cannot be the median of whole numbers in this range",
        at: "median",
        remedy: "Write a whole or half number between the ends of the range."
      )
    }
  }
}

extension PublishedFigure.Rate {
  fileprivate init(_ block: inout BlockReader) {
    endpoint = block.text("endpoint")
    arm = block.optional("arm") { $0.text() }
    day = block.required("at", else: 0) { reader in
      reader.value("a time", example: "365 d or 12 mo") { Quantity($0)?.days }
    }
    var decimals = 0
    percent = block.required("percent", else: 0) { reader in
      reader.value("a percentage as printed", example: "67.1") { text in
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        decimals = parts.count == 2 ? min(parts[1].count, 6) : 0
        return Double(text).flatMap { (0...100).contains($0) ? $0 : nil }
      }
    }
    self.decimals = decimals
  }
}

extension NodeReader {
  fileprivate func armCounts() -> [PublishedFigure.ArmCount] {
    entries().compactMap { arm, reader in
      reader.integer().map { PublishedFigure.ArmCount(arm: arm, subjects: $0) }
    }
  }

  /// `27`, or `{A: 16, B: 8}`.
  fileprivate func subjectCount() -> PublishedFigure.SubjectCount {
    if case .mapping = node.content { return .byArm(armCounts()) }
    return .total(integer() ?? 0)
  }

  fileprivate func partialDate() -> PartialDate? {
    value("a date or month", example: "2022-10") { PartialDate(iso: $0) }
  }
}
