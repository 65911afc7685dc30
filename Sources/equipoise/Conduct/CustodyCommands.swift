// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Foundation
import Ledger
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// What a ledger is compared with: something that somebody outside has kept.
struct ReferenceArguments: ParsableArguments {
  @Option(help: ArgumentHelp("An anchor that was kept outside, the whole line.", valueName: "line"))
  var anchor: [String] = []

  @Option(help: ArgumentHelp("A file with a signed checkpoint.", valueName: "file"), completion: .file())
  var checkpoint: [String] = []

  @Option(
    help: ArgumentHelp("The public key that signs checkpoints, as hexadecimal digits.", valueName: "key")
  )
  var signedBy: String?

  func references(study: String) throws(CommandFailure) -> [AuditReference] {
    var references: [AuditReference] = []
    for text in anchor {
      do {
        references.append(.anchor(try Anchor(parsing: text)))
      } catch {
        throw .usage("--anchor: \(error)")
      }
    }
    for path in checkpoint {
      guard let data = FileManager.default.contents(atPath: path) else { throw .noFile(path) }
      guard let found = Checkpoint(parsing: String(decoding: data, as: UTF8.self)) else {
        throw .usage("\(path): is no checkpoint.\n  Name the file as it was written.")
      }
      guard let key = signedBy.flatMap({ CheckpointKey.Public(hex: $0) }) else {
        throw .usage("--checkpoint: who signs them?\n  Add --signed-by with the public key.")
      }
      references.append(.checkpoint(found, signedBy: key, study: study))
    }
    return references
  }
}

/// `equipoise verify`: what a ledger proves.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Proves a ledger: its chain, its rules, its signatures and its allocations; exit code 3 where it does not hold.",
    discussion: """
      Works offline and on a copy: of the study folder, or of the file ledger.sqlite alone. Every act is decided once \
      more from what stood before it; allocations are derived again once the seed is revealed. That nobody cut off \
      the end or wrote another history is proven only by an anchor or a checkpoint that was kept outside.

      Examples:
        equipoise verify my-trial
        equipoise verify copy-of-ledger.sqlite --anchor "anchor/1 905 …"
      """
  )

  @Argument(help: "A study folder, or a file ledger.sqlite.", completion: .file())
  var study: String

  @OptionGroup var outside: ReferenceArguments

  @Flag(help: "Print the findings as JSON, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() async throws {
    let (place, attachments) = try place()
    let (readable, copy) = try readable(place)
    defer { if let copy { try? FileManager.default.removeItem(atPath: copy) } }
    try await verify(readable, attachments)
  }

  private func verify(_ place: LedgerPlace, _ attachments: String?) async throws {
    do {
      let name = try await TrialHistory.studyName(at: place)
      let references = try outside.references(study: name ?? "")
      let audit = try await TrialAudit.of(place, attachments: attachments, against: references)
      let text = AuditText(audit, language)
      Terminal.say(json ? text.json.rendered(.pretty) : text.text)
      if !audit.isSound { throw ExitCode(Outcome.integrity.rawValue) }
    } catch let failure as TrialFailure {
      throw CommandFailure.trial(failure, language)
    }
  }

  /// SQLite wants to write beside what it reads: a file on a medium that takes no writes, such as a disc or a snapshot, is
  /// judged by a copy.
  ///
  /// - Returns: Where to read, and the folder of the copy, to be removed; nil where none was needed.
  private func readable(_ place: LedgerPlace) throws(CommandFailure) -> (LedgerPlace, copy: String?) {
    let files = FileManager.default
    guard case .file(let path) = place else { return (place, nil) }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard !files.isWritableFile(atPath: folder) else { return (place, nil) }
    let copy = files.temporaryDirectory.path + "/equipoise-verify-\(UUID().uuidString)"
    do {
      try files.createDirectory(
        atPath: copy,
        withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700]
      )
      for end in ["", "-wal"] where files.fileExists(atPath: path + end) {
        try files.copyItem(atPath: path + end, toPath: copy + "/ledger.sqlite" + end)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy + "/ledger.sqlite" + end)
      }
    } catch {
      throw .usage(
        "\(path): cannot be copied to \(copy): \(error.localizedDescription)\n  Make room there, or set TMPDIR."
      )
    }
    return (.file(copy + "/ledger.sqlite"), copy)
  }

  private func place() throws(CommandFailure) -> (LedgerPlace, attachments: String?) {
    if study.hasSuffix(".sqlite") {
      guard FileManager.default.fileExists(atPath: study) else { throw .study(.nothingThere(study)) }
      return (.file(study), nil)
    }
    guard let place = LedgerPlace(folder: study) else {
      throw .usage("\(study): has no ledger.\n  Name an activated study folder, or a file ledger.sqlite.")
    }
    return (place, study + "/attachments")
  }
}

