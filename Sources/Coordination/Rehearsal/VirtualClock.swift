// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TrialDesign

/// A clock that stands where it was set: the time of a rehearsal.
final class VirtualClock: Sendable {
  private let time: Mutex<Timestamp>

  init(_ start: Timestamp) {
    time = Mutex(start)
  }

  func set(_ now: Timestamp) { time.withLock { $0 = now } }

  func now() -> Timestamp { time.withLock { $0 } }
}
