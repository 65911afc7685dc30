// SPDX-License-Identifier: Apache-2.0

import Foundation
import TrialDesign

/// The machine's clock and its time zone.
public enum WallClock {
  /// This instant to the second, with the local offset.
  public static func now() -> Timestamp {
    let date = Date()
    let offset = UTCOffset(minutes: TimeZone.current.secondsFromGMT(for: date) / 60) ?? .utc
    return Timestamp(seconds: Int64(date.timeIntervalSince1970.rounded(.down)), offset: offset)
  }
}