/// `equipoise anchor`: the head of a ledger, for mails and minutes.
struct AnchorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anchor",
    abstract: "Prints the head of the ledger as one line with check digits, or signs it.",
    discussion: """
      Whoever keeps the line can prove later that nothing before it was changed or cut off. With --sign a checkpoint \
      file is written, signed by a key that must not lie in the study folder; --make-key makes one.

      Examples:
        equipoise anchor my-trial
        equipoise anchor my-trial --make-key ../notary.key
        equipoise anchor my-trial --sign ../notary.key --out 2025-07-31.checkpoint
      """
  )

  @Argument(help: "A study folder.", completion: .directory)
  var study: String

  @Option(help: ArgumentHelp("Sign a checkpoint with the key in this file.", valueName: "file"))
  var sign: String?

  @Option(help: ArgumentHelp("The checkpoint to write.", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp("Make a signing key in a new file and print its public half.", valueName: "file")
  )
  var makeKey: String?

  @Flag(help: "Print as JSON, for programs.")
  var json = false

  func run() async throws {
    if let makeKey {
      let key = CheckpointKey()
      let isMade =
        !FileManager.default.fileExists(atPath: makeKey)
        && FileManager.default.createFile(
          atPath: makeKey,
          contents: Data((key.hex + "\n").utf8),
          attributes: [.posixPermissions: 0o600]
        )
      guard isMade else { throw CommandFailure.occupied(makeKey) }
      Terminal.say(key.public.hex)
      return
    }
    let desk = try await ConductDesk(study, keys: nil)
    let (state, head) = await desk.trial.reading { state, _, head in (state, head) }
    guard let sign else {
      let anchor = Anchor(head)
      let document: JSONValue = [
        "entries": .integer(head.count), "hash": .string(head.hash.hex), "anchor": .string(anchor.text),
      ]
      Terminal.say(json ? document.rendered(.pretty) : anchor.text)
      return
    }
    guard let data = FileManager.default.contents(atPath: sign) else {
      throw CommandFailure.noFile(sign)
    }
    let digits = String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }
    guard let key = CheckpointKey(hex: digits),
      let checkpoint = Checkpoint(
        of: state.versions.first?.study ?? "",
        head: head,
        time: WallClock.now().instantText,
        signedBy: key
      )
    else { throw CommandFailure.usage("\(sign): holds no signing key.\n  Make one with --make-key.") }
    guard let out else {
      Terminal.say(checkpoint.text)
      return
    }
    try WholeFile.write(checkpoint.text, to: out)
    Terminal.say(out)
  }
}

/// `equipoise backup`: a whole copy with the same head.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract:
      "Copies the ledger into one new file while others go on writing; the copy is audited and its head printed.",
    discussion: """
      Example:
        equipoise backup my-trial --to 2025-07-31.sqlite
      """
  )

  @Argument(help: "A study folder.", completion: .directory)
  var study: String

  @Option(help: "The file to write; nothing may be there.")
  var to: String

  func run() async throws {
    let desk = try await ConductDesk(study, keys: nil)
    do {
      Terminal.say(Anchor(try await desk.folder.backup(to: to)).text)
    } catch {
      throw CommandFailure.trial(error, .english)
    }
  }
}

