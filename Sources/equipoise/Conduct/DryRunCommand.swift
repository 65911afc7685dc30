// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Ledger
import LedgerSQLite
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting
import TrialSimulation

/// `equipoise dry-run`: a trial acted out before it begins.
struct DryRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dry-run",
    abstract:
      "Rehearses a trial before it begins: virtual subjects through its real rules, forms and report.",
    discussion: """
      Everybody in the protocol's roles does what they are there for, over all its visits, on a ledger of its own: screening, \
      consent, eligibility, randomization, forms, edit checks, queries, signatures, serious events, data cuts, and the end \
      of the trial. People make slips on purpose, and each has to be refused with the right words. Then the ledger is \
      audited, and the report is computed from its tables.

      Nothing in the study folder is touched. The same protocol, number of subjects and seed give the same ledger, byte for \
      byte. Exit code 1 where something stands in the way of a start: rules that nobody can meet, forms that no visit fills, \
      checks that always ask, refusals that nobody expected.

      Examples:
        equipoise dry-run my-trial
        equipoise dry-run my-trial --subjects 200 --seed 7 --out rehearsal-report
        equipoise dry-run my-trial --keep rehearsed && equipoise log rehearsed --as administrator-1
      """
  )

  @Argument(help: "A study folder or its protocol file.", completion: .directory)
  var study: String

  @Option(help: "How many candidates are screened.")
  var subjects = 200

  @Option(help: "Names the rehearsal: the same seed gives the same one.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Write the report of the virtual subjects into this folder.", valueName: "folder")
  )
  var out: String?

  @Option(
    help: ArgumentHelp("Keep protocol and ledger of the rehearsal in this new folder.", valueName: "folder")
  )
  var keep: String?

  @Option(help: "The language: en or zh-Hans.")
  var language: Language = .english

  @Flag(help: "Print what came of it as JSON, for programs.")
  var json = false

  @Flag(help: "Say also how long acts took on this machine.")
  var timing = false

  func validate() throws {
    guard (1...20_000).contains(subjects) else {
      throw ValidationError(
        "--subjects: \(subjects) is no number of subjects. Write, for example, --subjects 200."
      )
    }
  }

  func run() async throws {
    let folder: StudyFolder
    do {
      folder = try StudyFolder.open(study)
    } catch {
      throw CommandFailure.study(error)
    }
    let reading = StudyReading(folder, readsData: false)
    guard let plan = reading.study, reading.isSound else { throw CommandFailure.unsound(reading.problems) }
    let run: RehearsalRun
    do {
      run = try await RehearsalRun.play(folder, plan, subjects: subjects, seed: seed)
    } catch RehearsalFailure.obstacles(let obstacles) {
      throw CommandFailure.usage(RehearsalObstacleWords(language: language).text(obstacles))
    } catch RehearsalFailure.trial(let failure) {
      throw CommandFailure.trial(failure, language)
    }
    if let keep { try await KeptRehearsal.write(run, to: keep) }
    let report = try report(of: run, plan)
    say(run, plan, report)
    if !run.result.isClean { throw ExitCode(Outcome.finding.rawValue) }
  }

  /// The analyses of the report over the virtual subjects; they are computed also where nobody wants them written.
  private func report(of run: RehearsalRun, _ plan: StudyProtocol) throws(CommandFailure) -> WrittenReport? {
    // Tables with problems were told of; no number can be made of them.
    guard let analysis = try? StudyAnalysis(rehearsed: run, plan) else { return nil }
    guard let out else {
      _ = try analysis.results()
      return nil
    }
    return try WrittenReport(analysis, language: language, out: out)
  }

  private func say(_ run: RehearsalRun, _ plan: StudyProtocol, _ report: WrittenReport?) {
    if json {
      var more: [JSONValue.Member] = [.init("head", .string(run.head.hash.hex))]
      if let report { more.append(.init("report", report.json)) }
      if let keep { more.append(.init("kept", .string(keep))) }
      if timing { more.append(.init("timing", timing(of: run))) }
      let document = RehearsalDocument(plan, run.result, language: language)
      return Terminal.say(document.json(more).rendered(.pretty))
    }
    let slowest = run.timing.sorted { $0.value.seconds > $1.value.seconds }.prefix(3).map {
      (permission: $0.key, acts: $0.value.count, seconds: $0.value.seconds)
    }
    let total = run.timing.values.reduce(0) { $0 + $1.seconds }
    let words = RehearsalText(plan, run.result, language: language)
    Terminal.say(words.text)
    if timing { Terminal.say("\n" + words.timing(total, slowest: slowest)) }
    let places = [report.map { "\($0.path)/index.html" }, keep].compactMap(\.self)
    if !places.isEmpty { Terminal.say("\n" + places.joined(separator: "\n")) }
  }

  private func timing(of run: RehearsalRun) -> JSONValue {
    .object(
      run.timing.sorted { $0.key.rawValue < $1.key.rawValue }.map { permission, timing in
        let each = timing.seconds / Double(max(1, timing.count))
        return .init(
          permission.rawValue,
          ["acts": .integer(timing.count), "millisecondsEach": .number((each * 1e5).rounded() / 100)]
        )
      }
    )
  }
}

extension StudyAnalysis {
  /// The sentence that every page of a rehearsal's report carries.
  static let rehearsal = LocalizedText(
    "Rehearsal with virtual subjects: all data were drawn by a program. Nobody was screened or treated.",
    simplifiedChinese: "演练：受试者均为虚拟，全部数据由程序生成，无人接受筛选或治疗。"
  )

  /// The tables of a rehearsal.
  init(rehearsed run: RehearsalRun, _ plan: StudyProtocol) throws(CommandFailure) {
    let reading = StudyReading(run.folder)
    guard let record = reading.record, reading.isSound else { throw .unsound(reading.problems) }
    self.init(
      run.folder,
      plan.rehearsed(Self.rehearsal, cut: run.result.lastDay),
      record,
      cut: run.result.lastDay
    )
  }
}

/// A rehearsal on disk.
enum KeptRehearsal {
  private static let notice = """
    This folder holds a rehearsal ("equipoise dry-run"): every subject, person and value is virtual.
    Its allocations are closed, because their seed was revealed. It is not the beginning of a trial.

    此文件夹为演练（“equipoise dry-run”）结果：受试者、人员及全部数据均为虚拟。
    随机种子已公开，不可继续分配，亦不可作为试验的开端。

    """

  /// Writes protocol, tables of the laboratories and ledger into a folder that is empty or not there yet.
  static func write(_ run: RehearsalRun, to path: String) async throws(CommandFailure) {
    try WholeFolder.write(
      [
        WholeFolder.File("protocol.yaml", bytes: run.folder.protocolFile.bytes),
        WholeFolder.File("REHEARSAL.txt", notice),
      ],
      to: path
    )
    do {
      let kept = try SQLiteLedger.create(at: "\(path)/ledger.sqlite")
      _ = try await copy(from: run.ledger, to: kept)
    } catch {
      throw .trial(.ledger(error), .english)
    }
  }
}
