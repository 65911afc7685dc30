// SPDX-License-Identifier: Apache-2.0

import PaperAudit
import TrialDesign

/// An audited text with what a reader of the findings has to know of it.
public struct PaperAuditRecord: Sendable {
  /// Where the text came from and who audited it when; none of it is looked up here.
  public struct Circumstances: Sendable {
    /// The file's name; nil for text without one, such as standard input.
    public let name: String?
    /// The day of the audit, in ISO 8601.
    public let date: String
    /// The program and its version.
    public let engine: String
    /// SHA-256 of the file's bytes.
    public let fingerprint: String
    /// Whether the text was taken out of a file of another kind, so that places are not those of the file.
    public let isExtracted: Bool

    public init(name: String?, date: String, engine: String, fingerprint: String, isExtracted: Bool) {
      (self.name, self.date, self.engine) = (name, date, engine)
      (self.fingerprint, self.isExtracted) = (fingerprint, isExtracted)
    }
  }

  /// A claim with its number, from 1 in the order of the text, and its place.
  struct Entry: Sendable {
    let number: Int
    let claim: Claim
    let place: TextPlaces.Place
    /// What a study's results say of it; nil where none were given, or none can have it.
    let finding: PaperTrace.Finding?
  }

  public let text: String
  public let paper: AuditedPaper
  let circumstances: Circumstances
  let words: AuditWords
  let entries: [Entry]
  /// The results that the text was held against; nil where none were given.
  let trace: PaperTrace?
  /// The verdicts that are shown.
  let shown: Set<Claim.Verdict>

  /// Takes a text and its audit.
  ///
  /// - Parameters:
  ///   - paper: What the audit of `text` found.
  ///   - text: The text itself.
  ///   - circumstances: Its name and date.
  ///   - language: The language of the findings; that of the text does not matter.
  ///   - shown: The verdicts that are shown; counts are always of all.
  ///   - trace: The claims looked up in the results of a study.
  public init(
    _ paper: AuditedPaper,
    of text: String,
    _ circumstances: Circumstances,
    language: Language,
    shown: Set<Claim.Verdict> = Set(Claim.Verdict.allCases),
    trace: PaperTrace? = nil
  ) {
    (self.text, self.paper, self.circumstances, self.shown) = (text, paper, circumstances, shown)
    self.trace = trace
    words = AuditWords(language)
    let places = TextPlaces(of: paper.claims, in: text).places
    entries = zip(paper.claims, places).enumerated().map { index, pair in
      Entry(number: index + 1, claim: pair.0, place: pair.1, finding: trace?.findings[index])
    }
  }

  var texts: Texts { words.texts }

  /// The verdicts in the order of their weight.
  static let order: [Claim.Verdict] = [.inconsistent, .warning, .undetermined, .consistent]

  func entries(_ verdict: Claim.Verdict) -> [Entry] { entries.filter { $0.claim.verdict == verdict } }

  /// What came of it, in one sentence.
  var outcome: String {
    guard !entries.isEmpty else { return texts[AuditMessage.noClaims] }
    switch entries(.inconsistent).count {
    case 0: return texts[AuditMessage.nothingContradicted]
    case 1: return texts[AuditMessage.oneContradicted]
    case let count: return texts(AuditMessage.manyContradicted, "\(count)")
    }
  }

  /// "1 inconsistent · 7 warnings · 2 undetermined · 23 consistent".
  var counts: String { Self.order.map(count).joined(separator: " · ") }

  /// "7 warnings".
  func count(_ verdict: Claim.Verdict) -> String {
    let count = entries(verdict).count
    let word = verdict == .warning && count != 1 ? AuditMessage.warnings : AuditMessage(verdict)
    return texts(AuditMessage.count, "\(count)", texts[word])
  }
}

extension Claim.Verdict {
  /// A shape of its own, so that no verdict is told by colour alone.
  var sign: String {
    switch self {
    case .inconsistent: "✗"
    case .warning: "▲"
    case .undetermined: "○"
    case .consistent: "✓"
    }
  }
}
