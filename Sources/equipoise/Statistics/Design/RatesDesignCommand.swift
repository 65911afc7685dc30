// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// Two rates, or one against a fixed value.
struct RatesDesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rates",
    abstract: "Subjects for two rates, or for one rate against a fixed value; by score test or exactly.",
    discussion: """
      A margin below 0 plans for non-inferiority of a rate that should be high. Refused are rates of 0 and 1, and an effect \
      that equals the one under the null hypothesis.

      --exact counts the power out, over every count or table, for a single analysis: the smallest trial with the power, the one \
      from which on every larger one has it, and the true type I error.

      Examples:
        equipoise stats design rates --rates 0.5,0.32 --power 0.8 --looks 0.5,1
        equipoise stats design rates --rates 0.5,0.5 --margin=-0.12
        equipoise stats design rates --rates 0.5,0.32 --subjects 150
        equipoise stats design rates --rates 0.4 --null 0.2
        equipoise stats design rates --rates 0.4 --null 0.2 --exact binomial
        equipoise stats design rates --rates 0.8,0.4 --exact boschloo --power 0.8
        equipoise stats design rates --rates 0.5,0.2 --exact fisher --two-sided --alpha 0.05 --subjects 40,20
      """
  )

  @Option(help: ArgumentHelp("Experimental rate and control rate, or a single one.", valueName: "p1,p2"))
  var rates: NumberList

  @Option(help: ArgumentHelp("The fixed value that a single rate is compared with.", valueName: "p0"))
  var null: Double?

  @Option(help: ArgumentHelp("Difference under the null hypothesis.", valueName: "difference"))
  var margin: Double?

  @Option(
    help: ArgumentHelp("Ratio under the null hypothesis, in the place of a margin.", valueName: "ratio")
  )
  var nullRatio: Double?

  @Option(help: "Experimental subjects per control.")
  var ratio = 1.0

  @Option(
    help: ArgumentHelp(
      "Subjects in all, or of both arms (experimental, control): tell the power instead.",
      valueName: "n"
    )
  )
  var subjects: NumberList?

  @Option(
    help: ArgumentHelp(
      "Count the power out: binomial (one rate), fisher, fisher-doubled, boschloo or chi-square (two).",
      valueName: "test"
    )
  )
  var exact: ExactTestWord?

  @Option(help: ArgumentHelp("Try two rates with --exact up to so many subjects.", valueName: "n"))
  var largest: Int?

  @OptionGroup var design: DesignOptions
  @OptionGroup var options: PrintOptions

  func validate() throws {
    guard rates.numbers.count <= 2, rates.numbers.allSatisfy({ $0 > 0 && $0 < 1 }) else {
      throw ValidationError("--rates: one rate or two between 0 and 1, such as --rates 0.5,0.32.")
    }
    guard ratio > 0, ratio.isFinite else { throw ValidationError("--ratio: a number above 0 is needed.") }
    if let numbers = subjects?.numbers {
      guard numbers.allSatisfy({ $0 > 0 }), (1...rates.numbers.count).contains(numbers.count) else {
        throw ValidationError("--subjects: numbers above 0, one in all or one an arm.")
      }
      guard numbers.count == 1 || ratio == 1 else {
        throw ValidationError("--subjects for both arms tell their ratio: leave out --ratio.")
      }
    }
    guard largest == nil || exact != nil else { throw ValidationError("--largest belongs to --exact.") }
    try validateRates()
    if let exact { _ = try ExactRatesDesign(self, exact) }
  }

  private func validateRates() throws {
    guard rates.numbers.count == 2 else {
      guard let null, null > 0, null < 1 else {
        throw ValidationError(
          "--null: a single rate needs the value it is compared with, such as --null 0.2."
        )
      }
      guard null != rates.numbers[0] else {
        throw ValidationError("--null equals the rate: there is no effect.")
      }
      guard margin == nil, nullRatio == nil else {
        throw ValidationError("--margin and --null-ratio belong to two rates.")
      }
      return
    }
    guard null == nil else { throw ValidationError("--null belongs to a single rate.") }
    guard margin == nil || nullRatio == nil else {
      throw ValidationError("--margin and --null-ratio are two ways to the null hypothesis: give one.")
    }
    guard margin.map({ $0 > -1 && $0 < 1 }) ?? true else {
      throw ValidationError("--margin: a difference of rates lies between −1 and 1.")
    }
    guard nullRatio.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--null-ratio: a ratio lies above 0.")
    }
    let (experimental, control) = (rates.numbers[0], rates.numbers[1])
    let distance = nullRatio.map { experimental - $0 * control } ?? (experimental - control - (margin ?? 0))
    guard distance.magnitude > 1e-9 else {
      throw ValidationError("The effect is that of the null hypothesis: no trial finds it.")
    }
  }

  /// Experimental subjects per control, also where both arms were given.
  private var allocation: Double {
    guard let numbers = subjects?.numbers, numbers.count == 2 else { return ratio }
    return numbers[0] / numbers[1]
  }

  func run() throws {
    if let exact { return try ExactRatesDesign(self, exact).say(options) }
    let subjects = subjects?.numbers.reduce(0, +)
    guard rates.numbers.count == 2 else {
      let comparison = SingleRateComparison(rates.numbers[0], null: null ?? 0)
      return try design.say(.rate(comparison, subjects: subjects), options)
    }
    let comparison = RatesComparison(
      rates.numbers[0],
      versus: rates.numbers[1],
      null: nullRatio.map { .ratio($0) } ?? .difference(margin ?? 0),
      ratio: allocation
    )
    try design.say(.rates(comparison, subjects: subjects), options)
  }
}
