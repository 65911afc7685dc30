// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import TrialConduct
import TrialDesign

/// `equipoise query`: questions about values.
struct QueryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Asks a question about a value, answers it, closes it or opens it again.",
    discussion: """
      Examples:
        equipoise query my-trial ask C-001 baseline --item age --text "58 or 85?" --as wang
        equipoise query my-trial answer Q3 --text "58, see the chart" --as zhou
        equipoise query my-trial close Q3 --as wang
        equipoise query my-trial reopen Q3 --reason "chart says 59" --as wang
      """
  )

  enum Step: String, CaseIterable, ExpressibleByArgument {
    case ask
    case answer
    case close
    case reopen
  }

  @OptionGroup var options: ConductOptions

  @Argument(help: "ask, answer, close or reopen.")
  var step: Step

  @Argument(help: "The subject to ask about, or the query.")
  var about: String

  @Argument(help: "The form to ask about.")
  var form: String?

  @Option(help: "Which row of a log, from 1.")
  var row: Int?

  @Option(help: "The item; the whole row where left out.")
  var item: String?

  @Option(help: "The question or the answer.")
  var text: String?

  func run() async throws {
    switch step {
    case .ask:
      guard let form else {
        throw CommandFailure.usage("about which form?\n  equipoise query STUDY ask SUBJECT FORM --text …")
      }
      try await options.carryOut(
        .query(RowReference(about, form, row: row ?? 1), item: item, text: text ?? "")
      )
    case .answer: try await options.carryOut(.answer(query: about, text: text ?? ""))
    case .close: try await options.carryOut(.closeQuery(about))
    case .reopen: try await options.carryOut(.reopenQuery(about))
    }
  }
}

/// `equipoise source`: values compared with the source documents.
struct SourceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source",
    abstract: "Records that values were verified against the source documents.",
    discussion: """
      Examples:
        equipoise source my-trial C-001 baseline --as wang
        equipoise source my-trial C-001 counts --row 2 neutrophils --as wang
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var place: RowArguments

  @Argument(help: "Items; every value of the row where left out.")
  var items: [String] = []

  func run() async throws {
    let row = try place.reference(of: await options.desk().state())
    try await options.carryOut(.verify(row, items: items))
  }
}

/// `equipoise sign`: a signature bound to what it signs.
struct SignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Signs a row; a later change of it voids the signature.",
    discussion: """
      An electronic signature: it needs your password at the time of signing (equipoise user STUDY password).

      Example:
        equipoise sign my-trial C-001 response --meaning responsibility --as li
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var place: RowArguments

  @Option(help: "authorship, review, approval or responsibility.")
  var meaning: Signature.Meaning = .responsibility

  @OptionGroup var source: PasswordSource

  func run() async throws {
    let row = try place.reference(of: await options.desk().state())
    try await options.sign(.sign(row, meaning), source)
  }
}

extension Signature.Meaning: @retroactive ExpressibleByArgument {}

/// Where data are held still or closed.
struct ScopeArguments: ParsableArguments {
  @Option(help: "All data of a site.")
  var site: String?

  @Option(help: "All data of a subject, or with --form one row.")
  var subject: String?

  @Option(help: "A form of the subject.")
  var form: String?

  @Option(help: "Which row of a log, from 1.")
  var row: Int?

  @Option(help: "One item of the row.")
  var item: String?

  @Flag(help: "Let go again; --reason says why.")
  var release = false

  func scope() throws(CommandFailure) -> Scope {
    switch (site, subject, form, item) {
    case (nil, nil, nil, nil): return .study
    case (let site?, nil, nil, nil): return .site(site)
    case (nil, let subject?, nil, nil): return .subject(subject)
    case (nil, let subject?, let form?, nil): return .row(RowReference(subject, form, row: row ?? 1))
    case (nil, let subject?, let form?, let item?):
      return .item(RowReference(subject, form, row: row ?? 1), item: item)
    default:
      throw .usage(
        "these options name no place together.\n  Name nothing, --site, or --subject with --form and --item."
      )
    }
  }
}

/// `equipoise freeze`: data held still for a review.
struct FreezeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze",
    abstract: "Holds data still, from the whole study to one item.",
    discussion: """
      Examples:
        equipoise freeze my-trial --site "Site 1" --as wang
        equipoise freeze my-trial --subject C-001 --form response --release --reason "query" --as wang
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var place: ScopeArguments

  func run() async throws {
    let scope = try place.scope()
    try await options.carryOut(place.release ? .unfreeze(scope) : .freeze(scope))
  }
}

/// `equipoise lock`: data closed for good.
struct LockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Closes data, from the whole study to one item; with open queries it is refused.",
    discussion: """
      Examples:
        equipoise lock my-trial --as wang
        equipoise lock my-trial --release --reason "death reported late" --as wang
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var place: ScopeArguments

  func run() async throws {
    let scope = try place.scope()
    try await options.carryOut(place.release ? .unlock(scope) : .lock(scope))
  }
}

/// `equipoise sae`: a serious event.
struct SeriousEventCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sae",
    abstract: "Reports a serious event, what becomes known of it, or that a report went out.",
    discussion: """
      A case grows from a row of the adverse event form; every version is kept. Answers, yes or no, are death, \
      life-threatening, hospitalization, disability, congenital-anomaly, other-important, unexpected and suspected; \
      what is left out is unknown.

      Examples:
        equipoise sae my-trial C-001 --row 2 --known 2025-03-15T08:30+08:00 hospitalization=yes --as li
        equipoise sae my-trial C-001 --row 2 --case SAE-1 --known 2025-03-17 death=yes --as li
        equipoise sae my-trial C-001 --case SAE-1 --sent fatal --on 2025-03-20 --as chen
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var when: DayOption

  @Argument(help: "The subject.")
  var subject: String

  @Argument(help: "Answers, as question=yes or no.")
  var answers: [String] = []

  @Option(help: "The row of the adverse event form.")
  var row: Int = 1

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("The case that more became known of.", valueName: "id")
  )
  var caseID: String?

  @Option(
    help: ArgumentHelp("When it became known: a day, or an instant with its offset.", valueName: "time")
  )
  var known: String?

  @Option(help: "What happened, in words.")
  var narrative = ""

  @Option(
    help: ArgumentHelp("A report of this kind went out: fatal, fatal-follow-up, other, …", valueName: "kind")
  )
  var sent: String?

  func run() async throws {
    if let sent {
      guard let caseID else { throw CommandFailure.usage("--sent: of which case?\n  Add --case SAE-1.") }
      try await options.carryOut(.noteReportSent(case: caseID, kind: sent, on: try when.day()))
      return
    }
    let known = try known.map { text throws(CommandFailure) in
      guard let time = Timestamp(iso: text) else {
        throw .usage("--known: \"\(text)\" is no time.\n  Write 2025-03-15 or 2025-03-15T08:30+08:00.")
      }
      return time
    }
    let desk = try await options.desk()
    let form = await desk.trial.reading { state, conduct, _ in
      (try? conduct.rules(state.version, in: state))?.study.adverseEventForm
    }
    let act = Act.reportSerious(
      case: caseID,
      row: RowReference(subject, form ?? "", row: row),
      known: known ?? WallClock.now(),
      answers: try ValueArguments.read(answers),
      narrative: narrative
    )
    try await desk.carryOut(options.order(act), explain: options.explain)
  }
}
