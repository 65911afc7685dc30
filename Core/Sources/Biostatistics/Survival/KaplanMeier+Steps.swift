// SPDX-License-Identifier: Apache-2.0

extension KaplanMeier {
  /// S(t) and Greenwood's sum while the times go by.
  struct RunningEstimate {
    /// Subjects at risk at the next time.
    var atRisk: Int
    private var survival = 1.0
    private var logVariance = 0.0

    init(atRisk: Int) {
      self.atRisk = atRisk
    }

    /// The step of the next distinct time, after which those with an event or censored are no more at risk.
    @inline(__always)
    mutating func step(time: Double, events: Int, censored: Int) -> Step {
      // Without an event the factor is 1 and the term 0; a branch that nothing foretells would cost more. Nobody at risk
      // means that all rows of the time stand for no subject.
      if atRisk > 0 {
        let (d, n) = (Double(events), Double(atRisk))
        let quotients = SIMD2(n - d, d) / SIMD2(n, n * (n - d))
        survival *= quotients.x
        logVariance += d > 0 ? quotients.y : 0
      }
      let counts = (atRisk, events, censored)
      atRisk -= events + censored
      return Step(time: time, counts: counts, survival: survival, logVariance: logVariance)
    }
  }

  /// Estimates the curve of one part of sorted rows, everyone at risk from the origin on.
  init(_ order: TimeOrder, part: Int) {
    let places = order.parts[part]
    var distinct = 0
    for place in places where place == places.lowerBound || order.times[place] != order.times[place - 1] {
      distinct += 1
    }
    let steps = [Step](unsafeUninitializedCapacity: distinct) { steps, count in
      var estimate = RunningEstimate(atRisk: places.count)
      var place = places.lowerBound
      while place < places.upperBound {
        let first = place
        var died = 0
        repeat {
          died += order.isEvent(place) ? 1 : 0
          place += 1
        } while place < places.upperBound && order.times[place] == order.times[first]
        let step = estimate.step(time: order.times[first], events: died, censored: place - first - died)
        steps.initializeElement(at: count, to: step)
        count += 1
      }
    }
    self.init(steps: steps, subjects: places.count)
  }

  /// One curve per part of sorted rows.
  static func byPart(_ order: TimeOrder) -> [KaplanMeier] {
    order.parts.indices.map { KaplanMeier(order, part: $0) }
  }

  /// One curve per group of counted days.
  static func byDay(_ counts: DayCounts) -> [KaplanMeier] {
    (0..<counts.groupCount).map { group in
      var steps = [Step]()
      var estimate = RunningEstimate(atRisk: counts.subjects[group])
      for day in 0..<counts.days {
        let (events, censored) = (counts.events(day, group), counts.censored(day, group))
        if events + censored > 0 {
          steps.append(estimate.step(time: Double(day), events: events, censored: censored))
        }
      }
      return KaplanMeier(steps: steps, subjects: counts.subjects[group])
    }
  }
}
