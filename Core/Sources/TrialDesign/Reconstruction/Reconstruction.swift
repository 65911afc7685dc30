// SPDX-License-Identifier: Apache-2.0

/// Published aggregates from which subject-level data are reconstructed (`reconstruction:`).
///
/// `figures` are what a publication prints; a reconstructed cohort meets every one that is followed.
/// `rows` say how everything is drawn that no figure decides; each rule carries the reason it was assumed.
/// One cohort is one of very many that fit. Only the cells listed in `determined` may be shown as numbers:
/// everything else differs from cohort to cohort and is shown as a range.
public struct Reconstruction: Sendable {
  /// The publication.
  public let source: LocalizedText
  /// How many cohorts the ranges of undetermined results are taken over.
  public let cohorts: Int
  public let subjects: SubjectNumbering
  /// The last day on which anything happened.
  public let lastFact: CivilDate
  /// The last day on which anything was recorded.
  public let lastRecord: CivilDate
  /// Days from the last fact of a row to its recording.
  public let recordingDelay: ClosedRange<Int>
  public let figures: [PublishedFigure]
  /// In the order of drawing: a rule may look at rows above it, never below.
  public let rows: [GeneratedRow]
  public let determined: [DeterminedCells]

  init(_ block: inout BlockReader) {
    source = block.localized("source")
    cohorts = block.optional("cohorts") { $0.integer() } ?? 200
    subjects = block.required("subjects", else: SubjectNumbering.plain) { reader in
      reader.value("the first subject's identifier", example: "S-001 (it ends in the digits that count)") {
        SubjectNumbering(first: $0)
      }
    }
    lastFact = block.required("last-fact", else: CivilDate(day: 0)) { $0.date() }
    lastRecord = block.required("last-record", else: lastFact) { $0.date() }
    recordingDelay = block.optional("recording-delay") { $0.wholeRange() } ?? 0...0
    figures = block.list("figures") { reader in reader.block { PublishedFigure(&$0) } }
    rows = block.list("rows") { reader in reader.block { GeneratedRow(&$0) } }
    determined = block.list("determined") { reader in reader.block { DeterminedCells(&$0) } }
    if cohorts < 1 {
      block.report(
        "a range needs cohorts",
        at: "cohorts",
        remedy: "Write a whole number from 1, such as 200."
      )
    }
    if lastRecord < lastFact {
      block.report(
        "the last record lies before the last fact",
        at: "last-record",
        remedy: "Write \(lastFact) or a later date."
      )
    }
    if recordingDelay.lowerBound < 0 {
      block.report("recorded before it happened", at: "recording-delay", remedy: "Write days from 0.")
    }
  }

  /// The figures that every cohort meets.
  public var followed: [PublishedFigure] { figures.filter(\.isFollowed) }

  /// Where the number in a result cell comes from.
  ///
  /// - Parameter address: Result id and cell path joined by `/`, such as `orr.primary/arms/CAV/events`.
  /// - Returns: Published or implied where a pattern of `determined` covers the address, else undetermined.
  public func provenance(ofCell address: String) -> Provenance {
    determined.first { $0.covers(address) }?.provenance ?? .undetermined
  }
}

/// How reconstructed subjects are numbered: a prefix, and digits that count in the order of randomization.
public struct SubjectNumbering: Sendable {
  public let prefix: String
  public let first: Int
  /// Numbers are filled up with zeros to this many digits.
  public let digits: Int

  static let plain = SubjectNumbering(prefix: "", first: 1, digits: 1)

  private init(prefix: String, first: Int, digits: Int) {
    self.prefix = prefix
    self.first = first
    self.digits = digits
  }

  /// Reads the first identifier, such as `S-001`; nil where it does not end in one to nine digits.
  init?(first text: String) {
    let digits = text.reversed().prefix { ("0"..."9").contains($0) }.count
    guard (1...9).contains(digits), let number = Int(text.suffix(digits)) else { return nil }
    self.init(prefix: String(text.dropLast(digits)), first: number, digits: digits)
  }

  /// The identifier of the subject randomized as number `index`, counted from 0.
  public func identifier(_ index: Int) -> String {
    let number = String(first + index)
    return prefix + String(repeating: "0", count: max(0, digits - number.count)) + number
  }
}

extension NodeReader {
  /// A whole number, or the two ends of a range of them, the lower first.
  func wholeRange() -> ClosedRange<Int>? {
    let ends = list { $0.integer() }
    guard (1...2).contains(ends.count), let low = ends.first, let high = ends.last, low <= high else {
      report("neither a whole number nor a range", remedy: "Write, for example, 7 or [7, 14].")
      return nil
    }
    return low...high
  }
}
