// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import ProtocolLibrary
import TrialDesign

/// The study a command works on.
struct StudyArgument: ParsableArguments {
  @Argument(help: "A study folder or its protocol file.", completion: .directory)
  var study: String

  /// The study; where it has a ledger, as that tells it now.
  func open() throws(CommandFailure) -> StudyFolder { try StudyOpening(study).folder }
}

/// A study that is read: its folder's tables, or what follows from its ledger.
struct StudyOpening {
  let folder: StudyFolder
  /// The last day whose facts count, as typed, or that of the named cut.
  let cut: String?

  /// - Parameters:
  ///   - path: A study folder or its protocol file.
  ///   - cut: A day, or the name of a data cut of the ledger.
  ///   - asOf: The last day on which a fact could have been recorded.
  init(_ path: String, cut: String? = nil, asOf: String? = nil) throws(CommandFailure) {
    let place: TrialFolder
    do {
      place = try TrialFolder(path)
    } catch {
      throw .study(error)
    }
    guard place.hasLedger else {
      folder = place.folder
      self.cut = cut
      return
    }
    do {
      if let cut, CivilDate(iso: cut) == nil {
        self.cut = try place.cutNow(cut).date.map { "\($0)" }
        folder = try place.studyNow(at: .cut(cut))
      } else {
        self.cut = cut
        folder = try place.studyNow(at: asOf.flatMap { CivilDate(iso: $0) }.map { .endOf($0) } ?? .now)
      }
    } catch {
      throw .trial(error, .english)
    }
  }
}
