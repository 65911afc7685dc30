// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `equipoise stats design`: group-sequential designs and sample sizes.
struct DesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: "Sample sizes and group-sequential designs: survival, rates, means, boundaries.",
    discussion: """
      Each prints, for every look, information, events or subjects, critical values (z, p and on the scale of the effect), what \
      has been spent, and what happens under no, half and the assumed effect. Without --looks there is a single analysis. \
      Futility beside a two-sided test is a wedge around z = 0. Refused are non-inferiority margins of hazard ratios; hazards are \
      constant.

      Examples:
        equipoise stats design survival --hazard-ratio 0.7 --median 10 --accrual 24 --follow-up 12 --looks 0.5,0.75,1
        equipoise stats design rates --rates 0.5,0.32 --power 0.8
        equipoise stats design means --difference 5 --sd 12
        equipoise stats design boundaries --looks 5 --type pocock --plot pocock.svg
      """,
    subcommands: [
      SurvivalDesignCommand.self, RatesDesignCommand.self, MeansDesignCommand.self,
      BoundariesDesignCommand.self,
    ]
  )
}

/// Boundaries alone.
struct BoundariesDesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boundaries",
    abstract: "Boundaries for information of any kind.",
    discussion: """
      Examples:
        equipoise stats design boundaries --looks 5 --type pocock
        equipoise stats design boundaries --looks 0.5,0.75,1 --spending obrien-fleming --futility 'hwang-shih-decani(-2)'
        equipoise stats design boundaries --looks 3 --type 'haybittle-peto(3)' --two-sided --alpha 0.05
        equipoise stats design boundaries --looks 0.4,0.7,1 --two-sided --alpha 0.05 --futility pocock --plot wedge.svg
      """
  )

  @OptionGroup var design: DesignOptions
  @OptionGroup var options: PrintOptions

  func run() throws { try design.say(.boundaries, options) }
}
