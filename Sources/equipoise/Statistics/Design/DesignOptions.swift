// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// What every design takes: looks, errors, boundaries, figure.
struct DesignOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("How many looks, evenly spaced, or their shares of information.", valueName: "looks")
  )
  var looks = LookList([1])

  @Option(help: "Type I error of the whole trial, one-sided; of both directions with --two-sided.")
  var alpha = 0.025

  @Option(help: "Power at the assumed effect.")
  var power = 0.9

  @Flag(help: "Test in both directions.")
  var twoSided = false

  @Option(
    help: ArgumentHelp(
      "Spend alpha: \(SpendingFunction.words.joined(separator: ", ")).",
      valueName: "function"
    )
  )
  var spending: String?

  @Option(
    help: ArgumentHelp(
      "Critical values of a family: \(EfficacyRule.words.joined(separator: ", ")).",
      valueName: "family"
    )
  )
  var type: String?

  @Option(
    help: ArgumentHelp(
      "Stop for futility: a function that spends beta (in null(…) 1 − alpha under the null), or z(…) for each look but the last; two-sided of |z|.",
      valueName: "rule"
    )
  )
  var futility: String?

  @Flag(help: "Let the type I error rely on stopping for futility.")
  var binding = false

  @Option(
    help: ArgumentHelp("Draw the boundaries into this file (SVG).", valueName: "file"),
    completion: .file()
  )
  var plot: String?

  func validate() throws {
    guard spending == nil || type == nil else {
      throw ValidationError("--spending and --type are two ways to the critical values: give one.")
    }
    if let spending, SpendingFunction(word: spending) == nil {
      throw ValidationError(
        "--spending: \"\(spending)\" is not known. Known: \(SpendingFunction.words.joined(separator: ", "))."
      )
    }
    if let type, EfficacyRule(word: type) == nil {
      throw ValidationError(
        "--type: \"\(type)\" is not known. Known: \(EfficacyRule.words.joined(separator: ", "))."
      )
    }
    if let futility, FutilityRule(word: futility, isBinding: binding) == nil {
      throw ValidationError(
        "--futility: \"\(futility)\" is not known. Known: \(FutilityRule.words.joined(separator: ", "))."
      )
    }
    let hasOwn = type.flatMap { EfficacyRule(word: $0) }.map {
      if case .pampallonaTsiatis = $0 { true } else { false }
    }
    guard !binding || futility != nil || hasOwn == true else {
      throw ValidationError("--binding belongs to --futility.")
    }
    // Beyond this a design takes long, and no trial is looked at so often.
    guard looks.fractions.count <= 50 else { throw ValidationError("--looks: 50 looks at most.") }
  }

  /// Whether nothing was asked of interim looks and boundaries.
  var hasOneLook: Bool {
    looks.fractions == [1] && spending == nil && type == nil && futility == nil
  }

  /// The plan; O'Brien–Fleming-type spending where neither a function nor a family is named.
  var plan: GroupSequentialPlan {
    let family = type.flatMap { EfficacyRule(word: $0, isBinding: binding) }
    let function = spending.flatMap { SpendingFunction(word: $0) } ?? .obrienFleming
    return GroupSequentialPlan(
      fractions: looks.fractions,
      alpha: alpha,
      beta: 1 - power,
      sides: twoSided ? .two : .one,
      efficacy: family ?? .spending(function),
      futility: futility.flatMap { FutilityRule(word: $0, isBinding: binding) }
    )
  }

  /// Finds the design, draws it where asked for, and prints it.
  func say(_ question: DesignQuestion, _ options: PrintOptions) throws {
    do {
      let answer = try DesignCalculation(plan, for: question)
      if let plot { try PlotFile(plot).write(answer.figure(in: options.language)) }
      options.say(answer)
    } catch let fault as DesignFault {
      throw CommandFailure.usage(DesignFaultText(language: options.language).text(fault))
    }
  }
}

/// Looks as typed: `3`, or `0.5,0.75,1`.
struct LookList: ExpressibleByArgument {
  let fractions: [Double]

  init(_ fractions: [Double]) { self.fractions = fractions }

  init?(argument: String) {
    guard let list = NumberList(argument: argument)?.numbers, !list.isEmpty else { return nil }
    guard list.count == 1, let count = Int(exactly: list[0]), count > 1, count <= 1000 else {
      fractions = list
      return
    }
    fractions = (1...count).map { Double($0) / Double(count) }
  }

  var defaultValueDescription: String { "1" }
}
