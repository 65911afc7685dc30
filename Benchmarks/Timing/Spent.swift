// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Seconds that have passed, and seconds that the processors worked for this program.
public struct Spent: Sendable {
  public var elapsed: Double
  public var processor: Double

  public static let nothing = Spent(elapsed: 0, processor: 0)

  public static var now: Spent {
    func seconds(_ clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    return Spent(elapsed: seconds(CLOCK_MONOTONIC), processor: seconds(CLOCK_PROCESS_CPUTIME_ID))
  }

  public static func - (later: Spent, earlier: Spent) -> Spent {
    Spent(elapsed: later.elapsed - earlier.elapsed, processor: later.processor - earlier.processor)
  }

  public static func += (sum: inout Spent, more: Spent) {
    sum.elapsed += more.elapsed
    sum.processor += more.processor
  }

  public func rate(_ count: Int) -> String {
    let micro = (processor / Double(count) * 1e7).rounded() / 10
    return "\(Int(Double(count) / elapsed)) a second, \(micro) µs of processor time each"
  }
}
