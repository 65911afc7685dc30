// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ProtocolLibrary

/// The study a command works on.
struct StudyArgument: ParsableArguments {
  @Argument(help: "A study folder or its protocol file.", completion: .directory)
  var study: String

  func open() throws(CommandFailure) -> StudyFolder {
    do {
      return try StudyFolder.open(study)
    } catch {
      throw .study(error)
    }
  }
}
