// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise stats`: the calculators that a statistician keeps open.
///
/// A new one is a `Calculation` in `TrialReporting` and a command here that reads its input.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Calculates statistics from counts, summaries or a table, without a study.",
    discussion: """
      Tables are CSV with a head; an empty cell and NA are missing, and rows that miss a column of the calculation are left out \
      and counted. Formulas are written as in R: Surv(time, event) ~ arm + strata(site), Surv(time, status == 2) ~ arm, \
      value ~ arm; column names with blanks or signs stand in backquotes. Differences are arm minus reference, ratios arm \
      over reference; the reference is the last of the counts typed, or the level that the table has first.

      Examples:
        equipoise stats proportions 16/30 8/25
        equipoise stats means 'hb ~ arm' labs.csv
        equipoise stats survival 'Surv(time, event) ~ arm' os.csv --times 12,24
        equipoise stats cox 'Surv(time, event) ~ arm + age' os.csv
        equipoise stats competing 'Surv(time, cause) ~ arm' t.csv --times 12,24
        equipoise stats rmst 'Surv(time, event) ~ arm' os.csv --tau 24
        equipoise stats design rates --rates 0.5,0.32 --power 0.8
        equipoise stats simon --p0 0.2 --p1 0.4
        equipoise stats bayes 16/30 8/25 --prior 1,1
      """,
    subcommands: [
      ProportionsCommand.self, MeansCommand.self, SurvivalCommand.self, CoxCommand.self,
      CompetingCommand.self, RestrictedMeanCommand.self, DesignCommand.self, SimonCommand.self,
      BayesCommand.self,
    ]
  )
}
