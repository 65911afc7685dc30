// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Foundation
import PaperAudit
import ProtocolLibrary
import TrialDesign
import TrialReporting

/// `equipoise audit-paper`: the numbers of a text, held against each other.
struct AuditPaperCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit-paper",
    abstract: "Recomputes the numbers of an abstract or manuscript and says which cannot be true.",
    discussion: """
      Shares and counts, parts and totals, p-values and the tests that give them, intervals, means of whole values, dates,
      sizes; texts in English, in Chinese, or in both. What is ambiguous is read charitably. FILE is plain text, Markdown, HTML,
      PDF (with pdftotext installed) or DOCX (with unzip installed), at most 20 MB; - reads standard input. Exit code 1 where
      something is inconsistent. Documentation/Guides/audit-paper.md says what such an audit can and cannot know.

      Examples:
        equipoise audit-paper abstract.txt
        equipoise audit-paper manuscript.docx --html audit.html
        equipoise audit-paper article.pdf --only inconsistent,warning
        pbpaste | equipoise audit-paper - --json
      """
  )

  @Argument(
    help: ArgumentHelp("The text; - for standard input.", valueName: "file"),
    completion: .file()
  )
  var file: String

  @Option(
    help: ArgumentHelp("Write a page with the text, its marks and the arithmetic.", valueName: "file.html")
  )
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Show these only: inconsistent, warning, undetermined, consistent; separated by commas.",
      valueName: "verdicts"
    )
  )
  var only: VerdictList?

  @Flag(help: "Tell consistent claims in full too.")
  var all = false

  @Flag(help: "Print JSON, for programs.")
  var json = false

  @Option(help: "The language of the findings: en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let paper = try PaperFile(file)
    let record = PaperAuditRecord(
      auditPaper(textWithoutHardBreaks(paper.text)),
      of: paper.text,
      PaperAuditRecord.Circumstances(
        name: paper.name,
        date: "\(WallClock.now().date)",
        engine: "Equipoise \(EngineVersion.current)",
        fingerprint: Fingerprint(of: paper.bytes).hexadecimal,
        isExtracted: paper.isExtracted
      ),
      language: language,
      shown: only?.verdicts ?? Set(Claim.Verdict.allCases)
    )
    if let html { try WholeFile.write(PaperAuditPage(record).markup.rendered() + "\n", to: html) }
    let text = PaperAuditText(record, isColored: Terminal.hasColors, isFull: all)
    Terminal.say(json ? record.json.rendered(.pretty) : text.rendered)
    if record.paper.hasInconsistency { throw ExitCode(Outcome.finding.rawValue) }
  }
}

/// Verdicts separated by commas, as typed.
struct VerdictList: ExpressibleByArgument {
  let verdicts: Set<Claim.Verdict>

  init?(argument: String) {
    let words = argument.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    let verdicts = words.compactMap { word in
      Claim.Verdict(rawValue: word.lowercased())
        ?? Claim.Verdict(rawValue: String(word.lowercased().dropLast()))
    }
    guard !words.isEmpty, verdicts.count == words.count else { return nil }
    self.verdicts = Set(verdicts)
  }
}

extension Terminal {
  /// Whether standard output is a terminal that wants colours (https://no-color.org).
  fileprivate static var hasColors: Bool {
    let environment = ProcessInfo.processInfo.environment
    let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    return isWanted && isatty(STDOUT_FILENO) == 1
  }
}
