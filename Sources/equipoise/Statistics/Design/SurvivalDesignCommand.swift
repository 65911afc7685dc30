// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// Two survival curves.
struct SurvivalDesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survival",
    abstract: "Events, subjects and calendar of a trial with a time to event.",
    discussion: """
      Times have one unit throughout, such as months; survival is exponential. Recruitment is even and scaled to the subjects \
      needed, so that the last look falls at --accrual plus --follow-up; with --recruitment its pace is given, and the looks \
      come when their events have.

      Examples:
        equipoise stats design survival --hazard-ratio 0.7 --median 10 --accrual 24 --follow-up 12
        equipoise stats design survival --hazard-ratio 0.7 --median 10 --accrual 24 --follow-up 12 --dropout 0.05 \\
          --looks 0.5,0.75,1 --futility 'hwang-shih-decani(-2)'
        equipoise stats design survival --hazard-ratio 0.7 --median 10 --accrual 24 --recruitment 15
        equipoise stats design survival --hazard-ratio 0.7 --median 10 --accrual 24 --events 200 --subjects 300
      """
  )

  @Option(help: ArgumentHelp("Experimental over control, the one to be found.", valueName: "ratio"))
  var hazardRatio: Double

  @Option(help: ArgumentHelp("Median time of the control arm.", valueName: "time"))
  var median: Double?

  @Option(help: ArgumentHelp("Hazard of the control arm, in the place of the median.", valueName: "rate"))
  var hazard: Double?

  @Option(help: ArgumentHelp("How long subjects are recruited.", valueName: "time"))
  var accrual: Double

  @Option(help: ArgumentHelp("How long the last subject is followed.", valueName: "time"))
  var followUp: Double?

  @Option(help: ArgumentHelp("Subjects recruited per unit of time.", valueName: "n"))
  var recruitment: Double?

  @Option(help: ArgumentHelp("Share of subjects lost by --dropout-time, in both arms.", valueName: "share"))
  var dropout = 0.0

  @Option(help: ArgumentHelp("By when the share is lost.", valueName: "time"))
  var dropoutTime = 12.0

  @Option(help: "Experimental subjects per control.")
  var ratio = 1.0

  @Option(help: "How events are counted: schoenfeld, freedman, hsieh-freedman or lachin-foulkes.")
  var formula: SurvivalSize.Formula = .schoenfeld

  @Option(help: ArgumentHelp("Events in all: tell the power instead; needs --subjects.", valueName: "n"))
  var events: Double?

  @Option(help: ArgumentHelp("Subjects in all, beside --events.", valueName: "n"))
  var subjects: Double?

  @OptionGroup var design: DesignOptions
  @OptionGroup var options: PrintOptions

  func validate() throws {
    func positive(_ value: Double?, _ name: String) throws {
      guard value.map({ $0 > 0 && $0.isFinite }) ?? true else {
        throw ValidationError("\(name): a number above 0 is needed.")
      }
    }
    try positive(median, "--median")
    try positive(hazard, "--hazard")
    try positive(accrual, "--accrual")
    try positive(followUp, "--follow-up")
    try positive(recruitment, "--recruitment")
    try positive(dropoutTime, "--dropout-time")
    try positive(ratio, "--ratio")
    try positive(events, "--events")
    try positive(subjects, "--subjects")
    guard hazardRatio > 0, hazardRatio.isFinite, (hazardRatio - 1).magnitude > 1e-6 else {
      throw ValidationError("--hazard-ratio: a number above 0 other than 1 is needed, such as 0.7.")
    }
    guard (median == nil) != (hazard == nil) else {
      throw ValidationError("The control arm needs --median or --hazard, one of them.")
    }
    guard dropout >= 0, dropout < 1 else {
      throw ValidationError("--dropout: a share from 0 to below 1, such as 0.05.")
    }
    guard (events == nil) == (subjects == nil) else {
      throw ValidationError("--events and --subjects go together.")
    }
    let ways = [followUp != nil, recruitment != nil, events != nil].filter { $0 }.count
    guard ways == 1 else {
      throw ValidationError(
        "Give one of --follow-up (subjects are sought), --recruitment (their pace is given), or --events with --subjects."
      )
    }
    if let events, let subjects, events >= subjects {
      throw ValidationError("--events: there are fewer events than subjects.")
    }
    guard recruitment == nil || formula != .lachinFoulkes else {
      throw ValidationError("--formula lachin-foulkes seeks the subjects; it needs --follow-up.")
    }
  }

  func run() throws {
    let lost = PiecewiseRate(share: dropout, by: dropoutTime)
    let comparison = SurvivalComparison(
      controlHazard: hazard.map { PiecewiseRate($0) } ?? PiecewiseRate(share: 0.5, by: median ?? 1),
      hazardRatio: hazardRatio,
      accrual: PiecewiseRate(recruitment ?? 1),
      accrualEnd: accrual,
      experimentalDropout: lost,
      controlDropout: lost,
      ratio: ratio
    )
    let size: SurvivalSize =
      if let events, let subjects {
        .given(events: events, subjects: subjects)
      } else if let followUp {
        .needed(lastLook: accrual + followUp, formula)
      } else {
        .recruited(formula)
      }
    try design.say(.survival(comparison, size), options)
  }
}

extension SurvivalSize.Formula: @retroactive ExpressibleByArgument {}
