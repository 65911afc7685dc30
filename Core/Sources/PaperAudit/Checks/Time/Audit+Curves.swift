// SPDX-License-Identifier: Apache-2.0

extension Audit {
  private struct CurveKey: Hashable {
    let endpoint: Int
    let group: CurvePoint.Group
  }

  /// Rates that rise with time, rates on the wrong side of the median, and deaths before what includes them, in one group.
  mutating func checkCurves() {
    var curves: [CurveKey: [CurvePoint]] = [:]
    for sentence in reading.sentences where sentence.section != .background {
      for point in points(in: sentence) {
        let key = CurveKey(endpoint: point.endpoint, group: point.group)
        // The order of figures and "all" hold within a sentence, "all" throughout a text without arms.
        if !isLasting(point.group), let last = curves[key]?.last, last.sentence != sentence.index {
          curves[key] = []
        }
        var curve = curves[key] ?? []
        judge(point, curve)
        // One table holds few times; the latest are enough.
        if curve.count >= 12 { curve.removeFirst() }
        curve.append(point)
        curves[key] = curve
        judgeComposite(point, curves)
      }
    }
  }

  private func isLasting(_ group: CurvePoint.Group) -> Bool {
    switch group {
    case .arm: true
    case .slot: false
    case .all: reading.arms.isEmpty
    }
  }

  private mutating func judge(_ point: CurvePoint, _ curve: [CurvePoint]) {
    for other in curve {
      let (median, rate) = point.rate == nil ? (point, other) : (other, point)
      if let a = rate.rate, median.rate == nil {
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
  private mutating func judgeComposite(_ point: CurvePoint, _ curves: [CurveKey: [CurvePoint]]) {
    guard point.endpoint <= CurveEndpoint.composites.upperBound else { return }
    let others =
      point.endpoint == CurveEndpoint.overall ? Array(CurveEndpoint.composites) : [CurveEndpoint.overall]
    for endpoint in others {
      let known = curves[CurveKey(endpoint: endpoint, group: point.group)] ?? []
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
