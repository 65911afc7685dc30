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
      Shares and counts, parts and totals, p-values and the tests that give them, intervals, means of \
      whole values and of zeros and ones, dates, sizes; texts in English, in Chinese, or in both. What \
      is ambiguous is read charitably. FILE is plain text, Markdown, HTML, PDF (with pdftotext installed) \
      or DOCX (with unzip installed), at most 20 MB; - reads standard input.

      With --study every figure is also looked up in the results of a study at a cut: where it stands \
      there, or that it does not. Exit code 1 where something is inconsistent. \
      Documentation/Guides/audit-paper.md says what such an audit can and cannot know.

      Examples:
        equipoise audit-paper abstract.txt
        equipoise audit-paper manuscript.docx --html audit.html
        equipoise audit-paper article.pdf --only inconsistent,warning
        equipoise audit-paper draft.docx --study my-trial --cut 2025-07-31
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

  @Option(
    help: ArgumentHelp(
      "Look the figures up in the results of this study: a folder or its protocol file.",
      valueName: "study"
    ),
    completion: .directory
  )
  var study: String?

  @Option(
    help: ArgumentHelp(
      "With --study: the last day whose facts count, as YYYY-MM-DD, or a data cut of the ledger. Default: the protocol's own.",
      valueName: "date|id"
    )
  )
  var cut: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "With --study: who asks; a study with a ledger shows results by arm only to roles that may see them.",
      valueName: "user"
    )
  )
  var user: String?

  @Flag(help: "Tell consistent claims in full too.")
  var all = false

  @Flag(help: "Print JSON, for programs.")
  var json = false

  @Option(help: "The language of the findings: en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let paper = try PaperFile(file)
    let read = textWithoutHardBreaks(paper.text)
    let audited = auditPaper(read)
    let record = PaperAuditRecord(
      audited,
      of: paper.text,
      PaperAuditRecord.Circumstances(
        name: paper.name,
        date: "\(WallClock.now().date)",
        engine: "Equipoise \(EngineVersion.current)",
        fingerprint: Fingerprint(of: paper.bytes).hexadecimal,
        isExtracted: paper.isExtracted
      ),
      language: language,
      shown: only?.verdicts ?? Set(Claim.Verdict.allCases),
      trace: try study.map { try PaperTrace(audited, of: read, in: results(of: $0)) }
    )
    if let html { try WholeFile.write(PaperAuditPage(record).markup.rendered() + "\n", to: html) }
    let text = PaperAuditText(record, isColored: Terminal.hasColors, isFull: all)
    Terminal.say(json ? record.json.rendered(.pretty) : text.rendered)
    if record.paper.hasInconsistency { throw ExitCode(Outcome.finding.rawValue) }
  }
}

extension AuditPaperCommand {
  func validate() throws {
    guard study == nil, let option = cut != nil ? "--cut" : user != nil ? "--as" : nil else { return }
    throw ValidationError("\(option) needs --study.\n  Say whose results the text is held against.")
  }

  /// The results of a study, for somebody who may see them.
  private func results(of study: String) throws(CommandFailure) -> ReportInput {
    let opening = try StudyOpening(study, cut: cut, reader: ResultsReader(user: user))
    let analysis = try StudyAnalysis(opening.folder, cut: opening.cut, asOf: nil)
    return ReportInput(
      study: analysis.study,
      results: try analysis.results(),
      fingerprints: analysis.fingerprints,
      language: language
    )
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
