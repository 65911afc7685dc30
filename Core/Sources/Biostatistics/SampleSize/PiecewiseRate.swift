// SPDX-License-Identifier: Apache-2.0
import RealModule

/// A rate that is constant between given times: a hazard, or subjects per unit of time.
public struct PiecewiseRate: Hashable, Sendable {
  /// Where each piece begins; the first is 0.
  public let starts: [Double]
  public let rates: [Double]

  /// A constant rate.
  public init(_ rate: Double) { self.init(starts: [0], rates: [rate]) }

  /// Makes a rate; as many starts as rates, ascending from 0, and no rate below 0.
  public init(starts: [Double], rates: [Double]) {
    precondition(!starts.isEmpty && starts.count == rates.count, "each piece needs a start and a rate")
    precondition(
      starts[0] == 0 && zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 },
      "pieces must begin at 0 and ascend"
    )
    precondition(rates.allSatisfy { $0 >= 0 && $0 < .infinity }, "rates must be finite and not negative")
    (self.starts, self.rates) = (starts, rates)
  }

  /// The constant hazard with which a share `share` of subjects has had the event by `time`.
  public init(share: Double, by time: Double) {
    precondition(share >= 0 && share < 1 && time > 0, "a share in [0, 1) by a positive time")
    self.init(-.log(onePlus: -share) / time)
  }

  /// The same rate times a constant, for example a hazard ratio.
  public func scaled(by factor: Double) -> PiecewiseRate {
    PiecewiseRate(starts: starts, rates: rates.map { $0 * factor })
  }

  /// The rate at a time.
  public func rate(at time: Double) -> Double {
    rates[(starts.lastIndex { $0 <= time }) ?? 0]
  }

  /// The integral of the rate from 0 to `time`.
  public func integral(to time: Double) -> Double {
    starts.indices.reduce(0) { sum, i in
      let end = i + 1 < starts.count ? min(time, starts[i + 1]) : time
      return sum + max(0, end - starts[i]) * rates[i]
    }
  }
}
