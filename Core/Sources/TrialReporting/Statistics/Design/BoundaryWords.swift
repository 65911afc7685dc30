// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// A word with numbers in brackets, as boundaries are typed: `pocock`, `wang-tsiatis(0.25)`.
struct BoundaryWord {
  let name: String
  let numbers: [Double]

  /// Nil where brackets do not close or something in them is no number.
  init?(_ text: String) {
    let plain = text.lowercased().filter { !$0.isWhitespace }
    guard let opening = plain.firstIndex(of: "(") else {
      (name, numbers) = (plain, [])
      return
    }
    guard plain.last == ")" else { return nil }
    var numbers: [Double] = []
    let inside = plain[plain.index(after: opening)...].dropLast()
    for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Double(part), number.isFinite else { return nil }
      numbers.append(number)
    }
    (name, self.numbers) = (String(plain[..<opening]), numbers)
  }

  static func written(_ name: String, _ numbers: [Double]) -> String {
    let parts = numbers.map { number in
      number.description.hasSuffix(".0") ? String(number.description.dropLast(2)) : number.description
    }
    return "\(name)(\(parts.joined(separator: ",")))"
  }
}

extension SpendingFunction {
  /// What `--spending` and `--futility` know.
  public static let words = [
    "obrien-fleming", "pocock", "kim-demets(RHO)", "hwang-shih-decani(GAMMA)", "shares(S1,…,1)",
  ]

  /// Reads the words of the command line.
  public init?(word: String) {
    guard let word = BoundaryWord(word) else { return nil }
    switch (word.name, word.numbers.count) {
    case ("obrien-fleming", 0): self = .obrienFleming
    case ("pocock", 0): self = .pocock
    case ("kim-demets", 1): self = .kimDeMets(rho: word.numbers[0])
    case ("hwang-shih-decani", 1): self = .hwangShihDeCani(gamma: word.numbers[0])
    case ("shares", 1...): self = .shares(word.numbers)
    default: return nil
    }
  }

  /// As typed on the command line.
  public var word: String {
    switch self {
    case .obrienFleming: "obrien-fleming"
    case .pocock: "pocock"
    case .kimDeMets(let rho): BoundaryWord.written("kim-demets", [rho])
    case .hwangShihDeCani(let gamma): BoundaryWord.written("hwang-shih-decani", [gamma])
    case .shares(let shares): BoundaryWord.written("shares", shares)
    }
  }
}

extension EfficacyRule {
  /// What `--type` knows.
  public static let words = [
    "pocock", "obrien-fleming", "wang-tsiatis(DELTA)", "haybittle-peto(Z)",
    "pampallona-tsiatis(DELTA,FUTILITY-DELTA)",
  ]

  /// Reads the words of the command line.
  ///
  /// - Parameters:
  ///   - word: The family, with its parameters in brackets.
  ///   - isBinding: Whether boundaries that bring their own futility boundary rely on it.
  public init?(word: String, isBinding: Bool = false) {
    guard let word = BoundaryWord(word) else { return nil }
    switch (word.name, word.numbers.count) {
    case ("pocock", 0): self = .pocock
    case ("obrien-fleming", 0): self = .obrienFleming
    case ("wang-tsiatis", 1): self = .wangTsiatis(delta: word.numbers[0])
    case ("haybittle-peto", 1): self = .haybittlePeto(interim: word.numbers[0])
    case ("pampallona-tsiatis", 2):
      self = .pampallonaTsiatis(
        delta: word.numbers[0],
        futilityDelta: word.numbers[1],
        isBinding: isBinding
      )
    default: return nil
    }
  }

  /// As typed on the command line.
  public var word: String {
    switch self {
    case .pocock: "pocock"
    case .obrienFleming: "obrien-fleming"
    case .wangTsiatis(let delta): BoundaryWord.written("wang-tsiatis", [delta])
    case .haybittlePeto(let z): BoundaryWord.written("haybittle-peto", [z])
    case .spending(let function): function.word
    case .pampallonaTsiatis(let delta, let futility, _):
      BoundaryWord.written("pampallona-tsiatis", [delta, futility])
    }
  }
}

extension FutilityRule {
  /// What `--futility` knows.
  public static let words = SpendingFunction.words + ["null(FUNCTION)", "z(Z1,…)"]

  /// Reads the words of the command line: a function that spends beta, one in `null(…)` that spends 1 − alpha under the
  /// null hypothesis, or values of z for each look but the last.
  public init?(word: String, isBinding: Bool) {
    let plain = word.lowercased().filter { !$0.isWhitespace }
    if let function = SpendingFunction(word: word) {
      self.init(.betaSpending(function), isBinding: isBinding)
    } else if plain.hasPrefix("null("), plain.last == ")",
      let function = SpendingFunction(word: String(plain.dropFirst(5).dropLast()))
    {
      self.init(.nullSpending(function), isBinding: isBinding)
    } else if let fixed = BoundaryWord(word), fixed.name == "z", !fixed.numbers.isEmpty {
      self.init(.fixed(fixed.numbers), isBinding: isBinding)
    } else {
      return nil
    }
  }

  /// As typed on the command line.
  public var word: String {
    switch bounds {
    case .fixed(let bounds): BoundaryWord.written("z", bounds)
    case .betaSpending(let function): function.word
    case .nullSpending(let function): "null(\(function.word))"
    }
  }
}
