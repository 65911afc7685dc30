// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialSimulation

/// What a command's exit code means.
enum Outcome: Int32 {
  case done = 0
  /// Something was found by a command whose purpose is finding.
  case finding = 1
  /// Wrong usage or unreadable input.
  case unusable = 2
  /// A record that was tampered with or damaged.
  case integrity = 3

  /// Ends a command that has printed what it could, where rows of its table were refused: a program that reads only
  /// the output must not take the rest for the whole.
  static func endWithRefusals(_ rows: Int) throws {
    guard rows > 0 else { return }
    Terminal.complain(rows == 1 ? "1 row was refused." : "\(rows) rows were refused.")
    throw ExitCode(unusable.rawValue)
  }
}

/// Why a command could not do its work.
enum CommandFailure: Error {
  case study(StudyFolderError)
  /// The study has problems, and the command needs one without.
  case unsound([StudyProblem])
  case occupied(String)
  case unwritable(String, because: String)
  /// A cut or recording day for a study in relative time.
  case noCalendar(option: String)
  case noCut
  /// A file, other than a study, that is not there or cannot be read.
  case noFile(String)
  case notADate(String, option: String)
  case cutBeforeStart(CivilDate, start: CivilDate)
  /// A name that an option takes and the study does not have.
  case unknown(String, option: String, known: [String])
  case nothingToReconstruct(String)
  case reconstruction(ReconstructionError)
  /// A table that reconstruction would write over and that says something else.
  case otherData(String)
  case noDemo
  case dose(DoseFailure)
  /// A trial could not do what it was asked.
  case trial(TrialFailure, Language)
  /// The rules of the trial say no; the words say why and what to do.
  case refused(String)
  /// A password or a token does not open anything, or cannot be kept.
  case credentials(CredentialFault)
  /// A table of cases that is damaged or not one.
  case table(String, [TableFault])
  /// A text to be audited could not be taken out of its file.
  case paper(String, PaperFault)
  /// What was typed leads nowhere; says how to mend it.
  case usage(String)

  var outcome: Outcome {
    switch self {
    case .refused, .trial(.refused, _): .finding
    case .credentials(let fault): fault.isRefusal ? .finding : .unusable
    case .trial(.impossible, _), .trial(.ledger(.damaged), _), .trial(.vault(.otherSeed), _): .integrity
    default: .unusable
    }
  }
}

extension CommandFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .study(let error): "\(error)"
    case .unsound(let problems):
      ProblemList(problems).text + "\n  Mend them first; \"equipoise check\" lists them again."
    case .occupied(let path):
      "\(path): the folder is not empty.\n  Name a folder that does not exist yet; nothing was written."
    case .unwritable(let path, let reason):
      "\(path): cannot be written: \(reason)\n  Choose another place; nothing was written."
    case .noCalendar(let option):
      """
      \(option): this study is in relative time: its facts are days since randomization, without dates.
        Leave \(option) out; all facts on file are reported.
      """
    case .noCut:
      "no cut: which is the last day whose facts count?\n  Add --cut YYYY-MM-DD, or data.cut to the protocol."
    case .noFile(let path):
      "\(path): there is no such file, or it cannot be read.\n  Look at its name and rights."
    case .notADate(let text, let option):
      "\(option): \"\(text)\" is not a date of the calendar.\n  Write, for example, \(option) 2025-07-31."
    case .cutBeforeStart(let cut, let start):
      "--cut: \(cut) lies before the study's start, \(start).\n  Name a day from \(start) on."
    case .unknown(let name, let option, let known):
      "\(option): \"\(name)\" is not in this study.\n  Known: "
        + known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", … (\(known.count) in all)." : ".")
    case .nothingToReconstruct(let path):
      """
      \(path): the protocol has no block "reconstruction".
        Add it with the published figures; Documentation/Reconstruction.md shows how.
      """
    case .reconstruction(let error): "\(error)"
    case .dose(let failure): "\(failure)"
    case .trial(let failure, _): "\(failure)"
    case .refused(let text): text
    case .credentials(let fault): "\(fault)"
    case .otherData(let path):
      """
      \(path): the table there says something else.
        Name another folder with --out, or replace the tables with --force; nothing was written.
      """
    case .table(let path, let faults): faults.map { $0.description(in: path) }.joined(separator: "\n")
    case .paper(let path, let fault): "\(path): \(fault)"
    case .usage(let text): text
    case .noDemo:
      "no Studies/demo in this folder or one above it.\n  Name a study: equipoise demo my-trial."
    }
  }
}
