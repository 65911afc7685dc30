// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary

/// What a command's exit code means.
enum Outcome: Int32 {
  case done = 0
  /// Something was found by a command whose purpose is finding.
  case finding = 1
  /// Wrong usage or unreadable input.
  case unusable = 2
  /// A record that was tampered with or damaged.
  case integrity = 3
}

/// Why a command could not do its work.
enum CommandFailure: Error {
  case study(StudyFolderError)
  /// The study has problems, and the command needs one without.
  case unsound([StudyProblem])
  case occupied(String)
  case unwritable(String, because: String)

  var outcome: Outcome { .unusable }
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
    }
  }
}
