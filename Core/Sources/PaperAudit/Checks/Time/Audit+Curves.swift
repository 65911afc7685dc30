// SPDX-License-Identifier: Apache-2.0

extension Audit {
  private struct CurveKey: Hashable {
    let endpoint: Int
    let group: CurvePoint.Group
  }

  /// Rates that rise with time, rates on the wrong side of the median, and deaths before what includes them, in one group.
  mutating func checkCurves() {
    var curves: [CurveKey: [CurvePoint]] = [:]
    var told: [CurvePoint] = []
    let open = openMedians()
    for sentence in reading.sentences where sentence.section != .background {
      for point in points(in: sentence) {
        if told.count < 200 { told.append(point) }
        guard let group = point.group else { continue }
        let key = CurveKey(endpoint: point.endpoint, group: group)
        // The order of figures and "all" hold within a sentence, "all" throughout a text without arms.
        if !isLasting(group), let last = curves[key]?.last, last.sentence != sentence.index {
          curves[key] = []
        }
        var curve = curves[key] ?? []
        judge(point, curve, open)
        // One table holds few times; the latest are enough.
        if curve.count >= 12 { curve.removeFirst() }
        curve.append(point)
        curves[key] = curve
        judgeComposite(point, group, curves)
      }
    }
    judgeAgainstMedians(told, open)
    judgeBeyondFollowUp(told)
  }

  /// Rates on the wrong side of every median of their endpoint, whoever they belong to.
  ///
  /// The medians are as many as there are groups, and all are told.
  private mutating func judgeAgainstMedians(_ told: [CurvePoint], _ open: Set<Int?>) {
    let medians = told.filter { $0.rate == nil }
    guard medians.count >= 2, !document.has(.interim) else { return }
    guard !open.contains(nil) else { return }
    for point in told where !point.isOfPart && !open.contains(point.endpoint) {
      let own = medians.filter { $0.endpoint == point.endpoint }
      guard let rate = point.rate, own.count >= max(2, reading.arms.count), let median = own.first,
        point.sentence >= median.sentence - 2,
        own.allSatisfy({
          SurvivalOrder.consistency(median: $0.time, rate: rate, at: point.time) == .inconsistent
        }), !isOfOtherTrial(reading.sentences[point.sentence])
      else { continue }
      accuse(point, [Figure(.rate, rate), Figure(.median, median.time)])
    }
    judgePairs(told, medians, open)
  }

  /// "Medians of 7.1 and 4.2 months; 44% and 38% at 6 months": whichever rate belongs to which median, one of them cannot.
  private mutating func judgePairs(_ told: [CurvePoint], _ medians: [CurvePoint], _ open: Set<Int?>) {
    func contradicts(_ median: CurvePoint, _ rate: CurvePoint) -> Bool {
      guard let percent = rate.rate else { return false }
      return SurvivalOrder.consistency(median: median.time, rate: percent, at: rate.time) == .inconsistent
    }
    for (first, second) in zip(told, told.dropFirst()) {
      guard let rate = first.rate, second.rate != nil, first.endpoint == second.endpoint,
        first.sentence == second.sentence, first.time == second.time, !first.isOfPart, !second.isOfPart,
        !open.contains(first.endpoint), reading.arms.count <= 2,
        !isOfOtherTrial(reading.sentences[first.sentence])
      else { continue }
      let own = medians.filter { $0.endpoint == first.endpoint }
      guard own.count == 2, own[0].sentence == own[1].sentence, first.sentence >= own[0].sentence,
        contradicts(own[0], first) || contradicts(own[1], second),
        contradicts(own[0], second) || contradicts(own[1], first)
      else { continue }
      let wrong = contradicts(own[0], first) ? first : second
      accuse(wrong, [Figure(.rate, wrong.rate ?? rate), Figure(.median, own[0].time)])
    }
  }

  private func isOfOtherTrial(_ sentence: SentenceReading) -> Bool {
    sentence.tokens.contains {
      document.sense($0) == .subgroup
        || document.isWord(
          $0,
          in: [
            "historical", "previous", "earlier", "expected", "assumed", "registry", "responders", "landmark",
            "post-hoc",
          ]
        )
    }
  }

  private func isLasting(_ group: CurvePoint.Group) -> Bool {
    switch group {
    case .arm: true
    case .slot: false
    case .all: reading.arms.isEmpty
    }
  }

  private mutating func judge(_ point: CurvePoint, _ curve: [CurvePoint], _ openMedians: Set<Int?>) {
    for other in curve {
      let (median, rate) = point.rate == nil ? (point, other) : (other, point)
      if let a = rate.rate, median.rate == nil {
        // "Not reached with A and 14.6 months with B": the one median may be taken for the other's.
        if openMedians.contains(point.endpoint) || openMedians.contains(nil) {
          continue
        }
        guard SurvivalOrder.consistency(median: median.time, rate: a, at: rate.time) == .inconsistent else {
          continue
        }
        return accuse(rate, [Figure(.rate, a), Figure(.median, median.time)])
      }
      guard let a = other.rate, let b = point.rate else { continue }
      let rates = [SurvivalOrder.Rate(at: other.time.value, a), SurvivalOrder.Rate(at: point.time.value, b)]
      guard !SurvivalOrder.rises(rates).isEmpty else { continue }
      return accuse(point, [Figure(.rate, a), Figure(.rate, b)])
    }
  }

  /// Survival free of an event beside survival itself, in the same group and sentence: medians, or rates at one time.
  private mutating func judgeComposite(
    _ point: CurvePoint,
    _ group: CurvePoint.Group,
    _ curves: [CurveKey: [CurvePoint]]
  ) {
    guard point.endpoint <= CurveEndpoint.composites.upperBound else { return }
    let others =
      point.endpoint == CurveEndpoint.overall ? Array(CurveEndpoint.composites) : [CurveEndpoint.overall]
    for endpoint in others {
      let known = curves[CurveKey(endpoint: endpoint, group: group)] ?? []
      guard
        let other = known.last(where: {
          $0.sentence == point.sentence && ($0.rate == nil) == (point.rate == nil)
            && (point.rate == nil || $0.time.value == point.time.value)
        })
      else { continue }
      let (composite, single) = point.endpoint == CurveEndpoint.overall ? (other, point) : (point, other)
      let (a, b) = (composite.rate ?? composite.time, single.rate ?? single.time)
      guard SurvivalOrder.consistency(composite: a, single: b) == .inconsistent else { continue }
      return add(
        point.rate == nil ? .median : .rate,
        at: min(
          composite.tokens.lowerBound,
          single.tokens.lowerBound
        )..<max(composite.tokens.upperBound, single.tokens.upperBound),
        .inconsistent,
        .survivalUnordered,
        printed: [a, b].map { Figure(point.rate == nil ? .median : .rate, $0) },
        .likely
      )
    }
  }

  private mutating func accuse(_ point: CurvePoint, _ printed: [Figure]) {
    add(.rate, at: point.tokens, .inconsistent, .survivalUnordered, printed: printed, .likely)
  }
}