/// `equipoise restore`: the ledger of a folder from a backup.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Makes the ledger of a study folder from a backup, audited before and after.",
    discussion: """
      The folder may have no ledger: move a damaged one away first. A backup ends where it was made; --anchor says \
      whether anything is missing.

      Example:
        equipoise restore my-trial --from 2025-07-31.sqlite --anchor "anchor/1 905 …"
      """
  )

  @Argument(help: "A study folder.", completion: .directory)
  var study: String

  @Option(help: "The backup.")
  var from: String

  @OptionGroup var outside: ReferenceArguments

  func run() async throws {
    let folder: TrialFolder
    do {
      folder = try TrialFolder(study)
    } catch {
      throw CommandFailure.study(error)
    }
    do {
      let name = try await TrialHistory.studyName(at: .file(from))
      let references = try outside.references(study: name ?? "")
      Terminal.say(Anchor(try await folder.restore(from, against: references)).text)
    } catch let failure as TrialFailure {
      throw CommandFailure.trial(failure, .english)
    }
  }
}

/// `equipoise move`: the ledger to another place.
struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Moves the ledger to a PostgreSQL database or back into the folder; both have the same head.",
    discussion: """
      The old ledger is kept under another name. A database's password comes from PGPASSFILE or PGPASSWORD, never from \
      the study folder.

      Examples:
        equipoise move my-trial --to postgres://trials@db.example/trials
        equipoise move my-trial --to my-trial
      """
  )

  @Argument(help: "A study folder.", completion: .directory)
  var study: String

  @Option(help: "postgres://…, or the study folder.")
  var to: String

  func run() async throws {
    let desk = try await ConductDesk(study, keys: nil)
    let name = await desk.state().versions.first?.study ?? ""
    do {
      Terminal.say(Anchor(try await desk.folder.move(to: LedgerPlace(to, study: name))).text)
    } catch {
      throw CommandFailure.trial(error, .english)
    }
  }
}

/// `equipoise reveal`: the seed, when allocation has ended.
struct RevealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal",
    abstract:
      "Writes the sealed seed into the ledger: anyone can then derive every allocation again. Nobody is allocated afterwards.",
    discussion: """
      Example:
        equipoise reveal my-trial --reason "accrual complete" --as chen
      """
  )

  @OptionGroup var options: ConductOptions

  func run() async throws {
    let desk = try await options.desk()
    let state = await desk.state()
    do {
      guard let vault = try desk.folder.vault(of: state) else {
        throw CommandFailure.usage("this protocol allocates nobody, so there is no seed.")
      }
      try await desk.carryOut(options.order(.revealSeed(vault.revealed)), explain: options.explain)
    } catch let fault as VaultFault {
      throw CommandFailure.trial(.vault(fault), options.language)
    }
  }
}

/// `equipoise amend`: a new version of the protocol.
struct AmendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: "Puts the folder's protocol into force as the next version, and says what changes for whom.",
    discussion: """
      Subjects stay bound to the version they consented to, until they consent again. --explain shows the differences and \
      whom they concern, and writes nothing; with --json as a list.

      Example:
        equipoise amend my-trial --reason "amendment 2, approved 2025-08-01" --as chen --explain
      """
  )

  @OptionGroup var options: ConductOptions

  func run() async throws {
    let desk = try await options.desk()
    let reading = StudyReading(desk.folder.folder, readsData: false)
    guard let study = reading.study, reading.isSound else { throw CommandFailure.unsound(reading.problems) }
    let state = await desk.state()
    let order = options.order(desk.folder.amendment(study, after: state))
    let differences = desk.folder.differences(from: state)
    let text = AmendmentText(differences, on: state, language: options.language)
    if options.json, options.explain {
      if case .failure(let reason) = await desk.trial.foresee(order).outcome {
        throw desk.refusal(reason, try await desk.view().study)
      }
      Terminal.say(text.json.rendered(.pretty))
      return
    }
    if !options.json { Terminal.say(text.text) }
    try await desk.carryOut(order, explain: options.explain)
  }
}
