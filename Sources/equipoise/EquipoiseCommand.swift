// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import ProtocolLibrary

/// The command line of Equipoise.
@main struct EquipoiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "equipoise",
    abstract: "Runs and analyses a randomized clinical trial from one protocol file.",
    discussion: """
      Examples:
        equipoise new my-trial              a small complete study to start from
        equipoise check my-trial            everything that is wrong with its protocol and data
        equipoise show my-trial             its synopsis
        equipoise report my-trial --cut 2025-07-31 --out interim

      Exit codes: 0 done, 1 a finding where finding is the purpose, 2 usage or unreadable input, \
      3 integrity.
      """,
    version: "equipoise \(EngineVersion.current)",
    subcommands: [
      DemoCommand.self, NewCommand.self, CheckCommand.self, ShowCommand.self, SchemaCommand.self,
    ],
    groupedSubcommands: [
      CommandGroup(
        name: "Reports",
        subcommands: [ReportCommand.self, RerandomizeCommand.self, ReconstructCommand.self]
      ),
      CommandGroup(
        name: "Clinical rules",
        subcommands: [
          RespondCommand.self, GradeCommand.self, TumorLysisCommand.self, RiskCommand.self, DoseCommand.self,
          EligibleCommand.self, DueCommand.self,
        ]
      ),
      CommandGroup(name: "Statistics", subcommands: [StatsCommand.self, QualifyCommand.self]),
      CommandGroup(name: "Papers", subcommands: [AuditPaperCommand.self]),
      CommandGroup(
        name: "Conduct: subjects",
        subcommands: [
          ScreenCommand.self, ConsentCommand.self, ConfirmCommand.self, RandomizeCommand.self,
          UnblindCommand.self, PrescribeCommand.self, DeviateCommand.self,
        ]
      ),
      CommandGroup(
        name: "Conduct: data",
        subcommands: [
          EnterCommand.self, CorrectCommand.self, RedactCommand.self, AttachCommand.self, QueryCommand.self,
          SourceCommand.self, SignCommand.self, FreezeCommand.self, LockCommand.self,
          AdverseEventCommand.self,
          SeriousEventCommand.self,
        ]
      ),
      CommandGroup(
        name: "Conduct: the trial",
        subcommands: [
          DryRunCommand.self, InitCommand.self, UserCommand.self, TokenCommand.self, ServeCommand.self,
          ImportCommand.self, LimitsCommand.self, CutCommand.self, AmendCommand.self, RevealCommand.self,
          StatusCommand.self, ReconcileCommand.self, LogCommand.self, NoticesCommand.self,
          AcknowledgeCommand.self,
          BalanceCommand.self, PredictabilityCommand.self,
        ]
      ),
      CommandGroup(
        name: "The ledger",
        subcommands: [
          VerifyCommand.self, AnchorCommand.self, BackupCommand.self, RestoreCommand.self, MoveCommand.self,
        ]
      ),
    ]
  )

  /// Runs an asynchronous command while this thread, the program's first, stands still.
  private static func run<Command: AsyncParsableCommand>(_ command: Command) throws {
    // The command is handed over, and nothing here looks at it again.
    nonisolated(unsafe) let handed = command
    try waitFor { () async throws in
      var command = handed
      try await command.run()
    }
  }

  /// Runs the command, and exits with the codes above whatever goes wrong.
  static func main() {
    do {
      var command = try parseAsRoot()
      if let waiting = command as? any AsyncParsableCommand {
        try run(waiting)
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      Terminal.complain("\(failure)")
      exit(withError: ExitCode(failure.outcome.rawValue))
    } catch {
      // The parser's own code for wrong usage is 64; ours is 2.
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      Terminal.complain(fullMessage(for: error))
      exit(withError: ExitCode(Outcome.unusable.rawValue))
    }
  }
}
