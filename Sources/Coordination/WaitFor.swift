// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Waits for asynchronous work on a thread that may stand still: a command's, never one of the task pool.
public func waitFor<Value: Sendable, Failure: Error>(
  _ work: @escaping @Sendable () async throws(Failure) -> Value
) throws(Failure) -> Value {
  let answer = PendingAnswer<Value, Failure>()
  Task.detached { answer.give(await answer.outcome(of: work)) }
  return try answer.wait().get()
}

/// One answer that one thread waits for.
private final class PendingAnswer<Value: Sendable, Failure: Error>: Sendable {
  private let arrived = DispatchSemaphore(value: 0)
  private let result = Mutex<Result<Value, Failure>?>(nil)

  func outcome(of work: @Sendable () async throws(Failure) -> Value) async -> Result<Value, Failure> {
    do {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }

  func give(_ outcome: Result<Value, Failure>) {
    result.withLock { $0 = outcome }
    arrived.signal()
  }

  func wait() -> Result<Value, Failure> {
    while true {
      arrived.wait()
      if let outcome = result.withLock({ $0 }) { return outcome }
    }
  }
}
