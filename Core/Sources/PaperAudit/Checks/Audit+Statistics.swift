// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Test statistics without a p-value behind them have nothing to be held against.
  mutating func checkStatistics(in sentence: SentenceReading) {
    for (index, phrase) in sentence.phrases.enumerated() {
      guard case .statistic(let statistic) = phrase, index + 1 < sentence.phrases.count,
        case .p(let p) = sentence.phrases[index + 1]
      else { continue }
      var printed = [Figure(.statistic, statistic.value)]
      if let degrees = statistic.degrees { printed.append(Figure(.degreesOfFreedom, degrees)) }
      if let degrees = statistic.secondDegrees { printed.append(Figure(.secondDegreesOfFreedom, degrees)) }
      printed.append(Figure(.p, p.printed.number))
      guard let value = statistic.asPrinted(withDegrees: nil) else {
        add(.testStatistic, at: statistic.tokens, .undetermined, .degreesMissing, printed: printed)
        continue
      }
      let result = value.compared(with: p.printed)
      let recomputed = value.p.map { [Recomputation(.p, $0)] } ?? []
      let isOneSided = result.isOnlyOneSided && !document.has(.oneSided)
      switch result.consistency {
      case .consistent:
        add(
          .testStatistic,
          at: statistic.tokens,
          isOneSided ? .undetermined : .consistent,
          isOneSided ? .onlyOneSided(result.matches, tables: []) : .statistic(result.matches),
          printed: printed,
          recomputed: recomputed
        )
      case .inconsistent:
        add(
          .testStatistic,
          at: statistic.tokens,
          .inconsistent,
          .statisticContradicted(value.p),
          printed: printed,
          recomputed: recomputed
        )
      case .undetermined:
        add(
          .testStatistic,
          at: statistic.tokens,
          .undetermined,
          .statisticContradicted(value.p),
          printed: printed,
          recomputed: recomputed
        )
      }
    }
  }
}
