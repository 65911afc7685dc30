// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Counts what is done and what comes of it while a rehearsal is played.
public struct RehearsalTally: Sendable {
  /// How often one code of refusal was met.
  public struct Refusals: Hashable, Sendable {
    public internal(set) var expected = 0
    public internal(set) var unexpected = 0
  }

  /// Acts that were done, by what permits them.
  public private(set) var acts: [Permission: Int] = [:]
  /// What was written, by kind.
  public private(set) var events: [String: Int] = [:]
  /// By code.
  public private(set) var refusals: [String: Refusals] = [:]
  /// Slips that were answered as they have to be.
  public private(set) var slips: [Slip: Int] = [:]
  /// Of each kind the first.
  public private(set) var surprises: [Surprise] = []
  /// Candidates whom each rule kept out, by rule.
  public private(set) var failures: [String: Int] = [:]
  private var kinds: [[String]: Int] = [:]

  public init() {}

  /// Takes a cue and its answer in.
  public mutating func note(_ cue: Cue, _ answer: Cue.Answer) {
    let isMet = cue.isMet(by: answer)
    switch answer {
    case .done(let events):
      acts[cue.act.permission, default: 0] += 1
      for event in events { self.events[event.fact.kind, default: 0] += 1 }
    case .repeated: break
    case .refused(let refusal):
      if isMet {
        refusals[refusal.code, default: Refusals()].expected += 1
      } else {
        refusals[refusal.code, default: Refusals()].unexpected += 1
      }
      if case .notEligible(_, let rules) = refusal, cue.slip == .ineligible {
        for rule in rules { failures[rule.rule.id, default: 0] += 1 }
      }
    }
    if isMet {
      if let slip = cue.slip { slips[slip, default: 0] += 1 }
      return
    }
    let surprise = Surprise(cue: cue, answer: answer)
    if let place = kinds[surprise.kind] {
      surprises[place].further += 1
    } else {
      kinds[surprise.kind] = surprises.count
      surprises.append(surprise)
    }
  }
}
