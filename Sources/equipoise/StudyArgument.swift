// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

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
  ///   - reader: Who asks for results by arm; only a ledger whose roles permit it shows them.
  ///   - looking: Who asks for subjects' data; a ledger shows those of the own sites.
  /// - Throws: A study that cannot be read, and a reader who may not see it.
  init(
    _ path: String,
    cut: String? = nil,
    asOf: String? = nil,
    reader: ResultsReader? = nil,
    looking: LookOptions? = nil
  ) throws(CommandFailure) {
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
    if let reader { try reader.check(place, path) }
    let viewer = try looking?.viewer(of: place, path) ?? .everybody
    let moment = try looking?.moment() ?? asOf.flatMap { CivilDate(iso: $0) }.map { Moment.endOf($0) } ?? .now
    do {
      if let cut, CivilDate(iso: cut) == nil {
        self.cut = try place.cutNow(cut).date.map { "\($0)" }
        folder = try place.studyNow(at: .cut(cut), for: viewer)
      } else {
        self.cut = cut
        folder = try place.studyNow(at: moment, for: viewer)
      }
    } catch {
      throw .trial(error, .english)
    }
  }
}

/// Who looks at subjects' data, and as of when: for studies with a ledger.
struct LookOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Who looks; needed where the study has a ledger.", valueName: "user")
  )
  var user: String?

  @Option(
    help: ArgumentHelp("Of a ledger: at the end of a day, or after so many entries.", valueName: "moment")
  )
  var asOf: String?

  /// What the person may see of a trial with a ledger.
  func viewer(of place: TrialFolder, _ path: String) throws(CommandFailure) -> Viewer {
    guard let user else {
      throw .usage(
        "\(path) has a ledger, whose roles say who sees which subjects: who looks?\n  Add --as USER."
      )
    }
    do {
      switch try place.viewerNow(user) {
      case .success(let viewer): return viewer
      case .failure(let denial):
        throw CommandFailure.refused(RefusalWords(denial.study, language: .english).text(denial.reason))
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch let failure as TrialFailure {
      throw .trial(failure, .english)
    } catch {
      throw .usage("\(error)")
    }
  }

  /// nil where nothing was asked for.
  func moment() throws(CommandFailure) -> Moment? { try asOf.map(Moment.init(typed:)) }
}

extension Moment {
  /// A day, or the number of an entry, as typed after `--as-of`.
  init(typed text: String) throws(CommandFailure) {
    if let entry = Int(text) {
      self = .entry(entry)
    } else if let day = CivilDate(iso: text) {
      self = .endOf(day)
    } else {
      throw .usage(
        "--as-of: \"\(text)\" is no moment.\n  Write a day such as 2025-06-30, or the number of an entry."
      )
    }
  }
}

/// Somebody who asks for results by arm.
struct ResultsReader {
  /// nil where nobody was named.
  let user: String?

  /// Refuses whoever may not see them.
  func check(_ place: TrialFolder, _ path: String) throws(CommandFailure) {
    guard let user else {
      throw .usage("\(path) has a ledger, and a report shows results by arm: who asks?\n  Add --as USER.")
    }
    do {
      guard let denial = try place.denialNow(of: .readResults, to: user) else { return }
      throw CommandFailure.refused(RefusalWords(denial.study, language: .english).text(denial.reason))
    } catch let failure as CommandFailure {
      throw failure
    } catch let failure as TrialFailure {
      throw .trial(failure, .english)
    } catch {
      throw .usage("\(error)")
    }
  }
}
