// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import Markup
import TrialDesign
import TrialReporting

/// What every calculator takes that has intervals.
struct StatsOptions: ParsableArguments {
  @Option(help: "The confidence or credible level, between 0 and 1.")
  var level = 0.95

  @OptionGroup var printing: PrintOptions

  var language: Language { printing.language }

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level: \(level) is not between 0 and 1. Write, for example, --level 0.95.")
    }
  }

  /// Prints what was found; `timing` is how long reading and computing took, in seconds.
  func say(_ calculation: some Calculation, timing: (read: Double, compute: Double)? = nil) {
    printing.say(calculation, timing: timing)
  }
}

/// How a calculator answers.
struct PrintOptions: ParsableArguments {
  @Flag(help: "Print JSON with every digit, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  /// Prints what was found.
  ///
  /// - Parameters:
  ///   - calculation: The finding.
  ///   - timing: How long reading and computing took, in seconds; nil says nothing of it.
  func say(_ calculation: some Calculation, timing: (read: Double, compute: Double)? = nil) {
    guard json else {
      Terminal.say(calculation.text(in: language))
      if let timing { Terminal.say("\n" + TimingText(language: language).text(timing.read, timing.compute)) }
      return
    }
    var members = calculation.json
    if let timing {
      members.append(.init("timing", ["read": .number(timing.read), "compute": .number(timing.compute)]))
    }
    Terminal.say(JSONValue.object(members).rendered(.compact))
  }
}

/// The direction of tests.
struct DirectionOption: ParsableArguments {
  /// As typed.
  enum Word: String, CaseIterable, ExpressibleByArgument {
    case twoSided = "two-sided"
    case greater
    case less
  }

  @Option(
    name: .customLong("alternative"),
    help: ArgumentHelp(
      "two-sided; greater or less, of the arm against its reference.",
      valueName: "direction"
    )
  )
  var word: Word = .twoSided

  var alternative: Alternative {
    switch word {
    case .twoSided: .twoSided
    case .greater: .greater
    case .less: .less
    }
  }
}

/// The scale of the limits of a curve, as typed.
enum ScaleWord: String, CaseIterable, ExpressibleByArgument {
  case logLog = "log-log"
  case log
  case plain
  case logit
  case arcsin

  var transform: IntervalTransform {
    switch self {
    case .logLog: .logLog
    case .log: .log
    case .plain: .plain
    case .logit: .logit
    case .arcsin: .arcsin
    }
  }
}

extension CoxTies: @retroactive ExpressibleByArgument {}

extension LogRankWeights: @retroactive ExpressibleByArgument {
  public init?(argument: String) { self.init(word: argument) }
  public var defaultValueDescription: String { word }
}

/// Numbers separated by commas, such as `12,24` or `1,1`.
struct NumberList: ExpressibleByArgument {
  let numbers: [Double]

  init(_ numbers: [Double]) { self.numbers = numbers }

  init?(argument: String) {
    var numbers: [Double] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.filter { !$0.isWhitespace }
      guard let number = Double(word), number.isFinite else { return nil }
      numbers.append(number)
    }
    self.numbers = numbers
  }

  var defaultValueDescription: String {
    numbers.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }.joined(separator: ",")
  }
}
