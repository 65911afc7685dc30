// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Something that a rehearsal found out about a protocol, or about the rules that it was played by.
public enum RehearsalFinding: Sendable {
  // The protocol cannot be carried out as it is written
  /// Nobody could be made eligible; the rules that stayed open, the most frequent first.
  case nobodyEligible(rules: [String])
  /// Of those who were meant to be eligible nobody met it.
  case ruleNeverMet(String)
  /// Nobody could be made to fail it, however often it was tried.
  case ruleNeverFailed(String, tried: Int)
  /// No row of it was ever typed; whether a visit of the schedule fills it.
  case formNeverFilled(String, atVisit: Bool)
  case itemNeverFilled(ItemPath, isRequired: Bool)
  /// Every row that was typed made it ask.
  case checkAlwaysFires(Observations.CheckName, rows: Int)
  /// No row could be made to fail it, however often it was tried.
  case checkNeverFires(Observations.CheckName, tried: Int)
  /// Nothing is filled at it.
  case visitWithoutForm(String)
  /// Nothing says when it is.
  case visitWithoutDay(String)
  /// Nobody may do what the trial needs done.
  case nobodyMay(Permission)

  // The rules did not do what was expected
  case surprise(Surprise)
  /// The ledger does not prove what it says.
  case audit(entry: Int?, String)
  /// A problem that `check` finds in the tables of the rehearsal.
  case data(String, isError: Bool)

  /// Whether it stands in the way of a start; others are worth a look.
  public var isGrave: Bool {
    switch self {
    case .nobodyEligible, .ruleNeverMet, .formNeverFilled, .checkAlwaysFires, .surprise, .audit: true
    case .itemNeverFilled(_, let isRequired): isRequired
    case .data(_, let isError): isError
    case .ruleNeverFailed, .checkNeverFires, .visitWithoutForm, .visitWithoutDay, .nobodyMay: false
    }
  }

  /// A stable word for programs.
  public var code: String {
    switch self {
    case .nobodyEligible: "nobody-eligible"
    case .ruleNeverMet: "rule-never-met"
    case .ruleNeverFailed: "rule-never-failed"
    case .formNeverFilled: "form-never-filled"
    case .itemNeverFilled: "item-never-filled"
    case .checkAlwaysFires: "check-always-fires"
    case .checkNeverFires: "check-never-fires"
    case .visitWithoutForm: "visit-without-form"
    case .visitWithoutDay: "visit-without-day"
    case .nobodyMay: "nobody-may"
    case .surprise(let surprise):
      switch surprise.answer {
      case .refused: "unexpected-refusal"
      default: "unexpected-acceptance"
      }
    case .audit: "audit"
    case .data: "data"
    }
  }
}

/// An answer that was not the expected one.
public struct Surprise: Sendable {
  /// The first cue that was answered so.
  public let cue: Cue
  public let answer: Cue.Answer
  /// How many more cues of the same kind were answered so.
  public internal(set) var further = 0

  public init(cue: Cue, answer: Cue.Answer) {
    self.cue = cue
    self.answer = answer
  }

  /// Cues of the same kind with the same answer are told once.
  var kind: [String] {
    let (act, slip) = (cue.act.permission.rawValue, cue.slip?.rawValue ?? "")
    return [act, slip, "\(cue.expects)", answer.word, form]
  }

  private var form: String {
    switch cue.act {
    case .enter(_, let form, _, _, _): form
    case .correct(let row, _, _): row.form
    default: ""
    }
  }
}
