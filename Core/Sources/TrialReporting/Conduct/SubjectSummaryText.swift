// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A subject's status for a terminal of 100 columns.
public struct SubjectSummaryText {
  private static let width = 100

  private let summary: SubjectSummary
  private let texts: Texts
  private let eligibility: EligibilityWords

  public init(_ summary: SubjectSummary, language: Language) {
    self.summary = summary
    texts = Texts(language: language)
    eligibility = EligibilityWords(summary.study, language: language)
  }

  private var subject: SubjectState { summary.subject }

  /// The whole text, ended by a line break.
  public var rendered: String {
    let head = texts(SummaryMessage.head, subject.id, subject.site, "\(summary.day)")
    let parts = [
      [head, String(repeating: "─", count: TextColumns.width(head))] + facts,
      section(.forms, summary.rows.count, forms),
      section(.queries, summary.queries.count, summary.queries.flatMap { lines(query($0)) }),
      section(.deviations, subject.deviations.count, subject.deviations.flatMap { lines(deviation($0)) }),
      section(.doses, subject.doses.count, subject.doses.flatMap { lines(dose($0)) }),
      section(.cases, summary.cases.count, summary.cases.flatMap { seriousCase($0) }),
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// A heading with what stands below it; nothing where there is nothing.
  private func section(_ title: SummaryMessage, _ count: Int, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [texts(title, String(count))] + lines
  }

  private func lines(_ text: String) -> [String] { TextColumns.hanging("  ", text, to: Self.width) }

  // MARK: Facts

  private var facts: [String] {
    let rows: [(SummaryMessage, [String])] = [
      (.screened, screening), (.consent, consents), (.eligibility, [verdict]),
      (.confirmation, [confirmation]), (.allocation, allocation), (.custody, [word(for: summary.custody)]),
      (.protocolVersion, [String(subject.protocolVersion)]),
    ]
    let width = rows.map { TextColumns.width(texts[$0.0]) }.max() ?? 0
    return rows.flatMap { title, values in
      let label = "  " + TextColumns.padded(texts[title], to: width) + "  "
      return TextColumns.hanging(label, values.joined(separator: texts[DueMessage.joint]), to: Self.width)
    }
  }

  private var screening: [String] {
    let screened = subject.screened.map { "\($0)" } ?? texts[SummaryMessage.elsewhere]
    guard let failed = subject.screenFailed else { return [screened] }
    let why = EventWords.shown(failed.reason)
    return [
      screened,
      texts(why.isEmpty ? SummaryMessage.screenFailed : .screenFailedWhy, "\(failed.on)", why),
    ]
  }

  private var consents: [String] {
    let given = subject.consents.map { texts(SummaryMessage.consentOf, $0.version, "\($0.on)") }
    let withdrawn = subject.withdrawn.map { texts(SummaryMessage.consentWithdrawn, "\($0)") }
    return (given.isEmpty ? [texts[SummaryMessage.noConsent]] : given) + [withdrawn].compactMap(\.self)
  }

  private var verdict: String {
    let word = eligibility.word(for: summary.verdict)
    let open = summary.verdict.rules.filter { $0.passes != .met }.map {
      texts(RefusalMessage.openRule, $0.rule.id, eligibility.word(for: $0.truth))
    }
    return open.isEmpty
      ? texts(SummaryMessage.verdict, word, "\(summary.judged)")
      : texts(SummaryMessage.verdictOpen, word, "\(summary.judged)", texts.list(open, atMost: 20))
  }

  private var confirmation: String {
    guard let confirmation = summary.confirmation else { return texts[SummaryMessage.notConfirmed] }
    let author = texts(EventMessage.line, confirmation.author.user, confirmation.author.role)
    return texts(confirmation.holds ? SummaryMessage.confirmed : .confirmedVoid, author)
  }

  private var allocation: [String] {
    guard let allocation = subject.allocation else { return [texts[SummaryMessage.notAllocated]] }
    let (day, number) = ("\(allocation.on)", String(allocation.number))
    return [
      summary.hidesArms
        ? texts(SummaryMessage.allocatedHidden, day, number)
        : texts(SummaryMessage.allocated, allocation.arm, day, number)
    ] + (subject.isAllocatedElsewhere ? [texts[SummaryMessage.allocatedElsewhere]] : [])
      + (subject.isRandomizedInError ? [texts[SummaryMessage.inError]] : [])
      + (subject.unblinded != nil ? [texts[SummaryMessage.unblinded]] : []) + reasons
  }

  private var reasons: [String] {
    guard let (reasons, allocator) = summary.explanation else { return [] }
    let words = AllocationWords(summary.study, language: texts.language)
    return [texts.joined(words.sentences(for: reasons, by: allocator))]
  }

  private func word(for custody: Custody) -> String {
    switch (custody.isFrozen, custody.isLocked) {
    case (false, false): texts[SummaryMessage.open]
    case (true, false): texts[SummaryMessage.frozen]
    case (false, true): texts[SummaryMessage.locked]
    case (true, true): texts[SummaryMessage.frozenLocked]
    }
  }

  // MARK: Forms

  private var forms: [String] {
    guard !summary.rows.isEmpty else { return [] }
    let head: [SummaryMessage] = [.row, .revision, .values, .openQueries, .signatures, .state]
    let rows = summary.rows.map { row in
      [
        "\(row.reference.form)/\(row.reference.row)", String(row.revision), String(row.filled),
        String(row.openQueries), signatures(row), word(for: row.custody),
      ]
    }
    return TextTable(head.map { texts[$0] }, numeric: [1, 2, 3], rows).lines
  }

  private func signatures(_ row: SubjectSummary.Row) -> String {
    let (valid, void) = (String(row.validSignatures), String(row.voidSignatures))
    switch (row.validSignatures > 0, row.voidSignatures > 0) {
    case (false, false): return texts[SummaryMessage.noSignature]
    case (true, false): return texts(SummaryMessage.valid, valid)
    case (false, true): return texts(SummaryMessage.void, void)
    case (true, true): return texts(SummaryMessage.validAndVoid, valid, void)
    }
  }

  // MARK: Queries, deviations, cases

  private func query(_ open: SubjectSummary.OpenQuery) -> String {
    let query = open.state.query
    let row = "\(query.row.form)/\(query.row.row)"
    return texts(
      SummaryMessage.queryLine,
      query.id,
      texts[open.state.status],
      String(open.age),
      query.item.map { texts(SummaryMessage.rowWide, row, $0) } ?? row,
      EventWords.shown(summary.study.question(query, in: texts))
    )
  }

  private func dose(_ dose: SubjectState.DecidedDose) -> String {
    let decision = dose.decision
    let who = texts(EventMessage.line, EventWords.shown(dose.author.user), dose.author.role)
    let cycle = String(decision.cycle)
    guard !summary.hidesArms else { return texts(SummaryMessage.doseHidden, cycle, "\(dose.at.date)", who) }
    let arguments = [
      EventWords.shown(decision.drug), cycle, texts.dose(decision.decided), texts.dose(decision.proposed),
      "\(dose.at.date)", who, EventWords.shown(dose.reason ?? ""),
    ]
    let isAccepted = decision.verdict == .accepted
    return texts(isAccepted ? SummaryMessage.doseAccepted : .doseDeparted, arguments: arguments)
  }

  private func deviation(_ deviation: Deviation) -> String {
    let (kind, text) = (texts[deviation.kind], EventWords.shown(deviation.text))
    return deviation.about.isEmpty
      ? texts(SummaryMessage.deviation, kind, text)
      : texts(SummaryMessage.deviationAbout, kind, texts.list(deviation.about), text)
  }

  private func seriousCase(_ entry: SubjectSummary.Case) -> [String] {
    let row = entry.state.row
    let head = texts(
      SummaryMessage.caseLine,
      entry.state.id,
      String(entry.state.versions.count),
      "\(row.form)/\(row.row)"
    )
    guard let dayZero = entry.dayZero else {
      return lines(head) + TextColumns.hanging("    ", texts[SummaryMessage.notExpedited], to: Self.width)
    }
    let missing = entry.assessment.missing.map(\.rawValue)
    let below =
      [texts(SummaryMessage.caseDayZero, "\(dayZero)")]
      + (missing.isEmpty ? [] : [texts(DueMessage.undecided, texts.list(missing))])
      + entry.reports.map { report($0) }
    return lines(head) + below.flatMap { TextColumns.hanging("    ", $0, to: Self.width) }
  }

  private func report(_ report: SubjectSummary.Case.Report) -> String {
    let kind = DueWords(texts: texts, day: summary.day).report(report.due.kind)
    let due = report.due.due
    if let sent = report.sent {
      return sent > due
        ? texts(SummaryMessage.reportLate, kind, "\(due)", "\(sent)", String(sent - due))
        : texts(SummaryMessage.reportSent, kind, "\(due)", "\(sent)")
    }
    return due < summary.day
      ? texts(SummaryMessage.reportOver, kind, "\(due)", String(summary.day - due))
      : texts(SummaryMessage.reportDue, kind, "\(due)")
  }
}
