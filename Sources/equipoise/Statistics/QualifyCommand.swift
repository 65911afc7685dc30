// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Foundation
import ProtocolLibrary
import Qualification
import References
import TrialDesign
import TrialReporting

/// `equipoise qualify`: every statistic against reference values.
struct QualifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qualify",
    abstract: "Holds every statistic of this installation against reference values of other programs.",
    discussion: """
      The references travel in the program: results of R packages and of arithmetic with 25 to 50 digits, one file for each \
      family. --oracles reads any folder of the same form instead, so that you can qualify against references of your own \
      (Oracles/README.md says what the files look like). Exit code 1 where a value does not agree.

      Examples:
        equipoise qualify
        equipoise qualify --family survival_cox --json
        equipoise qualify --report qualification.html --by "Wang Fang"
        equipoise qualify --oracles my-references
      """
  )

  @Option(
    help: ArgumentHelp(
      "A folder of reference files in the place of those in the program.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var oracles: String?

  @Option(help: ArgumentHelp("Only this family; may be repeated.", valueName: "name"))
  var family: [String] = []

  @Option(help: ArgumentHelp("Write a record to be signed and filed.", valueName: "file.html"))
  var report: String?

  @Option(help: ArgumentHelp("Who performs it, for the record.", valueName: "person"))
  var by: String?

  @Flag(help: "Print JSON, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let files = try oracles.map(Self.read) ?? Self.embedded
    let known = Set(files.keys.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
    for name in family where !known.contains(name) {
      throw CommandFailure.unknown(name, option: "--family", known: known.sorted())
    }
    let qualification = Qualification(files, only: Set(family)) { name in
      if !json, isatty(STDERR_FILENO) == 1 { Terminal.complain("\(name) …") }
    }
    let record = QualificationRecord(qualification, circumstances(files), language: language)
    if let report {
      let page = QualificationPage(record, language: language).markup.rendered()
      do {
        try Data(page.utf8).write(to: URL(fileURLWithPath: report), options: .atomic)
      } catch {
        throw CommandFailure.unwritable(report, because: error.localizedDescription)
      }
    }
    Terminal.say(json ? record.json.rendered(.pretty) : record.rendered)
    if !qualification.passed { throw ExitCode(Outcome.finding.rawValue) }
  }

  private func circumstances(_ files: [String: [UInt8]]) -> QualificationRecord.Circumstances {
    let process = ProcessInfo.processInfo
    #if arch(x86_64)
      let architecture = "x86-64"
    #elseif arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "?"
    #endif
    return QualificationRecord.Circumstances(
      engine: "Equipoise \(EngineVersion.current)",
      system: process.operatingSystemVersionString,
      processor: "\(architecture), \(process.activeProcessorCount) cores",
      references: oracles,
      time: WallClock.now().instantText,
      person: by,
      hashes: files.sorted { $0.key < $1.key }.map { ($0.key, Fingerprint(of: $0.value).hexadecimal) }
    )
  }

  /// The references that travel in the program.
  static let embedded: [String: [UInt8]] = {
    var count = 0
    let entries = UnsafeBufferPointer(start: equipoise_references(&count), count: count)
    let files = entries.map { entry in
      (String(cString: entry.name), Array(UnsafeBufferPointer(start: entry.bytes, count: entry.length)))
    }
    return Dictionary(files) { first, _ in first }
  }()

  private static func read(_ folder: String) throws(CommandFailure) -> [String: [UInt8]] {
    let manager = FileManager.default
    guard let names = try? manager.contentsOfDirectory(atPath: folder) else {
      throw .study(.nothingThere(folder))
    }
    let data = (try? manager.contentsOfDirectory(atPath: folder + "/data")) ?? []
    var files: [String: [UInt8]] = [:]
    for name in names.filter({ $0.hasSuffix(".json") }) + data.map({ "data/" + $0 }) {
      files[name] = manager.contents(atPath: folder + "/" + name).map { [UInt8]($0) }
    }
    guard files.keys.contains(where: { $0.hasSuffix(".json") }) else {
      throw .usage("\(folder): holds no reference file.\n  Oracles/README.md says what they look like.")
    }
    return files
  }
}
