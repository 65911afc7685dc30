// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// A trial acted out before it begins: who does what, and when, from the protocol alone.
///
/// The script knows no ledger. A door plays it: it asks for the next cue, carries it out by the rules of the live trial, and
/// tells the script what came of it; what comes next depends on that, as in life. With the same protocol, number of subjects
/// and seed, and rules that answer alike, every cue is the same to the second. Subject *i* draws from stream *i*, so that
/// more subjects leave the first ones as they were.
public struct RehearsalScript: Sendable {
  let stage: Stage
  public let seed: UInt64
  public let subjectCount: Int
  /// What the script saw of the protocol while it wrote: rules that it could not bend, visits without days.
  public internal(set) var observations = Observations()

  var agenda = Agenda<Scene>()
  var subjects: [String: VirtualSubject] = [:]
  var deck: SlipDeck
  /// For what concerns no single subject.
  var stream: RandomStream
  private var lines: [CueLine] = []
  /// The second of the last cue, and the one from which the scene that is played begins.
  private var second: Int64 = 0
  private var sceneStart: Int64 = 0

  /// Things that take place at a time.
  enum Scene: Sendable {
    case cast
    case arrive(Int)
    case consent(String)
    case prepare(String)
    case type(String, DraftRow)
    case judge(String)
    case beforeStart(String)
    case record(String, Record)
    case answer(String)
    case close(String)
    case verify(RowReference)
    case sign(RowReference)
    case ask(RowReference)
    case serious(RowReference)
    case moreOfCase(String)
    case sendReport(String)
    case withdraw(String)
    case deviate(String, String)
    case cut(String)
    case end
  }

  /// - Parameters:
  ///   - study: The protocol.
  ///   - subjects: How many candidates are screened; at least 1.
  ///   - seed: Names the rehearsal.
  /// - Throws: Everything that the protocol lacks.
  public init(_ study: StudyProtocol, subjects: Int, seed: UInt64) throws(RehearsalObstacles) {
    precondition(subjects >= 1, "a rehearsal needs somebody, got \(subjects) subjects")
    stage = try Stage(study, subjects: subjects)
    self.seed = seed
    subjectCount = subjects
    stream = RandomStream(seed: seed, position: 0)
    var slips = Slip.allCases
    stream.shuffle(&slips)
    deck = SlipDeck(slips)
    let start = stage.calendar.start
    agenda.plan(.cast, at: RehearsalCalendar.second(start + -20, hour: 8))
    for index in 0..<subjects {
      // The first candidate comes too early, so that the trial's first day is rehearsed as well.
      let day = index == 0 ? start + -2 : start + 1 + index * stage.calendar.accrual / max(1, subjects)
      agenda.plan(.arrive(index), at: RehearsalCalendar.second(day, hour: 8 + index % 3, minute: index % 60))
    }
    let middle = start + (stage.calendar.end - start) / 2
    agenda.plan(.cut("rehearsal-1"), at: RehearsalCalendar.second(middle, hour: 22))
    agenda.plan(.cut("rehearsal-2"), at: RehearsalCalendar.second(stage.calendar.end, hour: 22))
    agenda.plan(.end, at: RehearsalCalendar.second(stage.calendar.end, hour: 23))
  }

  public var cast: Cast { stage.cast }

  /// When the trial is activated, before the first cue.
  public var activation: Timestamp {
    Timestamp(seconds: RehearsalCalendar.second(stage.calendar.start + -21, hour: 8), offset: .utc)
  }

  /// The last day on which anything happens: the rehearsal's data cut.
  public var lastDay: CivilDate { stage.calendar.end }

  // MARK: Playing

  /// What is done next in the trial as it stands; nil where the rehearsal is over.
  public mutating func next(after state: TrialState) -> Cue? {
    while lines.isEmpty {
      guard let (second, scene) = agenda.next() else { return nil }
      sceneStart = second
      lines = play(scene, in: state)
    }
    let line = lines.removeFirst()
    // People need some seconds for each thing; nothing happens before what was done before it.
    second = max(second + 7, sceneStart)
    return Cue(
      at: Timestamp(seconds: second, offset: .utc),
      act: line.act,
      user: line.user,
      reason: line.reason,
      key: line.key,
      expects: line.expects,
      slip: line.slip
    )
  }

  /// Takes in what came of a cue, and the trial after it.
  public mutating func heard(_ answer: Cue.Answer, to cue: Cue, in state: TrialState) {
    guard case .done(let events) = answer else { return }
    for event in events { react(to: event, cue, in: state) }
  }

  // MARK: What scenes need

  /// The day of the scene that is played.
  var today: CivilDate { Timestamp(seconds: max(second, sceneStart), offset: .utc).date }

  /// Puts lines before all that wait.
  mutating func interpose(_ more: [CueLine]) { lines = more + lines }

  /// Plans a scene some days from now, in working hours.
  mutating func plan(_ scene: Scene, in days: Int, hour: Int) {
    let day = min(today + days, stage.calendar.end)
    agenda.plan(scene, at: max(second, RehearsalCalendar.second(day, hour: hour)))
  }

  /// Somebody of a site who may do it.
  func someone(_ permission: Permission, at site: String?) -> String? {
    stage.cast.someone(who: permission, at: site)
  }

  /// Who writes the slips of this scene.
  var writer: SlipWriter { SlipWriter(stage: stage, seed: seed, today: today) }

  /// A line by somebody who may do it; none where nobody may.
  func line(_ act: Act, at site: String?, reason: String? = nil, key: String? = nil) -> [CueLine] {
    someone(act.permission, at: site).map { [CueLine(act, by: $0, reason: reason, key: key)] } ?? []
  }

  /// Slips that may be made here, with a chance of one in so many scenes.
  mutating func slips(oneIn chance: Double, _ lines: (Slip) -> [CueLine]?) -> [CueLine] {
    guard stream.uniform() * chance < 1 else { return [] }
    return deck.deal(lines)
  }
}

/// One candidate of a rehearsal.
struct VirtualSubject: Sendable {
  let id: String
  let index: Int
  let site: String
  let screened: CivilDate
  /// The day on which eligibility is asked and randomization planned.
  let asked: CivilDate
  var stream: RandomStream
  /// Whether the values were drawn to meet every rule; nil while none are drawn.
  var isEligible: Bool?
  var fate: Fate?
}
