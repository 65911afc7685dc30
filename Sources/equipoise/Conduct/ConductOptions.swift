// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Ledger
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// What every act of a trial is told: where, who, why, and whether to do it or only to look.
struct ConductOptions: ParsableArguments {
  @Argument(help: "A study folder that was activated with \"equipoise init\".", completion: .directory)
  var study: String

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Who does it: the person's name in the trial.", valueName: "user")
  )
  var user: String

  @Option(
    help: ArgumentHelp("Which of the person's roles; any that permits it where left out.", valueName: "role")
  )
  var role: String?

  @Option(help: "Why; acts that change what stands need it.")
  var reason: String?

  @Option(help: "A key of your own: an act with a key that was carried out before is not done again.")
  var key: String?

  @Option(help: ArgumentHelp("The folder of keys that open sealed seeds.", valueName: "folder"))
  var keys: String?

  @Flag(help: "Only say what would happen and why; nothing is written.")
  var explain = false

  @Flag(help: "Print what happened as JSON, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  /// Carries an act out, or says what it would lead to, and prints that.
  func carryOut(_ act: Act) async throws {
    let desk = try await desk(allocates: act.permission == .randomize)
    try await desk.carryOut(order(act), explain: explain)
  }

  func order(_ act: Act) -> Order {
    Order(act, by: user, as: role, reason: reason, key: key)
  }

  func desk(allocates: Bool = false) async throws(CommandFailure) -> ConductDesk {
    try await ConductDesk(study, keys: keys, allocates: allocates, json: json, language: language)
  }
}

/// A day on which something happened.
struct DayOption: ParsableArguments {
  @Option(help: ArgumentHelp("The day on which it happened; today where left out.", valueName: "date"))
  var on: String?

  func day() throws(CommandFailure) -> CivilDate {
    guard let on else { return WallClock.now().date }
    guard let day = CivilDate(iso: on) else { throw .notADate(on, option: "--on") }
    return day
  }
}

/// A row of a form.
struct RowArguments: ParsableArguments {
  @Argument(help: "The subject.")
  var subject: String

  @Argument(help: "The form.")
  var form: String

  @Option(help: "Which row of a log, from 1.")
  var row: Int?

  func reference(of state: TrialState) throws(CommandFailure) -> RowReference {
    if let row { return RowReference(subject, form, row: row) }
    let rows = state.subject(subject)?.forms[form] ?? []
    guard rows.count <= 1 else {
      throw .usage(
        "\(subject) has \(rows.count) rows of \(form): which one?\n  Add --row 1 to \(rows.count)."
      )
    }
    return RowReference(subject, form)
  }
}

/// `item=value` arguments.
enum ValueArguments {
  static func read(_ texts: [String]) throws(CommandFailure) -> [EnteredValue] {
    var values: [EnteredValue] = []
    for text in texts {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw .usage(
          "\"\(text)\" is no value of an item.\n  Write item=value, such as age=58; item= takes a value away."
        )
      }
      values.append(EnteredValue(String(text[..<equals]), String(text[text.index(after: equals)...])))
    }
    return values
  }
}
