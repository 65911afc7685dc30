// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One analysis: what was asked, of whom, by which method, and every number that came out.
public struct AnalysisResult: Sendable {
  /// The section of a report a result belongs to.
  public enum Topic: String, CaseIterable, Sendable {
    case flow
    case accrual
    case sets
    case baseline
    case treatment
    case response
    case subgroups
    case survival
    case safety
  }

  /// Stable: `<plan id>` for planned analyses, `<topic>.<name>` for the rest.
  public let id: String
  public let topic: Topic
  /// nil where the result belongs to no endpoint.
  public let endpoint: String?
  /// The analysis set's id; nil where all randomized subjects are described.
  public let set: String?
  public let standing: PlannedAnalysis.Standing
  public let access: AccessClass
  public let methods: [Statistic]
  /// The p-value that the plan names; nil where none is named.
  public let primaryTest: Statistic?
  public internal(set) var tables: [ResultTable]
  public internal(set) var curves: SurvivalCurves?
  public let notes: [ResultNote]
  /// The planned analysis behind it; nil for descriptive results.
  public let plan: PlannedAnalysis?

  /// Every cell, in the order of the tables.
  public var cells: [Cell] { tables.flatMap { $0.rows.flatMap { $0.entries.flatMap { $0?.cells ?? [] } } } }

  /// The cell at an address inside this result; nil where there is none.
  public func cell(_ path: String) -> Cell? { cells.first { $0.path == path } }
}

/// Numbers in rows and columns.
public struct ResultTable: Sendable {
  /// The words in file names and addresses: `arms`, `comparisons`, `tests`.
  public let id: String
  public let columns: [Label]
  public internal(set) var rows: [Row]

  /// One line; `entries` has one element for each column, nil where the column does not apply.
  public struct Row: Sendable {
    public let label: Label
    /// 0 for a line of its own, 1 for a line under the last one of level 0.
    public let level: Int
    public internal(set) var entries: [Entry?]
    /// Marks the line that the plan names, such as the prespecified test.
    public let isPrimary: Bool
  }

  /// What stands in one place of a table: one to three numbers, and the subjects behind them.
  public struct Entry: Sendable {
    public let form: EntryForm
    public internal(set) var cells: [Cell]
    /// Rows of `listing`; nil where no list stands behind the number, or the study is too large for lists.
    public let rows: RowSet?
  }
}

/// How the numbers of an entry are written together.
public enum EntryForm: String, Sendable {
  /// One number.
  case single
  /// Events and subjects: `16/30`.
  case countOfTotal
  /// A count and its share: `16 (53.3)`.
  case countAndShare
  /// Events, subjects and share: `16/30 (53.3)`.
  case countOfTotalAndShare
  /// Estimate and its interval: `21.3 (−5.2 to 44.8)`.
  case estimateAndInterval
  /// The interval alone.
  case interval
  /// Median and range: `49.5 (15–66)`.
  case medianAndRange
  /// Two numbers, such as quartiles: `41; 58`.
  case pair
  /// Mean and standard deviation: `48.2 (12.0)`.
  case meanAndSD
  /// Test statistic (with degrees of freedom where it has them) and p; the p is the last cell.
  case test
}

/// Rows of one listing: which list, and which of its rows, ascending.
public struct RowSet: Sendable {
  /// The id of a `Listing`.
  public let listing: String
  public let rows: [Int32]
}

/// What a row or column is about; the reporting layer gives it words.
public enum Label: Hashable, Sendable {
  case statistic(Statistic)
  case arm(String)
  case total
  /// Treatment arm against reference arm.
  case comparison(String, reference: String)
  case item(ItemPath)
  /// A category of an item, by its index in `StudyProtocol.codes(of:)`.
  case category(ItemPath, Int)
  case missing(ItemPath)
  case set(String)
  case site(Int)
  case month(year: Int, month: Int)
  /// A landmark time in days.
  case landmark(Int)
  /// A word of the data, such as an adverse event term.
  case literal(String)
  case grade(Int)
  case allSubjects
}

