// SPDX-License-Identifier: Apache-2.0

import Markup
import Qualification
import TrialDesign

/// An installation's qualification: what was judged, on which machine, with what outcome.
public struct QualificationRecord: Sendable {
  /// Where and when it was done; none of it is looked up here.
  public struct Circumstances: Sendable {
    /// The version of the program.
    public let engine: String
    public let system: String
    public let processor: String
    /// The folder that the references came from; nil for those of the program.
    public let references: String?
    /// The moment, in ISO 8601.
    public let time: String
    /// Who did it; nil leaves a line to be filled in by hand.
    public let person: String?
    /// SHA-256 of each reference file, by name.
    public let hashes: [(name: String, hash: String)]

    public init(
      engine: String,
      system: String,
      processor: String,
      references: String?,
      time: String,
      person: String?,
      hashes: [(name: String, hash: String)]
    ) {
      self.engine = engine
      self.system = system
      self.processor = processor
      self.references = references
      self.time = time
      self.person = person
      self.hashes = hashes
    }
  }

  public let qualification: Qualification
  public let circumstances: Circumstances
  let texts: Texts

  public init(_ qualification: Qualification, _ circumstances: Circumstances, language: Language) {
    self.qualification = qualification
    self.circumstances = circumstances
    texts = Texts(language: language)
  }

  /// The most failures that are listed.
  static let listed = 20

  var outcome: String {
    texts[qualification.passed ? QualificationMessage.passed : QualificationMessage.failed]
  }

  var columns: [String] {
    [.family, .cases, .values, .worst, .explained, .failures, .notCompared].map {
      texts[$0 as QualificationMessage]
    }
  }

  func cells(of family: FamilyResult) -> [String] {
    guard family.isJudged else {
      let none = texts[QualificationMessage.notJudged]
      return [family.name, String(family.cases), none, "", "", "", String(family.notCompared)]
    }
    return [
      family.name, String(family.cases), String(family.values),
      Self.scientific(family.worstRelativeError), String(family.explained),
      String(family.failures.count), String(family.notCompared),
    ]
  }

  func line(_ failure: FamilyResult.Failure, of family: FamilyResult) -> String {
    let place = "\(family.name) · \(failure.case) · \(failure.field)"
    guard let got = failure.got else { return place }
    return texts(
      QualificationMessage.differs,
      place,
      failure.expected.map { "\($0)" } ?? texts[QualificationMessage.undefined],
      got.isNaN ? texts[QualificationMessage.undefined] : "\(got)"
    )
  }

  var failureLines: [String] {
    let lines = qualification.families.flatMap { family in
      family.failures.map { line($0, of: family) }
    }
    let more = lines.count - Self.listed
    return lines.prefix(Self.listed) + (more > 0 ? [texts(QualificationMessage.more, String(more))] : [])
  }

  /// `2.9e-10`; `0` where nothing differed at all.
  static func scientific(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return "0" }
    var (mantissa, exponent) = (value, 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let digits = DecimalText.fixed(mantissa, decimals: 1)
    return digits == "10.0" ? "1.0e\(exponent + 1)" : "\(digits)e\(exponent)"
  }

  /// For terminals.
  public var rendered: String {
    let table = TextTable(columns, numeric: Set(1..<columns.count), qualification.families.map(cells)).lines
    let notes = [QualificationMessage.worstNote, .notComparedNote].flatMap {
      TextColumns.hanging("  ", texts[$0], to: 100)
    }
    let failures = failureLines.isEmpty ? [] : [""] + failureLines.map { "  ✗ \($0)" }
    return ([outcome] + table + failures + [""] + notes).joined(separator: "\n") + "\n"
  }

  /// For programs: full digits, every failure.
  public var json: JSONValue {
    [
      "passed": .bool(qualification.passed),
      "engine": .string(circumstances.engine), "time": .string(circumstances.time),
      "families": .array(
        qualification.families.map { family in
          [
            "name": .string(family.name), "judged": .bool(family.isJudged),
            "cases": .integer(family.cases), "values": .integer(family.values),
            "worstRelativeError": .number(family.worstRelativeError),
            "explained": .integer(family.explained), "notCompared": .integer(family.notCompared),
            "failures": .array(
              family.failures.map { failure in
                [
                  "case": .string(failure.case), "field": .string(failure.field),
                  "expected": .optional(failure.expected),
                  "got": .optional(failure.got.flatMap { $0.isNaN ? nil : $0 }),
                ]
              }
            ),
          ]
        }
      ),
    ]
  }
}
