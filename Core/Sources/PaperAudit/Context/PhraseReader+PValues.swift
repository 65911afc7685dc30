// SPDX-License-Identifier: Apache-2.0

extension PhraseReader {
  /// P = .03, p<0.001, P值=0.03, p-value of 0.03, P for interaction = .2, P = 3 × 10⁻⁴.
  func pValue(at index: Int) -> PPhrase? {
    var place = index + 1
    if sense(place) == .dash { place += 1 }
    var isQualified = false
    var words = 0
    while words < 4, isWord(place), sense(place) != .of, sense(place) != .was {
      if sense(place) != .value { isQualified = true }
      if sense(place) == .and || sense(place) == .versus { return nil }
      place += 1
      words += 1
      if sense(place) == .dash { place += 1 }
    }
    let relation: PrintedP.Relation
    switch sense(place) {
    case .equals, .colonSign, .of, .was, .about: relation = .equal
    case .less: relation = .less
    case .atMost: relation = .atMost
    case .greater: relation = .greater
    case .atLeast: relation = .atLeast
    // "p-value 0.0031" of registries.
    case .other
    where numeral(place).map { $0.decimals > 1 && $0.value < 1 } ?? false && sense(place - 1) == .value:
      relation = .equal
      place -= 1
    default: return nil
    }
    place += 1
    guard let numeral = numeral(place), !numeral.isSigned else { return nil }
    // P < .05 as a level that was set is no result.
    if words > 0, numeral.decimals == 0 { return nil }
    let power = powerOfTen(at: place + 1)
    var value = numeral.printed
    if let power {
      guard power.exponent + value.decimals <= 15 else { return nil }
      var scaled = value.value
      for _ in 0..<power.exponent { scaled /= 10 }
      value = PrintedNumber(scaled, decimals: value.decimals + power.exponent)
    }
    return PPhrase(
      tokens: index..<(power?.end ?? place + 1),
      printed: PrintedP(relation, value),
      isQualified: isQualified
    )
  }

  /// × 10⁻⁴, × 10-4, × 10^-4.
  private func powerOfTen(at index: Int) -> (exponent: Int, end: Int)? {
    guard sense(index) == .times, numeral(index + 1)?.value == 10 else { return nil }
    var place = index + 2
    if sense(place) == .superscript {
      var exponent = 0
      while sense(place) == .superscript {
        let scalar = document.text.scalars[Int(document.tokens[place].start)]
        switch scalar {
        case 0xB9: exponent = exponent * 10 + 1
        case 0xB2, 0xB3: exponent = exponent * 10 + Int(scalar - 0xB0)
        case 0x2070, 0x2074...0x2079: exponent = exponent * 10 + Int(scalar - 0x2070)
        default: break
        }
        guard exponent < 16 else { return nil }
        place += 1
      }
      return (exponent, place)
    }
    if sense(place) == .other, numeral(place) == nil { place += 1 }
    if sense(place) == .dash { place += 1 }
    guard let exponent = numeral(place)?.value.magnitude, exponent <= 15 else { return nil }
    return (Int(exponent), place + 1)
  }

  /// t(28) = 2.1; t = 2.1, df = 28; F(2, 27) = 3.4; χ²(1) = 4.55; χ² = 4.55.
  func statistic(at index: Int) -> StatisticPhrase? {
    let distribution: StatisticPhrase.Distribution
    switch sense(index) {
    case .tStatistic: distribution = .t
    case .fStatistic where document.tokens[index].isCapital: distribution = .f
    case .chiSquare: distribution = .chiSquare
    case .zStatistic: distribution = .z
    default: return nil
    }
    var place = index + 1
    var degrees: [PrintedNumber] = []
    while sense(place) == .superscript || sense(place) == .dash || document.isSquare(place) { place += 1 }
    if sense(place) == .open {
      place += 1
      var steps = 0
      while sense(place) != .close, steps < 10 {
        if let numeral = numeral(place), degrees.count < 2, !isSampleSize(before: place) {
          degrees.append(numeral.printed)
        }
        place += 1
        steps += 1
      }
      guard sense(place) == .close else { return nil }
      place += 1
    }
    guard sense(place) == .equals || sense(place) == .colonSign, let numeral = numeral(place + 1) else {
      return nil
    }
    place += 2
    if degrees.isEmpty, [.comma, .semicolon, .open].contains(sense(place)) {
      var next = place + 1
      if sense(next) == .freedom {
        next += 1
        if sense(next) == .equals || sense(next) == .colonSign { next += 1 }
        if let found = self.numeral(next) {
          degrees.append(found.printed)
          place = next + 1
        }
      }
    }
    return StatisticPhrase(
      tokens: index..<place,
      distribution: distribution,
      value: numeral.printed,
      degrees: degrees.first,
      secondDegrees: degrees.count > 1 ? degrees[1] : nil
    )
  }

  private func isSampleSize(before index: Int) -> Bool {
    sense(index - 1) == .equals && sense(index - 2) == .sampleSize
  }
}

extension Document {
  /// "Square" or "squared" in chi-square.
  fileprivate func isSquare(_ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    let word = word(index)
    return word == "square" || word == "squared"
  }
}