/// Something a reader has to know beside a result.
public enum ResultNote: Hashable, Sendable {
  /// The smallest expected count of a comparison is below 5 (Cochran 1954).
  case smallExpectedCount(smallest: Double)
  /// A part of one arm is compared with the whole of another: randomization no longer holds.
  case selectionOnOneSide(selected: String, whole: String)
  /// Exact unconditional tests were left out above this number of subjects.
  case exactTestsLeftOut(limit: Int)
  /// An arm has no events, so that the hazard ratio has no maximum-likelihood estimate.
  case monotoneLikelihood
  /// Some events are dated at the start of the clock.
  case eventsAtTimeZero(count: Int)
  /// The proportional-hazards check is below 0.05.
  case nonProportionalHazards(p: Double)
  /// Fewer than 10 events: the large-sample interval is unsure.
  case fewEvents(Int)
  case multiplicityNotControlled
  /// By plan the arms are assessed up to this many days apart.
  case assessedApart(days: Int)
  /// Reconstructed findings were drawn for the category beside which they stand.
  case findingsDrawnForCategory
  /// A box of the flow does not sum.
  case doesNotSum(String)
}

/// Subjects (or events) and the values that an analysis used of them; numbers point at rows of it.
public struct Listing: Sendable {
  /// One column.
  public struct Column: Sendable {
    public let title: Title
    public let values: Values
  }

  /// What a column is called.
  public enum Title: Hashable, Sendable {
    case item(ItemPath)
    case arm
    case site
    case randomized
    case set(String)
    case statistic(Statistic)
    /// An endpoint's own derived column.
    case endpoint(String)
    /// Time to event or censoring, in days.
    case time
    /// Event, or why the time ended.
    case ended
    case settled
  }

  /// One value for each row.
  public enum Values: Sendable {
    case codes([Int16], of: ItemPath)
    case numbers([Double])
    /// Days since 1970-01-01.
    case dates([Int32])
    /// Days since randomization.
    case days([Int32])
    case texts([String])
    /// Met, not met or unknown.
    case truths([UInt8])
    /// Indices into words of the reporting catalogue.
    case status([SubjectStatus])
  }

  public let id: String
  /// The subject of each row, as an index into `TrialResults.subjects`.
  public let subjects: [Int32]
  public let columns: [Column]
}

/// What an analysis made of one subject.
public enum SubjectStatus: UInt8, CaseIterable, Sendable {
  case responder
  case nonResponder
  case pending
  case unknown
  case event
  case censored
  case censoredAtCut
  case failureAtStart
  case notAnalysed
}

/// Kaplan–Meier curves of one endpoint, one for each arm.
public struct SurvivalCurves: Sendable {
  /// One arm's curve; times in days, steps ascending.
  public struct Curve: Sendable {
    public let arm: String
    public let time: [Double]
    public let atRisk: [Int]
    public let events: [Int]
    public let censored: [Int]
    public let survival: [Double]
    /// Pointwise log-log interval; NaN where it has none.
    public let lower: [Double]
    public let upper: [Double]
    public let subjects: Int
    /// nil where not reached.
    public let median: Double?
  }

  /// The range of an arm's curves over the cohorts that fit, on a common grid of days.
  public struct Envelope: Sendable {
    public let arm: String
    public let time: [Double]
    public let lowest: [Double]
    public let highest: [Double]
    /// Subjects at risk just before each day.
    public let atRisk: [ClosedRange<Int>]
    /// Events up to each day, the day included.
    public let events: [ClosedRange<Int>]
    public let cohorts: Int
  }

  public let curves: [Curve]
  /// Reconstructed data: then the curves themselves are undetermined and must not be drawn.
  public internal(set) var envelopes: [Envelope]
}
