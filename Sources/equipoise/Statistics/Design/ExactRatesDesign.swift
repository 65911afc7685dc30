// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// Tests whose power is counted out, as typed.
enum ExactTestWord: String, CaseIterable, ExpressibleByArgument {
  case binomial
  case fisher
  case fisherDoubled = "fisher-doubled"
  case boschloo
  case chiSquare = "chi-square"

  /// The test of two rates; nil for a test of one.
  func test(_ sides: GroupSequentialPlan.Sides) -> ExactRatesComparison.Test? {
    switch (self, sides) {
    case (.binomial, _): nil
    case (.fisher, .one), (.fisherDoubled, .one): .fisherOneSided
    case (.fisher, .two): .fisherTwoSided
    case (.fisherDoubled, .two): .fisherDoubled
    case (.boschloo, .one): .boschlooOneSided
    case (.boschloo, .two): .boschlooDoubled
    case (.chiSquare, .one): .pooledZ
    case (.chiSquare, .two): .pearson
    }
  }
}

/// `equipoise stats design rates --exact`: what it takes, and its answer.
struct ExactRatesDesign {
  private let question: ExactDesignQuestion
  private let size: ExactDesignSize

  /// Reads the options that the command has checked.
  ///
  /// - Throws: `ValidationError` for what exact tests have no use for.
  init(_ command: RatesDesignCommand, _ word: ExactTestWord) throws {
    let plan = command.design.plan
    guard command.design.hasOneLook, command.design.plot == nil else {
      throw ValidationError(
        "--exact plans a single analysis: leave out --looks, boundaries, --futility and --plot."
      )
    }
    guard command.margin == nil, command.nullRatio == nil else {
      throw ValidationError("--exact tests equal rates: leave out --margin and --null-ratio.")
    }
    guard plan.alpha > 0, plan.alpha < 0.5, plan.beta > 0, plan.beta < 1 else {
      throw ValidationError("--alpha lies between 0 and 0.5, --power between 0 and 1.")
    }
    let rates = command.rates.numbers
    guard let test = word.test(plan.sides) else {
      guard rates.count == 1, let null = command.null else {
        throw ValidationError(
          "--exact binomial is for a single rate and --null; two have fisher or boschloo."
        )
      }
      question = .rate(ExactSingleRate(rates[0], null: null, alpha: plan.alpha, sides: plan.sides))
      size = try Self.size(command, arms: 1, ratio: (1, 0))
      return
    }
    guard rates.count == 2 else {
      throw ValidationError("--exact \(word.rawValue) compares two rates; a single one has binomial.")
    }
    guard word != .fisherDoubled || plan.sides == .two else {
      throw ValidationError("--exact fisher-doubled belongs to --two-sided.")
    }
    let ratio = try Self.ratio(command)
    question = .rates(
      ExactRatesComparison(rates[0], versus: rates[1], test: test, alpha: plan.alpha),
      ratio: ExactRatesComparison.Size(treatment: ratio.0, reference: ratio.1)
    )
    size = try Self.size(command, arms: 2, ratio: ratio)
  }

  /// Finds the sizes or the power, and prints them.
  func say(_ options: PrintOptions) throws {
    do throws(ExactDesignFault) {
      options.say(try ExactDesignCalculation(question, size))
    } catch {
      throw CommandFailure.usage(ExactDesignFaultText(language: options.language).text(error))
    }
  }

  /// The ratio of two whole numbers nearest to what was typed.
  private static func ratio(_ command: RatesDesignCommand) throws -> (Int, Int) {
    if let arms = command.subjects?.numbers, arms.count == 2 { return (Int(arms[0]), Int(arms[1])) }
    for control in 1...20 {
      let experimental = (command.ratio * Double(control)).rounded()
      if experimental >= 1, experimental <= 100,
        (experimental / Double(control) - command.ratio).magnitude < 1e-3 * command.ratio
      {
        return (Int(experimental), control)
      }
    }
    throw ValidationError("--ratio: --exact needs a ratio of small whole numbers, such as 2 or 1.5.")
  }

  private static func size(_ command: RatesDesignCommand, arms: Int, ratio: (Int, Int)) throws
    -> ExactDesignSize
  {
    guard let given = command.subjects?.numbers else {
      if let largest = command.largest, !(2...5000).contains(largest) {
        throw ValidationError("--largest: from 2 to 5000 subjects.")
      }
      return .needed(power: command.design.power, largest: command.largest)
    }
    guard command.largest == nil else {
      throw ValidationError("--largest bounds a search; with --subjects there is none.")
    }
    let counts = given.compactMap { Int(exactly: $0) }
    let most = arms == 1 ? 1_000_000 : 5000
    guard counts.count == given.count, counts.allSatisfy({ $0 > 0 }), counts.reduce(0, +) <= most else {
      throw ValidationError("--subjects: --exact needs whole numbers, up to \(most) in all.")
    }
    guard counts.count < arms else { return .given(counts) }
    let (parts, total) = (ratio.0 + ratio.1, counts[0])
    guard total % parts == 0 else {
      throw ValidationError(
        "--subjects: \(total) cannot be divided \(ratio.0) to \(ratio.1). Write both arms, such as --subjects 40,20."
      )
    }
    return .given([total / parts * ratio.0, total / parts * ratio.1])
  }
}
