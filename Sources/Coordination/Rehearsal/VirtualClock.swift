// SPDX-License-Identifier: Apache-2.0

import Foundation
import TrialDesign

/// A clock that stands where it was set: the time of a rehearsal.
final class VirtualClock: Sendable {
  private let time: Lock<Timestamp>

  init(_ start: Timestamp) {
    time = Lock(start)
  }

  func set(_ now: Timestamp) { time.set(now) }

  func now() -> Timestamp { time.value }
}

/// One value behind a lock.
private final class Lock<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var held: Value

  init(_ value: Value) { held = value }

  var value: Value { lock.withLock { held } }

  func set(_ value: Value) { lock.withLock { held = value } }
}
